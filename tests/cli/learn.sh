#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Models that are learnt from empty forms, and editions of them.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
mkdir mine

begin "from an empty form to a checked document"
run templates render hop-dpi-va2-bdc --style serif --marked -o model.pdf
run learn model.pdf -o mine/commande.xml
status_is 1 # it says what to check
out_has "commande: mentions: 10, fields: 19, groups of boxes: 6, price tables: 1, signatures: 1"
out_has "to check"
run templates validate mine/commande.xml
status_is 0
run templates test mine/commande.xml
status_is 0
run check --blank --templates mine model.pdf
status_is 0
out_has "PASS"
run check --templates mine "$top/fixtures/bdc-dpi-exemple.pdf"
status_is 0
out_has "(commande)"
run check --templates mine "$top/fixtures/bdc-dpi-plusieurs-manques.pdf"
status_is 2

begin "what it is not sure of stands in the file"
grep -q "<!-- to check: " mine/commande.xml || complain "no comment"
grep -q "source>model.pdf<" mine/commande.xml || complain "its source is not told"

begin "a label of one word is none in a sentence"
run templates render hop-dpi-va2-pv-pilote --marked -o pilot.pdf
run learn pilot.pdf -o mine/pilote.xml
status_is 1
grep -q "<label>Date</label>" mine/pilote.xml || complain "its label is not learnt"
run templates test mine/pilote.xml
status_is 0

begin "to standard output, the summary beside it"
run learn model.pdf --id autre --title "Un titre" --source "La source" --reference AF-X-Va9 --kind pv-pilote
status_is 1
grep -q 'template id="autre" kind="pv-pilote" status="full" reference="AF-X-Va9"' out || complain "id, kind, reference"
grep -q "<title>Un titre</title>" out || complain "title"
grep -q "<source>La source</source>" out || complain "source"
err_has "mentions"

begin "the same form is the same file"
"$RECEVABLE" learn model.pdf --id a >one.xml 2>/dev/null
"$RECEVABLE" learn model.pdf --id a >two.xml 2>/dev/null
cmp one.xml two.xml || complain "two runs differ"

begin "a review: the form, with marks behind its bytes"
run learn model.pdf -o mine/commande.xml --review review.pdf
status_is 1
head -c "$(wc -c <model.pdf)" review.pdf | cmp - model.pdf || complain "it does not begin with the form"
grep -aq "/Square" review.pdf || complain "no marks"
run learn model.pdf -o mine/commande.xml --review model.pdf
status_is 64
err_has "--review model.pdf: that is the file to read"
run learn model.pdf -o same --review same
status_is 64
mkdir reviews
run learn model.pdf -o mine/commande.xml --review reviews
status_is 1
[ -s reviews/model.pdf ] || complain "nothing in the folder"
cp model.pdf kept.pdf
run learn model.pdf -o model.pdf
status_is 64
err_has "--output model.pdf: that is the file to read"
cmp -s model.pdf kept.pdf || complain "the form was written over"

begin "another mark"
run learn model.pdf --mark red --id x
status_is 1
grep -q "<mention" out && complain "blue was taken for red"
grep -q "nothing is marked as mandatory" out || complain "it is not told that no mention is demanded"
for mark in bleu 200-400 200 ""; do
    run learn model.pdf --mark "$mark" --id x
    status_is 64
    err_has "--mark"
done

begin "a model is brought up to a newer form"
cp mine/commande.xml old.xml
sed 's/<title>/<!-- noted by hand --><title>/; s/120 jours/30 jours/' old.xml >changed.xml
run learn model.pdf --update changed.xml -o updated.xml
status_is 1
out_has "~ "
out_has "“30” → “120”"
grep -q "noted by hand" updated.xml || complain "what was made by hand is gone"
grep -q "120 jours" updated.xml || complain "the wording is the old one"
run templates diff old.xml updated.xml
status_is 0
run learn model.pdf --update updated.xml -o again.xml
cmp updated.xml again.xml || complain "it changes without need"
run learn model.pdf --update none.xml -o x.xml
status_is 3
err_has "none.xml"
[ -e x.xml ] && complain "something was written"

begin "what is no form"
run learn
status_is 64
run learn model.pdf model.pdf
status_is 64
run learn none.pdf -o x.xml
status_is 3
err_has "none.pdf"
echo "no PDF" >text.pdf
run learn text.pdf -o x.xml
status_is 3
err_has "text.pdf"
run learn model.pdf --id "Mon Modèle"
status_is 64
run learn model.pdf -o nowhere/x.xml
status_is 70
[ -e x.xml ] && complain "something was written"

begin "in French"
run learn model.pdf --id x --language fr
status_is 1
grep -q "<!-- à vérifier : " out || complain "comments are not in French"

# ---- editions ----

begin "the edition of the day counts"
mkdir editions
sed 's/dated-by/valid-until="2025-12-31" dated-by/' "$top/templates/hop-dpi-va2-bdc.xml" >editions/un.xml
sed 's/id="hop-dpi-va2-bdc"/id="commande-2026" model="hop-dpi-va2-bdc"/; s/edition="[^"]*"/edition="2026" valid-from="2026-01-01"/
     s/120 jours/90 jours/' "$top/templates/hop-dpi-va2-bdc.xml" >editions/deux.xml
run templates validate editions/un.xml editions/deux.xml
status_is 0
cat >values.json <<'END'
{"fields": {"date-bdc": "12/05/2025"}}
END
run templates render hop-dpi-va2-bdc --templates editions --fill values.json -o old.pdf
sed 's/2025/2026/' values.json >later.json
run templates render hop-dpi-va2-bdc --templates editions --fill later.json -o late.pdf
run templates render commande-2026 --templates editions --fill later.json -o new.pdf
for case in old:hop-dpi-va2-bdc new:commande-2026 late:commande-2026; do
    run check --templates editions --format json "${case%:*}.pdf"
    grep -q "\"id\": \"${case#*:}\"" out || grep -q "\"id\":\"${case#*:}\"" out || complain "$case: another edition"
done
run check --templates editions late.pdf
out_has "14 février 2025"
out_has "use the form of that edition"
run check --templates editions old.pdf
grep -q "use the form of that edition" out && complain "the right edition is called outdated"
run templates show commande-2026 --templates editions
out_has "edition 2026"
run templates diff hop-dpi-va2-bdc commande-2026 --templates editions
out_has "valid-from"

finish
