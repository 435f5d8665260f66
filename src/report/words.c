/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words on their way to people: wrapped, and places told in words. */
#include "report-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

/* What covers more of the page than this in one direction has no side in it. */
#define SPANS 0.6

static guint
columns(const char *word)
{
    guint n = 0;

    for (const char *p = word; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);

        n += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return n;
}

void
rv_report_wrap(GString *out, const char *text, guint indent, guint width)
{
    g_autofree char *clean = rv_text_printable(text ? text : "");
    g_auto(GStrv) words = g_strsplit(clean, " ", -1);
    guint column = indent;

    for (guint i = 0; words[i]; i++) {
        guint length = columns(words[i]);

        if (i && width && column + 1 + length > width) {
            g_string_append_printf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (i) {
            g_string_append_c(out, ' ');
            column++;
        }
        g_string_append(out, words[i]);
        column += length;
    }
    g_string_append_c(out, '\n');
}

gboolean
rv_report_spans(double from, double to, double size)
{
    return to - from > SPANS * size;
}

/* 0, 1, 2: the first, the middle, the last third of `size`. */
static guint
third(double from, double to, double size)
{
    double middle = (from + to) / 2;

    if (rv_report_spans(from, to, size))
        return 1;
    return middle < size / 3 ? 0 : middle < 2 * size / 3 ? 1 : 2;
}

/* Translators: each follows "page 2, ". */
static const char *const sides[3][3] = {
    {N_("upper left"), N_("at the top"), N_("upper right")},
    {N_("on the left"), N_("in the middle"), N_("on the right")},
    {N_("lower left"), N_("at the bottom"), N_("lower right")},
};

char *
rv_report_where(const RvResult *result, const RvPlace *place)
{
    const RvPt *pt = &place->pt;

    if (place->page <= 0)
        return NULL;
    for (guint i = 0; result->readability && i < result->readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, i);
        gboolean whole = rv_report_spans(pt->x0, pt->x1, page->width_pt) &&
                         rv_report_spans(pt->y0, pt->y1, page->height_pt);

        if (page->page == place->page && !whole)
            return g_strdup_printf(_("page %d, %s"), place->page,
                                   _(sides[third(pt->y0, pt->y1, page->height_pt)]
                                          [third(pt->x0, pt->x1, page->width_pt)]));
    }
    return g_strdup_printf(_("page %d"), place->page);
}
