# SPDX-License-Identifier: GPL-2.0-or-later
#
# Documents that fail: how often they are tried, when they are left alone, and what ends that. Needs a
# build with BOARDPACK_TEST_HOOKS (dev and asan).
. "$(dirname "$0")/lib.sh"

for name in a b c; do make_pdf in/$name.pdf "Text of $name"; done
run 0 'all well' run -q -o out in
BOARDPACK_TEST_WORKER=exit "$PROGRAM" run -q -o probe in 2>/dev/null
[ "$(status_of probe a.pdf)" = crashed ] || skip_all 'the program has no test hooks'
all='[.status, .attempts, .quarantined]'

make_pdf in/b.pdf 'Text of B'
export BOARDPACK_TEST_WORKER=exit:b.pdf
run 10 'a document that kills its worker' run -q -o out in
is "$(account_of out b.pdf "$all")" '["crashed",1,null]' 'has failed once'
is "$(records_of out)" 'a.pdf c.pdf ' 'its records were of other bytes and are gone'
run 10 'the next run' run -o out in
did 1 0 2 'tries it again'
is "$(account_of out b.pdf "$all")" '["crashed",2,true]' 'and puts it in quarantine'
sums out >before
run 10 'from then on' run -o out in
did 0 0 3 'it is left alone'
sums out | diff before -
ok 'and nothing is written'
unset BOARDPACK_TEST_WORKER
run 10 'also if it would be well' run -o out in
did 0 0 3 'it is'
rm out/documents/b.pdf.json
run 10 'when its output is lost' run -q -o out in
is "$(account_of out b.pdf "$all") $(jq -r .status out/documents/b.pdf.json)" '["crashed",2,true] crashed' \
    'that is made anew, and no worker started'
aged in/b.pdf
run 10 'when it is touched' run -q -o out in
is "$(account_of out b.pdf "$all")" '["crashed",2,true]' 'it stays there'
run 0 '--retry-failed' run --retry-failed -o out in
did 1 0 2 'does that one again'
is "$(account_of out b.pdf "$all")" '["ok",null,null]' 'and it is well'
is "$(records_of out)" 'a.pdf b.pdf c.pdf ' 'with its records'

export BOARDPACK_TEST_WORKER=exit:b.pdf
for i in 1 2; do
    aged in/b.pdf
    "$PROGRAM" run --rebuild -q -o out in 2>stderr
done
is "$(account_of out b.pdf "$all")" '["crashed",2,true]' 'in quarantine once more'
make_pdf in/b.pdf 'Text of b again'
run 10 'other bytes' run -q -o out in
is "$(account_of out b.pdf "$all")" '["crashed",1,null]' 'begin anew'
unset BOARDPACK_TEST_WORKER
run 0 'a second try' run -q -o out in
is "$(account_of out b.pdf "$all")" '["ok",null,null]' 'may be well'
export BOARDPACK_TEST_WORKER=exit:b.pdf
for i in 1 2; do "$PROGRAM" run --rebuild -q -o out in 2>stderr; done
cp -r "$BOARDPACK_RULES" rules.new
echo '# another rule set' >>"$(find rules.new -name '*.rules' | sort | head -n 1)"
unset BOARDPACK_TEST_WORKER
BOARDPACK_RULES=$PWD/rules.new run 0 'other rules' run -q -o out in
is "$(account_of out b.pdf "$all")" '["ok",null,null]' 'too'

# Runs that end while a document is read are no fault of it, 20 times over.
export BOARDPACK_TEST_WORKER=stall:b.pdf
make_pdf in/b.pdf 'Text that takes long'
for i in 1 2 3; do
    timeout 0.5 "$PROGRAM" run -q -o out in 2>stderr
done
has stderr 'stopped by signal 15; what was done is kept' 'a run that is stopped says so'
[ "$(grep -c '"event":"start","path":"b.pdf"' out/.boardpack/journal.ndjson)" = 3 ]
ok 'it was tried each time'
sed -n '/"event":"start","path":"b.pdf"/p' out/.boardpack/journal.ndjson | head -n 1 >line
for i in $(seq 17); do
    echo '{"event":"run","version":1}'
    cat line
done >>out/.boardpack/journal.ndjson
run 10 'after twenty' run -q -o out in
is "$(account_of out b.pdf '[.status, .quarantined]')" '["crashed",true]' 'it is in quarantine'
has stderr 'b.pdf: crashed: run after run ended while it was read' 'and why is told'
unset BOARDPACK_TEST_WORKER
run 0 '--retry-failed' run --retry-failed -q -o out in

# Two that were slow already are failures.
export BOARDPACK_TEST_WORKER=stall:b.pdf
make_pdf in/b.pdf 'Text that takes long, again'
for i in 1 2; do
    timeout 2 "$PROGRAM" run --limit suspect=1 -q -o out in 2>stderr
done
is "$(grep -c '"event":"slow","path":"b.pdf"' out/.boardpack/journal.ndjson)" 2 'a try that is slow is noted'
run 10 'a document at which two runs were long' run -q -o out in
is "$(account_of out b.pdf '[.status, .quarantined]')" '["crashed",true]' 'is in quarantine'
unset BOARDPACK_TEST_WORKER

# The same bytes by the same rules, and another result: a row of before is told from one of after, as when
# a run was killed between the journal and the database.
cp out/boardpack.db before.db
run 0 'when it is well in the end' run -q --retry-failed -o out in
cp before.db out/boardpack.db
run 0 'and the row of before is back' run -q -o out in
is "$(sqlite3 out/boardpack.db "SELECT status FROM document WHERE file = 'b.pdf'")" ok 'the database is mended'
done_testing
