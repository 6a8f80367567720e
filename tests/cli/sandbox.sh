# SPDX-License-Identifier: GPL-2.0-or-later
#
# What a worker that was taken over can do: nothing. Each way out is tried and shown to be denied;
# what the kernel does not give is told. Needs a build with BOARDPACK_TEST_HOOKS (dev and asan).
. "$(dirname "$0")/lib.sh"

make_pdf in/a.pdf 'Text of a'
make_pdf in/b.pdf 'Text of b'
BOARDPACK_TEST_WORKER=exit "$PROGRAM" run -q -o probe in 2>/dev/null
[ "$(status_of probe a.pdf)" = crashed ] || skip_all 'the program has no test hooks'
"$PROGRAM" extract --sandbox=require in/a.pdf >/dev/null 2>stderr ||
    skip_all "no sandbox here: $(cat stderr)"

run 0 'all well' run -q --reproducible -o on in
run 0 'without the sandbox' run -q --reproducible --sandbox=off -o off in
# Manifest, journal and last-run.json tell which protection there was; all else is held against each
# other.
diff -r -x .lock -x manifest.ndjson -x .boardpack on off >differences &&
    diff <(jq -c 'del(.sandbox)' on/manifest.ndjson) <(jq -c 'del(.sandbox)' off/manifest.ndjson)
ok 'every output is the same with and without it'

# evil MODE STATUS MESSAGE: what becomes of a worker that tries it, with both protections.
evil() {
    rm -rf out
    export BOARDPACK_TEST_WORKER=$1:b.pdf
    run 10 "a worker that tries '$1'" run -q --reproducible -o out in
    unset BOARDPACK_TEST_WORKER
    is "$(jq -r 'select(.path == "b.pdf") | .status + ": " + .message' out/manifest.ndjson)" \
        "$2: $3" 'is stopped and told of'
    cmp out/documents/a.pdf.json on/documents/a.pdf.json
    ok 'and costs its document only'
}
forbidden() { # MODE CALL
    evil "$1" sandbox "the worker called $2(), which the sandbox forbids"
}
forbidden create openat
[ ! -e /tmp/boardpack-evil ]
ok 'no file was made'
forbidden socket socket
forbidden connect connect
forbidden exec execve
forbidden fork clone
forbidden kill kill
forbidden tgkill tgkill
forbidden ptrace ptrace
forbidden unlink unlink
forbidden uring io_uring_setup
forbidden unshare unshare

# These fail softly: the hook ends with status 4 when it is denied, with 5 when it is not.
denied() { # MODE
    evil "$1" crashed 'the worker ended with exit status 4 and an incomplete result after 0 pages'
}
denied read
denied own
denied protect
denied map
denied unknown
denied owner

# Each protection alone still stands.
export BOARDPACK_TEST_SANDBOX=landlock
forbidden socket socket
forbidden create openat
run 0 'seccomp alone will do' extract in/a.pdf
run 78 'unless both are wanted' extract --sandbox=require in/a.pdf
is "$(cat stderr)" "boardpack: no sandbox: this kernel, or what this program runs in, does not give \
Landlock ('--sandbox=auto' does with one of them)" 'which says what is missing'
export BOARDPACK_TEST_SANDBOX=seccomp
denied read
denied own
denied create
run 0 'Landlock alone will do' extract in/a.pdf
export BOARDPACK_TEST_SANDBOX=landlock+seccomp
run 78 'with neither nothing is read' run -q -o neither in
has stderr "not give Landlock or seccomp; '--sandbox=off' reads documents without" 'says so'
[ ! -e neither/manifest.ndjson ]
ok 'and nothing is written'
run 0 'unless that is wanted' extract --sandbox=off in/a.pdf
unset BOARDPACK_TEST_SANDBOX
run 64 'a mode that is none' extract --sandbox=maybe in/a.pdf
has stderr "unknown mode of the sandbox 'maybe'.*auto, require, off" 'is named'

# Workers that cannot begin say nothing of documents.
export BOARDPACK_TEST_WORKER=silent
run 70 'workers that end before they begin' run -q -o silent in
unset BOARDPACK_TEST_WORKER
has stderr '^boardpack: 5 workers in a row ended before they began' 'stop the run'
[ ! -s silent/manifest.ndjson ]
ok 'and no document is marked as failed'

# What is in the environment does not reach a worker, nor what it does there.
LC_ALL=tr_TR.UTF-8 TZ=Pacific/Apia G_MESSAGES_DEBUG=all G_DEBUG=fatal-warnings \
    XDG_DATA_HOME=/nowhere "$PROGRAM" run -q --reproducible -o odd in 2>stderr
is "$(cat stderr)" '' 'an odd environment makes no noise'
diff -r -x .lock on odd >differences
ok 'and changes nothing'
done_testing
