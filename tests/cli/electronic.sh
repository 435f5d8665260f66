#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A form without ink and with an electronic signature, as it was signed and as it was tampered with.
. "$(dirname "$0")/lib"
cd "$work" || exit 1
maker=$(dirname "$RECEVABLE")/make-corpus
if [ ! -x "$maker" ]; then
    echo "skip electronic: $maker is not built"
    exit 0
fi

sign() {
    python3 "$top/tests/sign-pdf" "$@" >&2 || complain "sign-pdf failed"
}

# is VALUE KEY...: of the result, by a path of keys.
is() {
    expected=$1
    shift
    got=$(value "$@")
    [ "$got" = "$expected" ] || complain "$* is '$got' instead of '$expected'"
}

"$maker" -s 5 -n 1 --templates "$top/templates" -t hop-dpi-va2-bdc -f signature-absent -l L0 \
    --name bare -o . || exit 1
signer=$(python3 -c 'import json
print(next(i["value"] for i in json.load(open("bare.truth.json"))["items"]
           if i["id"] == "client-representant"))')

begin "without ink and without an electronic signature it fails"
run check --format json bare.pdf
status_is 2
is '[]' signatures

begin "the client's electronic signature stands for ink"
sign --signer "$signer" --rect '60 60 200 100' bare.pdf signed.pdf
run check --format json signed.pdf
status_is 0
is pass verdict
is "$signer" signatures 0 signer
is intact signatures 0 integrity
is whole signatures 0 coverage
is unknown signatures 0 trust
is 1 signatures 0 page
out_has "Signed electronically by"
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "people read of it in French"
run check --language fr signed.pdf
status_is 0
out_has "Signature électronique : $signer"
out_has "intègre, couvre tout le fichier"

begin "whom the form does not name is looked at"
sign --signer 'Sacha Inconnu' bare.pdf other.pdf
run check other.pdf
status_is 1
out_has "Sacha Inconnu, whom"

begin "a name cannot steer the terminal"
sign --signer "$(printf 'Eve\033[31m')" bare.pdf steering.pdf
run check steering.pdf
status_is 1
out_lacks "$(printf '\033')"

begin "a change inside is told"
sed 's/\/Producer (cairo/\/Producer (Cairo/' signed.pdf >changed.pdf
cmp -s signed.pdf changed.pdf && complain "nothing was changed"
run check --format json changed.pdf
status_is 1
is changed signatures 0 integrity
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "bytes after it are told"
{ cat signed.pdf && printf '%% added'; } >longer.pdf
run check --format json longer.pdf
status_is 1
is part signatures 0 coverage
is 7 signatures 0 bytes_after
"$top/tests/check-schema" <out 2>err || complain "the schema"

begin "a good paper that was changed after signing does not pass"
cp "$top/fixtures/bdc-dpi-exemple.pdf" ink.pdf
sign --signer "$signer" ink.pdf ink-signed.pdf
run check ink-signed.pdf
status_is 0
{ cat ink-signed.pdf && printf '%% added'; } >ink-longer.pdf
run check ink-longer.pdf
status_is 1
out_has "7 bytes were added"

if strace -o /dev/null true 2>/dev/null; then
    begin "nobody's browser profile is opened, nor the network"
    mkdir -p home/.mozilla/firefox/a.default home/.pki/nssdb
    # Leaks cannot be looked for in a process that is traced.
    HOME=$work/home ASAN_OPTIONS=detect_leaks=0 strace -f -e trace=file,network -o trace \
        "$RECEVABLE" check signed.pdf >out 2>err
    ! grep -q "$work/home" trace || complain "the home is touched"
    ! grep -qE ' (socket|connect)\(' trace || complain "the network is"
    grep -q /dev/null/.mozilla trace || complain "nothing was looked at"
else
    echo "skip nobody's browser profile is opened: strace is not there, or may not trace"
fi

finish
