# SPDX-License-Identifier: GPL-2.0-or-later
#
# Files that are there no more, and folders that only seem to be.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Text of a'
make_pdf in/year/month/b.pdf 'Text of b'
make_pdf in/year/c.pdf 'Text of c'
make_pdf other/x.pdf 'Text of x'
run 0 'a folder' run -q -o out in
run 0 'another, in a run of its own' run -q -o out other
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'both are in the output'

pages=out/.boardpack/cache/*/$(sha256sum in/year/month/b.pdf | cut -d ' ' -f 1).pages
ls $pages >/dev/null
ok 'pages of a document are kept'
rm -r in/year/month
run 0 'a folder is removed' run -o out in
! ls $pages 2>/dev/null
ok 'they go with it'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf ' 'what was in it leaves all files'
is "$(account_of out year/month/b.pdf '[.status, .error, .gone]')" '["skipped","gone",true]' 'but for its line'
[ ! -e out/documents/year/month ] && [ -e out/documents/year/c.pdf.json ]
ok 'its folder in the output is removed, that above is not'
sums out >before
run 0 'once more' run -q -o out in
sums out | diff before -
ok 'there is nothing to do'
make_pdf in/year/month/b.pdf 'Text of b'
run 0 'when it comes back' run -q -o out in
is "$(account_of out year/month/b.pdf '[.status, .error, .gone]')" '["ok","",null]' 'it is there as before'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'with its records'

# Lost mounts: an empty folder, a missing one, one that cannot be read.
sums out >before
mkdir empty
mv in real
cp -r empty in
run 0 'a folder that has become empty' run -o out in
has stderr '3 files of earlier runs are not there.*--accept-empty' 'is no proof, which is told'
sums out | diff before -
ok 'nothing changes'
rmdir in
run 10 'a folder that is missing' run -o out in
has stderr '^in: unreadable: No such file' 'is told'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'and no proof'
mv real in
run 0 'when it is back' run -o out in
did 0 0 3 'nothing is read'
is "$(account_of out in .)" '' 'nothing is told of a folder that could not be read'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'nor is there more in the output'
sums out | grep -v 'journal\|manifest\|records\|rules\|\.db' | diff - <(grep -v 'journal\|manifest\|records\|rules\|\.db' before)
ok 'no document was written'
mv in/year year
mkdir in/year
run 0 'a folder below that has become empty' run -o out in
has stderr '2 files of earlier runs are not there' 'is no proof either'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'all stays'
run 0 '--accept-empty' run --accept-empty -o out in
is "$(records_of out)" 'a.pdf x.pdf ' 'believes it'
rmdir in/year
mv year in
run 0 'and back' run -q -o out in

if [ "$(id -u)" != 0 ]; then
    chmod 0 in/year
    run 10 'a folder that cannot be read' run -q -o out in
    has stderr '^year: unreadable: ' 'is told'
    is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'and no proof'
    chmod 755 in/year
    run 0 'when it can' run -q -o out in
    is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'all is as before'
    chmod 0 in/a.pdf
    run 0 'a file that cannot be read and has not changed' run -q -o out in
    is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'is not asked for'
    aged in/a.pdf
    run 10 'one that has' run -q -o out in
    is "$(account_of out a.pdf .status)" '"unreadable"' 'is unreadable'
    is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'and its records stay'
    chmod 644 in/a.pdf
    run 0 'when it can be read' run -q -o out in
    is "$(account_of out a.pdf '[.status, .error]')" '["ok",""]' 'all is well'
fi

rm in/a.pdf
run 0 '--keep-gone' run --keep-gone -q -o out in
is "$(account_of out a.pdf '[.status, .error, .gone]')" '["ok","",true]' 'keeps what is known of a file'
is "$(records_of out)" 'a.pdf x.pdf year/c.pdf year/month/b.pdf ' 'and its records'
sums out >before
run 0 'once more' run --keep-gone -q -o out in
sums out | diff before -
ok 'there is nothing to do'
run 0 'without it' run -q -o out in
is "$(account_of out a.pdf .error) $(records_of out)" '"gone" x.pdf year/c.pdf year/month/b.pdf ' 'it goes'
rm -r other
mkdir other
run 0 'the last file of a folder' run --accept-empty -q -o out other
is "$(records_of out)" 'year/c.pdf year/month/b.pdf ' 'is gone with the option'
rm -r in/year
make_pdf in/z.pdf 'Text of z'
printf 'in/z.pdf\nin/year/c.pdf\n' >list
run 10 'files that are named and are not there' run -q -o out --list-file list
is "$(account_of out year/c.pdf '[.status, .gone]')" '["unreadable",null]' 'are unreadable, not gone'
is "$(records_of out)" 'year/c.pdf year/month/b.pdf z.pdf ' 'and their records stay'

# Copies in folders that are given to runs of their own.
make_pdf first/a.pdf 'Text of both'
mkdir second
cp first/a.pdf second/b.pdf
cp first/a.pdf second/c.pdf
aged second/b.pdf second/c.pdf
run 0 'a folder' run -q -o copies first
run 0 'another with copies' run -q -o copies second
is "$(account_of copies b.pdf .duplicate_of) $(records_of copies)" '"a.pdf" a.pdf ' 'they are read once'
mv first/a.pdf a.pdf
make_pdf first/z.pdf 'Text of z'
run 0 'when the first goes, the folder of the copies not being listed' run -q -o copies first
is "$(account_of copies c.pdf .duplicate_of) $(records_of copies)" '"b.pdf" b.pdf z.pdf ' \
    'one of them takes its place'
make_pdf second/b.pdf 'Another text of b'
run 0 'when that changes' run -q -o copies second
is "$(records_of copies)" 'b.pdf c.pdf z.pdf ' 'so does the next'
cp second/c.pdf first/y.pdf
aged first/y.pdf
run 0 'another copy' run -q -o copies first
make_pdf second/c.pdf 'Another text of c'
run 0 'when the one that was read changes' run -q -o copies second
run 0 'a run after that, over any folder' run -q -o copies second
is "$(records_of copies)" 'b.pdf c.pdf y.pdf z.pdf ' 'makes the copy a document'
done_testing
