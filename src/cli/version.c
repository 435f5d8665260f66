/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable version. */
#include "cli.h"

#include "recevable/i18n.h"

#include <stdio.h>

int
rv_cli_version(int argc, char **argv)
{
    const char *language = NULL;
    const RvOption options[] = {RV_OPTION_LANGUAGE(&language), {.name = NULL}};
    const RvUsage usage = {"", N_("Tells the version."), options};
    int status;

    if (!rv_cli_parse(&usage, &argc, &argv, &status))
        return status;
    printf("recevable %s\n", RV_VERSION);
    return RV_EXIT_PASS;
}
