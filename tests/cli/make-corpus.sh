#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The maker of sample documents: the same from the same seed, every fault, truths that say what they
# have to.
. "$(dirname "$0")/lib"
maker=$(dirname "$RECEVABLE")/make-corpus
if [ ! -x "$maker" ]; then
    echo "skip make-corpus: $maker is not built"
    exit 0
fi

make_documents() {
    status=0
    "$maker" --templates "$top/templates" -s 9 -o "$work/made" "$@" \
        >"$work/out" 2>"$work/err" || status=$?
}

# says VALUE EXPRESSION TRUTH: Python over the truth `t`.
says() {
    said=$(python3 -c 'import json, sys; t = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' \
        "$work/made/$3.truth.json" "$2" 2>&1)
    [ "$said" = "$1" ] || complain "$2 is $said instead of $1"
}

begin "the same seed makes the same bytes"
make_documents -l L1 --name one
status_is 0
make_documents -l L1 --name two
status_is 0
cmp -s "$work/made/one.pdf" "$work/made/two.pdf" || complain "the files differ"

# Those that share more than half of the lower one's height.
begin "no line is printed over another one, in columns neither"
"$maker" --templates "$top/templates" -s 5000 -n 12 -g -l L0 --lines -o "$work/lines" \
    >"$work/out" 2>"$work/err"
awk -F '\t' '
    {
        for (i = n[FILENAME, $1]; i > 0; i--) {
            split(at[FILENAME, $1, i], other, " ")
            wide = ($4 < other[3] ? $4 : other[3]) - ($2 > other[1] ? $2 : other[1])
            high = ($5 < other[4] ? $5 : other[4]) - ($3 > other[2] ? $3 : other[2])
            low = $5 - $3 < other[4] - other[2] ? $5 - $3 : other[4] - other[2]
            if (wide > 1 && high > 0.5 * low)
                print FILENAME ": " $6
        }
        at[FILENAME, $1, ++n[FILENAME, $1]] = $2 " " $3 " " $4 " " $5
    }' "$work/lines"/*.lines.tsv >"$work/over"
[ ! -s "$work/over" ] || complain "$(head -1 "$work/over")"

begin "every fault can be made, and is told"
"$maker" --list-faults >"$work/faults"
while read -r fault; do
    make_documents -l L0 -f "$fault" --fill typed --name "$fault"
    status_is 0
    says "$fault" 't["mutation"]["kind"]' "$fault"
done <"$work/faults"

begin "a document that follows no model asks for nothing"
make_documents --foreign -l L0 --name foreign
status_is 0
says "(None, ['review'], [], [])" \
    '(t["model"], t["expected_verdicts"], t["items"], t["rules"])' foreign

begin "every foreign kind can be made"
for kind in facture devis courrier conditions compte-rendu commande formulaire questionnaire \
    recette autre-appel; do
    make_documents --foreign-kind $kind -l L0 --name $kind
    status_is 0
    says $kind 't["mutation"]["item"]' $kind
done

begin "a text layer added to a file of vectors is read by programs only"
make_documents -f mention-layer:engage -t hop-dpi-va2-va -l L0 --fill typed --hard '' --name layer
status_is 0
grep -qa '^BT 3 Tr /F .*Je reconnais' "$work/made/layer.pdf" || complain "no invisible text"
cp "$work/made/layer.pdf" "$work/layer.pdf"
run check --format json "$work/layer.pdf"
status_is 2
[ ! -s "$work/err" ] || complain "the file is not sound"

begin "every defect of a page of text can be made, and is told"
"$maker" --list-defects >"$work/defects"
[ "$(wc -l <"$work/defects")" -ge 20 ] || complain "some lack"
while read -r defect; do
    make_documents --pages --defect "$defect=0.6" --name "$defect"
    status_is 0
    grep -q "^defect	$defect	" "$work/made/$defect.page.tsv" || complain "$defect is not told"
done <"$work/defects"

begin "a clean page of text has none, and is the same every time"
for page in clean again; do
    make_documents --pages --defect none --name $page
    status_is 0
done
grep -q "^line	" "$work/made/clean.page.tsv" || complain "no line is told"
! grep -q "^defect	" "$work/made/clean.page.tsv" || complain "a defect is told"
cmp -s "$work/made/clean.pdf" "$work/made/again.pdf" || complain "the files differ"

begin "a defect of no severity is none"
make_documents --defect blurry=0 --name nothing
status_is 0
! grep -q "^defect	" "$work/made/nothing.page.tsv" || complain "it is told"

begin "a page says the same at any severity"
for severity in 0.1 0.9; do
    make_documents --pages --defect blurry=$severity --name at-$severity
    grep "^line" "$work/made/at-$severity.page.tsv" >"$work/lines-$severity"
done
cmp -s "$work/lines-0.1" "$work/lines-0.9" || complain "the lines differ"

begin "an unknown defect, and a severity beyond its range"
for bad in nothing blurry=2 blurry=; do
    make_documents --pages --defect $bad
    [ "$status" -ne 0 ] || complain "$bad: status 0"
    err_has "'$bad'"
done

begin "a form that nobody filled in tells what it asks for, and its mentions are blue"
make_documents --empty -l L0 --template hop-dpi-va2-bdc --name empty
status_is 0
[ ! -e "$work/made/empty.truth.json" ] || complain "it has a truth"
said=$(python3 -c 'import json, sys
items = json.load(open(sys.argv[1]))["items"]
print([len(i["boxes"]) for i in items if i["id"] == "nature"], "reference-af" in [i["id"] for i in items])' \
    "$work/made/empty.form.json" 2>&1)
[ "$said" = "[2] True" ] || complain "the form says $said"
"$RECEVABLE" check --blank --template hop-dpi-va2-bdc "$work/made/empty.pdf" >"$work/out" 2>"$work/err" ||
    complain "check --blank: status $?"
"$RECEVABLE" learn "$work/made/empty.pdf" -o "$work/learnt.xml" >"$work/out" 2>"$work/err"
grep -q "<text>" "$work/learnt.xml" || complain "no mention was learnt"

begin "an unknown kind"
make_documents --foreign-kind nothing
[ "$status" -ne 0 ] || complain "status 0"
err_has "'nothing'"

finish
