#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The local page and the reports in a real browser; tests/browser has the tests. What they are
# written with comes from npm, once, into build/browser.
. "$(dirname "$0")/lib"

leave() {
    echo "skip the page in a browser: $1"
    exit 0
}

BROWSER=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    leave "there is no Chromium; scripts/deps.sh --test installs it"
command -v node >/dev/null || leave "there is no node; scripts/deps.sh --test installs it"
BROWSER_MODULES=$top/build/browser
export BROWSER BROWSER_MODULES
if ! cmp -s "$top/tests/browser/package-lock.json" "$BROWSER_MODULES/installed"; then
    mkdir -p "$BROWSER_MODULES"
    cp "$top"/tests/browser/package*.json "$BROWSER_MODULES"
    (cd "$BROWSER_MODULES" && npm ci --ignore-scripts --no-audit --no-fund) >"$work/out" 2>&1 ||
        leave "npm brings nothing: $(grep -m 1 -i 'error' "$work/out")"
    cp "$top/tests/browser/package-lock.json" "$BROWSER_MODULES/installed"
fi

# serve LANGUAGE: the page; its address is in $address.
serve() {
    : >"$work/address"
    "$RECEVABLE" serve --port 0 --language "$1" >"$work/address" 2>"$work/err" &
    server=$!
    while [ ! -s "$work/address" ] && kill -0 $server 2>/dev/null; do sleep 0.02; done
    address=$(cat "$work/address")
}

stop() {
    kill -TERM $server
    wait $server
}

# look SCRIPT ARGUMENT...: its tests; it says how each went.
look() {
    script=$1
    shift
    node "$top/tests/browser/$script.mjs" "$@" || failures=$((failures + 1))
}

fixtures=$top/fixtures
# Turned by a quarter, without moving a byte.
python3 - "$fixtures/va-dpi-exemple.pdf" "$work/turned.pdf" <<'END' || leave "no page could be turned"
import sys
upright = open(sys.argv[1], "rb").read()
turned = upright.replace(b"/Rotate 0 /", b"/Rotate 90/")
assert turned != upright
open(sys.argv[2], "wb").write(turned)
END

serve en
look page "$address" "$fixtures" "$work/turned.pdf"
english=$address
first=$server
serve fr
look languages "$english" "$address" "$fixtures"
stop
server=$first
stop

mkdir "$work/archive"
cp "$fixtures"/bdc-dpi-exemple.pdf "$fixtures"/bdc-dpi-plusieurs-manques.pdf "$fixtures"/bdc-pfi-case-raturee.pdf "$work/archive"
echo "no PDF" >"$work/archive/broken.pdf"
"$RECEVABLE" check --format html -o "$work/one.html" "$fixtures/bdc-dpi-plusieurs-manques.pdf"
"$RECEVABLE" check --format html -o "$work/lot.html" "$work"/archive/*.pdf 2>/dev/null
look reports "$work/one.html" "$work/lot.html"

finish
