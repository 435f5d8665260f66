#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Documents are worked on in processes that may be killed, hang or hunger without harm.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
sample=$top/fixtures/bdc-dpi-exemple.pdf
# The only child of a process; nothing while it has none.
child_of() {
    cat "/proc/$1/task/$1/children" 2>/dev/null | cut -d' ' -f1
}

# await COMMAND...: until it says something, which is left in $said.
await() {
    tries=0
    until said=$("$@") && [ -n "$said" ]; do
        tries=$((tries + 1))
        [ $tries -lt 400 ] || return 1
        sleep 0.02
    done
}

# The worker of the program $1 that is not $2, in $said.
other_worker() {
    zygote=$(child_of "$1")
    [ -n "$zygote" ] || return 0
    found=$(child_of "$zygote")
    [ "$found" = "$2" ] || echo "$found"
}

# check_and SIGNAL TIMES OPTIONS...: sends a signal to so many workers of one document.
check_and() {
    signal=$1 times=$2
    shift 2
    "$RECEVABLE" check --format json "$@" "$sample" >out 2>err &
    program=$!
    last=
    while [ "$times" -gt 0 ]; do
        await other_worker $program "$last" || complain "no worker came"
        last=$said
        kill -"$signal" "$last"
        times=$((times - 1))
    done
    status=0
    wait $program || status=$?
}

begin "a worker that is killed is replaced, and the document checked"
check_and KILL 1
status_is 0
[ "$(value verdict)" = pass ] || complain "it is $(value verdict)"
[ ! -s err ] || complain "something is said"

begin "a document whose workers crash is an error that tells the signal"
check_and SEGV 2
status_is 3
[ "$(value error code)" = crashed ] || complain "the code is $(value error code)"
out_has "Segmentation fault"
[ "$(value sha256)" = "$(sha256sum "$sample" | cut -d' ' -f1)" ] || complain "it is not named"

begin "a document whose workers hang is an error"
check_and STOP 2 --max-seconds 2
status_is 3
[ "$(value error code)" = took-too-long ] || complain "the code is $(value error code)"

begin "a document that wants too much memory is an error"
run check --format json --max-memory 1 "$sample"
status_is 3
[ "$(value error code)" = out-of-memory ] || complain "the code is $(value error code)"

begin "a zygote that is killed is replaced"
"$RECEVABLE" check --format json "$sample" >out 2>err &
program=$!
await other_worker $program "" || complain "no worker came"
kill -KILL "$(child_of $program)"
status=0
wait $program || status=$?
status_is 0

begin "the others are checked after one that crashes"
"$RECEVABLE" check --format jsonl "$sample" "$sample" absent.pdf >out 2>err &
program=$!
last=
for i in 1 2; do
    await other_worker $program "$last" || complain "no worker came"
    last=$said
    kill -SEGV "$last"
done
wait $program
[ "$(grep -c '"code":"crashed"' out)" = 1 ] || complain "not one crashed"
[ "$(grep -c '"verdict":"pass"' out)" = 1 ] || complain "the other one did not pass"
[ "$(grep -c '"code":"not-found"' out)" = 1 ] || complain "the third was lost"

begin "nothing is left when the program is killed"
"$RECEVABLE" check "$sample" >out 2>err &
program=$!
await other_worker $program "" || complain "no worker came"
worker=$said zygote=$(child_of $program)
kill -KILL $program
wait $program 2>/dev/null
gone() {
    { kill -0 "$worker" || kill -0 "$zygote"; } 2>/dev/null || echo gone
}
await gone || complain "a process is left"

begin "isolation is full here, and told"
run check --format json "$sample"
expected=$("$RECEVABLE" doctor | sed -n 's/^Isolation: \([a-z]*\).*/\1/p')
[ "$(value isolation)" = "$expected" ] || complain "it is $(value isolation), not $expected"

begin "without isolation the result says so"
run check --no-sandbox --format json "$sample"
status_is 0
[ "$(value isolation)" = none ] || complain "it is $(value isolation)"
run check --no-sandbox "$sample"
out_has "Opened without isolation"

begin "limits are numbers"
for option in max-seconds max-memory max-pages max-size; do
    for value in 0 -1 1.5 x 99999999999999999999 ''; do
        run check --$option="$value" "$sample"
        mistake 64 "--$option: '$value' is not a whole number"
    done
done

begin "what is beyond a limit is an error"
run check --format json --max-pages 1 "$sample"
status_is 3
[ "$(value error code)" = too-many-pages ] || complain "the code is $(value error code)"
head -c 2000000 /dev/zero >large.pdf
run check --format json --max-size 1 large.pdf
status_is 3
[ "$(value error code)" = file-too-large ] || complain "the code is $(value error code)"

begin "the worker is not for people"
run worker
mistake 64 "'worker' is what other commands start"
run help
out_lacks worker

begin "the doctor tells what is there"
run doctor
status_is 0
out_has "Isolation: "
out_has "Engine: "
run doctor --tessdata nowhere
status_is 70
run doctor file.pdf
mistake 64 "doctor takes no file"

finish
