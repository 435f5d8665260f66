#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Where results go and what they look like.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
escape=$(printf '\033')

begin "-o writes the file and nothing else"
run check --format jsonl -o result.jsonl absent.pdf
status_is 3
[ ! -s out ] || complain "standard output is not empty"
grep -q '"not-found"' result.jsonl || complain "the file lacks the result"
[ "$(ls -A | grep -c result)" -eq 1 ] || complain "a temporary file is left"

begin "-o replaces a file through a link"
mkdir real
echo old >real/result
ln -s real/result link
run check -o link absent.pdf
status_is 3
[ -L link ] || complain "the link is gone"
grep -q "no such file" real/result || complain "the file was not replaced"

begin "-o into a folder that is not there"
run check -o nowhere/result absent.pdf
mistake 64 "nowhere/result"

begin "-o to a device writes to it"
run check -o /dev/null absent.pdf
status_is 3
[ -c /dev/null ] || complain "/dev/null was replaced"

begin "a full disk is told"
run check -o /dev/full absent.pdf
status_is 70
err_has "could not be written"

begin "an interrupted run leaves nothing behind"
mkfifo pipe
"$RECEVABLE" check -o kept --format jsonl - <pipe >out 2>err &
exec 3>pipe
while ! ls kept.* >/dev/null 2>&1; do sleep 0.05; done
kill -TERM $!
wait $! 2>/dev/null
exec 3>&-
[ "$(ls -A | grep -c kept)" -eq 0 ] || complain "a file is left"

begin "results come one by one"
{ "$RECEVABLE" check --format jsonl absent.pdf - <pipe 2>err; } >out &
exec 3>pipe
tries=0
while [ ! -s out ] && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
[ "$(wc -l <out)" -eq 1 ] || complain "the first waits for the second"
exec 3>&-
wait

begin "OpenMP is held to one thread, whatever the environment says"
OMP_THREAD_LIMIT=8 "$RECEVABLE" check - <pipe >out 2>err &
exec 3>pipe
tries=0
# Of the process that works, which the program starts.
is_held() {
    for child in $(cat "/proc/$1/task/$1/children"); do
        tr '\0' '\n' <"/proc/$child/environ" | grep -qx OMP_THREAD_LIMIT=1 && return 0
    done
    return 1
}
until is_held $!; do
    sleep 0.05
    tries=$((tries + 1))
    [ $tries -lt 200 ] || { complain "it is not" && break; }
done
exec 3>&-
wait

begin "no colour without a terminal"
run check absent.pdf
out_lacks "$escape"

begin "--color=always"
run check --color=always absent.pdf
out_has "$escape[31"

on_terminal() {
    script -qec "$1" /dev/null </dev/null >out 2>&1
}

begin "colour on a terminal"
on_terminal "'$RECEVABLE' check absent.pdf"
out_has "$escape[31"

begin "NO_COLOR"
on_terminal "NO_COLOR=1 '$RECEVABLE' check absent.pdf"
out_lacks "$escape[31"

begin "an empty NO_COLOR does not count"
on_terminal "NO_COLOR= '$RECEVABLE' check absent.pdf"
out_has "$escape[31"

begin "--color outranks NO_COLOR"
on_terminal "NO_COLOR=1 '$RECEVABLE' check --color always absent.pdf"
out_has "$escape[31"

begin "--color=never on a terminal"
on_terminal "'$RECEVABLE' check --color never absent.pdf"
out_lacks "$escape[31"

begin "a report in French"
run check --language fr absent.pdf
status_is 3
out_has "ERREUR"

begin "numbers are written with a point in every language"
pdf plain plain.pdf
run check --language fr --format jsonl plain.pdf
python3 -c 'import json, sys; json.load(sys.stdin)' <out || complain "it is not JSON"

finish
