#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# An archive folder: every file has one row, whatever happens.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
good=$top/fixtures/bdc-dpi-exemple.pdf
bad=$top/fixtures/va-dpi-non-signee.pdf

# The rows of a journal: verdict and file, from its CSV.
rows() {
    "$RECEVABLE" journal results --format csv "$1" | python3 -c 'import csv, sys
for row in csv.DictReader(sys.stdin):
    print(row["verdict"], row["file"])'
}

fill() {
    mkdir -p archive/deep/deeper
    cp "$good" archive/a.pdf
    cp "$good" archive/deep/same.PDF
    cp "$bad" archive/deep/deeper/unsigned.pdf
    cp "$bad" archive/no-ending
    printf 'no PDF at all' >archive/broken.pdf
    : >archive/empty.pdf
    echo note >archive/notes.txt
}
fill

begin "every document of a tree is checked, and the worst counts"
run batch archive
status_is 3
out_has "FAIL archive/deep/deeper/unsigned.pdf"
out_has "FAIL archive/no-ending"
out_has "ERROR archive/broken.pdf"
out_has "ERROR archive/empty.pdf"
out_has "6 files: 2 pass, 0 review, 2 fail, 2 errors"
out_has "2 were known" # a.pdf and same.PDF, unsigned.pdf and no-ending
out_has "no documents: 1"
[ -f recevable-journal.sqlite ] || complain "no journal"

begin "the same command again has nothing to do"
run batch archive
status_is 3
out_has "6 files: 2 pass, 0 review, 2 fail, 2 errors"
out_has "5 were known" # the empty one is looked at each time

begin "a moved file is not done again, and a new one is"
mv archive/a.pdf archive/deep/moved.pdf
cp "$top/fixtures/va-dpi-exemple.pdf" archive/new.pdf
run batch archive
out_has "7 files: 3 pass"
out_has "5 were known"
rows recevable-journal.sqlite >names
grep -q 'pass archive/deep/moved.pdf' names || complain "the moved one is not there"
! grep -q 'archive/a.pdf' names || complain "the old name is"

begin "errors are tried again when asked"
run batch --retry-errors archive
out_has "5 were known"

begin "a file that changed is done anew"
cp "$bad" archive/new.pdf
run batch archive
out_has "7 files: 2 pass, 0 review, 3 fail, 2 errors"

begin "other options are another run, and the journal tells what differs"
run batch --max-pages 400 archive
status_is 3
run journal status recevable-journal.sqlite
status_is 0
out_has "Run 1"
out_has "Run 2"
out_has "400 pages"
run journal diff recevable-journal.sqlite
status_is 0
[ ! -s out ] || complain "something differs"
mkdir other
cp archive/deep/moved.pdf other/a.pdf
run batch --journal one --include a.pdf other
cp "$bad" other/a.pdf
cp "$good" other/b.pdf
run batch --journal two other
run journal diff one two
status_is 1
out_has "other/a.pdf: pass -> fail"
out_has "other/b.pdf: not there -> pass"

begin "changed models judge anew what was read, and tell what changed"
mkdir kept
cp "$good" kept/good.pdf
cp "$bad" kept/bad.pdf
cp -r "$top/templates" models
run batch --journal kept.sqlite --keep-readings --templates models kept
out_has "2 files: 1 pass"
out_lacks "run before"
sed -i 's/>Nature de la prestation</>Nature de la prestation due au client</' models/hop-dpi-va2-bdc.xml
run batch --journal kept.sqlite --templates models kept
out_has "2 were judged by their kept readings"
out_has "Verdicts that are not those of the run before:"
out_has "kept/good.pdf: PASS -> FAIL"
out_lacks "kept/bad.pdf: FAIL"
run batch --journal unkept.sqlite --templates models kept
out_lacks "kept reading"
run journal results --format jsonl unkept.sqlite
mv out expected
run journal results --format jsonl kept.sqlite
cmp -s out expected || complain "what is judged by a kept reading is not the same"

begin "a kept reading that is of no use is made anew"
python3 -c 'import hashlib, sqlite3
journal = sqlite3.connect("kept.sqlite")
for document, reader in journal.execute("SELECT sha256, reader FROM reading").fetchall():
    text = b"no reading"
    row = b"=" + document.encode() + b"\0=" + reader.encode() + b"\0" + text
    journal.execute("UPDATE reading SET reading = ?, hash = ? WHERE sha256 = ?",
                    (text, hashlib.sha256(row).digest()[:16], document))
journal.commit()'
echo "<!-- changed -->" >>models/hop-dpi-va2-bdc.xml
run batch --journal kept.sqlite --templates models kept
out_lacks "kept reading"
out_has "All verdicts are those of the run before."
echo "<!-- again -->" >>models/hop-dpi-va2-bdc.xml
run batch --journal kept.sqlite --templates models --template auto kept
out_has "2 were judged by their kept readings"

