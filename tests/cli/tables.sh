#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Results as tables: CSV, a spreadsheet, JUnit XML, of check, batch and journal.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
unset SOURCE_DATE_EPOCH
good=$top/fixtures/bdc-dpi-exemple.pdf
bad=$top/fixtures/va-dpi-non-signee.pdf
sheets=$top/tests/read-xlsx

# With names that are to mislead who reads them.
mkdir strange
cp "$good" strange/good.pdf
for file in '=1+1.pdf' 'new
line.pdf' '<script>alert(1)<script>.pdf' "$(printf 'caf\351.pdf')" "$(printf 'red\033[31m.pdf')"; do
    cp "$bad" "strange/$file"
done
echo "no PDF at all" >strange/broken.pdf

# names FILE: the names of a table's files as bytes, sorted, after it was read as a whole.
names() {
    python3 - "$1" <<'PY'
import base64, csv, sys
for row in sorted({base64.b64decode(r["file_base64"]) or r["file"].encode()
                   for r in csv.DictReader(open(sys.argv[1], newline="", encoding="utf-8"))}):
    print(row)
PY
}

# The attributes of a report that counts, after each suite was counted anew.
junit() {
    python3 - "$1" <<'PY'
import sys
import xml.etree.ElementTree as tree
KINDS = {"tests": "testcase", "failures": "testcase/failure", "errors": "testcase/error",
         "skipped": "testcase/skipped"}
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == "testsuites"
totals = dict.fromkeys(KINDS, 0)
for suite in root:
    assert suite.tag == "testsuite" and suite.get("name") and suite.get("timestamp")
    for kind, path in KINDS.items():
        assert len(suite.findall(path)) == int(suite.get(kind)), (suite.get("name"), kind)
        totals[kind] += int(suite.get(kind))
    for case in suite.findall("testcase"):
        assert case.get("name") and case.get("classname") == suite.get("name")
for kind in KINDS:
    assert totals[kind] == int(root.get(kind)), kind
print("suites %d, failures %s, errors %s" % (len(root), root.get("failures"), root.get("errors")))
PY
}

(cd strange && printf '%s\0' * | sort -z >../list)
every() {
    (cd strange && run check --files-from ../list -0 "$@")
}

begin "check writes a row a document"
every --format csv -o ../check.csv
names check.csv >got
python3 -c 'import os
for name in sorted(os.listdir(b"strange")):
    print(name)' >expected
cmp -s got expected || complain "the names are not those of the files"
[ "$(grep -c '' check.csv)" -eq 8 ] || complain "not 8 lines"

begin "check writes a row a finding, none of what lacks nothing"
every --format findings -o ../findings.csv
names findings.csv >got
grep -v good.pdf expected >faulty
cmp -s got faulty || complain "the names are not those of the faulty files"
python3 - <<'PY' || complain "the findings are wrong"
import csv
rows = list(csv.DictReader(open("findings.csv", newline="", encoding="utf-8")))
for row in rows:
    assert row["file"][0] not in "=+-@", row
    assert row["message"] and not any(ord(c) < 32 for c in "".join(row.values())), row
    if row["verdict"] == "error":
        assert row["file"] == "broken.pdf" and row["severity"] == "error" and not row["page"]
    else:
        assert row["severity"] == "blocking" and row["item"] == "signature" and row["page"] == "2"
        assert 0 < float(row["x0"]) < float(row["x1"]) < 595, row
assert len(rows) == 6
PY

begin "check writes a spreadsheet of both"
every --format xlsx -o ../check.xlsx
"$sheets" <check.xlsx >out 2>err || complain "it is not sound"
out_has '== Documents 8 A1:J8 frozen'
out_has '== Findings 7 A1:L7 frozen'
out_has '["=1+1.pdf", "FAIL", "The document is not signed'
out_has '["<script>alert(1)<script>.pdf", "FAIL", '
out_has '["broken.pdf", "ERROR", "this is not a PDF'
out_has '["good.pdf", "PASS", null, '
! grep -q "$(printf '\033')" out || complain "a control character came through"

begin "check writes JUnit XML"
every --format junit -o ../junit.xml
junit junit.xml >out 2>err || complain "it is not sound"
out_has "suites 7, failures 5, errors 1"

begin "what goes nowhere but to a terminal is text"
script -qec "'$RECEVABLE' check --format xlsx strange/broken.pdf" /dev/null </dev/null >out 2>&1
out_has "--format xlsx: nothing for a terminal"
[ "$(wc -l <out)" -eq 1 ] || complain "it was written"

begin "the same input gives the same bytes at a told time"
export SOURCE_DATE_EPOCH=1700000000
for format in csv findings xlsx junit; do
    run check --format $format -o one strange/broken.pdf "$good"
    run check --format $format -o two strange/broken.pdf "$good"
    cmp -s one two || complain "$format differs"
done
TZ=Asia/Tokyo "$RECEVABLE" check --format xlsx strange/broken.pdf "$good" >one 2>err
run check --format xlsx strange/broken.pdf "$good"
cmp -s one out || complain "xlsx differs by time zone"
unzipped() {
    python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read("docProps/core.xml"))' "$1"
}
unzipped one | grep -q 2023-11-14T22:13:20Z || complain "the told time is not in it"
unset SOURCE_DATE_EPOCH
run check --format xlsx strange/broken.pdf
unzipped out | grep -q ">$(date -u +%Y-%m-)" || complain "it is not of today"

