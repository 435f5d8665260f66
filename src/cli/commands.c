/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "recevable/i18n.h"
#include "recevable/report.h"

#include <stdio.h>
#include <string.h>

static const RvCommand commands[] = {
    {"check", rv_cli_check, N_("check PDF files before they are submitted")},
    {"templates", rv_cli_templates, N_("list, show and validate the document models")},
    {"help", rv_cli_help, N_("tell how to use a command")},
    {"version", rv_cli_version, N_("tell the version")},
    {NULL, NULL, NULL},
};

const RvCommand *
rv_commands(void)
{
    return commands;
}

void
rv_cli_complain(const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    for (char *p = message; *p; p++)
        if (g_ascii_iscntrl(*p))
            *p = '?';
    fprintf(stderr, "recevable: %s\n", message);
}

gboolean
rv_cli_parse(const GOptionEntry *entries, const char *arguments, const char *summary, int *argc,
             char ***argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_autoptr(GError) error = NULL;

    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, RV_GETTEXT_DOMAIN);
    g_option_context_set_translation_domain(context, RV_GETTEXT_DOMAIN);
    if (g_option_context_parse(context, argc, argv, &error))
        return TRUE;
    rv_cli_complain(_("%s; see 'recevable help %s'"), error->message, (*argv)[0]);
    return FALSE;
}

void
rv_cli_choose_language(int argc, char **argv)
{
    const char *language = NULL;

    for (int i = 1; i < argc && strcmp(argv[i], "--"); i++) {
        if (g_str_has_prefix(argv[i], "--language="))
            language = argv[i] + strlen("--language=");
        else if (g_str_equal(argv[i], "--language") && i + 1 < argc)
            language = argv[i + 1];
    }
    rv_i18n_init(language);
}

int
rv_cli_help(int argc, char **argv)
{
    if (argc > 1)
        for (const RvCommand *command = commands; command->name; command++)
            if (g_str_equal(command->name, argv[1]) && command->run != rv_cli_help) {
                char *ask[] = {argv[1], (char *)"--help", NULL};

                return command->run(2, ask);
            }
    printf("%s\n\n", _("Usage: recevable COMMAND [OPTION…] [FILE…]"));
    printf("%s\n\n",
           _("Checks signed, scanned forms of the Ségur programme before they are submitted."));
    for (const RvCommand *command = commands; command->name; command++)
        printf("  %-10s %s\n", command->name, _(command->help));
    printf("\n%s\n",
           _("'recevable help COMMAND' tells more; so does the manual page, recevable(1)."));
    return RV_EXIT_PASS;
}

int
rv_cli_version(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    printf("recevable %s\n", RV_VERSION);
    return RV_EXIT_PASS;
}