begin "names are bytes, and no format is broken by them"
mkdir strange
for file in '-x.pdf' 'new
line.pdf' '"quoted".pdf' '<script>alert(1)<script>.pdf' '=1+1.pdf' '@sum.pdf' "$(printf 'caf\351.pdf')" \
    "$(printf 'red\033[31m.pdf')" 'a,b;c.pdf'; do
    cp "$bad" "strange/$file"
done
(cd strange && "$RECEVABLE" batch --journal ../three --format csv . >../out 2>../err)
python3 - <<'PY' >names 2>err || complain "the table is broken"
import base64, csv, os
rows = list(csv.DictReader(open("out", newline="", encoding="utf-8")))
found = set()
for row in rows:
    assert row["file"][0] not in "=+-@", row
    assert not any(ord(c) < 32 for c in row["file"]), row
    raw = row["file_base64"]
    found.add(base64.b64decode(raw) if raw else row["file"].encode())
expected = {b"./" + name for name in os.listdir(b"strange")}
assert found == expected, (found, expected)
PY
run journal results --format jsonl three
python3 - <<'PY' || complain "the results are broken"
import base64, json, os
found = set()
for line in open("out", encoding="utf-8"):
    result = json.loads(line)
    raw = result.get("file_base64")
    found.add(base64.b64decode(raw) if raw else result["file"].encode())
assert found == {b"./" + name for name in os.listdir(b"strange")}, found
PY
run journal results three
! grep -q "$(printf '\033')" out || complain "a name steers the terminal"
[ "$(grep -ac '^FAIL' out)" -eq 9 ] || complain "not nine lines"

begin "links, pipes and what leads in circles are told and not followed"
mkdir -p linked/inner
cp "$bad" linked/inner/a.pdf
ln -s ../.. linked/inner/up
ln -s /etc linked/etc
ln -s inner/a.pdf linked/b.pdf
mkfifo linked/pipe.pdf
run batch --journal four linked
status_is 2
out_has "1 file: 0 pass"
err_has "linked/inner/up: skipped: a symbolic link"
err_has "linked/etc: skipped"
err_has "linked/b.pdf: skipped"
err_has "linked/pipe.pdf: skipped: neither a file nor a folder"
out_has "skipped: 4"

begin "only names that are asked for"
run batch --journal five --include '*.pdf' --include 'no-*' --exclude deeper archive
out_has "5 files"
rows five >names
! grep -q deeper names || complain "the excluded is there"
run batch --journal six --include 'deep/*.pdf' archive
rows six >names
[ "$(cut -d' ' -f2 names | tr '\n' ' ')" = "archive/deep/deeper/unsigned.pdf archive/deep/moved.pdf " ] ||
    complain "$(cat names)"

begin "files from a list"
printf 'archive/broken.pdf\0archive/absent.pdf\0' | "$RECEVABLE" batch --journal seven --files-from - -0 >out 2>err
out_has "2 files: 0 pass, 0 review, 0 fail, 2 errors"
out_has "ERROR archive/absent.pdf: there is no such file"

begin "a report folder holds table and summary"
run batch --report report archive
status_is 3
[ -f report/recevable-journal.sqlite ] || complain "the journal is not beside it"
[ "$(wc -l <report/results.csv)" -eq 8 ] || complain "the table has not 8 lines"
grep -q "7 files" report/summary.txt || complain "no summary"
grep -q "<tr data-verdict=.fail." report/report.html || complain "no page"
chmod a-w report
if [ -w report ]; then
    echo "skip a report folder that cannot be written: root may write anywhere"
else
    run batch --report report archive
    status_is 70
fi
chmod u+w report

begin "mistakes"
run batch
mistake 64 "no folder to check"
run batch nowhere
mistake 64 "nowhere: the folder cannot be opened"
run batch --jobs 0 archive
err_has "--jobs"
status_is 64
run journal
mistake 64 "say status FILE"
run journal status nowhere
mistake 70 "there is no such journal"
echo "a letter" >letter
run batch --journal letter archive
mistake 70 "letter: the journal is damaged"
[ "$(cat letter)" = "a letter" ] || complain "the file was changed"

begin "a journal serves one run at a time"
"$RECEVABLE" batch --journal eight --jobs 1 archive >/dev/null 2>&1 &
first=$!
while ! "$RECEVABLE" journal status eight >/dev/null 2>&1; do sleep 0.02; done
kill -STOP $first
run batch --journal eight archive
mistake 70 "eight: the journal is in use by another run"
run journal status eight
status_is 0
kill -CONT $first
wait $first

begin "an empty folder is no mistake"
mkdir hollow
run batch --journal eleven hollow
status_is 0
out_has "0 files"

# The batch, killed when so many files are on the disk; nothing when it ended before.
killed_at() {
    "$RECEVABLE" batch --jobs 2 --journal nine many >/dev/null 2>&1 &
    batch=$!
    while kill -0 $batch 2>/dev/null; do
        [ -f nine ] && have=$(rows nine 2>/dev/null | wc -l) || have=0
        [ "$have" -lt "$1" ] || break
        sleep 0.02
    done
    kill -KILL $batch 2>/dev/null
    wait $batch 2>/dev/null
}

begin "nothing is lost or doubled by kills"
mkdir many
i=0
while [ $i -lt 12 ]; do
    # A different document each: bytes after the end change nothing that is seen.
    { cat "$good" && echo "% $i"; } >many/$i.pdf
    i=$((i + 1))
done
for at in 1 3 4 7; do killed_at $at; done
run batch --journal nine many
out_has "12 files: 12 pass"
grep -q "were known" out || complain "all was done again"
rows nine | sort -u >names
[ "$(wc -l <names)" -eq 12 ] || complain "not 12 rows"

begin "an interrupted batch says how to go on"
"$RECEVABLE" batch --journal ten --jobs 1 many >out 2>err &
batch=$!
while [ ! -f ten ] || [ "$(rows ten 2>/dev/null | wc -l)" -lt 1 ]; do sleep 0.02; done
kill -INT $batch
status=0
wait $batch || status=$?
status_is 130
err_has "the same command goes on"
out_has "left"
run batch --journal ten many
out_has "12 files: 12 pass"

finish
