#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs the Debian packages that building, running and testing need, where they are missing.
#   scripts/deps.sh          what `scripts/demo` needs
#   scripts/deps.sh --test   and what `scripts/test` needs besides
#   scripts/deps.sh --bench  and what `make bench-read` compares with
#   scripts/deps.sh --list [--test] [--bench]   only names them
set -eu

build="gcc make pkg-config gettext libglib2.0-dev libpoppler-glib-dev libleptonica-dev libtesseract-dev \
libxml2-dev libjansson-dev libseccomp-dev libsqlite3-dev libmicrohttpd-dev libcrypt-dev libxlsxwriter-dev libpango1.0-dev libcairo2-dev"
run="tesseract-ocr-fra poppler-data fonts-liberation"
# the maker of sample documents, with the fonts it draws them with; then the tests' own tools
tests="fonts-dejavu-core fonts-lato fonts-open-sans \
check openssl strace libsimde-dev g++ clang clang-format cppcheck python3 python3-jsonschema"
# the tests in a browser; a machine may have these from elsewhere, and is not given them twice
browser="chromium nodejs npm"
bench="poppler-utils tesseract-ocr ocrmypdf"

list=no wanted="$build $run"
for arg in "$@"; do
    case $arg in
    --list) list=yes ;;
    --test) wanted="$wanted $tests $browser" ;;
    --bench) wanted="$wanted $tests $browser $bench" ;;
    *) echo "deps.sh: unknown argument '$arg'; see the head of this file" >&2; exit 64 ;;
    esac
done
if [ $list = yes ]; then
    printf '%s\n' $wanted
    exit 0
fi

missing=
for p in $wanted; do
    case $p in
    chromium | npm) command -v "$p" >/dev/null 2>&1 && continue ;;
    nodejs) command -v node >/dev/null 2>&1 && continue ;;
    esac
    case $(dpkg-query -W -f '${Status}' "$p" 2>/dev/null || true) in
    *' installed') ;;
    *) missing="$missing $p" ;;
    esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "deps.sh: apt-get is not there. On Debian 12, or under the names of your system, install:$missing" >&2
    exit 69
fi
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "deps.sh: not root and no sudo. As root, run: apt-get install$missing" >&2
        exit 77
    }
    root=sudo
fi
echo "Installing:$missing" >&2
$root apt-get update -qq
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2
