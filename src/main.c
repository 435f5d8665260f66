/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/cli.h"

#include "recevable/i18n.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

/* A colour page of A3 at 300 dpi is 70 MB. */
#define KEPT_BLOCK (128 * 1024 * 1024)

/* Tesseract's OpenMP threads spin: a page takes seven times the CPU time with them. OpenMP reads
 * the limit when its library is loaded, before main(): so the program starts itself again with it
 * set, once. */
static void
limit_threads(char **argv)
{
    if (g_strcmp0(g_getenv("OMP_THREAD_LIMIT"), "1") == 0)
        return;
    if (setenv("OMP_THREAD_LIMIT", "1", TRUE) == 0)
        execv("/proc/self/exe", argv);
    /* Without /proc it goes on, only slower. */
}

/* Pictures of pages come and go. Blocks this large would be given back to the system each time, and
 * cleared by it when they are asked for again: that is a tenth of the time that a page takes. */
static void
keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK);
    mallopt(M_TRIM_THRESHOLD, KEPT_BLOCK);
}

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

    limit_threads(argv);
    keep_memory();
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
