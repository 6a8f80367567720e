# SPDX-License-Identifier: GPL-2.0-or-later
#
# What somebody removed from the output folder, or a disc lost, is made again by the next run, though
# no document has changed.
. "$(dirname "$0")/lib.sh"

for i in 1 2 3; do make_pdf in/$i.pdf 'Minutes of the meeting' "Action: AB to count the chairs of room $i"; done
run 0 'a run' run -q --reproducible -o well in
documents() { sqlite3 "$1/boardpack.db" "SELECT group_concat(file, ' ') FROM (SELECT file FROM document ORDER BY file)"; }

# restores TEXT COMMAND: the next run makes good what the command did in ./out.
restores() {
    rm -rf out && cp -a well out
    (cd out && eval "$2")
    run 0 "$1" run -q --reproducible -o out in
    is "$(documents out)" "$(documents well)" 'the database has all documents'
    diff -r -x .boardpack -x .lock -x boardpack.db well out
    ok 'and the files are as they were'
}
restores 'the database is gone' 'rm boardpack.db'
restores 'the database is damaged' 'head -c 100 /dev/zero | dd of=boardpack.db conv=notrunc status=none'
restores 'the records are gone' 'rm records.ndjson'
restores 'the records are cut' 'truncate -s 100 records.ndjson'
restores 'a document is gone' 'rm documents/2.pdf.xml'
restores 'the folder of documents is gone' 'rm -r documents'
restores 'what is known is gone' 'rm -r .boardpack'

make_pdf in/4.pdf 'Minutes of the meeting' 'Action: AB to count the chairs of room 4'
rm -rf out && cp -a well out && rm out/boardpack.db
run 0 'the database is gone and a file is new' run -q --reproducible -o out in
is "$(documents out)" '1.pdf 2.pdf 3.pdf 4.pdf' 'it has them all'
done_testing
