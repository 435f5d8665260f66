#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A hot folder: what is put there is checked once it is whole, and nothing is lost.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
good=$top/fixtures/bdc-dpi-exemple.pdf
bad=$top/fixtures/va-dpi-non-signee.pdf

# await COMMAND...: until it succeeds.
await() {
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ $tries -lt 1200 ] || return 1
        sleep 0.05
    done
}

# What the one before wrote is none of its.
start() {
    rm -f out
    "$RECEVABLE" watch --settle 1 "$@" >out 2>err &
    watcher=$!
}

end() {
    kill -TERM $watcher
    status=0
    wait $watcher || status=$?
    status_is 0
}

verdict_of() {
    python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["verdict"])' "$1"
}

begin "files that are there and that come are checked, and results lie beside them"
mkdir hot
cp "$good" hot/before.pdf
start hot
await [ -f hot/before.pdf.json ] || complain "the first was not checked"
cp "$bad" hot/after.pdf
echo note >hot/note.txt
cp "$bad" hot/.hidden.pdf
await [ -f hot/after.pdf.json ] || complain "the second was not"
end
[ "$(verdict_of hot/before.pdf.json)" = pass ] || complain "the first does not pass"
[ "$(verdict_of hot/after.pdf.json)" = fail ] || complain "the second does not fail"
[ "$(ls -A hot | wc -l)" -eq 6 ] || complain "there is $(ls -A hot)"
out_has "PASS hot/before.pdf"
out_has "FAIL hot/after.pdf"

begin "what was checked is not checked again, but what changed is"
cp "$good" hot/after.pdf
start hot
await grep -qs after out || complain "the changed one was not"
end
out_lacks "before.pdf"
[ "$(verdict_of hot/after.pdf.json)" = pass ] || complain "the result is the old one"

begin "a file that is still written is waited for"
start hot
{
    head -c 20000 "$bad"
    sleep 0.4
    tail -c +20001 "$bad" | head -c 20000
    sleep 0.4
    tail -c +40001 "$bad"
} >hot/slow.pdf
await [ -f hot/slow.pdf.json ] || complain "it was not checked"
end
[ "$(verdict_of hot/slow.pdf.json)" = fail ] || complain "a part of it was checked"

begin "done and rejected, and nothing is replaced"
mkdir -p moved/done
cp "$good" moved/done/a.pdf
cp "$good" moved/a.pdf
cp "$bad" moved/b.pdf
: >moved/c.pdf
start --move moved
await [ -f moved/rejected/c.pdf ] || complain "the empty one was not moved"
await [ -f moved/rejected/b.pdf ] || complain "the unsigned one was not moved"
await [ -f moved/done/a.2.pdf ] || complain "the good one was not moved"
end
[ -f moved/done/a.2.pdf.json ] && [ -f moved/rejected/b.pdf.json ] || complain "a result is not with it"
[ "$(ls moved | tr '\n' ' ')" = "done rejected " ] || complain "there is still $(ls moved)"
cmp -s moved/done/a.pdf "$good" || complain "a file was replaced"

begin "a folder that goes is told"
mkdir short
start short
await sh -c "cat /proc/$watcher/task/$watcher/children | grep -q ."
rmdir short
is_over() {
    ! kill -0 $watcher 2>/dev/null || [ "$(sed 's/.*) //; s/ .*//' "/proc/$watcher/stat")" = Z ]
}
await is_over || kill -KILL $watcher
status=0
wait $watcher || status=$?
status_is 70
err_has "the folder is gone"

begin "mistakes of watch"
run watch
mistake 64 "name one folder"
run watch hot moved
mistake 64 "name one folder"
run watch nowhere
mistake 64 "nowhere: the folder cannot be watched"
run watch --settle x hot
mistake 64 "--settle"

finish
