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

finish
