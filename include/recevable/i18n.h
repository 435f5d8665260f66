/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text for people. Sources are English; po/ holds the translations. _() translates now, N_() only
 * marks a string that a table holds, Q_ forms are ngettext(). */
#pragma once

#include <glib.h>
#include <libintl.h>

#define RV_GETTEXT_DOMAIN "recevable"
#define _(text) dgettext(RV_GETTEXT_DOMAIN, text)
#define N_(text) text
#define P_(one, many, n) dngettext(RV_GETTEXT_DOMAIN, one, many, n)

/* Sets the locale up: messages in `language` ("fr", "en"), or in the environment's when NULL.
 * LC_NUMERIC stays "C" (Tesseract and JSON need it). Call once, before any message. */
void rv_i18n_init(const char *language);
/* "fr" or "en": the language that messages come out in. */
const char *rv_i18n_language(void);
/* A day as that language writes it, 21/05/2026 in French; owned by the caller. */
char *rv_i18n_date(const GDate *date);
/* The same with the time of day, UTC, of so many seconds since 1970; owned by the caller. NULL:
 * there is no such time. */
char *rv_i18n_moment(gint64 seconds);
