/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable help: the sub-commands; one of them in detail. */
#include "cli.h"

#include "recevable/i18n.h"

#include <stdio.h>

static void
list_commands(void)
{
    printf("%s\n\n", _("Usage: recevable COMMAND [OPTION…] [FILE…]"));
    printf("%s\n\n",
           _("Checks signed, scanned forms of the Ségur programme before they are submitted."));
    for (const RvCommand *command = rv_commands(); command->name; command++)
        printf("  %-10s %s\n", command->name, _(command->help));
    printf("\n%s\n",
           _("'recevable help COMMAND' tells more; so does the manual page, recevable(1)."));
}

int
rv_cli_help(int argc, char **argv)
{
    const char *language = NULL;
    const RvOption options[] = {RV_OPTION_LANGUAGE(&language), {.name = NULL}};
    const RvUsage usage = {N_("[COMMAND]"), N_("Tells how to use a command."), options};
    const RvCommand *command;
    int status;

    if (!rv_cli_parse(&usage, &argc, &argv, &status))
        return status;
    if (argc == 0) {
        list_commands();
        return RV_EXIT_PASS;
    }
    command = rv_command_find(argv[0]);
    if (!command) {
        rv_cli_complain(_("there is no command '%s'; see 'recevable help'"), argv[0]);
        return RV_EXIT_USAGE;
    }
    /* The command tells it itself, in the language that is set already. */
    return command->run(language ? 4 : 2, (char *[]){(char *)command->name, (char *)"--help",
                                                     (char *)"--language", (char *)language, NULL});
}
