/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "recevable/i18n.h"

/* The options that other programs have in the place of these sub-commands. */
static const struct {
    const char *option, *command;
} aliases[] = {{"--help", "help"}, {"-h", "help"}, {"--version", "version"}};

static const RvCommand *
find_command(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++)
        if (g_str_equal(word, aliases[i].option))
            word = aliases[i].command;
    return rv_command_find(word);
}

int
main(int argc, char **argv)
{
    const RvCommand *command;

    command = argc > 1 ? find_command(argv[1]) : NULL;
    if (command)
        return command->run(argc - 1, argv + 1);
    rv_i18n_init(NULL);
    if (argc > 1)
        rv_cli_complain(_("there is no command '%s'; see 'recevable help'"), argv[1]);
    else
        rv_cli_complain(_("no command is given; see 'recevable help'"));
    return RV_EXIT_USAGE;
}
