# SPDX-License-Identifier: GPL-2.0-or-later
#
# What a run says on standard error: for people, for cron, and as JSON for machines; and its metrics.
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Minutes of the meeting' 'held on 7 May 2031'
echo 'no PDF' >"in/$(printf 'b\033[2J\342\200\256.pdf')"
cp "$root/samples/encrypted-agenda.pdf" in/c.pdf

# -- JSON ------------------------------------------------------------------------------------------
run 10 'a run' run --json-logs -o out in
is "$(jq -cs 'map(type) | unique' stderr)" '["object"]' 'each line is a JSON object'
is "$(jq -r .event stderr | tr '\n' ' ')" 'run-start document document document run-end ' 'the events, in order'
is "$(jq -r 'select(.event == "document") | .level + " " + .status' stderr)" "$(
    printf 'info ok\nwarning refused\nwarning encrypted')" 'level and status of each document'
is "$(jq -c 'select(.file == "c.pdf") | [.message, .done, .total]' stderr | grep -c 'password.*3,3')" 1 \
    'the reason, and how far the run is'
is "$(jq -c 'select(.event == "run-end") | [.done, .total, .summary.exit, .summary.statuses]' stderr)" \
    '[3,3,10,{"ok":1,"encrypted":1,"refused":1}]' 'the end has the totals, and all is done'
is "$(jq -r '.time | test("^20..-..-..T..:..:..Z$")' stderr | sort -u)" true 'each line has a time'
! grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae' stderr
ok 'no control characters, whatever a file is called'
"$PROGRAM" run --json-logs --reproducible -o same in 2>one
rm -r same
"$PROGRAM" run --json-logs --reproducible -o same in 2>two
cmp one two && [ "$(jq -s 'any(.[]; has("time"))' one)" = false ]
ok 'without times it is the same each time'
run 10 'quietly' run --json-logs -q -o quiet in
is "$(jq -r '.level + " " + .event' stderr | sort | uniq -c | tr -s ' ' | tr '\n' ';')" \
    ' 2 warning document; 1 warning run-end;' 'only what is not well'
mkdir well && cp in/a.pdf well
run 0 'quietly, and all is well' run --json-logs -q -o well.out well
is "$(cat stderr)" '' 'says nothing'

mkdir -p busy
exec 9>busy/.lock
flock 9
run 75 'a folder that another run holds' run --json-logs -o busy well
is "$(jq -r '.level + " " + .event + " " + .message' stderr)" "error note another run is writing to 'busy': let it end, or wait for it with --wait" \
    'is told as JSON too'
exec 9>&-
export BOARDPACK_TEST_WORKER=stall
setsid "$PROGRAM" run --json-logs -o stopped well 2>stderr &
pid=$!
sleep 1
kill "$pid" 2>/dev/null
wait "$pid"
status=$?
unset BOARDPACK_TEST_WORKER
if [ $status -ne 0 ]; then # else there are no test hooks: it was done before
    is $status 143 'a run that is stopped'
    is "$(jq -cs '.[-1] | [.level, .event, .summary.stopped_by]' stderr)" '["error","run-end","SIGTERM"]' \
        'says so at its end'
    is "$(jq -c '[.exit, .stopped_by]' stopped/.boardpack/last-run.json)" '[143,"SIGTERM"]' 'and in last-run.json'
fi

# -- for cron --------------------------------------------------------------------------------------
mkdir many
for i in $(seq 101 163); do echo "no PDF $i" >many/$i.pdf; done
run 10 'a night with much trouble' run -q -o many.out many
is "$(wc -l <stderr)" 51 'fits a mail'
is "$(sed -n '1s/: .*//p;50s/: .*//p' stderr | tr '\n' ' ')" '101.pdf 150.pdf ' 'the first fifty, by name'
is "$(tail -n 1 stderr)" "and 13 more that are not well; see 'boardpack status -o many.out'" 'and where the rest is'
run 10 'not quietly' run -o many.2 many
is "$(grep -c ': refused: ' stderr)" 63 'all of them'

# -- on a terminal ---------------------------------------------------------------------------------
python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "$PROGRAM" run -o terminal in >screen
is $? 10 'a run on a terminal'
has screen '100 %: 3/3 documents, ' 'shows progress to its end, though two documents were not read'
tr '\r' '\n' <screen | grep -q '^.\[K3 documents: '
ok 'and takes it away before the sum'

# -- metrics ---------------------------------------------------------------------------------------
value() { sed -n "s/^$1 //p" metrics/boardpack.prom; }
rm -r out
run 10 'a run with metrics' run -q --metrics metrics/boardpack.prom -o out in
is "$(value boardpack_last_run_exit_status)$(value 'boardpack_documents{status="refused"}')$(value boardpack_pages_read)" \
    1011 'has its totals'
is "$(grep -c '^boardpack_documents{status="[a-z-]*"} [0-9]*$' metrics/boardpack.prom)" 17 'and every status'
is "$(ls -A metrics)" boardpack.prom 'and nothing is left beside it'
# The text format: HELP, TYPE, then the samples of the metric and of no other; no name twice.
awk '
    function bad(why) { print FILENAME ":" FNR ": " why ": " $0; wrong = 1 }
    /^# HELP [a-z_]+ [^ ]/ { if ($3 in seen) bad("twice"); seen[$3] = 1; name = $3; typed = 0; next }
    /^# TYPE [a-z_]+ gauge$/ { if ($3 != name) bad("type of another metric"); typed = 1; next }
    /^[a-z_]+({[a-z]+="[a-z-]+"})? -?[0-9]+(\.[0-9]+)?$/ {
        sample = $1
        sub(/{.*/, "", sample)
        if (sample != name || !typed) bad("a sample of another metric")
        if ($1 in samples) bad("a sample twice")
        samples[$1] = 1
        next
    }
    { bad("no line of the format") }
    END { exit wrong || length(samples) < 20 }' metrics/boardpack.prom
ok 'in the text format of Prometheus'
if command -v promtool >/dev/null; then
    promtool check metrics <metrics/boardpack.prom
    ok 'promtool finds nothing'
fi
success=$(value boardpack_last_success_timestamp_seconds)
is "$success" "$(value boardpack_last_run_timestamp_seconds)" 'a run that got to its end is a success'
sed -i 's/^boardpack_last_success_timestamp_seconds .*/boardpack_last_success_timestamp_seconds 1234567890/' \
    metrics/boardpack.prom
rm -r out/documents && touch out/documents
run 74 'a run that fails' run -q --metrics metrics/boardpack.prom -o out in
is "$(value boardpack_last_success_timestamp_seconds) $(value boardpack_last_run_exit_status)" '1234567890 74' \
    'keeps when the last success was'
is "$(jq -r '.error | test("documents")' out/.boardpack/last-run.json)" true 'and last-run.json says what failed'
run 10 'a run of which nothing is to be said of times' run -q --reproducible --metrics t/x.prom -o timeless in
! grep -q _seconds t/x.prom
ok 'has none among its metrics'
run 74 'metrics that cannot be written' run -q --metrics well/a.pdf/x.prom -o out2 well
has stderr "cannot .*'well/a.pdf'" 'are an error'
done_testing
