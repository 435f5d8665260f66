/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Free text: it stands below its label, over several rows, and where the label is the last of its
 * page, on top of the next one. */
#include "zone-private.h"

/* Rows of a comment. */
#define MAX_FREE_ROWS 8

static gboolean
row_below(const RvZone *s, RvPx row, RvPx *below)
{
    return rv_zone_row_below(s, rv_px_bottom(row), (int)(RV_CELL_GAP * s->label.h), below);
}

/* Appends the rows below one. Rows of nothing but an explanation are not looked at again. */
static void
gather_rows(RvZone *s, RvPx row)
{
    RvPx below;

    for (int i = 0; i < MAX_FREE_ROWS && row_below(s, row, &below) &&
                    rv_zone_gather_row(s, below, 0, s->right);
         i++) {
        s->zone = rv_px_union(s->zone, below);
        row = below;
        if (!rv_written_is_open(s->index, s->words))
            rv_written_clean(s->index, s->words);
        if (!s->words->len)
            s->zone = (RvPx){0, rv_px_bottom(row) + row.h / 4, s->right, row.h};
    }
    rv_written_clean(s->index, s->words);
    if (!s->words->len && row.y > s->label.y)
        s->zone = (RvPx){0, rv_px_bottom(row) + row.h / 4, s->right, row.h};
}

/* Does no other wording of the form stand below the label? */
static gboolean
ends_page(const RvZone *s)
{
    for (guint w = 0; w < s->index->words->len; w++) {
        const RvIndexWord *word = rv_index_word(s->index, w);

        if (word->page == s->page && rv_zone_is_used(s, w) && !rv_explained(s->index, word->word) &&
            word->word->box.y > rv_px_bottom(s->label))
            return FALSE;
    }
    return TRUE;
}

/* Goes on below the header of the next page of the form. FALSE: there is none, or it begins with
 * something else. */
static gboolean
turn_page(RvZone *s)
{
    const RvIndexLine *line;
    guint first, page = s->page + 1;

    while (page < s->index->sheets->len && !g_array_index(s->index->form_pages, gboolean, page))
        page++;
    if (page >= s->index->sheets->len ||
        (first = rv_index_first_of_page(s->index, page)) == RV_NO_LINE)
        return FALSE;
    line = rv_index_line(s->index, first);
    if (rv_zone_is_used(s, line->first))
        return FALSE;
    s->page = page;
    s->sheet = rv_index_sheet(s->index, page);
    s->right = s->sheet->width;
    s->left = line->box.x;
    s->label = (RvPx){line->box.x, line->box.y - line->box.h, line->box.w, line->box.h};
    return TRUE;
}

void
rv_zone_gather_free_text(RvZone *s)
{
    RvZone here;

    s->right = s->sheet->width;
    gather_rows(s, s->label);
    if (s->words->len || !ends_page(s))
        return;
    here = *s;
    s->zone = (RvPx){0};
    if (turn_page(s))
        gather_rows(s, s->label);
    if (!s->words->len)
        *s = here; /* it is blank where it belongs */
}
