#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Mistakes on the command line: one line that says what is wrong and where to read on.
. "$(dirname "$0")/lib"

begin "no command"
run
mistake 64 "recevable help"

begin "unknown command"
run chekc file.pdf
mistake 64 "'chekc'"

begin "no file"
run check
mistake 64 "no file to check"

begin "unknown option"
run check --frobnicate file.pdf
mistake 64 "--frobnicate"

begin "unknown key"
run check -x file.pdf
mistake 64 "-x"

begin "option without its argument"
run check --format
mistake 64 "--format needs an argument"

begin "switch with an argument"
run check --null=yes file.pdf
mistake 64 "--null takes no argument"

begin "unknown format"
run check --format xml file.pdf
mistake 64 "text, json, jsonl"

begin "unknown language"
run check --language de file.pdf
mistake 64 "fr, en"

begin "unknown colour"
run check --color maybe file.pdf
mistake 64 "auto, always, never"

begin "unknown template"
run check --template bdc-unknown file.pdf
mistake 64 "bdc-unknown"

begin "recognition model that is no name"
run check -l ../../etc/passwd file.pdf
mistake 64 "../../etc/passwd"

begin "a message stays one line whatever it quotes"
run "$(printf 'two\nlines\033[31m')"
mistake 64 "two lines?[31m"

begin "missing recognition model names the package"
mkdir "$work/empty"
run check --tessdata "$work/empty" file.pdf
mistake 70 "tesseract-ocr-fra"

begin "TESSDATA_PREFIX is heeded"
TESSDATA_PREFIX=$work/empty
export TESSDATA_PREFIX
run check file.pdf
unset TESSDATA_PREFIX
mistake 70 "$work/empty"

begin "missing folder of templates"
run check --templates "$work/nowhere" file.pdf
mistake 70 "$work/nowhere"

begin "missing password file"
run check --password-file "$work/nowhere" file.pdf
mistake 64 "--password-file $work/nowhere"

begin "help names every command"
run help
status_is 0
for command in check templates help version; do
    out_has "  $command "
done

begin "--help and help COMMAND say the same"
for command in check templates help version; do
    run "$command" --help
    status_is 0
    cp "$work/out" "$work/first"
    run help "$command"
    status_is 0
    cmp -s "$work/first" "$work/out" || complain "they differ for $command"
done

begin "version"
run --version
status_is 0
out_has "recevable "

begin "messages in French"
run check --language fr
mistake 64 "aucun fichier à contrôler"

begin "mistakes in French, wherever the language is named"
run check --frobnicate --language fr
mistake 64 "il n'y a pas d'option --frobnicate"

begin "French from the environment"
LANGUAGE=fr
export LANGUAGE
run check
unset LANGUAGE
mistake 64 "aucun fichier à contrôler"

finish
