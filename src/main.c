/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "recevable/i18n.h"

#include <stdlib.h>
#include <unistd.h>

/* Tesseract's OpenMP threads spin and slow small machines by a factor of seven. The limit must be
 * set before the library is loaded: so the program starts itself again with it, once. */
static void
limit_threads(char **argv)
{
    if (g_getenv("OMP_THREAD_LIMIT"))
        return;
    setenv("OMP_THREAD_LIMIT", "1", TRUE);
    execv("/proc/self/exe", argv);
    /* Without /proc it goes on, only slower. */
}

int
main(int argc, char **argv)
{
    limit_threads(argv);
    rv_cli_choose_language(argc, argv);
    if (argc < 2) {
        rv_cli_complain(_("no command; see 'recevable help'"));
        return RV_EXIT_USAGE;
    }
    for (const RvCommand *command = rv_commands(); command->name; command++)
        if (g_str_equal(argv[1], command->name))
            return command->run(argc - 1, argv + 1);
    if (g_str_equal(argv[1], "--help") || g_str_equal(argv[1], "-h"))
        return rv_cli_help(1, argv);
    if (g_str_equal(argv[1], "--version"))
        return rv_cli_version(1, argv);
    rv_cli_complain(_("there is no command '%s'; see 'recevable help'"), argv[1]);
    return RV_EXIT_USAGE;
}
