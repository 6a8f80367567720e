# SPDX-License-Identifier: GPL-2.0-or-later
#
# Outputs that were damaged, and runs that were killed: the next run makes all good, and what is
# there in the end is what one run that nobody disturbed would have made, byte for byte.
. "$(dirname "$0")/lib.sh"

for i in 1 2 3 4 5 6 7 8; do make_pdf in/$i.pdf "Minutes of the meeting" "Text of document $i"; done
cp in/3.pdf in/copy.pdf
echo 'no PDF' >in/bad.pdf
aged in/copy.pdf in/bad.pdf
make_pdf other/x.pdf 'Text of x'
make_pdf gone/g.pdf 'Text of g'
again() { # TEXT [WANTED-STATUS]: a run over `in`
    run "${2:-10}" "$1" run -q --reproducible -o out in
}
again 'a run'
run 0 'another folder' run -q --reproducible -o out other
run 0 'another one, which goes' run -q --reproducible -o out gone
cp -a out good
all='1.pdf 2.pdf 3.pdf 4.pdf 5.pdf 6.pdf 7.pdf 8.pdf g.pdf x.pdf '
is "$(records_of out)" "$all" 'all is there'

# is_good TEXT: as it was; the database has the same rows, though not in the same pages.
is_good() {
    diff -r -x boardpack.db -x .lock -x last-run.json good out && is "$(records_of out)" "$all" "$1"
    ok "$1, in each file"
}
restore() {
    rm -rf out
    cp -a good out
}

for damage in 'rm out/documents/3.pdf.json' 'rm out/documents/bad.pdf.xml' 'rm -r out/documents' \
    'truncate -s 100 out/documents/4.pdf.xml' ': >out/documents/5.pdf.json' \
    'rm out/records.ndjson' 'truncate -s -1 out/records.ndjson' 'truncate -s 700 out/records.ndjson' \
    'echo "{}" >>out/records.ndjson' ': >out/records.ndjson' \
    'rm out/manifest.ndjson' ': >out/manifest.ndjson' 'rm out/rules.tsv' \
    'rm out/boardpack.db' ': >out/boardpack.db' 'truncate -s 50000 out/boardpack.db' \
    'sqlite3 out/boardpack.db "DELETE FROM document WHERE file = '"'2.pdf'"'"'; do
    restore
    eval "$damage"
    again "after: $damage"
    is_good 'everything is as it was'
    sums out >before
    again 'once more'
    sums out | diff before -
    ok 'there is nothing to do'
done

restore
sed -i 's/"file":"5.pdf"/"file":"9.pdf"/' out/records.ndjson
make_pdf in/1.pdf 'A text of the same' # something is to be published
run 74 'records that were changed by another program' run -q --reproducible -o out in
has stderr 'has lost the records of .5.pdf.*run again' 'are missed when they are needed'
again 'the next run'
is "$(records_of out)" "$all" 'makes them again'
make_pdf in/1.pdf 'Minutes of the meeting' 'Text of document 1'
touch -d @1600000001 in/1.pdf

restore
rm -r gone out/documents/g.pdf.json
again 'what was lost of a file that is there no more'
is "$(status_of out g.pdf)" ok 'cannot be made good'
is "$(jq -r .file out/records.ndjson | sort -u | tr '\n' ' ')" "${all/g.pdf /}" 'and leaves the rest'
is "$(sqlite3 out/boardpack.db 'SELECT group_concat(file) FROM (SELECT file FROM document ORDER BY file)')" \
    '1.pdf,2.pdf,3.pdf,4.pdf,5.pdf,6.pdf,7.pdf,8.pdf,bad.pdf,x.pdf' 'also the database'
make_pdf gone/g.pdf 'Text of g'
touch -d "@$(jq -r 'select(.path == "g.pdf") | .mtime' good/manifest.ndjson)" gone/g.pdf
again 'when it is back'
is_good 'it is made good'

# The journal: cut at any place, lost, or spoiled.
size=$(stat -c %s good/.boardpack/journal.ndjson)
at=0
while [ $at -lt "$size" ]; do
    restore
    truncate -s $at out/.boardpack/journal.ndjson
    "$PROGRAM" run -q --reproducible -o out in other gone 2>stderr
    cmp -s good/records.ndjson out/records.ndjson && cmp -s good/manifest.ndjson out/manifest.ndjson &&
        [ "$(records_of out)" = "$all" ] || break
    at=$((at + size / 11 + 1))
done
[ $at -ge "$size" ]
ok "a journal that was cut (at $at) is made good"
restore
rm -r out/.boardpack
run 10 'without the journal' run --reproducible -o out in
has stderr 'what was known of 2 other documents in boardpack.db is lost.*run over their folders again' \
    'documents of other folders are missed'
is "$(records_of out | head -n 1)" '1.pdf 2.pdf 3.pdf 4.pdf 5.pdf 6.pdf 7.pdf 8.pdf ' 'and left out'
[ -s out/documents/x.pdf.json ]
ok 'but their files are not removed'
run 10 'over all folders' run -q --reproducible -o out in other gone
is_good 'all is there again'
for garbage in 'not JSON' '{"event":"done"}' '{"event":"done","path":"1.pdf"' '' '[]' '{"event":7}' \
    '{"event":"no such"}' '{"event":"run","version":99}'; do
    restore
    printf '%s\n' "$garbage" >>out/.boardpack/journal.ndjson
    "$PROGRAM" run -q --reproducible -o out in 2>stderr
    is "$(cat out/manifest.ndjson) $(records_of out)" "$(cat good/manifest.ndjson) $all" "after a line: $garbage"
done
restore
sed -i '4s/.*/garbage/' out/.boardpack/journal.ndjson
"$PROGRAM" run -q --reproducible -o out in other gone 2>stderr
is_good 'after garbage in the middle'
restore
sed -i '1s/"version":[0-9]*/"version":99/' out/.boardpack/journal.ndjson
"$PROGRAM" run -q --reproducible -o out in other gone 2>stderr
is_good 'after a journal of another version'
done_testing
