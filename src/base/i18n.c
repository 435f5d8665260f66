/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/i18n.h"
#include "recevable/paths.h"

#include <locale.h>

void
rv_i18n_init(const char *language)
{
    g_autofree char *folder = rv_data_dir("locale");

    if (language)
        g_setenv("LANGUAGE", language, TRUE);
    /* gettext ignores LANGUAGE in the "C" locale; C.UTF-8 is always there on Debian, while the
     * user's own locale may not have been generated. */
    if (!setlocale(LC_ALL, "") || language || g_str_equal(setlocale(LC_MESSAGES, NULL), "C")) {
        if (!setlocale(LC_ALL, "C.UTF-8"))
            g_debug("the locale C.UTF-8 is missing: messages stay in English");
    }
    setlocale(LC_NUMERIC, "C");
    bindtextdomain(RV_GETTEXT_DOMAIN, folder);
    bind_textdomain_codeset(RV_GETTEXT_DOMAIN, "UTF-8");
}

const char *
rv_i18n_language(void)
{
    /* Translators: the code of your language, "fr"; it tells which one is in use. */
    return _("en");
}

char *
rv_i18n_date(const GDate *date)
{
    char text[64];

    g_return_val_if_fail(g_date_valid(date), g_strdup(""));
    /* Translators: day (%d), month (%m) and year (%Y) in figures, as your language writes them. */
    g_date_strftime(text, sizeof text, _("%Y-%m-%d"), date);
    return g_strdup(text);
}

char *
rv_i18n_moment(gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

    /* Translators: as the day alone, then the time of day. */
    return time ? g_date_time_format(time, _("%Y-%m-%d %H:%M UTC")) : NULL;
}
