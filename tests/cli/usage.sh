# SPDX-License-Identifier: GPL-2.0-or-later
#
# What is said about a command line, right or wrong.
. "$(dirname "$0")/lib.sh"

run 0 '--version' --version
has stdout '^boardpack [0-9]' 'names itself and its version'
run 0 '--help' --help
for command in run status extract review search explain rules dump schema limits help; do
    has stdout "^  $command " "the overview lists $command"
done
for command in run status extract review search explain rules dump schema limits; do
    run 0 "help $command" help $command
    has stdout "^  boardpack $command " "shows how $command is called"
done

run 64 'no command'
run 64 'unknown command' serch
has stderr "unknown command 'serch'; did you mean 'search'" 'suggests the nearest command'
run 64 'unknown option' run --colour x
run 64 'run without a path' run
run 64 'run with no workers' run -j 0 .
run 64 'the same, written together' run -j0 .
has stderr '--jobs wants a number' 'is understood'
run 64 'run with a number that is none' run -j two .
run 64 'extract without a file' extract
run 64 'extract of two files' extract a.pdf b.pdf
run 64 'review of a page that is none' review --pages 0 a.pdf
run 64 'review of pages the wrong way round' review --pages 9-3 a.pdf
has stderr "'9-3'" 'names them'
run 64 'unknown format' extract --format yaml a.pdf
has stderr 'json' 'names the formats'
run 64 'unknown stage' dump --stage layuot a.pdf
has stderr "did you mean 'layout'" 'suggests the nearest stage'
run 64 'unknown action of rules' rules chekc
run 64 'unknown schema' schema dtd
run 64 'unknown record type' search --type decisio text
has stderr "did you mean 'decision'" 'suggests the nearest type'

printf '\033[2J' >escape
run 64 'a command with control characters' "$(cat escape)"
! grep -qF "$(cat escape)" stderr
ok 'is not printed as it is'

run 0 'schema json' schema json
jq -e . <stdout >/dev/null
ok 'is JSON'
run 0 'schema rng' schema rng
xmllint --noout stdout
ok 'is XML'
done_testing
