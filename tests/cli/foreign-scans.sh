#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Scans that this project did not make, where they lie beside it: what must not pass does not pass.
. "$(dirname "$0")/lib"
scans=$top/../shared/devset

if [ ! -d "$scans" ]; then
    echo "skip foreign scans: $scans is not there"
    exit 0
fi
# Every third of those whose truth does not accept "pass".
chosen=$(grep -L '"pass"' "$scans"/*.truth.json | awk 'NR % 3 == 1' | head -n 8)
for truth in $chosen; do
    begin "$(basename "$truth" .truth.json) must not pass"
    run check --format json "${truth%.truth.json}.pdf"
    if [ "$status" -ne 1 ] && [ "$status" -ne 2 ]; then
        complain "status $status"
    fi
    out_lacks '"verdict": "pass"'
done

finish
