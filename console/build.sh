#!/bin/sh
# Builds the pages with build.mjs where Node is new enough; else says so and leaves them out: the centre then serves its
# API with a plain notice.
set -eu
cd "$(dirname "$0")"
leave_out() {
  echo "console: $1, so the pages are left out and not tested; everything else is built." \
    "Install Node 20.19 or newer with npm to have them (-Dyochi.pages.skip=true silences this)."
  exit 0
}
command -v node >/dev/null 2>&1 || leave_out "there is no node on the PATH"
command -v npm >/dev/null 2>&1 || leave_out "there is no npm on the PATH"
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
  leave_out "node is $(node --version), older than 20.19"
exec node build.mjs "$@"
