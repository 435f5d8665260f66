#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What the text layer of a file claims and its pages do not show is told, in both languages.
. "$(dirname "$0")/lib"
cd "$work" || exit 1

begin "a hidden mention is missing, and its text layer is told"
run check --format text "$top/fixtures/bdc-dpi-mention-invisible.pdf"
status_is 2
tr '\n' ' ' <out | tr -s ' ' >flat
grep -q "is missing: add it" flat || complain "the mention is not said to be missing"
grep -q "The text layer of the file claims the mention" flat || complain "the layer is not told"

begin "a text layer that says otherwise than the page is told"
run check --format jsonl "$top/fixtures/bdc-pfi-couche-texte-trompeuse.pdf"
status_is 2
out_has '"item":"reference-af"'
out_has "as it should be, but page 1 does not show it so"

begin "in French"
run check --language fr --format jsonl "$top/fixtures/bdc-dpi-mention-invisible.pdf"
status_is 2
out_has "couche de texte"

finish
