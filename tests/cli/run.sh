# SPDX-License-Identifier: GPL-2.0-or-later
#
# A run: what is listed, what is written, statuses and exit statuses.
. "$(dirname "$0")/lib.sh"

make_pdf in/b.pdf 'Minutes of the meeting' 'held on 7 May 2031'
make_pdf in/sub/a.PDF 'Agenda' '1. Welcome'
echo 'no document' >in/notes.md
run 0 'a folder of documents' run -o good in
is "$(jq -r '.path + " " + .status' good/manifest.ndjson)" "$(printf 'b.pdf ok\nsub/a.PDF ok')" \
    'every document has a line, in order'
is "$(jq -r .sha256 good/manifest.ndjson | head -n 1)" "$(sha256sum <in/b.pdf | cut -d' ' -f1)" \
    'with the digest of the file'
for file in b.pdf.json b.pdf.xml sub/a.PDF.json sub/a.PDF.xml; do
    [ -s "good/documents/$file" ]
    ok "documents/$file is written"
done
has stderr '^2 documents: 2 ok; 2 pages in ' 'says what was done'
has stderr '^  documents of no kind that is known: 2$' 'and what was not found'
is "$(jq -r '.diagnostics[] | .level + " " + .code' good/documents/b.pdf.json)" 'hint unknown-kind' \
    'which is a hint and leaves the status'
is "$(jq -c '.coverage == 0' good/manifest.ndjson | sort -u)" true 'the manifest has the coverage'

mkdir notes
cp "$root/samples/trustees-minutes.pdf" "$root/samples/library-agenda.pdf" notes
run 0 'an agenda and minutes' run -o covered notes
is "$(sed -n '/^least of/,$s/^ *\([0-9]*\)% //p' stderr)" "$(printf 'library-agenda.pdf\ntrustees-minutes.pdf')" \
    'those of which least is in records are named, the least first'
run 0 'quietly' run -q -o good in
is "$(cat stderr)" '' 'says nothing'

echo 'this is no PDF' >in/broken.pdf
: >in/empty.pdf
mkfifo in/fifo.pdf
ln -s b.pdf in/link.pdf
run 10 'some documents are not well' run -q -o some in gone.pdf
is "$(jq -r '.path + " " + .status' some/manifest.ndjson)" "$(
    printf '%s\n' 'b.pdf ok' 'broken.pdf refused' 'empty.pdf empty' 'fifo.pdf skipped' \
        'gone.pdf unreadable' 'link.pdf skipped' 'sub/a.PDF ok')" 'each has its status'
is "$(sed 's/: .*//' stderr)" "$(printf 'broken.pdf\nempty.pdf\ngone.pdf')" \
    'those that are not well are named'
[ "$(wc -l <some/manifest.ndjson)" = "$(find some/documents -name '*.json' | wc -l)" ]
ok 'every document has its files, also those that failed'
for file in some/documents/*.xml; do xmllint --noout "$file" || break; done
ok 'all XML is well-formed'

mkdir none
run 0 'a folder without documents' run -q -o empty none
is "$(cat empty/manifest.ndjson)" '' 'is nothing to do'
run 0 'and it' run -o empty none
is "$(cat stderr)" 'boardpack: no documents there: nothing to read' 'is told'
run 78 'a folder of rules that is not there' run --rules nowhere -o empty none
is "$(cat stderr)" "boardpack: cannot read the rules in 'nowhere': No such file or directory" 'is named'

make_pdf "odd/$(printf 'a\nb').pdf" 'Text'
make_pdf "odd/$(printf 'latin\351').pdf" 'Text'
make_pdf 'odd/-rf.pdf' 'Text'
run 0 'odd names' run -o odd.out odd
is "$(jq -r .path odd.out/manifest.ndjson)" "$(printf -- '-rf.pdf\na%%0Ab.pdf\nlatin%%E9.pdf')" \
    'are made safe'

make_pdf one/x.pdf 'One'
make_pdf two/x.pdf 'Two'
run 0 'two folders with the same names' run -o both one two
is "$(jq -r .path both/manifest.ndjson)" "$(printf 'two/x.pdf\nx.pdf')" 'are told apart'

printf 'one/x.pdf\n\ntwo/x.pdf\n' >list
run 0 'a list of files' run -o listed --list-file list
is "$(wc -l <listed/manifest.ndjson)" 2 'is read'
printf 'one/x.pdf\n' | "$PROGRAM" run -q -o piped --list-file - 
is "$(jq -r .path piped/manifest.ndjson)" x.pdf 'also from standard input'

mkdir bad && echo 'this is no rule' >bad/x.rules
run 78 'rules that are wrong' run --rules bad -o bad.out in
has stderr 'bad/x.rules:1:' 'are told with their place'
[ ! -e bad.out ]
ok 'and nothing is written'
run 78 'rules that are not there' run --rules no-such-folder -o bad.out in
run 74 'an output folder that cannot be made' run -o list/out in

run 0 'extract' extract in/b.pdf
is "$(jq -r .source.file stdout)" b.pdf 'prints JSON'
run 0 'extract --format xml' extract --format xml in/b.pdf
xmllint --noout stdout
ok 'prints XML'
run 0 'extract follows a link that is named' extract in/link.pdf
run 10 'extract of a file that is no PDF' extract in/broken.pdf
is "$(jq -r .status stdout)" refused 'says so in the document'
run 10 'extract of a file that is not there' extract in/gone.pdf
has stderr 'No such file' 'says why'
run 0 'dump' dump --stage extract in/b.pdf
has stdout 'Minutes' 'shows the words'
run 0 'dump of the parts' dump --stage recognise in/b.pdf
has stdout '^part ' 'shows them'
run 0 'search' search -o good nosuchwordanywhere
has stderr 'nothing found' 'says when there is nothing'
run 10 'search without a run' search -o none text
done_testing
