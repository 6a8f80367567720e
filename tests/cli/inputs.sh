#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
#
# Web pages and texts as inputs: found in folders, told by what is in them, written as any document.
. "$(dirname "$0")/lib.sh"

mkdir -p in/sub
make_pdf in/real.pdf 'Minutes of the meeting' 'held on 7 May 2031'
make_pdf in/named.txt 'Minutes of the meeting' 'held on 8 May 2031'
cp "$root/samples/harbour-page.html" in/page.html
cp "$root/samples/reading-room-agenda.txt" in/sub/agenda.TXT
printf '<html><body><h1>Agenda</h1><p>1. Apologies</p></body></html>' >in/saved.txt
printf 'PK\003\004 word document' >in/word.html
printf '\000\001\002\003\004' >in/binary.txt
printf '<html><h1>404 Not Found</h1></html>' >in/missing.pdf
: >in/empty.htm
printf ' \n' >in/blank.txt
echo 'other files are left alone' >in/readme.md

run 10 'a folder of all formats' run -q -o out in
is "$(jq -r '.path + " " + .status' out/manifest.ndjson)" "$(
    printf '%s\n' 'binary.txt refused' 'blank.txt no-text' 'empty.htm empty' 'missing.pdf refused' \
        'named.txt ok' 'page.html ok' 'real.pdf ok' 'saved.txt ok' 'sub/agenda.TXT ok' 'word.html refused')" \
    'each has its status'
has stderr 'word.html: refused: .*office document' 'and says what it is instead'
has stderr 'missing.pdf: refused: the file is not a PDF' 'a page in place of a PDF is none'
is "$(jq -c '[.kind, .source.title, .source.pages]' out/documents/page.html.json)" \
    '["minutes","Harbour Panel, 12 February 2030 | Skelwick Borough Council",1]' 'a page has its title'
is "$(jq -c 'select(.file == "page.html" and .type == "action") | [.ref, .owners[0], .due_date]' out/records.ndjson)" \
    "$(printf '%s\n' '["30/1","Imke Strand","2030-03-01"]' '["30/2","Digby Rusk","2030-04-30"]')" \
    'records of a page are among all others'
is "$(sqlite3 out/boardpack.db "SELECT title FROM agenda_item WHERE title LIKE '%roof%'")" \
    'The roof above the stacks' 'and those of a text in the database'
xmllint --noout --nonet out/documents/page.html.xml out/documents/sub/agenda.TXT.xml
ok 'and in XML'
is "$(jq -r '.source.pages' out/documents/sub/agenda.TXT.json)" 2 'form feeds are pages'
is "$(jq -r '.source.pages' out/documents/named.txt.json)" 1 'a PDF under another name is one'

run 0 'extract' extract in/page.html
is "$(jq -r '.meetings[0].date' stdout)" 2030-02-12 'prints the records of a page'
run 0 'dump' dump --stage extract in/page.html
has stdout '^link 1 .* uri=https://www.skelwick.example/documents/survey.pdf$' 'links are resolved'
has stdout '^ruling 1 v ' 'tables have lines'
run 0 'review' review -o review.html in/page.html
is "$(grep -c '<image' review.html)" 0 'shows the text of a page'
has review.html 'Mooring' 'as it is set'
done_testing
