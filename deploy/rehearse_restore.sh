#!/bin/sh
# Restore the newest dump of a folder into a database that is deleted again: rehearse_restore.sh FOLDER
# Exit code 0 if it could be restored and holds accounts.
set -eu
rehearsal=levator_rehearsal
newest=$(find "$1" -name 'levator-*.dump' | sort | tail -n 1)
[ -n "$newest" ] || { echo "There is no dump in $1." >&2 && exit 1; }
dropdb --if-exists "$rehearsal"
trap 'dropdb --if-exists "$rehearsal"' EXIT
createdb "$rehearsal"
pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname "$rehearsal" "$newest"
accounts=$(psql --no-psqlrc --dbname "$rehearsal" -Atc 'SELECT count(*) FROM tracker_user')
echo "$newest: restored as a rehearsal, $accounts accounts."
[ "$accounts" -gt 0 ]
