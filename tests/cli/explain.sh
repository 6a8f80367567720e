# SPDX-License-Identifier: GPL-2.0-or-later
#
# Why a document was read as it was: winners with what they captured, losers with a reason, records with
# their texts; the same as JSON.
. "$(dirname "$0")/lib.sh"
minutes=$root/samples/council-minutes.pdf

run 0 'one text of a page' explain --page 2 --line 'paper stream be brought' "$minutes"
is "$(head -n 2 stdout)" 'council-minutes.pdf
sector council, publisher unknown' 'begins with the layers that count'
has stdout '^  4.*RESOLVED that the report be noted' 'the text'
has stdout '^      won   decision.resolved.that  .*/base/split/decisions.rules:[0-9]*$' 'the rule that won, and where it is'
has stdout '^            text: RESOLVED that the report be noted' 'what it captured'
has stdout '^            why: RESOLVED that' 'what it says of itself'
has stdout '^      lost  decision.motion.lost .*: matches up to column [0-9]' 'how far others got'
has stdout "^  decision 'RESOLVED that the report be noted" 'the record of the text'
is "$(grep -c '^page ' stdout)" 1 'no other page'
! grep -q "$(printf '\033')" stdout
ok 'no colours in a file'

run 0 'as JSON' explain --page 2 --line 'paper stream be brought' --json "$minutes"
is "$(jq -r '.texts[0].questions[] | select(.emit == "decision" and .context == "block") | .won[0].rule' stdout)" \
    decision.resolved.that 'the same winner'
is "$(jq -r '[.texts[0].questions[] | select(.emit == "decision" and .context == "block") | .lost[]
      | select(.rule == "decision.resolved.that")] | length' stdout)" 0 'it is none of the losers'
is "$(jq -r '.records[] | select(.type == "decision") | .rule' stdout)" decision.resolved.that 'and has the record'

# An analyst's layer wins, and a layout predicate or an `unless` is named as the reason.
mkdir mine
cat >mine/words.rules <<'RULES'
format 1

rule mine.resolved
  why      Mine first.
  emit     decision
  in       block
  match    ^RESOLVED\b
  where    italic
  ok       RESOLVED so
  not      Resolved

rule mine.veto
  why      Mine second.
  emit     decision
  in       block
  match    ^RESOLVED\b
  unless   paper[ ]stream
  ok       RESOLVED so
  not      Resolved
RULES
run 0 'with a layer more' explain --rules mine --page 2 --line 'paper stream be brought' "$minutes"
has stdout 'lost  mine.resolved  mine/words.rules:3: where italic does not hold' 'a predicate that does not hold'
has stdout 'lost  mine.veto  mine/words.rules:12: unless paper\[ \]stream' 'an unless'

run 64 'a page that is none' explain --page x "$minutes"
has stderr "not 'x'" 'is named'
run 10 'a file that is none' explain "$root/samples/damaged-agenda.pdf"
done_testing
