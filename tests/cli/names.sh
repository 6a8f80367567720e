# SPDX-License-Identifier: GPL-2.0-or-later
#
# A file keeps its name in the output whatever paths are given, and none takes that of another.
. "$(dirname "$0")/lib.sh"

make_pdf one/x.pdf 'Text of one'
make_pdf two/x.pdf 'Text of two'
touch -r one/x.pdf two/x.pdf # of one size and time: only their paths differ
run 0 'a folder' run -q -o out one
sums out/documents >before
run 0 'another with files of the same names' run -q -o out two
is "$(jq -r '.path' out/manifest.ndjson)" "$(printf 'two/x.pdf\nx.pdf')" 'they are told apart'
sums out/documents | grep -F ./x.pdf. | diff before -
ok 'and the first are not touched'
is "$(jq -r '.source.sha256' out/documents/two/x.pdf.json)" "$(sha256sum <two/x.pdf | cut -d' ' -f1)" \
    'each has its content'
sums out >before
for paths in 'one two' 'two one' two 'one/x.pdf' 'two one/x.pdf' './one/../two/' "$PWD/two"; do
    # shellcheck disable=SC2086
    run 0 "a run over $paths" run -q -o out $paths
    sums out | diff before -
    ok 'changes nothing'
done

make_pdf in/sub/deep/a.pdf 'Text of a'
run 0 'a folder' run -q -o nested in
sums nested >before
run 0 'one in it' run -q -o nested in/sub
sums nested | diff before -
ok 'gives the same documents, not new ones'

mv in moved
run 0 'a folder that was moved' run -o nested moved
has stderr '^1 document: 1 ok; 0 pages' 'is not read again'
is "$(jq -r .path nested/manifest.ndjson)" sub/deep/a.pdf 'and has the names that it had'
ln -s moved in
run 0 'a link to it' run -q -o nested in
is "$(jq -r .path nested/manifest.ndjson)" sub/deep/a.pdf 'is no other folder'

mkdir v1 v2
make_pdf v1/a.pdf 'First state'
make_pdf v2/a.pdf 'Second state'
make_pdf v1/b.pdf 'Only in the first'
ln -s v1 current
run 0 'a folder that is a link' run -q -o linked current
ln -sfn v2 current
run 0 'and leads to another now' run -q -o linked current
is "$(jq -r '.path + " " + .error' linked/manifest.ndjson)" "$(printf 'a.pdf \nb.pdf gone')" \
    'is one that has changed'
is "$(jq -r .source.sha256 linked/documents/a.pdf.json)" "$(sha256sum <v2/a.pdf | cut -d' ' -f1)" \
    'with the content that is there now'

mkdir odd
make_pdf "$(printf 'odd/latin\351.pdf')" 'Text of one'
make_pdf "$(printf 'odd/line\nfeed.pdf')" 'Text of two'
make_pdf 'odd/percent%41.pdf' 'Text of three'
run 0 'odd names' run -q -o odd.out odd
sums odd.out >before
run 0 'once more' run -o odd.out odd
did 0 0 3 'are known'
sums odd.out | diff before -
ok 'and nothing is written'
rm "$(printf 'odd/latin\351.pdf')"
run 0 'one that goes' run -q -o odd.out odd
is "$(account_of odd.out latin%E9.pdf .error)" '"gone"' 'is missed'
done_testing
