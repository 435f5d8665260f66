/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: one file a sub-command, one row each in the table of commands.c, and what the
 * sub-commands share. */
#pragma once

#include "recevable/result.h"

/* Exit statuses. Of several documents the worst counts: 3 before 2 before 1 before 0. */
enum {
    RV_EXIT_PASS = 0,
    RV_EXIT_REVIEW = 1,
    RV_EXIT_FAIL = 2,
    RV_EXIT_ERROR = 3,     /* a document could not be processed; a template is not valid */
    RV_EXIT_USAGE = 64,    /* the command line, or a file that an option names, is wrong */
    RV_EXIT_INTERNAL = 70, /* no model, no templates, or the results cannot be written */
};

/* ---- sub-commands ------------------------------------------------------------------------- */

typedef struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the sub-command's name */
    const char *help;                  /* marked for translation */
} RvCommand;

const RvCommand *rv_commands(void);                 /* ended by a NULL name; of people */
const RvCommand *rv_command_find(const char *name); /* NULL: there is none */

int rv_cli_batch(int argc, char **argv);
int rv_cli_check(int argc, char **argv);
int rv_cli_learn(int argc, char **argv);
int rv_cli_journal(int argc, char **argv);
int rv_cli_score(int argc, char **argv);
int rv_cli_serve(int argc, char **argv);
int rv_cli_templates(int argc, char **argv);
int rv_cli_doctor(int argc, char **argv);
int rv_cli_help(int argc, char **argv);
int rv_cli_version(int argc, char **argv);
int rv_cli_watch(int argc, char **argv);
int rv_cli_worker(int argc, char **argv);

/* ---- options ------------------------------------------------------------------------------ */

typedef struct {
    const char *name;           /* "format": --format */
    char key;                   /* 'o': -o as well; 0: none */
    const char *argument;       /* "FILE", marked for translation; NULL: a switch */
    const char *help;           /* marked for translation */
    const char *const *choices; /* what the argument may be, ended by NULL; NULL: anything */
    const char **value;         /* where the argument goes, which stays argv's ... */
    gboolean *given;            /* ... or, of a switch, that it was given */
    GPtrArray *values;          /* instead of `value`, of one that may be repeated: all of them */
} RvOption;

extern const char *const rv_cli_languages[];
/* Rows of a table of options; one without a name ends it. */
#define RV_OPTION_VALUE(name_, key_, argument_, help_, where)                                      \
    {                                                                                              \
        .name = name_, .key = key_, .argument = argument_, .help = help_, .value = where           \
    }
#define RV_OPTION_CHOICE(name_, argument_, help_, choices_, where)                                 \
    {                                                                                              \
        .name = name_, .argument = argument_, .help = help_, .choices = choices_, .value = where   \
    }
#define RV_OPTION_LIST(name_, argument_, help_, where)                                             \
    {                                                                                              \
        .name = name_, .argument = argument_, .help = help_, .values = where                       \
    }
#define RV_OPTION_SWITCH(name_, key_, help_, where)                                                \
    {                                                                                              \
        .name = name_, .key = key_, .help = help_, .given = where                                  \
    }
/* That every sub-command's table has; its value points to a `const char *`. */
#define RV_OPTION_LANGUAGE(where)                                                                  \
    RV_OPTION_CHOICE("language", N_("LANGUAGE"),                                                   \
                     N_("messages in this language (default: the locale's)"), rv_cli_languages,    \
                     where)

typedef struct {
    const char *arguments; /* "FILE…", marked for translation */
    const char *summary;   /* marked for translation */
    const RvOption *options;
} RvUsage;

/* Takes the options out of the arguments and sets the language of the messages up, so call it
 * before anything is said. TRUE: argv[0 .. argc-1] are the positional arguments. FALSE: the command
 * is over with *status, because help was asked for and given, or for a mistake, which was explained
 * in one line. */
gboolean rv_cli_parse(const RvUsage *usage, int *argc, char ***argv, int *status);

/* ---- messages ----------------------------------------------------------------------------- */

/* The status of a verdict. */
int rv_cli_status_of(RvVerdict verdict);
/* The day that an option names; TRUE when it was not given. FALSE: explained. */
gboolean rv_cli_take_date(const char *option, const char *text, GDate *date);

/* "recevable: MESSAGE" on standard error: always one line. */
void rv_cli_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* ---- input and output of check ------------------------------------------------------------ */

/* Adds the names that a list holds to `files` (char *, owned). `list` may be "-"; each name ends
 * with a newline, or with a NUL. Explains itself and returns FALSE when it cannot. */
gboolean rv_cli_add_listed(GPtrArray *files, const char *list, gboolean nul);
/* The first line of a file. NULL: it cannot be read, which was explained. */
char *rv_cli_read_password(const char *path);

/* Standard output, or a file that appears whole or not at all. */
typedef struct _RvOutput RvOutput;

/* `path` NULL: standard output. NULL when it cannot be written, which was explained. */
RvOutput *rv_output_open(const char *path);
/* FALSE when writing failed, as it will for all that follows. */
gboolean rv_output_write(RvOutput *output, const GString *text);
/* Puts the file in its place and frees the output. FALSE when anything was not written, which was
 * explained; a file that was there before is then as it was. */
gboolean rv_output_close(RvOutput *output);
/* Frees it instead, and leaves what was there before. */
void rv_output_drop(RvOutput *output);
