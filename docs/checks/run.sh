#!/usr/bin/env bash
# Holds the program against counts made without it: imports two public data
# sets through the command line, counts the same CSV files with the sqlite3
# shell, and compares figure by figure. Needs the Debian package sqlite3
# (3.39 or later). Fails on any difference.
#
#   docs/checks/run.sh [PROGRAM [DATA FOLDER]]
#
# The data folder holds maven_crm and adventureworks_targets; the README says
# where they come from.
set -euo pipefail

here=$(realpath "$(dirname "$0")")
attain=$(realpath "${1:-$here/../../build/attain}")
data=$(realpath "${2:-$here/../../../shared/data}")
place=$(mktemp -d -t attain-checks.XXXXXX)
trap 'rm -rf "$place"' EXIT
failures=0

import() { # FILE FLAG...
	"$attain" import "$@" | grep '^read'
}

import_maven() {
	import products.csv --kind products
	import sales_teams.csv --kind reps
	import accounts.csv --kind accounts
	import sales_pipeline.csv --kind deals --create --stages "Prospecting,Engaging" \
		--map external_id=opportunity_id --map rep=sales_agent --map product=product --map account=account \
		--map stage=deal_stage --map created=engage_date --map closed=close_date --map amount=close_value \
		--value "product:GTXPro=GTX Pro"
}

metrics_maven() {
	"$attain" metrics --quarter 2017-Q1 --as-of 2017-12-31 --json >"$1/2017-Q1.json"
}

import_adventureworks() {
	import Product.csv --kind products
	import Salesperson.csv --kind reps \
		--map external_id=EmployeeKey --map name=Salesperson --map email=UPN --map alias=EmployeeID
	import Reseller.csv --kind accounts
	import Sales.csv --kind deals --const outcome=won \
		--map external_id=SalesOrderNumber --map rep=EmployeeKey --map product=ProductKey \
		--map account=ResellerKey --map created=OrderDate --map closed=OrderDate --map amount=Sales --map units=Quantity
	import Targets.csv --kind quotas --map rep=EmployeeID --map period=TargetMonth --map amount=TargetAmount
}

metrics_adventureworks() {
	local month=2017-07
	while [[ $month < 2020-06 ]]; do
		"$attain" metrics --month "$month" --as-of 2020-05-31 --json >"$1/$month.json"
		month=$(date -d "$month-01 +1 month" +%Y-%m)
	done
}

# unchanged runs the imports of a set again: no row may be new or different.
unchanged() { # SET
	local line different=0
	while read -r line; do
		[[ $line == *"created 0, updated 0,"*"rejected 0" ]] || { different=1 && echo "different: imported again, $line"; }
	done < <("import_$1")
	[ "$different" -eq 0 ] && echo "equal      everything imported a second time changes nothing"
	failures=$((failures + different))
}

# check imports a set, has the figures printed, and compares them.
check() { # SET FOLDER
	local printed=$place/$1
	export ATTAIN_DB=$place/$1.db
	mkdir "$printed"
	cd "$data/$2"
	echo "== $1"
	"import_$1"
	"metrics_$1" "$printed"
	local counts=$place/$1-counts.db
	sqlite3 "$counts" <"$here/$1.sql"
	sqlite3 "$counts" "CREATE TABLE printed(document TEXT)"
	for file in "$printed"/*.json; do
		sqlite3 "$counts" "INSERT INTO printed VALUES (CAST(readfile('$file') AS TEXT))"
	done
	sqlite3 "$counts" <"$here/told.sql"
	sqlite3 "$counts" "SELECT format('%-10s %s %-28s %-11s %s %s', iif(equal, 'equal', 'DIFFERENT'), period, scope, figure,
		iif(counted IS NULL, 'none', format('%.10g', counted)), iif(equal, '', 'but the program says ' || iif(told IS NULL, 'none', format('%.10g', told))))
		FROM compared"
	sqlite3 "$counts" "SELECT format('%d figures equal, %d different', sum(equal), sum(NOT equal)) FROM compared"
	failures=$((failures + $(sqlite3 "$counts" "SELECT count(*) FROM compared WHERE NOT equal")))
	unchanged "$1"
	"$attain" check | tail -1
}

check maven maven_crm
check adventureworks adventureworks_targets
echo
if [ "$failures" -gt 0 ]; then
	echo "checks: $failures differences" >&2
	exit 1
fi
echo "checks: every figure is equal"
