#!/bin/sh
# deploy/rehearse-restore.sh FOLDER: restores a backup into a database and a folder of its own, which are gone afterwards.
# A backup that was never restored is a hope. Ends with 0 where every row and every file came back as it was.
set -eu
[ $# -eq 1 ] || { echo "usage: $0 FOLDER" >&2; exit 2; }
backup=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
# Without DATABASE_URL and STORAGE_URL both are embedded, and lie in the scratch folder alone.
env -u DATABASE_URL -u STORAGE_URL WORKPRINT_DATA="$scratch/data" node "$here/bin/workprint.js" restore "$backup"
