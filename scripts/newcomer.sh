#!/usr/bin/env bash
# Takes a fresh clone through the README's two commands as they stand there, as a stranger would:
# with npm, and nothing that this checkout has installed or built. The first one is told to stop when
# it is done (`-- --once`), as the README says. Exits with 0 only if both did.
#   scripts/newcomer.sh [--first | --tests FILE…]
#     --first: only the first command; --tests: the second one with these tests alone, to see that it
#     works without waiting for all of them
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
clone=$(mktemp -d)
trap 'rm -rf "$clone"' EXIT

if command -v git >/dev/null && git -C "$root" rev-parse --git-dir >/dev/null 2>&1; then
  git clone --quiet "$root" "$clone/bridge"
else
  # A container without git: the sources alone.
  mkdir "$clone/bridge"
  tar -C "$root" --exclude=./node_modules --exclude=./.wrangler -cf - . | tar -C "$clone/bridge" -xf -
fi
cd "$clone/bridge"

# The shell blocks of "Two commands", one command each; other blocks show what is printed.
commands=()
while IFS= read -r line; do commands+=("$line"); done < <(
  awk '/^## /{in_section = /^## Two commands/} in_section && /^```/{in_block = /^```sh$/; next}
       in_section && in_block' README.md
)
if [[ ${#commands[@]} -ne 2 ]]; then
  echo "README.md has ${#commands[@]} commands under \"Two commands\", not 2" >&2
  exit 1
fi

echo "node $(node --version), npm $(npm --version)"
run() {
  local began=$SECONDS
  echo "\$ $1"
  bash -euo pipefail -c "$1"
  echo "done in $((SECONDS - began)) s: $1"
}
run "${commands[0]} -- --once"
case ${1:-} in
  --first) ;;
  --tests) run "${commands[1]} -- ${*:2}" ;;
  *) run "${commands[1]}" ;;
esac
