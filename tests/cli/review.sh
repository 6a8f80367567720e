# SPDX-License-Identifier: GPL-2.0-or-later
#
# The page for checking: well-formed, whole, the same each time, with the facts of the document in
# it and nothing that could run. With chromium, where it is installed, also what a browser makes
# of it.
. "$(dirname "$0")/lib.sh"
samples=$root/samples

# count PATTERN FILE: how often, not on how many lines.
count() {
    grep -o -e "$1" "$2" | wc -l
}

run 0 'a page is made' review -o a.html "$samples/council-minutes.pdf"
is "$(cat stdout)" '' 'nothing is printed'
run 0 'and again' review -o b.html "$samples/council-minutes.pdf"
cmp a.html b.html
ok 'the same bytes'
run 0 'to standard output' review "$samples/council-minutes.pdf"
cmp a.html stdout
ok 'the same bytes'
[ -z "$(find . -name '.boardpack-*')" ]
ok 'no temporary file is left'

xmllint --noout --nonet a.html
ok 'well-formed'
is "$(xmllint --html --xpath 'count(//section)' a.html 2>/dev/null)" 3 'a section for each page'
is "$(count 'data:image/png;base64,iVBOR' a.html)" 3 'a picture of each page'
"$PROGRAM" extract "$samples/council-minutes.pdf" >records.json
is "$(count '<article ' a.html)" "$(jq '[.. | objects | select(has("spans"))] | length' records.json)" \
    'a card for each record'
is "$(count '<a class="box ' a.html)" \
    "$(jq '[.. | objects | select(has("spans")) | .spans | length] | add' records.json)" \
    'a box for each place of a record'
jq -r '.. | objects | select(has("spans")) | .id' records.json | LC_ALL=C sort >ids
grep -o '<article [^>]*data-r="[^"]*' a.html | sed 's/.*"//' | LC_ALL=C sort | cmp - ids
ok 'their ids'
has a.html 'Content-Security-Policy" content="default-src &#39;none&#39;' 'a policy'
is "$(count '<script' a.html)" 1 'one script'
! grep -qE ' (on[a-z]+|style|src)="' a.html
ok 'no handlers, no styles in elements'
! grep -oE 'href="[^"#d][^"]{0,40}' a.html
ok 'no link leads out of the page'

run 0 'pages without pictures' review --pages 2-3 --no-images -o text.html "$samples/council-minutes.pdf"
is "$(count '<section id="p[23]"' text.html)$(count '<section' text.html)" 22 'only those pages'
is "$(count '<image' text.html)" 0 'no picture'
has text.html '<text ' 'but their text'

make_pdf 'x<b>".pdf' 'Minutes of <script>alert[1]</script> & "others"' '</svg><img src=x onerror=alert[1]>'
run 0 'a hostile document' review --no-images -o hostile.html 'x<b>".pdf'
xmllint --noout --nonet hostile.html
ok 'well-formed'
is "$(count '<script' hostile.html)$(count '<img' hostile.html)$(count '<b>' hostile.html)" 100 \
    'its text is text'

run 10 'a PDF with a password' review -o locked.html "$samples/encrypted-agenda.pdf"
has stderr 'encrypted' 'is told of'
has locked.html '<dd>encrypted</dd>' 'and has a page that says so'
run 10 'a PDF of pictures' review -o scan.html "$samples/scanned-minutes.pdf"
has scan.html '<small>a picture: no text to read</small>' 'and why there is nothing on its page'
run 10 'no such file' review -o none.html none.pdf
[ ! -e none.html ]
ok 'nothing is written'
mkdir folder
run 74 'a page that cannot be written' review -o folder "$samples/council-minutes.pdf"

# A worker that dies: of its pages, then nothing is written; of drawing one, then no picture is.
sample=$samples/council-minutes.pdf
BOARDPACK_TEST_WORKER=exit:council-minutes.pdf "$PROGRAM" review -o dead.html "$sample" 2>stderr
status=$?
if [ $status -eq 0 ]; then
    tests=$((tests + 1))
    echo "ok $tests - a worker that dies # SKIP the program has no test hooks"
else
    is $status 10 'a worker that dies'
    [ ! -e dead.html ]
    ok 'nothing is written'
    BOARDPACK_TEST_WORKER=segv:council-minutes.pdf#2 "$PROGRAM" review -o drawn.html "$sample"
    is "$?" 0 'a worker that dies of drawing a page'
    "$PROGRAM" review --no-images -o text.html "$sample"
    cmp drawn.html text.html
    ok 'is tried again without pictures'
fi

browser=$(command -v chromium)
if [ -z "$browser" ]; then
    tests=$((tests + 1))
    echo "ok $tests - what a browser makes of it # SKIP chromium is not installed"
else
    "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking \
        --user-data-dir="$PWD/browser" --enable-logging=stderr --dump-dom "file://$PWD/a.html" \
        >dom.html 2>browser.log
    is "$(count '<article ' dom.html)" "$(count '<article ' a.html)" 'a browser sees each card'
    is "$(count '<a class="box ' dom.html)" "$(count '<a class="box ' a.html)" 'and each box'
    ! grep -qE 'Content Security Policy|Uncaught|SyntaxError' browser.log
    ok 'the policy lets style and script through, and the script runs'
fi
done_testing
