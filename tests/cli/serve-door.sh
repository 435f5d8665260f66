#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The page, where others than this machine may come; tests/cli/knock has the questions.
. "$(dirname "$0")/lib"
cd "$work" || exit 1

openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=forms.example -addext subjectAltName=DNS:forms.example \
    -keyout key.pem -out cert.pem 2>/dev/null || complain "openssl makes no certificate"
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=other.example -keyout other.pem -out /dev/null 2>/dev/null
{
    echo "# who may come"
    printf 'anna:%s\n' "$(openssl passwd -6 'clé à 3 tours')"
    printf 'Émile:%s\n' "$(openssl passwd -6 secret)"
} >users

open_page() {
    rm -f address
    "$RECEVABLE" serve --port 0 --jobs 1 "$@" >address 2>err &
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

knock() {
    begin "$1"
    shift
    python3 "$top/tests/cli/knock" "$address" "$@" >out 2>err || complain "it is not so"
}

begin "over TLS, with a name and passwords"
open_page --listen 0.0.0.0 --name forms.example --users users --certificate cert.pem --key key.pem
case $address in https://forms.example:*/) ;; *) complain "it tells $address" ;; esac
knock "who knows the password" known 127.0.0.1 cert.pem
knock "who does not" unknown 127.0.0.1 cert.pem
knock "names that lead here" named 127.0.0.1 cert.pem
knock "in clear nothing is told" clear 127.0.0.1
knock "a document, from afar" document 127.0.0.1 cert.pem "$top/fixtures/va-dpi-exemple.pdf"
close_page

begin "behind a proxy"
port=$(python3 -c "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); print(s.getsockname()[1])")
open_page --port "$port" --proxy 127.0.0.3 --name forms.example --users users
[ "$address" = https://forms.example/ ] || complain "it tells $address"
knock "the proxy is heard, others are not" proxied "$port"
close_page

begin "passwords on this machine alone"
open_page --users users
knock "they are asked for" local
close_page

# What must not be.
refused() {
    begin "$1"
    expected=$2
    shift 2
    run serve --port 0 "$@"
    mistake 64 "$expected"
}

refused "an address without passwords" "asked for a password" --listen 0.0.0.0 --name a.example
refused "an address in clear" "in clear" --listen 192.0.2.1 --users users
refused "IPv6, too" "asked for a password" --listen ::
refused "an address that has any name" "give --name" --listen :: --users users --certificate cert.pem --key key.pem
refused "a proxy without a name" "give --name" --proxy 127.0.0.1 --users users
refused "a proxy without passwords" "asked for a password" --proxy 127.0.0.1 --name a.example
refused "a proxy beside TLS" "either" --proxy 127.0.0.1 --users users --certificate cert.pem --key key.pem
refused "a certificate without its key" "--key" --certificate cert.pem
refused "a name for an address" "address in figures" --listen localhost
refused "a certificate that is none" "certificate and its key" --certificate users --key key.pem
refused "a key of another" "certificate and its key" --certificate cert.pem --key other.pem
refused "files that are not there" "nothing.pem" --certificate nothing.pem --key key.pem
refused "users that are not there" "no-users" --users no-users
: >nobody
echo "# nobody" >none
echo "anna" >no-hash
echo "anna:secret" >clear-text
printf 'anna:%s\n' "$(openssl passwd -1 x)" >weak
cat users users >twice
refused "an empty file of users" "empty" --users nobody
refused "a file without users" "nobody is in it" --users none
refused "a line without a hash" "line 1: not NAME:HASH" --users no-hash
refused "a password in clear" "line 1: no hash" --users clear-text
refused "a hash that is broken in no time" "line 1: no hash" --users weak
refused "a name twice" "line 5: this name" --users twice

finish
