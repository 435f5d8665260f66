#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
. "$(dirname "$0")/lib"
cd "$work" || exit 1

begin "list has every template"
run templates list
status_is 0
for file in "$top"/templates/*-*.xml; do
    out_has "$(basename "$file" .xml) "
done
[ "$(wc -l <out)" -eq "$(ls "$top"/templates/*-*.xml | wc -l)" ] || complain "not one a line"

begin "show tells items and rules"
run templates show hop-dpi-va2-va
status_is 0
out_has "mention"
out_has "signature"
out_has "rule"
out_has "echeance-solde-dpi"

begin "show of an unknown one"
run templates show nothing
mistake 64 "'nothing'"

begin "neither list nor show nor validate"
run templates frobnicate
mistake 64 "list"

begin "validate ours"
run templates validate "$top"/templates/*.xml
status_is 0
err_lines 0

begin "validate tells file and line, and goes on"
printf '<?xml version="1.0"?>\n<template>\n<broken\n</template>\n' >bad.xml
run templates validate bad.xml "$top/templates/hop-dpi-va2-bdc.xml"
status_is 3
err_lines 1
err_has "bad.xml:"
out_has "hop-dpi-va2-bdc.xml"

begin "validate a list of deadlines"
mkdir alone
cp "$top/templates/deadlines.xml" alone
run templates validate alone/deadlines.xml
status_is 0
out_has "deadlines)"
sed 's/date="2026-06-18"/date="2026-06-31"/' "$top/templates/deadlines.xml" >alone/deadlines.xml
run templates validate alone/deadlines.xml
status_is 3
err_lines 1
err_has "alone/deadlines.xml:"
err_has "'2026-06-31'"

begin "an unknown element is told with its line"
{
    sed -n '1,/<template/p' "$top/templates/hop-dpi-va2-bdc.xml" | sed '$d'
    echo '<template id="x" frobnicate="1"/>'
} >odd.xml
run templates validate odd.xml
status_is 3
err_lines 1
err_has "odd.xml:"

begin "a DOCTYPE is refused"
printf '<?xml version="1.0"?>\n<!DOCTYPE t [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n<t>&a;</t>\n' >entity.xml
run templates validate entity.xml
status_is 3
err_lines 1
err_has "entity.xml:"

begin "a folder with a template that is wrong stops check"
mkdir mixed
cp bad.xml mixed/
run check --templates mixed absent.pdf
mistake 70 "bad.xml:"

begin "a question above several others has to be on the paper"
mkdir other
sed 's/envoyés par Messagerie Sécurisée de santé via la PFI/détruits par le service des archives/' \
    "$top/templates/hop-pfi-va2-bdc.xml" | sed 's/ applies-when="[^"]*"//' \
    >other/hop-pfi-va2-bdc.xml
run check --templates other --template hop-pfi-va2-bdc "$top/fixtures/bdc-pfi-numerique.pdf"
status_is 2
out_has ": “Les documents de santé sont-ils détruits par le service des archives ?”"

begin "diff of a model and itself"
run templates diff hop-dpi-va2-bdc "$top/templates/hop-dpi-va2-bdc.xml"
status_is 0
out_has "the same"

begin "diff tells what is new, gone and another"
python3 - "$top/templates/hop-dpi-va2-va.xml" >edition.xml <<'END'
import re, sys
text = open(sys.argv[1]).read()
text = text.replace('<box id="plus">Plus de 2</box>', '<box id="plus">Plus de 3</box>\n<box id="aucune">Aucune</box>')
text = text.replace('id="commentaires" type="freetext" required="false"', 'id="commentaires" type="freetext"')
text = text.replace('<field id="fournisseur-mail" type="email">', '<field id="fournisseur-mail" type="text">')
text = re.sub(r'<mention id="cochez">.*?</mention>', '<mention id="lisez"><text>Lisez ceci</text></mention>', text, flags=re.S)
text = text.replace("ouvre droit au versement du solde", "ouvre droit au versement de l'avance")
text = text.replace('<rule id="a1-format" if="flux-a1/autre">', '<rule id="a1-format" if="flux-a1/hl7">')
sys.stdout.write(text)
END
run templates diff hop-dpi-va2-va edition.xml
status_is 1
out_has "- mention cochez: Cochez"
out_has "+ mention lisez: Lisez ceci"
out_has "~ box formations/plus: “2” → “3”"
out_has "+ box formations/aucune: Aucune"
out_has "~ field fournisseur-mail: type: email → text"
out_has "~ field commentaires: required: false → true"
out_has "~ mention ouvre-droit: “du solde” → “de l'avance”"
out_has "~ rule a1-format: rule: if flux-a1/autre, filled flux-a1-format"
[ "$(wc -l <out)" -eq 8 ] || complain "more is told than differs"

begin "diff of what is no model"
run templates diff hop-dpi-va2-va bad.xml
mistake 3 "bad.xml:"
run templates diff hop-dpi-va2-va
mistake 64 "diff"

begin "lint has nothing against ours but days that stand in one field"
for id in $("$RECEVABLE" templates list | cut -d' ' -f1); do
    run templates lint "$id"
    err_lines 0
    ! grep -v "formations-dates" out || complain "it warns"
done

begin "lint warns of what would fail"
python3 - "$top/templates/hop-dpi-va2-va.xml" >risky.xml <<'END'
import re, sys
text = open(sys.argv[1]).read()
text = text.replace('<mention id="ouvre-droit">', """<mention id="seuil-bis"><text>J'ai pris connaissance qu'a posteriori du paiement de
l'avance, l'ANS et l'ASP vérifient la présence effective à partir des statistiques nationales d'un seuil d'au moins une
transaction de consultation du DMP émanant du logiciel mis à jour chez le Client.</text></mention>
<mention id="ouvre-droit">""")
text = text.replace('<section id="flux">', '<section id="flux"><anchor>Fournisseur</anchor>')
text = text.replace("Déclare ne pas constater d'anomalies", "Déclare ne pas constater <strict>d'anomaliesgraves</strict>")
text = text.replace('id="client-finess" type="finess"', 'id="client-finess" type="text"')
text = text.replace("<none-of>flux-a1 flux-a2</none-of>", "<none-of>flux-b</none-of>").replace('if="flux-a/meme-logiciel"', 'unless="flux-a1"')
text = text.replace("<one-of-each>flux-a1 flux-a2</one-of-each>", "<none-of>flux-a1</none-of>").replace('unless="flux-a/meme-logiciel"', 'if="services"')
sys.stdout.write(text)
END
run templates lint risky.xml
status_is 1
out_has "seuil-bis and connaissance-seuil are told apart by"
out_has "begin with the same anchor, “Fournisseur”"
out_has "is long: issuers will part it"
out_has "client-finess: “N° FINESS PMSI” is of the type text"
out_has "no way of ticking keeps all rules"
sed 's/id="hop-dpi-va2-bdc"/id="a-copy"/' "$top/templates/hop-dpi-va2-bdc.xml" >copy.xml
run templates lint copy.xml
status_is 1
out_has "hop-dpi-va2-bdc has all wordings of this model"

begin "the manual's example is a good model"
mkdir mine
sed -n '/^```xml$/,/^```$/p' "$top/docs/models.md" | sed '1d;/^```$/,$d' >mine/exemple-bdc.xml
run templates validate mine/exemple-bdc.xml
status_is 0
run templates lint mine/exemple-bdc.xml --templates mine
status_is 0
run templates test mine/exemple-bdc.xml
status_is 0
out_has "the whole form: PASS"
sed '1a <?xml-model href="recevable-template.rng" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"?>' \
    mine/exemple-bdc.xml >mine/with-model.xml
run templates validate mine/with-model.xml
status_is 0

finish
