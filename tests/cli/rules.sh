# SPDX-License-Identifier: GPL-2.0-or-later
#
# The commands for those who write rules, as an analyst uses them: a line that is not found, a rule made
# from it, checked, tried, and then used.
. "$(dirname "$0")/lib.sh"
minutes=$root/samples/council-minutes.pdf

run 64 'no action' rules
run 0 'an overview' rules --help
for action in check kinds list test new coverage; do
    has stdout "^  $action " "lists $action"
done

run 0 'kinds' rules kinds decision
has stdout '^  fields     text number outcome' 'the fields of a kind'
has stdout '^  in block            the beginning of a paragraph$' 'where it is asked'
run 64 'a kind that is none' rules kinds decisoin
has stderr "did you mean 'decision'" 'suggests the nearest'

# -- new, check, test ------------------------------------------------------------------------------
run 64 'new without a kind' rules new --line x "$minutes"
run 64 'new of a kind that is none' rules new --emit decisoin --line x "$minutes"
has stderr "did you mean 'decision'" 'suggests the nearest'
run 10 'new of a text that is not there' rules new --emit decision --line 'no such words' "$minutes"
has stderr "no text of 'council-minutes.pdf' holds 'no such words'" 'says so'
run 0 'a rule from a line' rules new --emit decision --line 'paper stream be brought' "$minutes"
has stdout '^  match    ^(?<text>RESOLVED\\s+that\\s+the\\s+report\\s+be.\*)\$$' 'its first words are the regex'
has stdout '^  ok       RESOLVED that the report be noted and' 'the line is its sample'
mkdir mine
cp stdout mine/one.rules
run 0 'it passes the check' rules check mine
is "$(grep -c '^ok' stdout)" 2 'which tries its two samples, and no others'
run 0 'test' rules test --rules mine "$minutes" "$root/samples/library-agenda.pdf"
has stdout '^council-minutes.pdf: ok, minutes, sector council, publisher unknown$' 'names each document'
has stdout '^  page 2  decision in block  my.decision.resolved-that-the-report$' 'and what the rule took'
has stdout '^      text: RESOLVED that the report be noted' 'with what it captured'
! grep -qF 'decision.resolved.that' stdout
ok 'not what other rules took'
printf 'rule my.silent\n  why w\n  emit decision\n  match ^Zyx\n  ok Zyx\n  not x\n' >>mine/one.rules
run 0 'with a rule that takes nothing' rules test --rules mine "$minutes"
has stdout '^my.silent  mine/one.rules:[0-9]*  took nothing$' 'it is named'

# -- used ------------------------------------------------------------------------------------------
run 0 'extract with the layer' extract --rules mine "$minutes"
is "$(jq -r '[.decisions[].rule | select(startswith("my."))] | unique[]' stdout)" \
    my.decision.resolved-that-the-report 'its rule wins over those below'
mkdir -p config/boardpack/rules
cp mine/one.rules config/boardpack/rules/
XDG_CONFIG_HOME=$PWD/config "$PROGRAM" extract "$minutes" >by-config
cmp -s stdout by-config
ok 'the same from the folder of the user'

# -- list ------------------------------------------------------------------------------------------
printf 'disable my.silent\nreplace decision.resolved.that\n  why w\n  emit decision\n  in block
  match ^(?<text>RESOLVED that .+)$\n  ok RESOLVED that x\n  not x\n' >>mine/one.rules
run 0 'list' rules list --rules mine
has stdout '^decision.resolved.that  decision  base  .*/base/split/decisions.rules:[0-9]*$' 'a rule, its kind, layer and place'
has stdout '^    replaced by mine mine/one.rules:[0-9]*$' 'what replaces it'
has stdout '^    disabled by mine mine/one.rules:[0-9]*$' 'what disables it'
run 10 'list of a folder that is no run' rules list -o nowhere
has stderr 'is it the output folder of a run' 'says so'
run 0 'a run' run -q -o out "$minutes"
run 0 'list of a run' rules list -o out
has stdout '^decision.resolved.that .*  fired [1-9][0-9]*$' 'how often a rule fired'
has stdout '^date.iso .*  fired 0$' 'and one that did not'
has out/rules.tsv "^decision.resolved.that	base	decision	[1-9]" 'the run has it in a table'

# -- coverage --------------------------------------------------------------------------------------
run 0 'coverage' rules coverage "$minutes"
has stdout '^1 documents, 3 pages, [0-9.]* s; [0-9.]* s ([0-9.]* %) in [0-9]* rules$' 'sums up'
has stdout '^ *[0-9.]* *[1-9][0-9]*  decision.resolved.that$' 'a rule that fired'
has stdout '^  date.iso$' 'a rule that never fired'
run 10 'coverage with a file that is none' rules coverage "$minutes" "$root/samples/damaged-agenda.pdf"
done_testing
