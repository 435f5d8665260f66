/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options from a table, by getopt_long(), with messages and help in the user's language. */
#include "cli.h"

#include "recevable/i18n.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>

#define HELP_COLUMN 26 /* where the explanations of options start */
#define FIRST_VALUE                                                                                \
    256 /* above every character, so that long options have numbers of their own                   \
         */

const char *const rv_cli_languages[] = {"fr", "en", NULL};

static const RvOption help_option = {
    .name = "help", .key = 'h', .help = N_("tell how to use this command")};

static guint
count_options(const RvOption *options)
{
    guint n = 0;

    while (options[n].name)
        n++;
    return n;
}

/* What getopt_long() wants: number n is options[n], and the one after the last is --help. */
static struct option *
long_options(const RvOption *options, guint n)
{
    struct option *longs = g_new0(struct option, n + 2);

    for (guint i = 0; i <= n; i++) {
        const RvOption *option = i < n ? &options[i] : &help_option;

        longs[i].name = option->name;
        longs[i].has_arg = option->argument ? required_argument : no_argument;
        longs[i].val = FIRST_VALUE + (int)i;
    }
    return longs;
}

/* The leading ':' has a missing argument told apart from an unknown option. */
static char *
short_options(const RvOption *options)
{
    GString *keys = g_string_new(":h");

    for (; options->name; options++)
        if (options->key)
            g_string_append_printf(keys, "%c%s", options->key, options->argument ? ":" : "");
    return g_string_free(keys, FALSE);
}

static guint
option_number(const RvOption *options, guint n, int got)
{
    if (got >= FIRST_VALUE)
        return (guint)got - FIRST_VALUE;
    for (guint i = 0; i < n; i++)
        if (options[i].key == got)
            return i;
    return n; /* -h */
}

/* What getopt_long() stumbled over first. It is put into words later: the language may still come.
 */
typedef struct {
    int got; /* ':' an argument is missing, '?' anything else; 0: nothing is wrong */
    gboolean known;
    char *option; /* as it was written */
} Mistake;

static void
note_mistake(Mistake *mistake, int got, char **argv)
{
    const char *word = argv[optind - 1];

    if (mistake->got)
        return;
    mistake->got = got;
    mistake->known = optopt >= FIRST_VALUE;
    mistake->option = optopt > 0 && optopt < FIRST_VALUE ? g_strdup_printf("-%c", optopt)
                                                         : g_strndup(word, strcspn(word, "="));
}

static char *
explain_mistake(const Mistake *mistake)
{
    if (mistake->got == ':')
        return g_strdup_printf(_("%s needs an argument"), mistake->option);
    if (mistake->known)
        return g_strdup_printf(_("%s takes no argument"), mistake->option);
    return g_strdup_printf(_("there is no option %s"), mistake->option);
}

static char *
wrong_choice(const RvOption *option)
{
    g_autofree char *list = NULL;

    if (!option->choices || !*option->value || g_strv_contains(option->choices, *option->value))
        return NULL;
    list = g_strjoinv(", ", (char **)option->choices);
    return g_strdup_printf(_("--%s: '%s' is not one of %s"), option->name, *option->value, list);
}

static void
print_option(const RvOption *option)
{
    static const char *const none[] = {NULL};
    g_autofree char *argument =
        option->argument ? g_strconcat("=", _(option->argument), NULL) : g_strdup("");
    g_autofree char *key = option->key ? g_strdup_printf("-%c, ", option->key) : g_strdup("    ");
    g_autofree char *left = g_strdup_printf("  %s--%s%s", key, option->name, argument);
    int gap = HELP_COLUMN - (int)g_utf8_strlen(left, -1);
    g_autofree char *list = g_strjoinv("|", (char **)(option->choices ? option->choices : none));
    g_autofree char *choices = *list ? g_strdup_printf(" [%s]", list) : g_strdup("");

    if (gap > 0)
        printf("%s%*s", left, gap, "");
    else
        printf("%s\n%*s", left, HELP_COLUMN, "");
    printf("%s%s\n", _(option->help), choices);
}

static void
print_help(const RvUsage *usage, const char *command)
{
    const char *arguments = *usage->arguments ? _(usage->arguments) : "";

    printf(_("Usage: recevable %s [OPTION…] %s"), command, arguments);
    printf("\n\n%s\n\n", _(usage->summary));
    for (const RvOption *option = usage->options; option->name; option++)
        print_option(option);
    print_option(&help_option);
}

/* The language that was asked for, if it is one: messages about other mistakes are to come in it
 * too. */
static const char *
language_of(const RvUsage *usage)
{
    for (const RvOption *option = usage->options; option->name; option++)
        if (option->choices == rv_cli_languages && *option->value &&
            g_strv_contains(rv_cli_languages, *option->value))
            return *option->value;
    return NULL;
}

/* Stores what is given. Returns whether --help is. */
static gboolean
take_options(const RvOption *options, int argc, char **argv, Mistake *mistake)
{
    guint n = count_options(options);
    g_autofree struct option *longs = long_options(options, n);
    g_autofree char *shorts = short_options(options);
    gboolean help = FALSE;
    int got;

    opterr = 0;
    optind = 0; /* GNU: start anew, whatever was parsed before */
    while ((got = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        guint i;

        if (got == '?' || got == ':') {
            note_mistake(mistake, got, argv);
            continue;
        }
        i = option_number(options, n, got);
        if (i == n)
            help = TRUE;
        else if (options[i].values)
            g_ptr_array_add(options[i].values, optarg);
        else if (options[i].argument)
            *options[i].value = optarg;
        else
            *options[i].given = TRUE;
    }
    return help;
}

gboolean
rv_cli_parse(const RvUsage *usage, int *argc, char ***argv, int *status)
{
    const char *command = (*argv)[0];
    Mistake mistake = {0};
    gboolean help = take_options(usage->options, *argc, *argv, &mistake);
    g_autofree char *problem = NULL;

    rv_i18n_init(language_of(usage));
    if (mistake.got)
        problem = explain_mistake(&mistake);
    g_free(mistake.option);
    for (const RvOption *o = usage->options; o->name && !problem; o++)
        problem = wrong_choice(o);
    *status = problem ? RV_EXIT_USAGE : RV_EXIT_PASS;
    if (problem)
        rv_cli_complain(_("%s; see 'recevable help %s'"), problem, command);
    else if (help)
        print_help(usage, command);
    *argc -= optind;
    *argv += optind;
    return !problem && !help;
}
