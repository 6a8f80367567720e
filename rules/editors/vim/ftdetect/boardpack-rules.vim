" SPDX-License-Identifier: GPL-2.0-or-later
autocmd BufNewFile,BufRead *.rules if getline(1) =~# '^format \d' || search('^rule [a-z]', 'nw') | setfiletype boardpackrules | endif
