/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sub-commands.
 *
 * To add one:
 *   1. src/cli/NAME.c with `int rv_cli_NAME(int argc, char **argv)`: a table of options, a call of
 *      rv_cli_parse(), the work, an exit status of cli.h;
 *   2. its declaration in cli.h;
 *   3. its row in the table below;
 *   4. its section in docs/recevable.1 (a test holds the two against each other). */
#include "cli.h"

#include "recevable/i18n.h"

static const RvCommand commands[] = {
    {"check", rv_cli_check, N_("check PDF files before they are submitted")},
    {"batch", rv_cli_batch, N_("check an archive folder, and keep a journal of it")},
    {"journal", rv_cli_journal, N_("tell what stands in a journal")},
    {"watch", rv_cli_watch, N_("check what is put into a folder")},
    {"serve", rv_cli_serve, N_("serve a page of this machine on which documents are checked")},
    {"score", rv_cli_score, N_("score how well PDF files can be read")},
    {"learn", rv_cli_learn, N_("learn a document model from an empty form")},
    {"templates", rv_cli_templates, N_("list, show and validate the document models")},
    {"doctor", rv_cli_doctor, N_("tell what this system has of what the program needs")},
    {"help", rv_cli_help, N_("tell how to use a command")},
    {"version", rv_cli_version, N_("tell the version")},
    {NULL, NULL, NULL},
};

/* Not for people. */
static const RvCommand worker = {"worker", rv_cli_worker, NULL};

const RvCommand *
rv_commands(void)
{
    return commands;
}

const RvCommand *
rv_command_find(const char *name)
{
    for (const RvCommand *command = commands; command->name; command++)
        if (g_str_equal(name, command->name))
            return command;
    return g_str_equal(name, worker.name) ? &worker : NULL;
}
