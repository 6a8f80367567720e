# SPDX-License-Identifier: GPL-2.0-or-later
#
# A disc that is full, a folder that cannot be written: exit status 74, nothing is damaged, and the run
# after that goes on to the same end. Runs in a mount namespace of its own.
if [ -z "${IN_NAMESPACE:-}" ]; then
    user=$([ "$(id -u)" = 0 ] || echo --map-root-user)
    if unshare $user --mount true 2>/dev/null; then
        IN_NAMESPACE=1 exec unshare $user --mount bash "$0"
    fi
fi
. "$(dirname "$0")/lib.sh"
[ -n "${IN_NAMESPACE:-}" ] || skip_all 'no mount namespaces here'
mkdir disc
mount -t tmpfs -o size=600k tmpfs disc 2>/dev/null || skip_all 'no file system can be mounted'

for i in $(seq 100 160); do make_pdf in/$i.pdf 'Minutes of the meeting' "Text of document $i"; done
run 0 'on a disc with room' run -q --reproducible -o good in
run 74 'on one without' run -q --reproducible -o disc/out in
has stderr 'no space\|No space' 'says so'
run 74 'once more' run -q --reproducible -o disc/out in
for file in $(find disc/out/documents -name '*.json'); do jq -e .source.sha256 "$file" >/dev/null || break; done
ok 'what was written is whole'
mount -o remount,size=50m disc
run 0 'when there is room' run -q --reproducible -o disc/out in
diff -r -x .lock -x last-run.json good disc/out
ok 'all is as on the other disc'

sums disc/out >before
make_pdf in/161.pdf 'Text of one more'
mount -o remount,ro disc
run 74 'on a disc that is read-only' run -q --reproducible -o disc/out in
has stderr 'Read-only file system' 'says so'
sums disc/out | diff before -
ok 'and changes nothing'
mount -o remount,rw disc
rm in/161.pdf
run 0 'when it can be written again' run -q --reproducible -o disc/out in
sums disc/out | diff before -
ok 'there is nothing to do'
umount disc
done_testing
