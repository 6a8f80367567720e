# SPDX-License-Identifier: GPL-2.0-or-later
#
# A run does what changed, and nothing else: new and changed files, touched and renamed ones, copies.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Text of a'
make_pdf in/b.pdf 'Text of b'
make_pdf in/sub/c.pdf 'Text of c'
run 0 'a first run' run -o out in
is "$(records_of out)" 'a.pdf b.pdf sub/c.pdf ' 'reads all'
sums out >before
export BOARDPACK_TEST_WORKER=exit # in builds that listen to it, no worker would survive
run 0 'a second one' run -o out in
did 0 0 3 'starts no worker'
sums out | diff before -
ok 'and writes nothing'
unset BOARDPACK_TEST_WORKER

make_pdf in/b.pdf 'Text of B'
make_pdf in/d.pdf 'Text of d'
run 0 'when one has changed and one is new' run -o out in
did 2 0 2 'these are read'
is "$(records_of out)" 'a.pdf b.pdf d.pdf sub/c.pdf ' 'into all files'
is "$(jq -r 'select(.file == "b.pdf") | .sha256' out/records.ndjson | sort -u)" \
    "$(sha256sum <in/b.pdf | cut -d' ' -f1)" 'in place of what there was'
sums out | grep -F documents/a.pdf | diff - <(grep -F documents/a.pdf before)
ok 'and the files of others are not touched'

aged in/a.pdf
run 0 'when one was touched only' run -o out in
is "$(account_of out a.pdf .mtime)" "$(stat -c %Y in/a.pdf)" 'its time is new'
has stderr '; 0 pages in' 'it is not read'
sums out | grep -F documents/a.pdf | diff - <(grep -F documents/a.pdf before)
ok 'and not written'

# As many bytes, and the same second: nanoseconds tell.
touch -d '2020-05-05 05:05:05.1' in/a.pdf
run 0 'a time' run -q -o out in
sed -i 's/Text of a/Text of A/' in/a.pdf
touch -d '2020-05-05 05:05:05.2' in/a.pdf
run 0 'a file that changed within a second, and not in size' run -o out in
did 1 0 3 'is read'

cp -r "$BOARDPACK_RULES" rules.new
echo '# another rule set' >>"$(find rules.new -name '*.rules' | sort | head -n 1)"
BOARDPACK_RULES=$PWD/rules.new run 0 'other rules' run -o out in
did 0 4 0 'all is done again'
run 0 'the old rules' run -o out in
did 0 4 0 'and again'
run 0 '--rebuild' run --rebuild -o out in
has stderr '^4 documents: 4 ok; 4 pages' 'reads all'
"$PROGRAM" run -q -o fresh in
is "$(cat out/records.ndjson)" "$(cat fresh/records.ndjson)" 'to what a first run gives'

mv in/d.pdf in/e.pdf
run 0 'a file that was renamed' run -o out in
is "$(records_of out)" 'a.pdf b.pdf e.pdf sub/c.pdf ' 'has its new name only'
is "$(account_of out d.pdf '[.status, .error, .gone]')" '["skipped","gone",true]' 'the old one is gone'
is "$(jq -r .source.file out/documents/e.pdf.json)" e.pdf 'it is named so in its document'

cp in/a.pdf in/copy.pdf
aged in/copy.pdf
run 0 'a copy' run -o out in
is "$(account_of out copy.pdf '[.status, .error, .duplicate_of]')" '["skipped","duplicate","a.pdf"]' \
    'is told as such'
is "$(records_of out)" 'a.pdf b.pdf e.pdf sub/c.pdf ' 'and its records are there once'
sums out >before
run 0 'when nothing changes' run -o out in
did 0 0 5 'it stays one'
sums out | diff before -
ok 'and nothing is written'
aged in/a.pdf in/copy.pdf
run 0 'when both are touched' run -o out in
is "$(account_of out copy.pdf .duplicate_of) $(account_of out a.pdf .status)" '"a.pdf" "ok"' 'too'

make_pdf in/copy.pdf 'Text of its own'
run 0 'a copy that changes' run -o out in
is "$(account_of out copy.pdf '[.status, .error, .duplicate_of]')" '["ok","",null]' 'is a document'
cp in/a.pdf in/copy.pdf
aged in/copy.pdf
run 0 'a document that becomes a copy' run -o out in
is "$(records_of out)" 'a.pdf b.pdf e.pdf sub/c.pdf ' 'has no records of its own any more'
make_pdf in/a.pdf 'Another text of a'
run 0 'when the other one changes' run -o out in
is "$(account_of out copy.pdf '[.status, .duplicate_of]') $(account_of out a.pdf .status)" '["ok",null] "ok"' \
    'both are documents'
is "$(records_of out)" 'a.pdf b.pdf copy.pdf e.pdf sub/c.pdf ' 'with records'
cp in/copy.pdf in/A-first.pdf
cp in/copy.pdf in/z-last.pdf
aged in/A-first.pdf in/z-last.pdf
run 0 'copies before and after' run -o out in
is "$(account_of out A-first.pdf .duplicate_of) $(account_of out z-last.pdf .duplicate_of)" \
    '"copy.pdf" "copy.pdf"' 'are copies of the one that was there'
rm in/copy.pdf
run 0 'when that goes' run -o out in
is "$(account_of out A-first.pdf .status) $(account_of out z-last.pdf .duplicate_of)" '"ok" "A-first.pdf"' \
    'one of them takes its place'
is "$(records_of out)" 'A-first.pdf a.pdf b.pdf e.pdf sub/c.pdf ' 'with its records'
rm in/z-last.pdf
run 0 'a copy that goes' run -o out in
is "$(account_of out z-last.pdf '[.error, .gone, .duplicate_of]')" '["gone",true,null]' 'is gone'

echo 'no PDF' >in/b.pdf
aged in/b.pdf
run 10 'a file that is bad now' run -q -o out in
is "$(account_of out b.pdf .status)" '"refused"' 'is told'
run 10 'and once more' run -o out in
did 0 0 5 'it is not read again'
make_pdf in/b.pdf 'Text of b'
run 0 'when it is good again' run -q -o out in
is "$(account_of out b.pdf '[.status, .error, .message]')" '["ok","",""]' 'nothing is left of that'

rm in/e.pdf
mkdir in/e.pdf
make_pdf in/e.pdf/f.pdf 'Text of f'
run 0 'a file that becomes a folder' run -q -o out in
is "$(account_of out e.pdf .error) $(account_of out e.pdf/f.pdf .status)" '"gone" "ok"' 'is gone, what is in it is not'
rm -r in/e.pdf
make_pdf in/e.pdf 'Text of e'
run 0 'and the other way' run -q -o out in
is "$(account_of out e.pdf .status) $(account_of out e.pdf/f.pdf .error)" '"ok" "gone"' 'the same'
is "$(records_of out)" 'A-first.pdf a.pdf b.pdf e.pdf sub/c.pdf ' 'with the records'
done_testing
