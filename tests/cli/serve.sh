#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The local page, as programs see it; tests/cli/talk-to-page has the questions.
. "$(dirname "$0")/lib"
cd "$work" || exit 1

# Starts the server with options; its address is in $address.
open_page() {
    rm -f address
    "$RECEVABLE" serve --port 0 "$@" >address 2>err &
    server=$!
    while [ ! -s address ] && kill -0 $server 2>/dev/null; do sleep 0.02; done
    address=$(cat address)
}

close_page() {
    kill -TERM $server
    status=0
    wait $server || status=$?
    status_is 0
}

ask() {
    begin "$1"
    shift
    python3 "$top/tests/cli/talk-to-page" "$address" "$@" >out 2>err || complain "it is not so"
}

open_page --max-size 6 --jobs 1
ask "the page, its style and script, and nothing from elsewhere" page
ask "a document: a glance, a result, a report, its pages" document "$top/fixtures/va-dpi-non-signee.pdf"
ask "the same as check tells" same "$top/fixtures/va-dpi-non-signee.pdf" "$RECEVABLE"
ask "what a person has seen is kept as theirs" seen "$top/fixtures/bdc-pfi-case-raturee.pdf"
ask "what is no document has its error" broken
ask "mistakes are told" mistakes
ask "names are texts" names "$top/fixtures/va-dpi-exemple.pdf"
ask "too much is refused, however it comes" large
ask "pages of elsewhere may not use it" strangers "$top/fixtures/va-dpi-exemple.pdf"
ask "requests that are none do no harm" odd
ask "many at once are all answered" crowd "$top/fixtures/va-dpi-exemple.pdf"
begin "it ends when it is told, with nothing left"
close_page
[ ! -s err ] || complain "it complained"

begin "a port that is taken"
open_page
run serve --port "${address##*:}"
err_has "is not a whole number" # "8473/"
port=${address##*:}
run serve --port "${port%/}"
mistake 70 "cannot be listened on"
close_page

begin "mistakes of the command line"
run serve a.pdf
mistake 64 "serve takes no file"
run serve --port 70000
mistake 64 "--port"

finish
