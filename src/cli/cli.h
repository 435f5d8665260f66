/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line. One file a sub-command, one row each in the table of commands.c.
 *
 * To add a sub-command: src/cli/NAME.c with `int rv_cli_NAME(int argc, char **argv)`, its line
 * here, its row in commands.c, its section in docs/recevable.1. */
#pragma once

#include <glib.h>

/* Exit statuses, the worst of all files: 3 before 2 before 1 before 0. */
enum {
    RV_EXIT_PASS = 0,
    RV_EXIT_REVIEW = 1,
    RV_EXIT_FAIL = 2,
    RV_EXIT_ERROR = 3,     /* a document could not be processed */
    RV_EXIT_USAGE = 64,    /* the command line, or a file that it names, is wrong */
    RV_EXIT_INTERNAL = 70, /* the installation is wrong: no model, no templates */
};

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the sub-command's name */
    const char *help;                  /* marked for translation */
} RvCommand;

const RvCommand *rv_commands(void); /* ended by a NULL name */

int rv_cli_check(int argc, char **argv);
int rv_cli_templates(int argc, char **argv);
int rv_cli_help(int argc, char **argv);
int rv_cli_version(int argc, char **argv);

/* "recevable: MESSAGE" on standard error, one line, control characters removed. */
void rv_cli_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* Parses options; on a mistake complains and returns FALSE. Positional arguments stay in argv. */
gboolean rv_cli_parse(const GOptionEntry *entries, const char *arguments, const char *summary,
                      int *argc, char ***argv);
/* Finds --language in the arguments before anything is said. */
void rv_cli_choose_language(int argc, char **argv);
