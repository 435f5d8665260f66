#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Days that the user tells: how they are written, and what they change.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
order=$top/fixtures/bdc-dpi-exemple.pdf # of 20 May 2026, with a number, without the mention

# The value of a key of the result, by a path of keys.
value() {
    python3 -c 'import json, sys
value = json.load(open("out"))
for key in sys.argv[1:]:
    value = value[int(key) if isinstance(value, list) else key]
print(value)' "$@"
}

for date in 31/02/2026 demain 21/05/20 '21/05/2026 ou le 3' '' 05/21/2026 2026-13-01; do
    begin "not a date: '$date'"
    run check --referenced-on "$date" absent.pdf
    mistake 64 "--referenced-on: '$date' is not a date"
done

begin "a wrong date in French"
run check --language fr --referenced-on hier absent.pdf
mistake 64 "n'est pas une date"

begin "dates as French people write them"
for date in 21/05/2026 21.05.2026 21-5-2026 '21 mai 2026' '1er juin 2026' 21/05/26 2026-05-21; do
    run check --referenced-on "$date" absent.pdf
    status_is 3
done

begin "an order on the day of referencing needs its number only"
run check --format json --referenced-on 20/05/2026 "$order"
status_is 0
[ "$(value options referenced_on)" = 2026-05-20 ] || complain "the option is not in the result"
[ "$(value options template)" = None ] || complain "a template was not told"

begin "an order before the day of referencing needs the mention"
run check --format json --referenced-on '21 mai 2026' "$order"
status_is 2
[ "$(value findings 0 item)" = mention-conditionnelle ] || complain "another finding"
out_has "older than the referencing"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "without the day the number is enough"
run check --format json "$order"
status_is 0
[ "$(value options referenced_on)" = None ] || complain "an option that was not given"

begin "the model that was told is in the result"
run check --format json --template hop-dpi-va2-bdc "$order"
[ "$(value options template)" = hop-dpi-va2-bdc ] || complain "it is not"

begin "options are in the result of a file that is none"
run check --format json --referenced-on 2026-05-21 absent.pdf
status_is 3
[ "$(value options referenced_on)" = 2026-05-21 ] || complain "they are not"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "people read the day in their language"
run check --language fr --referenced-on 2026-06-03 "$order"
status_is 2
out_has "3/06/2026"

finish
