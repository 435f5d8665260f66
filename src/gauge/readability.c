/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scores of a document's pages. */
#include "gauge/page.h"

#define SCORE_BEST 100

static void
page_clear(gpointer data)
{
    rv_page_score_clear(data);
}

RvReadability *
rv_readability_new(void)
{
    RvReadability *readability = g_new0(RvReadability, 1);

    readability->score = SCORE_BEST;
    readability->pages = g_array_new(FALSE, TRUE, sizeof(RvPageScore));
    g_array_set_clear_func(readability->pages, page_clear);
    readability->remedies = g_array_new(FALSE, TRUE, sizeof(RvRemedy));
    return readability;
}

void
rv_readability_free(RvReadability *readability)
{
    if (!readability)
        return;
    g_array_unref(readability->pages);
    g_array_unref(readability->remedies);
    g_free(readability);
}

/* The blank back of a printed sheet hides nothing; of a document that is blank all over nothing can
 * be read. */
static void
settle_blanks(RvReadability *readability)
{
    gboolean has_print = FALSE;

    for (guint i = 0; i < readability->pages->len; i++)
        has_print |= !g_array_index(readability->pages, RvPageScore, i).is_blank;
    readability->score = SCORE_BEST;
    for (guint i = 0; i < readability->pages->len; i++) {
        RvPageScore *page = &g_array_index(readability->pages, RvPageScore, i);

        if (page->is_blank)
            page->score = has_print ? SCORE_BEST : 0;
        readability->score = MIN(readability->score, page->score);
    }
}

void
rv_readability_add(RvReadability *readability, const RvPage *page, const RvReadingHint *hint,
                   gboolean with_picture)
{
    RvPageScore score = rv_page_gauge(page, hint, with_picture);

    g_array_append_val(readability->pages, score);
    settle_blanks(readability);
}
