#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Copies with what was found marked on their pages.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
lacking=$top/fixtures/bdc-dpi-plusieurs-manques.pdf
good=$top/fixtures/bdc-pfi-numerique.pdf
pdf plain plain.pdf
pdf locked locked.pdf
pdf no-notes no-notes.pdf
printf 'ouvre-toi\n' >right.txt

# begins_with COPY FILE: the copy is the file with something behind it.
begins_with() {
    size=$(stat -c %s "$2")
    cmp -s -n "$size" "$1" "$2" || complain "$1 does not begin like $2"
    [ "$(stat -c %s "$1")" -gt "$size" ] || complain "nothing was added in $1"
}

# has_note COPY TEXT: in one of its notes, as PDF writes them.
has_note() {
    python3 -c 'import sys
added = open(sys.argv[1], "rb").read().lower()
sys.exit(sys.argv[2].encode("utf-16-be").hex().encode() not in added)' "$1" "$2" ||
        complain "$1 has no note '$2'"
}

lacks_note() {
    python3 -c 'import sys
added = open(sys.argv[1], "rb").read().lower()
sys.exit(sys.argv[2].encode("utf-16-be").hex().encode() in added)' "$1" "$2" ||
        complain "$1 has a note '$2'"
}

begin "a copy has marks behind the bytes of its document"
cp "$lacking" in.pdf
run check --annotate out.pdf in.pdf
status_is 2
[ ! -s err ] || complain "something is said"
out_has FAIL
begins_with out.pdf in.pdf
cmp -s in.pdf "$lacking" || complain "the document was changed"
has_note out.pdf "recevable: to correct"
has_note out.pdf "recevable: OK"
has_note out.pdf "recevable: summary"
has_note out.pdf "FAIL: this document would be refused"
grep -qa '/BS<</W 1.5>>' out.pdf || complain "no thick frame"
[ "$(ls -A | grep -c out)" -eq 2 ] || complain "a temporary file is left"

begin "what is annotated is checked as before"
run check --format json out.pdf
status_is 2

begin "the same document makes the same copy"
sleep 1
SOURCE_DATE_EPOCH=1 "$RECEVABLE" check --annotate again.pdf in.pdf >out 2>err
cmp -s out.pdf again.pdf || complain "they differ"

begin "the summary can be left out"
run check --annotate places.pdf --no-summary in.pdf
status_is 2
has_note places.pdf "recevable: to correct"
lacks_note places.pdf "recevable: summary"

begin "notes in French"
run check --language fr --annotate french.pdf in.pdf
status_is 2
has_note french.pdf "recevable : à corriger"
has_note french.pdf "À corriger : fournisseur-siret, valeur non valide"
has_note french.pdf "Cadres : vert fin OK"

begin "it is done behind the fence"
run check --format json --annotate fenced.pdf in.pdf
expected=$("$RECEVABLE" doctor | sed -n 's/^Isolation: \([a-z]*\).*/\1/p')
[ "$(value isolation)" = "$expected" ] || complain "it is $(value isolation), not $expected"
run check --no-sandbox --annotate free.pdf in.pdf
cmp -s fenced.pdf out.pdf || complain "the copies differ"

if strace -o /dev/null true 2>/dev/null; then
    begin "no process but the first opens a file for writing"
    ASAN_OPTIONS=detect_leaks=0 strace -ff -e trace=open,openat,creat -o trace \
        "$RECEVABLE" check --annotate traced.pdf in.pdf >out 2>err
    [ -s traced.pdf ] || complain "there is no copy"
    [ "$(grep -lE 'O_CREAT|O_WRONLY' trace.* | wc -l)" -le 1 ] || complain "another one does"
    rm -f trace.*
else
    echo "skip no process but the first opens a file for writing: strace is not there, or may not trace"
fi

begin "several files need a folder"
run check --annotate out.pdf in.pdf plain.pdf
mistake 64 "name a folder that is there"
run check --annotate nowhere/ in.pdf plain.pdf
mistake 64 "name a folder that is there"

