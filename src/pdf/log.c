/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Poppler tells of syntax errors only through its log domain, at INFO; one file wrote 863 MB of
 * them in 20 s. They are counted, not kept. */
#include "pdf-private.h"

static guint complaints;

static void
count_complaint(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    (void)domain;
    (void)level;
    (void)message;
    (void)data;
    if (complaints < G_MAXUINT)
        complaints++;
}

void
rv_poppler_log_start(void)
{
    static gsize installed;

    if (g_once_init_enter(&installed)) {
        g_log_set_handler("Poppler", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION,
                          count_complaint, NULL);
        g_once_init_leave(&installed, 1);
    }
    complaints = 0;
}

guint
rv_poppler_log_complaints(void)
{
    return complaints;
}