begin "in French, but for the columns that programs read"
run check --language fr --format xlsx strange/broken.pdf "$bad"
"$sheets" <out >sheets 2>err || complain "it is not sound"
mv sheets out
out_has '== Documents 3'
out_has '== Constats 3'
out_has '["Fichier", "Verdict", "Motif", '
out_has '"ERREUR", '
out_has '"NON CONFORME", "À corriger", '
run check --language fr --format findings "$bad"
out_has '"file","verdict","severity","item","page",'
out_has "n'est pas signé"
run check --language fr --format junit "$bad"
out_has 'message="Le document'

begin "batch writes all of them into the folder of its report"
run batch --report report strange
status_is 3
for file in results.csv findings.csv results.xlsx junit.xml summary.txt; do
    [ -s report/$file ] || complain "$file is not there"
done
for table in check.csv:results.csv findings.csv:findings.csv; do
    cut -d, -f2-6 "${table%%:*}" | sort >one
    cut -d, -f2-6 "report/${table#*:}" | sort >two
    cmp -s one two || complain "${table#*:} is not what check tells"
done
"$sheets" <report/results.xlsx >out || complain "the spreadsheet is not sound"
out_has '== Documents 8'
out_has '["strange/=1+1.pdf", "FAIL", '
junit report/junit.xml >out || complain "the XML is not sound"
out_has "suites 7, failures 5, errors 1"

begin "the journal tells the same again"
export SOURCE_DATE_EPOCH=1700000000
for format in csv findings xlsx junit; do
    run batch --format $format --report report strange
    status_is 3
    mv out expected
    run journal results --format $format report/recevable-journal.sqlite
    status_is 0
    cmp -s out expected || complain "$format differs"
done
cmp -s report/junit.xml expected || complain "the folder's XML differs"
unset SOURCE_DATE_EPOCH

begin "a run without documents has tables without rows"
mkdir hollow
run batch --report empty hollow
status_is 0
[ "$(wc -l <empty/findings.csv)" -eq 1 ] || complain "a finding"
"$sheets" <empty/results.xlsx >out || complain "the spreadsheet is not sound"
out_has '== Documents 1 '
junit empty/junit.xml >out || complain "the XML is not sound"
out_has "suites 0, failures 0, errors 0"

begin "a result that was damaged is told, and its file done anew"
python3 -c 'import sqlite3
journal = sqlite3.connect("report/recevable-journal.sqlite")
journal.execute("UPDATE outcome SET result = zeroblob(10) WHERE verdict = \"pass\"")
journal.commit()'
run journal results --format findings report/recevable-journal.sqlite
status_is 70
err_lines 1
err_has "damaged"
run journal results --format csv report/recevable-journal.sqlite
status_is 0
run batch --report report strange
status_is 3
out_has "6 were known"
run journal results --format findings report/recevable-journal.sqlite
status_is 0

finish
