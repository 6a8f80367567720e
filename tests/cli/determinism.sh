# SPDX-License-Identifier: GPL-2.0-or-later
#
# The same input gives the same bytes: for any number of workers, in any environment.
. "$(dirname "$0")/lib.sh"

for i in 01 02 03 04 05 06 07 08 09 10 11 12; do
    make_pdf in/$i.pdf 'Minutes of the meeting held on 7 May 2031' "Item $i" \
        'ACTION: somebody to do something'
done
echo 'no PDF' >in/13.pdf
run 10 'one worker' run --reproducible -q -j 1 -o one in
run 10 'four workers' run --reproducible -q -j 4 -o four in
diff -r one four
ok 'same bytes'
env LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 TZ=Asia/Kolkata G_MESSAGES_DEBUG=all \
    "$PROGRAM" run --reproducible -q -o other in 2>/dev/null
diff -r one other
ok 'same bytes in another environment'
run 10 'over an older run' run --reproducible -q -o one in
diff -r one four
ok 'same bytes'
jq -se 'all(.[]; has("seconds") or has("peak_kib") | not)' one/manifest.ndjson >/dev/null
ok 'no measurements'
run 10 'a run that measures' run -q -o measured in
jq -se 'all(.[:12][]; .peak_kib > 0)' measured/manifest.ndjson >/dev/null
ok 'has measurements'
SOURCE_DATE_EPOCH=0 "$PROGRAM" run -q -o epoch in 2>/dev/null
cmp one/manifest.ndjson epoch/manifest.ndjson
ok 'SOURCE_DATE_EPOCH leaves them out too'
done_testing
