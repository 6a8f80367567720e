# SPDX-License-Identifier: GPL-2.0-or-later
#
# Runs that meet another one, are stopped, or meet files that are being written: one at a time, and
# nothing half done.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Text'
run 0 'a run' run -q -o out in
exec 9>>out/.lock
flock 9
echo '{"pid":12345}' >out/.lock
run 75 'while the folder is locked' run -q -o out in
has stderr 'another run is writing to .out., {"pid":12345}: .*--wait' 'says who holds it and what to do'
timeout 0.5 "$PROGRAM" run -q --wait -o out in 2>stderr
is $? 124 '--wait waits'
has stderr 'waiting for another run on .out., {"pid":12345}' 'and says so'
"$PROGRAM" run -q --wait -o out in 2>stderr 9>&- &
sleep 0.2
exec 9>&-
wait $!
ok 'and goes on when the lock is gone'
is "$(cat out/.lock)" '' 'the lock says nothing when nobody holds it'

: >out/.boardpack-abcdef.tmp
: >out/.boardpack/.boardpack-abcdef.tmp
: >out/documents/.boardpack-ghijkl.tmp
: >out/mine.tmp
echo '{"event":"run","version":1}' >>out/.boardpack/journal.ndjson
run 0 'after one that was killed' run -q -o out in
is "$(find out -name '*.tmp')" out/mine.tmp 'what it left is removed, and nothing else'
echo '{"type":"part"}' >out/.boardpack/records.ndjson
run 0 'after one that was killed when all but that was done' run -q -o out in
is "$(find out/.boardpack -name 'records*')" '' 'its pieces are removed'
rm out/mine.tmp

# What is being written: a file that changes while the run waits for it.
make_pdf now.pdf 'Text that was just written'
touch now.pdf
mv now.pdf in
before=$(date +%s%N)
run 0 'a file of this moment' run -q -o out in
[ $((($(date +%s%N) - before) / 1000000)) -ge 1500 ]
ok 'is waited for'
is "$(status_of out now.pdf)" ok 'and read, when it does not change'
make_pdf in/growing.pdf 'Text'
touch in/growing.pdf
{
    sleep 1
    echo >>in/growing.pdf
} &
run 10 'one that is written meanwhile' run -q -o out in
wait
is "$(status_of out growing.pdf)" unstable 'is not read'
has stderr 'growing.pdf: unstable: the file is being written' 'which is told'
aged in/growing.pdf
run 0 'the next run' run -q -o out in
is "$(status_of out growing.pdf)" ok 'reads it'
touch in/growing.pdf
{
    sleep 1
    echo >>in/growing.pdf
} &
cp out/records.ndjson before
run 10 'when it is written again' run -q -o out in
wait
is "$(status_of out growing.pdf)" unstable 'it is not read'
cmp before out/records.ndjson
ok 'and its records stay'
rm in/growing.pdf in/now.pdf
run 0 'without them' run -q -o out in

make_pdf in/b.pdf 'Another text'
export BOARDPACK_TEST_WORKER=stall:b.pdf
make_pdf in/a.pdf 'Text that is new'
for signal in INT:130 TERM:143; do
    # In a job of its own: a shell makes background commands ignore SIGINT.
    setsid bash -c 'trap - INT; "$0" run -q -o out in & echo $! >pid; wait $!; echo $? >status' \
        "$PROGRAM" >/dev/null 2>stderr &
    sleep 1
    kill -s ${signal%:*} "$(cat pid)" 2>/dev/null
    wait $!
    if [ "$(cat status)" = 0 ]; then break; fi # no test hooks: it was done before
    is "$(cat status)" ${signal#*:} "SIG${signal%:*} ends it"
    has stderr 'what was done is kept, the next run goes on from there' 'which says what that means'
    is "$(find out -name '.boardpack-*')" '' 'no temporary file is left'
    ! pgrep -f "^$PROGRAM run -q -o out in" >/dev/null
    ok 'no worker is left'
    is "$(jq -r .source.sha256 out/documents/a.pdf.json)" "$(sha256sum <in/a.pdf | cut -d' ' -f1)" \
        'the document that was done is there'
    is "$(jq -r .path out/manifest.ndjson | head -n 1)" a.pdf 'the files about all documents are whole'
done

cp out/manifest.ndjson before
"$PROGRAM" run -q -o out in >/dev/null 2>&1 &
sleep 1
if kill -s KILL $! 2>/dev/null; then
    wait $! 2>/dev/null
    sleep 0.2
    ! pgrep -f "^$PROGRAM run -q -o out in" >/dev/null
    ok 'a worker dies with its coordinator'
    cmp before out/manifest.ndjson
    ok 'the files about all documents stay as they were'
    export BOARDPACK_TEST_WORKER=exit:a.pdf
    run 0 'the next run' run -o out in
    did 1 0 1 'does not do again what was done'
fi
unset BOARDPACK_TEST_WORKER
run 0 'a last run' run -q -o out in
is "$(find out -name '.boardpack-*')" '' 'clears what was left'
is "$(records_of out)" 'a.pdf b.pdf ' 'and all is there'
done_testing
