#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The help and the manual page name the same commands and options.
. "$(dirname "$0")/lib"
page=$top/docs/recevable.1

# The part of the page about one command, from its .SS to the next heading.
section() {
    sed -n "/^\.SS \"*recevable $1/,/^\.S[SH]/{/^\.SS \"*recevable $1/p;/^\.S[SH]/!p}" "$page"
}

for command in $("$RECEVABLE" help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
    begin "manual of $command"
    section "$command" >"$work/section"
    [ -s "$work/section" ] || complain "it has no section"
    "$RECEVABLE" help "$command" | grep -oE '^ +(-.,)? *--[a-z-]+' | grep -oE -e '--[a-z-]+' |
        grep -v -e --help -e --language | sort >"$work/out"
    awk 'tag { print } { tag = $0 == ".TP" }' "$work/section" | tr -d '\\' |
        grep -oE -e '--[a-z-]+' | sort >"$work/err"
    cmp -s "$work/out" "$work/err" || complain "the options differ"
done

begin "options of every command are in the manual"
for option in '\\-\\-help' '\\-\\-language'; do
    grep -q -e "^\.B.*$option" "$page" || complain "$option lacks"
done

begin "the manual is of this version"
run version
grep -qF "\"$(cat "$work/out")\"" "$page" || complain "it is not"

begin "every exit status is in the manual"
run help
for number in 0 1 2 3 64 70; do
    grep -q "^\.B $number\$" "$page" || complain "$number lacks"
done

finish
