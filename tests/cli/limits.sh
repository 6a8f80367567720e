# SPDX-License-Identifier: GPL-2.0-or-later
#
# The table of limits: the same in the program and the manual, and each can be set. Documents that
# are over one are told of it.
. "$(dirname "$0")/lib.sh"

run 0 'the table' limits
has stdout '^pages  *5000 pages  *a page tree can claim millions of pages$' 'has name, value, reason'
cp stdout table

sed -n '/^\.Sh LIMITS/,/^\.Sh /s/^\.It Li //p' "$root/src/cli/boardpack.1" | sed 's/ Ta / /g' >manual
sed 's/   */ /g' table >program
cmp manual program
ok 'the manual has the same rows'
diff manual program | sed 's/^/#   /'

run 0 'a limit that is set' limits --limit pages=7 --limit worker-memory=1G --limit input=300K
has stdout '^pages  *7 pages' 'is shown'
has stdout '^worker-memory  *1073741824 bytes' 'with its suffix'
has stdout '^input  *307200 bytes' 'each of them'
run 64 'a limit that is none' limits --limit page=7
has stderr "unknown limit 'page'; did you mean 'pages'?" 'is told with the nearest'
for wrong in pages pages= pages=x pages=-1 pages=0 pages=7K frame=99G stall=99999999999; do
    run 64 "--limit $wrong" limits --limit "$wrong"
done
has stderr 'a number of seconds up to 1000000000 is wanted' 'says what is wanted'

make_pdf in/a.pdf 'Text of a'
size=$(stat -c %s in/a.pdf)
run 10 'a file that is larger than the limit' run -q -o large --limit input=$((size - 1)) in
is "$(status_of large a.pdf)" limit 'is not read'
run 0 'one that is not' run -q -o fits --limit input=$size in
case $PROGRAM in
*/asan/*) ;; # has no limit of memory
*)
    run 78 'memory that is too little for any document' run -q -o none --limit worker-memory=8M in
    has stderr "^boardpack: the self-test .*'worker-memory'" 'is told before any is touched'
    [ ! -e none/manifest.ndjson ]
    ok 'and nothing is written'
    ;;
esac

# What is over a limit is there in part, and not said to be well.
over() { # FILE STATUS-AND-CODE OPTION
    rm -rf over
    run 10 "$3" run -q -o over --limit "$3" "$1"
    is "$(jq -r '.status + " " + .error' over/manifest.ndjson)" "$2" "makes it $2"
}
over in/a.pdf 'partial limit' words-per-page=1
is "$(jq '.source.pages' over/documents/a.pdf.json)" 1 'what fits is kept'
over "$root/samples/icb-pack.pdf" 'limit limit' pages=10
over "$root/samples/action-log.pdf" 'partial record-limit' records=5
is "$(wc -l <over/records.ndjson)" 5 'as many as the limit are kept'

# From here on a worker has to misbehave.
BOARDPACK_TEST_WORKER=exit "$PROGRAM" run -q -o probe in 2>/dev/null
[ "$(status_of probe a.pdf)" = crashed ] || done_testing
hook() { # MODE STATUS MESSAGE OPTION...
    local mode=$1 status=$2 message=$3
    shift 3
    rm -rf out
    export BOARDPACK_TEST_WORKER=$mode
    run 10 "a worker of mode $mode with $*" run -q -o out "$@" in
    unset BOARDPACK_TEST_WORKER
    is "$(jq -r '.status + ": " + .message' out/manifest.ndjson)" "$status: $message" "is $status"
}
hook stall timeout 'no progress in the time allowed after 0 pages' --limit stall=1
hook stall timeout 'not finished in the time allowed after 0 pages' --limit base-time=1
hook busy timeout 'more than 1 s of processor time wanted after 0 pages' --limit cpu-time=1
hook noise limit 'more than 1048576 bytes of error messages after 0 pages' --limit stderr-total=1M
case $PROGRAM in
*/asan/*) ;;
*) hook memory oom 'more than 300 MiB of memory wanted after 0 pages' --limit worker-memory=300M ;;
esac
done_testing
