# SPDX-License-Identifier: GPL-2.0-or-later
#
# A worker that dies, hangs or lies costs its document and nothing else. Needs a build with
# BOARDPACK_TEST_HOOKS (dev and asan).
. "$(dirname "$0")/lib.sh"

for name in a b c; do make_pdf in/$name.pdf "Text of $name"; done
run 0 'all well' run -q --reproducible -o well in
BOARDPACK_TEST_WORKER=exit "$PROGRAM" run -q -o probe in 2>/dev/null
[ "$(status_of probe a.pdf)" = crashed ] || skip_all 'the program has no test hooks'

fails() { # MODE STATUS
    export BOARDPACK_TEST_WORKER=$1:b.pdf
    run 10 "a worker of mode $1" run --reproducible -q -j 2 -o "$1" in
    unset BOARDPACK_TEST_WORKER
    is "$(status_of "$1" b.pdf)" "$2" "its document is $2"
    has stderr "^b.pdf: $2: " 'which is told'
    is "$(wc -l <"$1/manifest.ndjson")" 3 'every document has a line'
    cmp "$1/documents/a.pdf.json" well/documents/a.pdf.json &&
        cmp "$1/documents/c.pdf.json" well/documents/c.pdf.json
    ok 'the others are as without it'
}
fails segv crashed
fails abort crashed
fails exit crashed
fails rubbish internal
fails oom oom
fails stall timeout
[ -z "$(find . -name 'core*')" ]
ok 'no core is left'
done_testing
