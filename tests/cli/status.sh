# SPDX-License-Identifier: GPL-2.0-or-later
#
# boardpack status: what the last run left, in words and as JSON, also when parts of it are missing,
# damaged, or not there yet. State files are written here by hand.
. "$(dirname "$0")/lib.sh"

run 74 'no output folder' status -o nowhere
has stderr "there is no output folder 'nowhere'.*boardpack run -o nowhere" 'says which, and what to do'
run 64 'an argument' status extra
run 64 'an unknown option' status --colour

mkdir fresh
run 0 'an empty folder' status -o fresh
is "$(cat stdout)" 'No run has come to its end here yet.' 'says so'
is "$("$PROGRAM" status -o fresh --json | jq -r .state)" none 'also as JSON'

# -- after a real run ------------------------------------------------------------------------------
make_pdf in/a.pdf 'Minutes of the meeting' 'held on 7 May 2031'
run 0 'a run' run -q -o out in
run 0 'all is well' status -o out
has stdout '^Last run: 20[0-9-]*T[0-9:]*Z ([0-9]* second.* ago), took [0-9.]* s\.$' 'when it was and how long'
has stdout '^Ended with 0: all is well\.$' 'how it ended'
has stdout '^Documents: 1: 1 ok\.$' 'the documents by status'
echo 'no PDF' >in/broken.pdf
run 10 'a run with a broken file' run -q -o out in
run 10 'not all is well' status -o out
has stdout '^Ended with 10: it got to its end; some documents are not well\.$' 'says so'
has stdout '^refused (1): .*fetch or make it again$' 'what is to be done'
has stdout '^  broken.pdf: the file is not a PDF$' 'the file and why'
run 10 'the same as JSON' status -o out --json
is "$(jq -c '[.state, .well, .last_run.exit, .documents, .statuses, (.not_well[] | [.path, .status])]' stdout)" \
    '["finished",false,10,2,{"ok":1,"refused":1},["broken.pdf","refused"]]' 'the same facts'
is "$(wc -l <stdout)" 1 'on one line'
"$PROGRAM" run -q --reproducible -o out in 2>/dev/null
run 10 'a run that recorded no times' status -o out
has stdout '^Last run: at a time that it was told not to record\.$' 'says so'
is "$(jq 'has("started") or has("seconds")' out/.boardpack/last-run.json)" false 'and has none in its file'

# -- by hand ---------------------------------------------------------------------------------------
mkdir -p hand/.boardpack
cat >hand/.boardpack/last-run.json <<'JSON'
{"version":"0.1.0","started":"2026-11-26T02:00:00Z","finished":"2026-11-26T02:01:52Z","seconds":112.4,"exit":10,
"stopped_by":"","error":"","paths":["/srv/packs"],"listed":64,"read":3,"from_cache":1,"skipped":60,"gone":1,
"duplicates":1,"quarantined":1,"pages":312,"sandbox":"landlock+seccomp","statuses":{"ok":4,"strange":9}}
JSON
{
    for i in $(seq 100 157); do
        printf '{"path":"scan-%s.pdf","status":"no-text","error":"no-text","message":"no page has text"}\n' $i
    done
    printf '{"path":"good.pdf","status":"ok","error":"","message":""}\n'
    printf '{"path":"bad.pdf","status":"crashed","message":"signal SIGSEGV","attempts":2,"quarantined":true}\n'
    printf '{"path":"copy.pdf","status":"skipped","error":"duplicate","duplicate_of":"good.pdf"}\n'
    printf '{"path":"old.pdf","status":"skipped","error":"gone","gone":true}\n'
    printf '{"path":"\\u001b[2Jesc.pdf","status":"refused","message":"with \\u202ebidi"}\n'
} >hand/manifest.ndjson
run 10 'what a run with all kinds of trouble left' status -o hand
has stdout '^Last run: 2026-11-26T02:00:00Z .*took 112.4 s\.$' 'when it was'
has stdout '^It met 64 files: 3 read, 1 from pages read before, 60 unchanged; 312 pages\.$' 'what it did'
has stdout '^Protection of the workers: landlock+seccomp\.$' 'how it was protected'
has stdout '^Documents: 63: 1 ok, 58 no-text, 1 refused, 1 crashed, 2 skipped\.$' 'counts the manifest'
has stdout '^no-text (58): .*OCR first$' 'groups by status, with what to do'
is "$(grep -c '^  scan-' stdout)" 50 'names fifty of a group'
has stdout '^  and 8 more (--all names them)$' 'and how many there are more'
has stdout '^  bad.pdf: signal SIGSEGV (2 attempts)$' 'how often it was tried'
has stdout "^In quarantine, .*--retry-failed', or put a new copy in place (1)$" 'how it gets out of quarantine'
has stdout '^Gone, .*(1)$' 'what is gone'
is "$(grep -A1 '^Gone' stdout | tail -n 1)" '  old.pdf' 'by name'
has stdout '^  copy.pdf is the same as good.pdf$' 'what is a duplicate of what'
has stdout '^  \\x1B\[2Jesc.pdf: with \\u{202E}bidi$' 'names and reasons are escaped'
run 10 'all of them' status -o hand --all
is "$(grep -c '^  scan-' stdout)" 58 'are named with --all'
run 10 'as JSON' status -o hand --json
is "$(jq -c '[(.not_well | length), .quarantined[0].attempts, .gone[0].path, .duplicates[0].duplicate_of,
      .last_run.sandbox]' stdout)" '[60,2,"old.pdf","good.pdf","landlock+seccomp"]' 'all is there'
! grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xe2\x80\xae' stdout
ok 'without control characters'

# -- damaged, or missing ---------------------------------------------------------------------------
cp -r hand damaged
printf '{"path":"cut.pdf","stat' >>damaged/manifest.ndjson
run 10 'a manifest that is cut' status -o damaged
has stdout '^1 line of manifest.ndjson is damaged' 'is told'
has stdout '^  bad.pdf: ' 'and costs that line only'
echo '{"version":' >damaged/.boardpack/last-run.json
run 10 'a last-run.json that is cut' status -o damaged
has stdout "^'damaged/.boardpack/last-run.json' is damaged" 'is told'
has stdout '^When the last run was is not recorded\.$' 'with what is not known'
has stdout '^  bad.pdf: ' 'and costs that only'
mkdir -p bare/.boardpack
echo '{}' >bare/.boardpack/last-run.json
run 0 'a last-run.json that says nothing' status -o bare
if [ "$(id -u)" -eq 0 ] && command -v setpriv >/dev/null; then
    cp -r hand private && chmod 700 private && chmod 755 .
    setpriv --reuid=65534 --regid=65534 --clear-groups "$PROGRAM" status -o private >stdout 2>stderr
    is "$? $(cat stdout | head -n 1)" \
        "10 cannot read 'private/.boardpack/last-run.json': Permission denied" "somebody else's folder is not an empty one"
else
    tests=$((tests + 1))
    echo "ok $tests - somebody else's folder # SKIP needs root and setpriv"
fi
rm -r damaged/.boardpack
run 10 'a manifest alone' status -o damaged
has stdout '^When the last run was is not recorded\.$' 'is shown'

# -- stopped, failed, interrupted, in progress -----------------------------------------------------
last() { # JSON: a folder ./ended with that last-run.json and a manifest without trouble
    mkdir -p ended/.boardpack
    echo "$1" >ended/.boardpack/last-run.json
    echo '{"path":"good.pdf","status":"ok"}' >ended/manifest.ndjson
}
last '{"started":"2026-11-26T02:00:00Z","exit":143,"stopped_by":"SIGTERM"}'
run 10 'a run that was stopped' status -o ended
has stdout '^Ended with 143: stopped by SIGTERM; the next run goes on from there' 'says by what and what follows'
is "$("$PROGRAM" status -o ended --json | jq -r .state)" stopped 'also as JSON'
last '{"started":"2026-11-26T02:00:00Z","exit":74,"error":"cannot write: No space left on device"}'
run 10 'a run that failed' status -o ended
has stdout '^Ended with 74: .*check the disc' 'says what to do'
has stdout '^  cannot write: No space left on device$' 'and why'
last '{"started":"2026-11-26T02:00:00Z","exit":0}'
run 0 'a run that was well' status -o ended
event() { printf '{"event":"%s","path":"%s"}\n' "$1" "$2"; }
{ event start aa; event start bb; event done aa; printf '{"eve'; } >ended/.boardpack/journal.ndjson
run 10 'a journal with something begun' status -o ended
has stdout '^A run was interrupted with 1 document begun; the next run goes on from there\.$' 'says so'
is "$("$PROGRAM" status -o ended --json | jq -c '[.state, .begun_and_not_done]')" '["interrupted",1]' 'also as JSON'
echo '{"pid":4711,"host":"night","started":"2026-11-26T02:00:00Z"}' >ended/.lock
run 10 'with the line of a run that was killed in the lock' status -o ended
has stdout '^A run was interrupted' 'it is interrupted still'
exec 9<>ended/.lock
flock 9
run 0 'while a run holds the lock' status -o ended
has stdout '^A run is in progress: process 4711 on night, since 2026-11-26T02:00:00Z' 'says who and since when'
! grep -q interrupted stdout
ok 'and nothing of an interruption'
is "$("$PROGRAM" status -o ended --json | jq -c '[.state, .running.pid, .running.host]')" '["running",4711,"night"]' \
    'also as JSON'
exec 9>&-
done_testing
