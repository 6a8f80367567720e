# SPDX-License-Identifier: GPL-2.0-or-later
#
# Runs that are killed at one moment after another, also while they mend: in the end the folder is
# as if nothing had been, byte for byte.
. "$(dirname "$0")/lib.sh"

for i in $(seq 10 49); do make_pdf in/$i.pdf 'Minutes of the meeting' "Text of document $i"; done
cp in/13.pdf in/copy.pdf
echo 'no PDF' >in/bad.pdf
aged in/copy.pdf in/bad.pdf

# same FROM DAMAGE TEXT: after many kills the folder is as after one run that was left alone, both
# begun from a copy of FROM, or from nothing.
same() {
    local delay n=0
    for folder in alone killed; do
        rm -rf $folder
        [ -z "$1" ] || cp -a "$1" $folder
        (cd $folder 2>/dev/null && eval "$2")
    done
    "$PROGRAM" run -q --reproducible -o alone in 2>stderr
    for delay in 040 070 090 110 130 150 170 200 230 260 300 350; do
        { timeout -s KILL 0.$delay "$PROGRAM" run -q --reproducible -j 2 -o killed in; } 2>stderr
        [ $? = 137 ] && n=$((n + 1))
    done 2>stderr
    "$PROGRAM" run -q --reproducible -o killed in 2>stderr
    diff -r -x .lock -x last-run.json alone killed
    ok "$3, killed $n times"
    [ $n -gt 0 ]
    ok 'really'
}
same '' : 'a first run'
mv alone state
make_pdf in/15.pdf 'Minutes of the meeting' 'Another text'
make_pdf in/50.pdf 'Text of document 50'
rm in/17.pdf in/13.pdf
cp in/18.pdf in/16.pdf
aged in/16.pdf in/20.pdf
same state : 'a run over what has changed'
same state 'rm records.ndjson' 'also without records.ndjson'
same state 'rm boardpack.db' 'also without boardpack.db'
same state 'rm documents/3*' 'also without some of the documents'
same state 'truncate -s 9000 .boardpack/journal.ndjson' 'also with half a journal'
done_testing
