# SPDX-License-Identifier: GPL-2.0-or-later
#
# Folders in which there is everything that a file system allows: each file that is listed has one
# line in the manifest, under a name of its own, and nothing is written outside the output folder.
. "$(dirname "$0")/lib.sh"

# holds FOLDER LINES: a line for each of so many files, no two alike, and its documents below FOLDER.
holds() {
    is "$(wc -l <"$1/manifest.ndjson")" "$2" "it has $2 lines"
    is "$(jq -r .path "$1/manifest.ndjson" | sort | uniq -d)" '' 'no name is there twice'
    is "$(jq -r .path "$1/manifest.ndjson" | grep -cvE '(^|/)\.\.?(/|$)|^/|^$')" "$2" 'none leads elsewhere'
    is "$(jq -r '.path | explode | map(select(. < 32 or (. > 126 and . < 160) or (. > 8233 and . < 8239))) | length' \
        "$1/manifest.ndjson" | sort -u)" 0 'none has a character that a terminal obeys'
    is "$(find "$1/documents" -name '*.json' | wc -l)" "$2" 'every one has its document'
    LC_ALL=C find "$1" -name '*[![:print:]]*' -print | LC_ALL=C grep -q '[[:cntrl:]]'
    is $? 1 'no file is called by control characters'
    is "$(find . -newer mark -not -path './in/*' -not -path "./$1/*" -type f |
        grep -vE '^./(stdout|stderr|mark|report)$')" '' 'nothing is written elsewhere'
}

names=(
    $'line\nfeed.pdf' $'tab\there.pdf' 'quote".pdf' "quote'.pdf" 'back\slash.pdf' '$(touch owned).pdf' '`touch owned`.pdf'
    ';touch owned.pdf' '&.pdf' '<b>.pdf' ' blank .pdf' '-rf.pdf' '--output.pdf' '~.pdf' '*.pdf' '?.pdf' '[a].pdf' '{a,b}.pdf'
    '...pdf' '..pdf' '.hidden.pdf' '.pdf' 'a..b.pdf' '%2E%2E%2Fx.pdf' '%.pdf' '100%.pdf' 'CON.pdf' 'aux.pdf' 'a:b.pdf'
    $'latin\xe9.pdf' $'\xff\xfe.pdf' $'half\xe2\x82.pdf' $'surrogate\xed\xa0\x80.pdf' $'overlong\xc0\xaf.pdf'
    $'caf\xc3\xa9.pdf' $'cafe\xcc\x81.pdf' 'case.pdf' 'Case.pdf' 'CASE.PDF' 'case.Pdf'
    $'clear\e[2J.pdf' $'title\e]0;owned\a.pdf' $'bell\a.pdf' $'c1\xc2\x9b2J.pdf' $'del\x7f.pdf'
    $'rlo\xe2\x80\xaefdp.exe.pdf' $'isolate\xe2\x81\xa6x.pdf' $'bom\xef\xbb\xbf.pdf' $'none\xef\xbf\xbe.pdf'
    $'separator\xe2\x80\xa8.pdf' $'\xf0\x9f\xa6\x84.pdf' '=1+1.pdf' '@sum.pdf' 'null.json.pdf' 'x.pdf.json.pdf' 'x.pdf.pdf'
)
printf -v long '%0251d' 0
names+=("$long.pdf" "${long%0}1.pdf")
mkdir in
for i in "${!names[@]}"; do
    make_pdf plain.pdf "Text $i" # one that is the same as another is read once
    cp plain.pdf "in/${names[i]}" || echo "# no '${names[i]}' here"
done
listed=$(find in -type f -printf x | wc -c)
is "$listed" ${#names[@]} 'all names can be given here'
touch mark && sleep 0.1
"$PROGRAM" run -o out in >stdout 2>stderr
ok 'a folder of odd names is read'
holds out "$listed"
[ ! -e owned ]
ok 'no name is taken for a command'
! LC_ALL=C grep -q $'[\x01-\x08\x0b-\x1f\x7f]' stderr
ok 'nothing of them reaches the terminal as it is'
is "$(jq -r 'select(.path == "caf\u00e9.pdf" or .path == "cafe\u0301.pdf") | .status' out/manifest.ndjson | wc -l)" 2 \
    'two spellings of one name are two documents'
is "$(sqlite3 out/boardpack.db 'SELECT count(DISTINCT file) FROM document')" "$listed" 'the database has them all'
for file in out/documents/*.xml; do xmllint --noout "$file" || break; done
ok 'all XML is well-formed'

# What is no file, or cannot be reached.
rm -rf in out && mkdir -p in/folder.pdf in/deep && make_pdf in/good.pdf 'Text'
make_pdf in/folder.pdf/inside.pdf 'Text inside'
ln -s . in/loop
ln -s ../deep in/deep/loop.pdf
ln -s nowhere in/dangling.pdf
ln -s a-loop.pdf in/a-loop.pdf
ln -s /etc/passwd in/passwd.pdf
mkfifo in/fifo.pdf
python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("in/socket.pdf")'
kinds='a-loop.pdf skipped|dangling.pdf skipped|deep/loop.pdf skipped|fifo.pdf skipped|folder.pdf/inside.pdf ok|good.pdf ok|loop skipped|passwd.pdf skipped|socket.pdf skipped'
if mknod in/zero.pdf c 1 5 2>/dev/null; then kinds="$kinds|zero.pdf skipped"; fi
touch mark && sleep 0.1
run 0 'links, loops, a FIFO, a socket and a device' run -q -o out in
is "$(jq -r '.path + " " + .status' out/manifest.ndjson | paste -sd'|')" "$kinds" 'are each told of'
! grep -rq 'root:' out
ok 'nothing behind a link is read'

# A folder that is called as the file of a document, which would stand in its place.
rm -rf in out
make_pdf in/x.pdf 'Text'
make_pdf in/x.pdf.json/y.pdf 'Text of JSON'
make_pdf in/x.pdf.xml/y.pdf 'Text of XML'
run 0 'folders that are called as outputs are' run -q -o out in
is "$(jq -r '.path + " " + .status' out/manifest.ndjson | paste -sd'|')" \
    'x.pdf ok|x.pdf%2Ejson/y.pdf ok|x.pdf%2Exml/y.pdf ok' 'do not get in their way'

# Deeper than a path can be: what lies below cannot be opened, and is not left out in silence.
rm -rf in out && mkdir in
python3 - <<'PYTHON'
import os
os.chdir("in")
for _ in range(200):
    os.mkdir("level")
    os.chdir("level")
open("deep.pdf", "w").close()
for _ in range(40):
    os.mkdir("b" * 100)
    os.chdir("b" * 100)
open("deeper.pdf", "w").close()
PYTHON
run 10 'a tree of 200 folders, and a path that is too long' run -q -o out in
is "$(jq -r .status out/manifest.ndjson | paste -sd' ')" 'empty unreadable' 'are told of'
is "$(jq -r 'select(.status == "unreadable") | .message' out/manifest.ndjson)" 'File name too long' 'with the reason'
rm -rf in

# Without the right to read. As root everything can be read, so it is done as somebody else.
as_other=
if [ "$(id -u)" = 0 ]; then
    as_other='setpriv --reuid=65534 --regid=65534 --clear-groups'
    $as_other "$PROGRAM" help >/dev/null 2>&1 && $as_other test -r "$root/rules" -a -x "$SCRATCH" || as_other=none
fi
if [ "$as_other" = none ]; then
    echo "ok $((tests + 1)) - files without the right to read # SKIP nobody else can reach this tree"
    tests=$((tests + 1))
else
    mkdir -p in/closed && make_pdf in/good.pdf 'Text' && make_pdf in/secret.pdf 'Text' && make_pdf in/closed/x.pdf 'Text'
    mkdir open shut && chmod 777 open && chmod 000 in/secret.pdf in/closed shut
    $as_other "$PROGRAM" run -q -o open/out in shut 2>stderr
    is $? 10 'files and folders without the right to read'
    is "$(jq -r '.path + " " + .status' open/out/manifest.ndjson | paste -sd'|')" \
        'closed unreadable|good.pdf ok|secret.pdf unreadable|shut unreadable' 'are told of'
    chmod 700 in/secret.pdf in/closed shut
fi
done_testing