begin "a document is never written over"
run check --annotate in.pdf in.pdf
mistake 64 "that is the file to read"
ln in.pdf hard.pdf
ln -s in.pdf soft.pdf
run check --annotate hard.pdf in.pdf
mistake 64 "that is the file to read"
run check --annotate soft.pdf in.pdf
mistake 64 "that is the file to read"
rm hard.pdf soft.pdf
run check --annotate report -o report in.pdf
mistake 64 "the results go there"

begin "--no-summary alone is a mistake"
run check --no-summary in.pdf
mistake 64 "--no-summary is for --annotate"

begin "a folder takes a copy of each"
mkdir folder a b
cp plain.pdf a/same.pdf
cp "$good" b/same.pdf
cp plain.pdf "folder/mine.pdf"
cp plain.pdf a/noend
run check --annotate folder a/same.pdf b/same.pdf folder/mine.pdf a/noend a/noend absent.pdf - <plain.pdf
status_is 3
begins_with folder/same.pdf a/same.pdf
begins_with folder/same.2.pdf b/same.pdf
cmp -s folder/mine.pdf plain.pdf || complain "a document was written over"
begins_with folder/mine.2.pdf folder/mine.pdf
begins_with folder/noend a/noend
begins_with folder/noend.2 a/noend
begins_with folder/document.pdf plain.pdf
[ ! -e folder/absent.pdf ] || complain "what is absent has a copy"
err_lines 1
err_has "absent.pdf: no annotated copy: there is no such file"

begin "an encrypted document needs its password"
run check --annotate locked-out.pdf locked.pdf
status_is 3
err_lines 1
err_has "locked.pdf: no annotated copy: the PDF is encrypted"
[ ! -e locked-out.pdf ] || complain "there is a copy"
run check --password-file right.txt --annotate locked-out.pdf locked.pdf
status_is 1
begins_with locked-out.pdf locked.pdf
run check --password-file right.txt --annotate locked-same.pdf locked.pdf
cmp -s locked-out.pdf locked-same.pdf || complain "the copies differ"
lacks_note locked-out.pdf "recevable: summary"
run check --password-file right.txt --annotate locked-again.pdf locked-out.pdf
status_is 1
begins_with locked-again.pdf locked-out.pdf

begin "what may not be annotated is left alone"
run check --annotate forbidden.pdf no-notes.pdf
status_is 1
err_lines 1
err_has "its encryption forbids notes"
[ ! -e forbidden.pdf ] || complain "there is a copy"
{ cat plain.pdf && echo '9 0 obj<</Type/Sig/Reference[<</TransformMethod/DocMDP/TransformParams<</P 1>>>>]>>endobj'; } >certified.pdf
run check --format jsonl --annotate forbidden.pdf certified.pdf
status_is 1
err_lines 1
err_has "certified.pdf: no annotated copy: it is certified"
[ ! -e forbidden.pdf ] || complain "there is a copy"

begin "a copy that cannot be written is told"
run check --annotate nowhere/out.pdf plain.pdf
status_is 70
err_has "nowhere/out.pdf"
run check --annotate /dev/full plain.pdf
status_is 70
err_has "could not be written"

begin "an older copy stays until there is a new one"
echo old >kept.pdf
run check --annotate kept.pdf locked.pdf
status_is 3
[ "$(cat kept.pdf)" = old ] || complain "it is gone"

begin "an electronic signature stays intact"
python3 "$top/tests/sign-pdf" plain.pdf signed.pdf >&2 || complain "sign-pdf failed"
run check --annotate signed-out.pdf signed.pdf
begins_with signed-out.pdf signed.pdf
run check --format json signed-out.pdf
[ "$(value signatures 0 integrity)" = intact ] || complain "it is $(value signatures 0 integrity)"
[ "$(value signatures 0 coverage)" = part ] || complain "it covers $(value signatures 0 coverage)"

finish
