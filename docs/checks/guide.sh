#!/usr/bin/env bash
# Runs the import commands of the guide's sections about public data as they
# stand there, each section on a new database, and compares what the program
# says of the rows with what the guide says it does. Fails on any difference.
#
#   docs/checks/guide.sh [PROGRAM [DATA FOLDER]]
set -euo pipefail

here=$(realpath "$(dirname "$0")")
attain=$(realpath "${1:-$here/../../build/attain}")
data=$(realpath "${2:-$here/../../../shared/data}")
place=$(mktemp -d -t attain-guide.XXXXXX)
trap 'rm -rf "$place"' EXIT

# The files of all sets side by side, as the commands name them.
mkdir "$place/files" "$place/bin"
find "$data" -name '*.csv' -exec ln -sf -t "$place/files" {} +
ln -s "$attain" "$place/bin/attain"
export PATH=$place/bin:$PATH HOME=$place
cd "$place/files"

# One line a command: its section, the command, what follows "read" in the guide.
commands() {
	awk '
	/^##/ { section = $0; next }
	/^\$ attain import / { command = substr($0, 3); while (command ~ /\\$/) { getline more; sub(/\\$/, "", command); sub(/^ +/, "", more); command = command more } next }
	/^read [0-9]/ && command != "" { print section "\t" command "\t" $0; command = "" }
	/^\$/ || /^```/ { command = "" }' "$here/../guide/en.md"
}

failures=0 tried=0 section=""
while IFS=$'\t' read -r heading command told; do
	file=$(awk '{ print $3 }' <<<"$command")
	[ -e "$file" ] || continue # an example that the guide shows whole
	if [ "$heading" != "$section" ]; then
		section=$heading
		export ATTAIN_DB=$place/$((tried + 1)).db
	fi
	tried=$((tried + 1))
	said=$(eval "$command" </dev/null 2>&1 | grep '^read' || true)
	if [ "$said" = "$told" ]; then
		echo "equal      $command"
	else
		echo "different: $command" && echo "  guide:   $told" && echo "  program: $said"
		failures=$((failures + 1))
	fi
done < <(commands)
[ "$tried" -gt 0 ] || { echo "no command of the guide was tried" >&2 && exit 1; }
echo "$tried commands of the guide tried, $failures different"
[ "$failures" -eq 0 ]
