#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists of files. Names of files that are not there suffice: each gives a result of its own.
. "$(dirname "$0")/lib"
cd "$work" || exit 1

results() {
    [ "$(wc -l <out)" -eq "$1" ] || complain "not $1 results"
}

begin "a name a line, empty ones left out, the last without an end"
printf 'a b.pdf\n\n-dash.pdf\nlast.pdf' >list
run check --format jsonl --files-from list
status_is 3
results 3
out_has '"file":"a b.pdf"'
out_has '"file":"-dash.pdf"'
out_has '"file":"last.pdf"'

begin "NUL ends names that hold newlines"
printf 'two\nlines.pdf\0--format\0' >list
run check --format jsonl -0 --files-from list
status_is 3
results 2
out_has '"file":"two\nlines.pdf"'
out_has '"file":"--format"'

begin "from standard input, beside names on the command line"
run check --format jsonl --files-from - first.pdf <<LIST
second.pdf
LIST
status_is 3
results 2
head -n 1 out | grep -q '"file":"first.pdf"' || complain "the order is lost"

begin "name that is not UTF-8"
printf 'caf\351.pdf\n' | run check --format jsonl --files-from -
"$RECEVABLE" check --format jsonl --files-from - >out 2>err <<LIST
$(printf 'caf\351.pdf')
LIST
results 1
out_has "\"file_base64\":\"$(printf 'caf\351.pdf' | base64)\""

begin "an empty list is no mistake"
run check --files-from /dev/null
: >list
run check --files-from list
status_is 0

begin "a list that is not there"
run check --files-from nowhere
mistake 64 "--files-from nowhere"

finish
