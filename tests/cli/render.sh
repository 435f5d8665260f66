#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Forms that are drawn from models, and empty forms that are checked.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
ids=$("$RECEVABLE" templates list | cut -d' ' -f1)

begin "a form of every model, on which all is found"
for id in $ids; do
    run templates render "$id" -o "$id.pdf"
    status_is 0
done
run check --blank --format csv ./*-*.pdf
status_is 0
[ "$(grep -c ',"pass",' out)" -eq "$(echo "$ids" | wc -l)" ] || complain "not all pass"

# A short question whose answers begin behind its end; a heading right above a box.
for style in serif frames compact bands; do
    begin "in other styles too: $style"
    for id in hop-pfi-va2-bdc hop-pfi-va2-va; do
        run templates render "$id" --style "$style" -o "$style-$id.pdf"
        status_is 0
    done
    cmp -s "$style-hop-pfi-va2-va.pdf" hop-pfi-va2-va.pdf && complain "it looks the same"
    run check --blank --format csv "$style"-*.pdf
    status_is 0
done

begin "the same form is the same file"
SOURCE_DATE_EPOCH=1000000000 "$RECEVABLE" templates render hop-dpi-va1-bdc >one.pdf
SOURCE_DATE_EPOCH=1000000000 "$RECEVABLE" templates render hop-dpi-va1-bdc >two.pdf
cmp one.pdf two.pdf || complain "two runs differ"

begin "mentions in blue, where that is wanted"
run templates render hop-dpi-va2-bdc --marked -o marked.pdf
status_is 0
cmp -s marked.pdf hop-dpi-va2-bdc.pdf && complain "nothing is marked"
run check --blank marked.pdf
status_is 0

cat >values.json <<'END'
{
  "fields": {
    "numero-bdc": "BDC-2026-0117",
    "date-bdc": "12/05/2026",
    "fournisseur-denomination": "Modélia Hospitalier SARL",
    "fournisseur-siret": "985 544 733 00019",
    "fournisseur-adresse": "123 boulevard de la Maquette, 45950 Saint-Spécimen",
    "fournisseur-responsable": "Camille Factice",
    "fournisseur-telephone": "02 38 00 00 01",
    "fournisseur-mail": "contact@modelia.example",
    "client-denomination": "Centre de rééducation du Bois-Factice",
    "client-finess": "640019642",
    "client-adresse": "187 boulevard de la Maquette, 89590 La Modélie",
    "client-representant": "Dominique Spécimen",
    "client-telephone": "03 86 00 00 02",
    "client-mail": "direction@bois-factice.example",
    "logiciel": "PatientPlus 16.5",
    "numero-referencement": "REF-2026-0042",
    "date-installation": "01/09/2026",
    "date-signature": "12/05/2026",
    "signataire": "Dominique Spécimen",
    "signature": "Dominique Spécimen"
  },
  "boxes": {
    "nature": "va2", "psc": ["oui"], "pfi-envoi-dmp": "non", "pfi-envoi-mss": "non", "pfi-reception-mss": "oui",
    "ri-pam": "non"
  },
  "lines": [["Prestation Ségur HOP-DPI-Va2", "40 000,00 €", "20,00 %", "8 000,00 €", "48 000,00 €"]]
}
END

begin "filled in, it passes; and as a form it does not look empty"
run templates render hop-dpi-va2-bdc --fill values.json -o filled.pdf
status_is 0
run check filled.pdf
status_is 0
run check --blank filled.pdf
status_is 1
out_has "looks ticked already"
out_has "Checked as an empty form"

begin "an empty form is no document that passes"
run check hop-dpi-va2-bdc.pdf
status_is 2

begin "a form that lacks something is told so"
mkdir models
cp "$top"/templates/* models
python3 - models/hop-dpi-va2-bdc.xml <<'END'
import re, sys
text = open(sys.argv[1]).read()
text = re.sub(r'<mention id="rappel-unicite">.*?</mention>', "", text, flags=re.S)
text = re.sub(r'<field id="numero-bdc".*?</field>', "", text, flags=re.S)
text = re.sub(r'<box id="non">Non</box>', "", text, count=1)
text = text.replace("120 jours", "12 jours").replace("à ses frais", "à leurs frais")
open(sys.argv[1], "w").write(text)
END
run templates render hop-dpi-va2-bdc --templates models -o lacking.pdf
status_is 0
run check --blank --format json lacking.pdf
status_is 2
for item in rappel-unicite mention-conditionnelle atteste-non-finance psc numero-bdc; do
    python3 -c 'import json, sys
result = json.load(open("out"))
sys.exit(not any(f["item"] == sys.argv[1] and f["severity"] != "info" for f in result["findings"]))' $item ||
        complain "$item is not told"
done
[ "$(value options blank)" = True ] || complain "the result does not tell that it is of a form"

begin "more short answers than a line holds"
python3 - models/rad-ris-va1-bdc.xml <<'END'
import sys
text = open(sys.argv[1]).read()
days = "Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche".split()
boxes = "".join('<box id="j%d">%s</box>' % (i, day) for i, day in enumerate(days))
group = '<group id="jour" rule="exactly-one"><prompt>Jour de l’installation prévue</prompt>%s</group>' % boxes
open(sys.argv[1], "w").write(text.replace("</section>", group + "</section>", 1))
END
run templates render rad-ris-va1-bdc --templates models -o days.pdf
status_is 0
run check --blank --templates models days.pdf
status_is 0

begin "what is filled in on a form has to be valid"
sed 's/985 544 733 00019/985 544 733 01498/' values.json >wrong.json
python3 - <<'END'
import json
values = json.load(open("wrong.json"))
json.dump({"fields": {key: values["fields"][key] for key in ("fournisseur-siret", "fournisseur-mail")}}, open("wrong.json", "w"))
END
run templates render hop-dpi-va2-bdc --fill wrong.json -o wrong.pdf
status_is 0
run check --blank wrong.pdf
status_is 2
out_has "is filled in on the form, and"
out_has "contact@modelia.example"

begin "mistakes in what is to be filled in"
for text in '{' '[]' '{"frobnicate": 1}' '{"fields": []}' '{"fields": {"numero-bdc": 7}}' '{"fields": {"nothing": "x"}}' \
    '{"boxes": {"psc": "perhaps"}}' '{"boxes": {"psc": [1]}}' '{"lines": [["a"], ["b"]]}' '{"lines": ["a"]}'; do
    echo "$text" >odd.json
    run templates render hop-dpi-va2-bdc --fill odd.json -o odd.pdf
    mistake 64 "--fill odd.json"
done
[ ! -e odd.pdf ] || complain "there is a file"

begin "mistakes of the command line"
run templates render nothing -o nothing.pdf
mistake 64 "'nothing'"
run templates render hop-dpi-va2-bdc --style rococo -o x.pdf
mistake 64 "rococo"
run templates render hop-dpi-va2-bdc -o "$work/no/where.pdf"
status_is 70

begin "a model against its own form"
run templates test hop-dpi-va1-bdc
status_is 0
out_has "the whole form: PASS"
out_has "5 of 5 items"
run templates test nothing
status_is 64

begin "a model that would not notice something fails"
python3 - models/hop-dpi-va1-bdc.xml <<'END'
import re, sys
text = open(sys.argv[1]).read()
text = text.replace("</section>", '<field id="scenario-nom" type="text"><label>Bon de commande DPI</label></field></section>', 1)
open(sys.argv[1], "w").write(text)
END
run templates test models/hop-dpi-va1-bdc.xml
status_is 3
out_has "scenario-nom is left out, and nobody notices"

finish
