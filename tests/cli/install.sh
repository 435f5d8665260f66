#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed works from where it was put.
. "$(dirname "$0")/lib"

begin "make install"
build=$(dirname "$RECEVABLE")
make -s -C "$top" B="${build#"$top"/}" install DESTDIR="$work" PREFIX=/opt/recevable \
    >"$work/out" 2>"$work/err" || complain "it failed"
for file in bin/recevable share/recevable/templates/hop-dpi-va2-bdc.xml \
    share/recevable/templates/deadlines.xml share/recevable/templates/recevable-deadlines.rng \
    share/recevable/locale/fr/LC_MESSAGES/recevable.mo share/man/man1/recevable.1; do
    [ -f "$work/opt/recevable/$file" ] || complain "$file lacks"
done

begin "the installed program finds its templates and translations"
RECEVABLE=$work/opt/recevable/bin/recevable
cd "$work" || exit 1
run templates list --language fr
status_is 0
out_has "hop-dpi-va2-bdc"
run check --language fr
err_has "aucun fichier"

finish
