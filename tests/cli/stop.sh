# SPDX-License-Identifier: GPL-2.0-or-later
#
# Runs that meet another one, or are stopped: one at a time, and nothing half done.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Text'
run 0 'a run' run -q -o out in
exec 9>out/.lock
flock 9
run 75 'while the folder is locked' run -q -o out in
has stderr 'another run' 'says so'
exec 9>&-
run 0 'when the lock is gone' run -q -o out in

cp out/manifest.ndjson before
: >out/.boardpack-abcdef.tmp
: >out/documents/.boardpack-ghijkl.tmp
: >out/mine.tmp
run 0 'after one that was killed' run -q -o out in
is "$(find out -name '*.tmp')" out/mine.tmp 'what it left is removed, and nothing else'

export BOARDPACK_TEST_WORKER=stall
for signal in INT:130 TERM:143; do
    # In a job of its own: a shell makes background commands ignore SIGINT.
    setsid bash -c 'trap - INT; "$0" run -q -o out in & echo $! >pid; wait $!; echo $? >status' \
        "$PROGRAM" >/dev/null 2>stderr &
    sleep 1
    kill -s ${signal%:*} "$(cat pid)"
    wait $!
    if [ "$(cat status)" = 0 ]; then break; fi # no test hooks: it was done before
    is "$(cat status)" ${signal#*:} "SIG${signal%:*} ends it"
    is "$(find out -name '.boardpack-*')" '' 'no temporary file is left'
    ! pgrep -f "^$PROGRAM run -q -o out in" >/dev/null
    ok 'no worker is left'
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
    ok 'what was there stays as it was'
fi
unset BOARDPACK_TEST_WORKER
run 0 'the next run is not held up' run -q -o out in
is "$(find out -name '.boardpack-*')" '' 'and clears what was left'
done_testing
