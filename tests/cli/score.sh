#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The readability score.
. "$(dirname "$0")/lib"
good=$top/fixtures/bdc-pfi-numerique.pdf
fax=$top/fixtures/bdc-pfi-telecopie.pdf
tilted=$top/fixtures/va-pfi-penche-bruite.pdf

score() {
    run score --format json "$@"
    value readability score
}

begin "a good document scores higher than a fax, and says why"
run score "$good" "$fax"
status_is 0
out_has "Readability: "
out_has "page 1: "
whole=$(score "$good")
worn=$(score "$fax")
[ "$whole" -ge 90 ] || complain "the good one scores $whole"
[ "$worn" -lt "$whole" ] || complain "the fax scores $worn, the good one $whole"

begin "--fast needs no recognition model"
run score --fast --tessdata /nowhere --format json "$good"
status_is 0
[ "$(value readability score)" -ge 80 ] || complain "it scores $(value readability score)"

begin "each defect is named, and a blank page has no other one"
maker=$(dirname "$RECEVABLE")/make-corpus
if [ -x "$maker" ]; then
    for defect in blank low-contrast-colour faint text-cut-off covered text-too-small \
        page-cut-off skewed rotated bleed-through warped shadow glare dark blurry noisy \
        streaks upscaled jpeg-blocks dropouts; do
        [ $defect = blank ] && strength=1 || strength=0.8
        [ $defect = rotated ] && type=wrong-way-up || type=$defect
        "$maker" --pages --defect $defect=$strength --seed 32 --count 4 \
            --output "$work/$defect" --templates "$top/templates" >/dev/null
        run score --fast --format json "$work/$defect"/*.pdf
        status_is 0
        found=$(grep -c "\"type\": \"$type\"" "$work/out")
        [ "$found" -ge 2 ] || complain "$type is named on $found of 4 pages"
    done
    run score --fast --format json "$work/blank"/*.pdf
    grep '"type"' "$work/out" | grep -qv '"blank"' && complain "a blank page has another defect"
else
    echo "skip: $maker is not built"
fi

begin "JSON follows the schema, with and without reading"
for option in --fast --reader=fast; do
    run score $option --format json "$good" "$fax" "$tilted" absent.pdf
    status_is 3
    "$top/tests/check-schema" <"$work/out" 2>"$work/err" || complain "$option: it does not"
done

begin "what check says is what score says"
run check --format json "$fax"
checked=$(value readability score)
[ "$checked" = "$(score "$fax")" ] || complain "check $checked, score $(score "$fax")"

begin "a remedy is told with what it gains"
run score --format json "$fax" "$tilted"
status_is 0
out_has '"legibility"'
out_has '"needed_dpi"'

begin "--heatmap draws a PNG or a PDF"
for kind in png pdf; do
    run score --fast --heatmap "$work/map.$kind" "$good"
    status_is 0
    [ -s "$work/map.$kind" ] || complain "no $kind"
done
head -c 4 "$work/map.png" | grep -q PNG || complain "it is no PNG"
head -c 4 "$work/map.pdf" | grep -q PDF || complain "it is no PDF"

begin "--heatmap of another kind is a mistake, told before any work"
run score --heatmap "$work/map.jpg" "$good"
mistake 64 "map.jpg"
[ ! -e "$work/map.jpg" ] || complain "it was written"

begin "what cannot be opened is told, the others are scored"
run score --fast --format json absent.pdf "$good"
status_is 3
err_has "absent.pdf"
out_has '"not-found"'
out_has '"score"'

begin "no file"
run score
mistake 64 "no file"

begin "in French"
run score --language fr "$fax"
status_is 0
out_has "Lisibilité"
finish
