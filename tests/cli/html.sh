#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The report for a browser: one file that needs nothing else, whatever a document holds.
. "$(dirname "$0")/lib"
cd "$work" || exit 1

# page NAME: the report is whole, and asks for nothing from elsewhere.
page() {
    python3 "$top/tests/cli/check-html" "$1" >problems 2>&1 || {
        cp problems err
        complain "$1 is not as it must be"
    }
}

has() {
    grep -qF -e "$2" "$1" || complain "$1 lacks '$2'"
}

lacks() {
    ! grep -qF -e "$2" "$1" || complain "$1 has '$2'"
}

begin "one document: the verdict, what to do, pages"
run check --format html -o one.html "$top/fixtures/bdc-dpi-plusieurs-manques.pdf"
status_is 2
page one.html
has one.html 'lang="en"'
has one.html "FAIL: this document would be refused"
has one.html "<ins>120</ins>"
has one.html "<del>12</del>"
has one.html 'id="d1-p2"'
has one.html 'href="#d1-f1-place"'
has one.html 'id="d1-f1-place"'
has one.html "Readability"
lacks one.html 'id="documents"'

begin "in French"
run check --format html --language fr "$top/fixtures/va-dpi-non-signee.pdf"
page out
out_has 'lang="fr"'
out_has "NON CONFORME"
out_lacks "What to do"

begin "several documents: a table, and each below it"
cp "$top/fixtures/va-dpi-exemple.pdf" good.pdf
run check --format html -o many.html good.pdf "$top/fixtures/va-dpi-non-signee.pdf" /dev/null
status_is 3
page many.html
has many.html "Check of 3 documents"
[ "$(grep -c '<tr data-verdict' many.html)" -eq 3 ] || complain "not three rows"
has many.html '<tr data-verdict="pass">'
has many.html '<tr data-verdict="error">'
has many.html 'href="#d2"'
has many.html '<article class="document" id="d2">'
lacks many.html '<article class="document" id="d3">'

begin "a name cannot be more than a name"
mkdir strange
odd='strange/"><script>alert(1)<script> '"'"'&amp;'"$(printf '\033[31m')"'.pdf'
cp good.pdf "$odd"
run check --format html -o odd.html "$odd"
status_is 0
page odd.html
lacks odd.html "<script>alert"
has odd.html "&lt;script&gt;alert(1)&lt;script&gt; &#39;&amp;amp;?[31m.pdf"

begin "a file that is none has its reason"
run check --format html -o none.html /dev/null
status_is 3
page none.html
has none.html "ERROR: this file could not be checked"
has none.html "not a regular file"

begin "the same bytes for the same document"
SOURCE_DATE_EPOCH=86400 "$RECEVABLE" check --format html good.pdf >a
SOURCE_DATE_EPOCH=86400 "$RECEVABLE" check --format html good.pdf >b
cmp -s a b || complain "they differ"
has a "1970-01-02"

finish
