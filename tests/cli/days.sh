#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Days that the user tells: how they are written, and what they change.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
order=$top/fixtures/bdc-dpi-exemple.pdf # of 20 May 2026, with a number, without the mention

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

# ---- the day of submission

begin "not a day of submission"
run check --on 'un jour' absent.pdf
mistake 64 "--on: 'un jour' is not a date"

begin "no word of deadlines unless the day is told"
run check --format json "$order"
status_is 0
out_lacks "echeance"
[ "$(value options on)" = None ] || complain "an option that was not given"
[ "$(value deadlines)" = None ] || complain "a list that was not looked at"

begin "in time"
run check --format json --on 2026-06-01 "$order"
status_is 0
out_lacks "echeance"
[ "$(value options on)" = 2026-06-01 ] || complain "the option is not in the result"
[ "$(value deadlines sha256)" = "$(sha256sum "$top/templates/deadlines.xml" | cut -d' ' -f1)" ] ||
    complain "not the checksum of the list"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "nearly too late"
run check --format json --on 2026-09-01 "$order"
status_is 0
out_has "22 days are left"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "too late is for a person"
run check --format json --on 2026-09-24 "$order"
status_is 1
[ "$(value findings 0 item)" = echeance-avance-dpi ] || complain "another finding"
[ "$(value findings 0 severity)" = review ] || complain "another severity"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "too late by what was known on that day"
run check --on 2025-11-20 "$order"
status_is 0
out_has "ends on 2025-12-17 at 12:00"
run check --on 2025-11-26 "$order"
status_is 0
out_lacks "2025-12-17"

begin "a document that fails is not made better"
run check --on 2026-09-24 "$top/fixtures/va-dpi-non-signee.pdf"
status_is 2

begin "models without a list of deadlines"
mkdir few
cp "$top/templates/hop-dpi-va2-bdc.xml" few
run check --templates few "$order"
status_is 0
run check --templates few --on 2026-06-01 "$order"
mistake 70 "deadlines.xml"

begin "a list of deadlines that is wrong stops check"
cp "$top/templates/deadlines.xml" few
run check --templates few "$order"
mistake 70 "few/deadlines.xml:"

begin "people read the day in their language"
run check --language fr --referenced-on 2026-06-03 "$order"
status_is 2
out_has "03/06/2026"
run check --language fr --on 2026-09-24 "$order"
status_is 1
out_has "était le 23/09/2026"

finish
