#!/usr/bin/env bash
# Opens an issue with what differs between the document that eAccounting publishes and the one of
# the contract tests. One open issue at a time: it is told anew once the last one is closed. Nothing
# differs: no issue. The document can't be read: it fails, and opens none. Needs `gh`, signed in.
#   scripts/watch-vendor.sh [address or file]
set -euo pipefail
cd "$(dirname "$0")/.."
title="eAccounting's published document differs from the tests' one"
body=$(mktemp)
trap 'rm -f "$body"' EXIT

code=0
node scripts/vendor-document.ts "$@" > "$body" || code=$?
case $code in
  0) cat "$body"; exit 0 ;;
  1) ;;
  *) echo "the published document couldn't be compared: see above" >&2; exit "$code" ;;
esac
cat >> "$body" <<'TEXT'

What to do: read the lines that concern what we send or read, change the client and
`docs/vendor-assumptions.md`, then take the document over:
`npx node scripts/vendor-document.ts --write && npx node scripts/vendor-types.ts`.
TEXT
open=$(gh issue list --search "in:title \"$title\"" --json number --jq length)
if [[ $open != 0 ]]; then
  echo "it is told already by an open issue"
else
  gh issue create --title "$title" --body-file "$body"
fi
