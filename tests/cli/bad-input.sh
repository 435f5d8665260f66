#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Files that cannot be checked: an error of their own each, and the others of the call are checked.
. "$(dirname "$0")/lib"

# bad NAME CODE WORDS FILE: the file is refused with that code, by one line that has those words.
bad() {
    begin "$1"
    run check --format jsonl -- "$4"
    status_is 3
    out_has '"verdict":"error"'
    out_has "\"code\":\"$2\""
    err_lines 1
    err_has "$3"
}

cd "$work" || exit 1
mkdir folder
: >empty.pdf
printf '\211PNG\r\n\032\n' >picture.pdf
printf 'PK\003\004' >office.pdf
printf 'Bonjour' >text.pdf
mkfifo fifo.pdf
for kind in plain none many huge locked truncated; do
    pdf $kind $kind.pdf
done
printf 'wrong\n' >wrong.txt
printf 'ouvre-toi\n' >right.txt

bad "no such file" not-found "no such file" absent.pdf
bad "folder" not-a-file "folder" folder
bad "FIFO" not-a-file "regular file" fifo.pdf
bad "device" not-a-file "regular file" /dev/zero
bad "empty file" empty "empty" empty.pdf
bad "PNG named .pdf" not-pdf "PNG" picture.pdf
bad "Office file named .pdf" not-pdf "Office" office.pdf
bad "text named .pdf" not-pdf "not a PDF" text.pdf
bad "truncated PDF" damaged "damaged" truncated.pdf
bad "encrypted PDF" encrypted "--password-file" locked.pdf
bad "PDF of zero pages" no-pages "no pages" none.pdf
bad "PDF of 10,000 pages" too-many-pages "10000" many.pdf
bad "page of 5 m" page-too-large "page 1" huge.pdf
bad "name with controls" not-found "odd?name" "$(printf 'odd\033name.pdf')"
bad "name that starts with a dash" not-found "-dash.pdf" -dash.pdf

begin "wrong password"
run check --format jsonl --password-file wrong.txt locked.pdf
status_is 3
err_has "password is wrong"

begin "right password"
run check --format jsonl --password-file right.txt locked.pdf
status_is 1
out_lacks '"code"'
out_has '"pages":1'

begin "right password of another file does no harm"
run check --format jsonl --password-file right.txt plain.pdf
status_is 1

begin "a paper of another kind is for a person to look at"
run check --format jsonl plain.pdf
status_is 1
err_lines 0
out_has '"template":null'
out_has '"verdict":"review"'

begin "the other files of the call are checked"
run check --format jsonl absent.pdf plain.pdf empty.pdf plain.pdf
status_is 3
[ "$(wc -l <out)" -eq 4 ] || complain "not four results"
[ "$(grep -c '"verdict":"review"' out)" -eq 2 ] || complain "not two of them checked"
err_lines 2

begin "in text the report itself tells the error"
run check absent.pdf
status_is 3
err_lines 0
out_has "no such file"

begin "standard input"
run check --format jsonl - <plain.pdf
status_is 1
out_has '"file":"-"'

begin "empty standard input"
run check --format jsonl - </dev/null
status_is 3
out_has '"code":"empty"'

begin "a folder as standard input"
run check --format jsonl - <folder
status_is 3
out_has '"code":"io"'

begin "results of errors follow the schema"
run check --format json absent.pdf folder empty.pdf picture.pdf locked.pdf many.pdf - <plain.pdf
"$top/tests/check-schema" <out >err 2>&1 || complain "they do not"

finish
