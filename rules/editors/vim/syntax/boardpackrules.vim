" SPDX-License-Identifier: GPL-2.0-or-later
" Rule files of boardpack, boardpack-rules(5).
if exists('b:current_syntax')
  finish
endif

syntax match brComment /^\s*#.*$/
syntax match brStatement /^\(format\|include\|define\|rule\|replace\|disable\)\>/ nextgroup=brName skipwhite
syntax match brName /\S\+/ contained
syntax match brKey /^  \(why\|emit\|in\|where\|match\|unless\|after\|score\|confidence\|set\|until\)\>/
syntax match brSample /^  \(todo \)\?\(ok\|not\)\>/
syntax match brLayout /^\s\+@layout\>/
syntax match brPiece /^\s\+|/
syntax match brUse /%{[A-Z][A-Z0-9_]*\(:[a-z_]\+\)\?}/
syntax match brGroup /(?<[a-z_]\+>/
syntax match brEscape /\\[a-zA-Z]\({[^}]*}\)\?/

highlight default link brComment Comment
highlight default link brStatement Statement
highlight default link brName Identifier
highlight default link brKey Keyword
highlight default link brSample String
highlight default link brLayout PreProc
highlight default link brPiece Delimiter
highlight default link brUse Macro
highlight default link brGroup Type
highlight default link brEscape Special

let b:current_syntax = 'boardpackrules'
