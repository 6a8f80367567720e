# SPDX-License-Identifier: GPL-2.0-or-later
#
# For the tests of the commands: TAP, running the program, PDFs of a few lines. Sourced.
# The environment: $PROGRAM, the program to test; $SCRATCH, an empty folder;
# $BOARDPACK_RULES, other rules than those of this tree.

root=$(cd "$(dirname "$0")/../.." && pwd)
: "${PROGRAM:=$root/out/dev/boardpack}"
: "${SCRATCH:=$(mktemp -d)}"
case $PROGRAM in /*) ;; *) PROGRAM=$PWD/$PROGRAM ;; esac
export BOARDPACK_RULES="${BOARDPACK_RULES:-$root/rules}"
unset BOARDPACK_TEST_WORKER SOURCE_DATE_EPOCH
cd "$SCRATCH" || exit 2

tests=0 bad=0

# ok TEXT: the status of the command before it counts.
ok() {
    local status=$?
    tests=$((tests + 1))
    if [ $status -eq 0 ]; then
        echo "ok $tests - $1"
    else
        echo "not ok $tests - $1"
        bad=$((bad + 1))
    fi
}

# is GOT WANTED TEXT
is() {
    [ "$1" = "$2" ]
    ok "$3"
    [ "$1" = "$2" ] || printf '%s\n' "got:" "$1" "wanted:" "$2" | sed 's/^/#   /'
}

# has FILE PATTERN TEXT: a line of the file matches the basic regular expression.
has() {
    grep -q -e "$2" "$1"
    ok "$3"
    grep -q -e "$2" "$1" || sed 's/^/#   /' "$1" | head -n 20
}

# run WANTED-STATUS TEXT ARGUMENT...: output goes to ./stdout and ./stderr.
run() {
    local wanted=$1 text=$2 status
    shift 2
    "$PROGRAM" "$@" >stdout 2>stderr </dev/null
    status=$?
    is $status "$wanted" "$text"
    [ $status -eq "$wanted" ] || sed 's/^/#   stderr: /' stderr | head -n 20
}

# did READ STORED UNCHANGED TEXT: what the last run says it did: documents read, taken from pages
# that were read before, left as they were.
did() {
    has stderr "; $1 read, $2 from pages read before, $3 unchanged; " "$4"
}

# status_of FOLDER FILE: what the manifest says.
status_of() {
    jq -r --arg file "$2" 'select(.path == $file) | .status' "$1/manifest.ndjson"
}

# account_of FOLDER FILE FILTER: what the line of a file in the manifest says, through jq.
account_of() {
    jq -c --arg file "$2" "select(.path == \$file) | $3" "$1/manifest.ndjson"
}

# records_of FOLDER: the files that have records, as records.ndjson, boardpack.db and documents/ say;
# one line when they agree.
records_of() {
    {
        jq -r .file "$1/records.ndjson" | sort -u | tr '\n' ' ' && echo
        sqlite3 "$1/boardpack.db" \
            'SELECT DISTINCT file FROM record JOIN document ON document.id = record.document ORDER BY file' |
            tr '\n' ' ' && echo
        (cd "$1/documents" && for file in $(find . -name '*.json' | sort); do
            [ -e "${file%.json}.xml" ] && jq -r 'select([.. | objects | select(has("rule"))] != []) | .source.file' "$file"
        done) | sort -u | tr '\n' ' ' && echo
    } | uniq
}

# sums FOLDER: every file in it, hidden ones too, with its time and digest; but for the lock, and for
# the account of how the last run went, which every run writes.
sums() {
    (cd "$1" && find . -type f ! -path ./.lock ! -name last-run.json -printf '%p %T@ ' -exec sha256sum {} \;)
}

skip_all() {
    echo "1..0 # SKIP $1"
    exit 0
}

done_testing() {
    echo "1..$tests"
    [ $bad -eq 0 ]
    exit
}

# aged FILE...: as if each was made long ago, at a time of its own. A run waits until a file that was
# changed just now has settled, and tells files apart by size and time.
made=0
aged() {
    local file
    for file; do
        made=$((made + 1))
        touch -h -d @$((1600000000 + made)) "$file"
    done
}

# make_pdf FILE LINE...: one page, the lines as text. No line may hold a bracket or a backslash. Aged.
make_pdf() {
    local file=$1
    shift
    mkdir -p "$(dirname "$file")"
    printf '%s\n' "$@" | awk '
        function put(s) { printf "%s\n", s; at += length(s) + 1 }
        function object(s) { place[++n] = at; put(n " 0 obj\n" s "\nendobj") }
        { text = text (NR > 1 ? "\n" : "") "(" $0 ") Tj T*" }
        END {
            put("%PDF-1.4")
            object("<< /Type /Catalog /Pages 2 0 R >>")
            object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
            object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " \
                   "/Resources << /Font << /F 5 0 R >> >> >>")
            content = "BT /F 11 Tf 14 TL 72 760 Td\n" text "\nET"
            object("<< /Length " length(content) " >>\nstream\n" content "\nendstream")
            object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
            start = at
            put("xref\n0 " n + 1)
            printf "0000000000 65535 f \n"
            for (i = 1; i <= n; i++) printf "%010d 00000 n \n", place[i]
            printf "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", n + 1, start
        }' >"$file"
    aged "$file"
}
