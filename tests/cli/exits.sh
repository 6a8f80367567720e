# SPDX-License-Identifier: GPL-2.0-or-later
#
# Each exit status that the manual lists, produced.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Minutes of the meeting' 'held on 7 May 2031'
run 0 '0: all is well' run -q -o out in
echo 'no PDF' >in/b.pdf
run 10 '10: a document is not well' run -q -o out in
run 64 '64: the command line is wrong' run --no-such-option in
touch file
run 74 '74: the output cannot be written' run -q -o file in
if [ -c /dev/full ]; then
    "$PROGRAM" extract in/a.pdf >/dev/full 2>stderr
    is $? 74 '74: standard output is full'
    has stderr 'No space left' 'says why'
fi
exec 9>out/.lock
flock 9
run 75 '75: another run holds the folder' run -q -o out in
exec 9>&-
mkdir rules && echo 'this is no rule' >rules/x.rules
run 78 '78: the rules are wrong' run -q --rules rules -o out in
BOARDPACK_RULES=$PWD/nowhere run 78 '78: there are no rules' run -q -o out in

BOARDPACK_TEST_WORKER=exit "$PROGRAM" run -q -o probe in 2>/dev/null
if [ "$(status_of probe a.pdf)" = crashed ]; then
    export BOARDPACK_TEST_WORKER=stall
    for signal in INT:130 TERM:143; do
        # In a job of its own: a shell makes background commands ignore SIGINT.
        setsid bash -c 'trap - INT; "$0" run -q --rebuild -o out in & echo $! >pid; wait $!; echo $? >status' \
            "$PROGRAM" >/dev/null 2>stderr &
        sleep 1
        kill -s ${signal%:*} "$(cat pid)"
        wait $!
        is "$(cat status)" ${signal#*:} "${signal#*:}: stopped by SIG${signal%:*}"
    done
    unset BOARDPACK_TEST_WORKER
else
    tests=$((tests + 1))
    echo "ok $tests - 130, 143 # SKIP the program has no test hooks"
fi

# The manual lists these and no others. 70 is in sandbox.sh: workers that end before they begin.
sed -n '/^\.Sh EXIT STATUS/,/^\.Sh EXAMPLES/s/^\.It \([0-9].*\)/\1/p' "$root/src/cli/boardpack.1" |
    tr -d ' ' | tr '\n,' '  ' >listed
is "$(cat listed)" '0 10 64 70 74 75 78 130 143 ' 'the manual lists them'
done_testing
