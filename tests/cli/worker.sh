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

# A worker that dies at a page costs the page: the records of the others are what they are without.
cp "$root/samples/council-minutes.pdf" long.pdf
run 0 'a document of three pages' extract long.pdf
jq '[.decisions[], .actions[] | select(.page != 3)]' stdout >wanted
is "$(jq '[.decisions[], .actions[] | .page] | contains([1, 3])' stdout)" true 'has records on them'
lost() { # MODE CODE MESSAGE
    export BOARDPACK_TEST_WORKER=$1:long.pdf@3
    run 10 "a worker of mode $1 at page 3" extract --limit stall=2 long.pdf
    unset BOARDPACK_TEST_WORKER
    is "$(jq -r '.status + " " + (.diagnostics[0] | "\(.code) \(.page): \(.message)")' stdout)" \
        "partial $2 3: $3 at page 3: it was left out" 'leaves it out'
    jq '[.decisions[], .actions[]]' stdout | cmp - wanted
    ok 'and keeps the records of the others'
}
lost segv crashed 'the worker was ended by signal SIGSEGV'
lost abort crashed 'the worker was ended by signal SIGABRT'
lost stall timeout 'no progress in the time allowed'
lost oom oom 'more than 512 MiB of memory wanted'
export BOARDPACK_TEST_WORKER=segv:long.pdf@1
run 10 'no page may be lost' extract --limit page-retries=0 long.pdf
has stdout 'SIGSEGV at page 1"' 'so the document is'
export BOARDPACK_TEST_WORKER=socket:long.pdf@2
run 10 'what is forbidden' extract long.pdf
has stdout '"status": "sandbox"' 'is not tried again'
unset BOARDPACK_TEST_WORKER

# A tagged PDF whose tree of tags is DEPTH elements high: the PDF library reads it by recursion.
make_tower() { # FILE DEPTH
    awk -v depth="$2" '
        function put(s) { print s; at += length(s) + 1 }
        function object(s) { place[++n] = at; put(n " 0 obj\n" s "\nendobj") }
        BEGIN {
            put("%PDF-1.7")
            object("<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R>>")
            object("<</Type/Pages/Kids[3 0 R]/Count 1>>")
            object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R" \
                   "/Resources<</Font<</F 5 0 R>>>>>>")
            content = "BT /F 11 Tf 72 760 Td (Text of the tower) Tj ET"
            object("<</Length " length(content) ">>stream\n" content "\nendstream")
            object("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
            object("<</Type/StructTreeRoot/K 7 0 R>>")
            for (i = 0; i < depth; i++)
                object("<</Type/StructElem/S/Div/P " n " 0 R/K " n + 2 " 0 R/Pg 3 0 R>>")
            object("<</Type/StructElem/S/P/P " n " 0 R/Pg 3 0 R>>")
            start = at
            printf "xref\n0 %d\n0000000000 65535 f \n", n + 1
            for (i = 1; i <= n; i++) printf "%010d 00000 n \n", place[i]
            printf "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", n + 1, start
        }' >"$1"
}
make_tower tower.pdf 200000
run 0 'a tree of tags that is too high for the library' extract tower.pdf
jq -e '.source.pages == 1 and (.status == "ok" or .status == "ok-warn" and
       ([.diagnostics[].message] | any(test("the stage .tags. was left out"))))' stdout >/dev/null
ok 'costs the tags only'
run 0 'its words' dump -s extract tower.pdf
has stdout '| tower$' 'are read'
[ -z "$(find . -name 'core*')" ]
ok 'no core is left'
done_testing
