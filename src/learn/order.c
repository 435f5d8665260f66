/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which a person reads the paragraphs of a form: from above, from the left, and where
 * columns stand side by side, one after the other. */
#include "learn-private.h"

#include "recevable/text.h"

#include <stdlib.h>
#include <string.h>

/* Paragraphs are on one band when they overlap by that share of the lower one. */
#define ON_BAND 0.4
/* An answer with so many letters is a paragraph and no "Oui". */
#define SHORT_ANSWER 25
/* So many bands with something on both sides make columns; fewer are a row. */
#define LEAST_BANDS 2
#define TABLE_CELLS 4
/* Columns go on over a gap of so many x-heights. */
#define COLUMN_GAP 6.0
/* Paragraphs of one column are that near, x-heights. */
#define FLOW_GAP 3.0

static void order(const RvForm *form, GPtrArray *from, GPtrArray *into);

static int
by_top(gconstpointer a, gconstpointer b)
{
    const RvParagraph *p = *(RvParagraph *const *)a, *q = *(RvParagraph *const *)b;

    return p->reach.y != q->reach.y ? p->reach.y - q->reach.y : p->reach.x - q->reach.x;
}

static int
by_left(gconstpointer a, gconstpointer b)
{
    const RvParagraph *p = *(RvParagraph *const *)a, *q = *(RvParagraph *const *)b;

    return p->reach.x != q->reach.x ? p->reach.x - q->reach.x : p->reach.y - q->reach.y;
}

static RvParagraph *
at(const GPtrArray *list, guint i)
{
    return g_ptr_array_index(list, i);
}

/* ---- bands ----------------------------------------------------------------------------------- */

/* Lists of paragraphs that stand beside each other, from above. */
static GPtrArray *
cut_bands(GPtrArray *list)
{
    GPtrArray *bands = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    RvPx band = {0};

    g_ptr_array_sort(list, by_top);
    for (guint i = 0; i < list->len; i++) {
        RvPx reach = at(list, i)->reach;

        if (!i || rv_px_overlap_y(reach, band) < ON_BAND * MIN(reach.h, band.h)) {
            g_ptr_array_add(bands, g_ptr_array_new());
            band = (RvPx){0};
        }
        g_ptr_array_add(g_ptr_array_index(bands, bands->len - 1), at(list, i));
        band = rv_px_union(band, reach);
    }
    return bands;
}

/* ---- columns --------------------------------------------------------------------------------- */

/* Does a paragraph that begins a column stand there, and no answer of a row? */
static gboolean
has_weight(const RvParagraph *paragraph)
{
    g_autofree char *text = NULL;

    if (rv_px_is_empty(paragraph->tick))
        return TRUE;
    text = rv_paragraph_text(paragraph);
    return g_utf8_strlen(text, -1) >= SHORT_ANSWER;
}

typedef struct {
    gboolean crosses, left, right;
} Sides;

/* Where do the paragraphs of a band stand beside the gutter that ends at x? */
static Sides
sides_of(const GPtrArray *band, int x, double slack)
{
    Sides sides = {FALSE, FALSE, FALSE};

    for (guint i = 0; i < band->len; i++) {
        const RvParagraph *p = at(band, i);

        if (p->reach.x >= x - slack)
            sides.right |= has_weight(p);
        else if (rv_px_right(p->reach) <= x)
            sides.left = TRUE;
        else
            sides.crosses = TRUE;
    }
    return sides;
}

/* A new thing begins there, below columns. */
static gboolean
ends_columns(const RvForm *form, const GPtrArray *band)
{
    for (guint i = 0; i < band->len; i++)
        if (at(band, i)->marked > 0.5 || rv_paragraph_is_heading(form, at(band, i)) ||
            !rv_px_is_empty(at(band, i)->tick))
            return TRUE;
    return FALSE;
}

/* Does text flow in columns there: lines that were wrapped at the gutter, on both sides of it? */
static gboolean
is_flowing(const GPtrArray *band, int x)
{
    gboolean left = FALSE, right = FALSE;

    for (guint i = 0; i < band->len; i++) {
        const RvParagraph *p = at(band, i);
        const RvSegment *first = g_ptr_array_index(p->segments, 0);

        if (p->segments->len < 2 || !rv_px_is_empty(first->wall))
            continue;
        left |= rv_px_right(p->box) <= x;
        right |= p->reach.x >= x - first->x_height;
    }
    return left && right;
}

static int
gap_above(const GPtrArray *band, const GPtrArray *above)
{
    int top = G_MAXINT, bottom = 0;

    for (guint i = 0; i < band->len; i++)
        top = MIN(top, at(band, i)->reach.y);
    for (guint i = 0; i < above->len; i++)
        bottom = MAX(bottom, rv_px_bottom(at(above, i)->reach));
    return top - bottom;
}

/* Does the column go on, near what stands above? Or does something stand right of the gutter
 * further below, before anything crosses it? */
static gboolean
flows_on(const RvForm *form, const GPtrArray *bands, guint from, int x)
{
    if (gap_above(g_ptr_array_index(bands, from), g_ptr_array_index(bands, from - 1)) <=
        FLOW_GAP * form->x_height)
        return TRUE;
    for (guint i = from; i < bands->len; i++) {
        Sides sides = sides_of(g_ptr_array_index(bands, i), x, form->x_height);

        if (sides.crosses || sides.right)
            return !sides.crosses;
    }
    return FALSE;
}

/* How many bands from `first` on have a gutter at x; 0: too few to be columns. */
static guint
count_bands(const RvForm *form, const GPtrArray *bands, guint first, int x)
{
    guint n = 0, both = 0;
    gboolean flows = FALSE;

    for (guint i = first; i < bands->len; i++) {
        const GPtrArray *band = g_ptr_array_index(bands, i);
        Sides sides = sides_of(band, x, form->x_height);

        if (sides.crosses)
            break;
        flows |= is_flowing(band, x);
        if (sides.left && sides.right)
            both++;
        else if (i > first && !(flows && flows_on(form, bands, i, x)) &&
                 (gap_above(band, g_ptr_array_index(bands, i - 1)) > COLUMN_GAP * form->x_height ||
                  (sides.left && ends_columns(form, band))))
            break;
        n = i + 1 - first;
    }
    return both >= LEAST_BANDS ? n : 0;
}

/* Cells side by side, more than labels and values of two columns have. */
static gboolean
is_table_row(const GPtrArray *band)
{
    guint cells = 0;

    for (guint i = 0; i < band->len; i++) {
        const RvSegment *first = g_ptr_array_index(at(band, i)->segments, 0);

        cells += !rv_px_is_empty(first->wall);
    }
    return cells >= TABLE_CELLS;
}

static guint
find_columns(const RvForm *form, const GPtrArray *bands, guint first, int *gutter)
{
    const GPtrArray *band = g_ptr_array_index(bands, first);
    guint most = 0;

    if (is_table_row(band))
        return 0;
    for (guint i = 0; i < band->len; i++) {
        const RvParagraph *p = at(band, i);
        Sides sides = sides_of(band, p->reach.x, form->x_height);
        guint n = sides.left && has_weight(p) ? count_bands(form, bands, first, p->reach.x) : 0;

        if (n > most) {
            most = n;
            *gutter = p->reach.x;
        }
    }
    return most;
}

static void
order_columns(const RvForm *form, const GPtrArray *bands, guint first, guint n, int gutter,
              GPtrArray *into)
{
    g_autoptr(GPtrArray) left = g_ptr_array_new(), right = g_ptr_array_new();

    for (guint i = first; i < first + n; i++) {
        const GPtrArray *band = g_ptr_array_index(bands, i);

        for (guint k = 0; k < band->len; k++)
            g_ptr_array_add(at(band, k)->reach.x >= gutter - form->x_height ? right : left,
                            at(band, k));
    }
    order(form, left, into);
    order(form, right, into);
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* A band from the left: cut where no paragraph stands above another. */
static void
order_row(const RvForm *form, GPtrArray *band, GPtrArray *into)
{
    g_autoptr(GPtrArray) part = g_ptr_array_new();
    int right = 0;

    g_ptr_array_sort(band, by_left);
    for (guint i = 0; i <= band->len; i++) {
        if (i == band->len || (i && at(band, i)->reach.x >= right)) {
            if (part->len < band->len && part->len > 1) {
                order(form, part, into);
            } else {
                g_ptr_array_sort(part, by_top);
                for (guint k = 0; k < part->len; k++)
                    g_ptr_array_add(into, at(part, k));
            }
            g_ptr_array_set_size(part, 0);
            if (i == band->len)
                break;
        }
        g_ptr_array_add(part, at(band, i));
        right = MAX(right, rv_px_right(at(band, i)->reach));
    }
}

static void
order(const RvForm *form, GPtrArray *from, GPtrArray *into)
{
    g_autoptr(GPtrArray) bands = cut_bands(from);

    for (guint i = 0; i < bands->len;) {
        int gutter = 0;
        guint n = find_columns(form, bands, i, &gutter);

        if (n) {
            order_columns(form, bands, i, n, gutter, into);
            i += n;
        } else {
            order_row(form, g_ptr_array_index(bands, i), into);
            i++;
        }
    }
}

void
rv_form_order(RvForm *form)
{
    g_autoptr(GPtrArray) ordered = g_ptr_array_new();

    for (guint p = 0; p < form->pages->len; p++) {
        g_autoptr(GPtrArray) page = g_ptr_array_new();

        for (guint i = 0; i < form->paragraphs->len; i++) {
            RvParagraph *paragraph = at(form->paragraphs, i);

            if (paragraph->page == (int)p && !rv_paragraph_is_furniture(form, paragraph))
                g_ptr_array_add(page, paragraph);
        }
        order(form, page, ordered);
    }
    for (guint i = 0; i < form->paragraphs->len; i++)
        if (!g_ptr_array_find(ordered, at(form->paragraphs, i), NULL))
            rv_paragraph_free(at(form->paragraphs, i));
    g_ptr_array_set_free_func(form->paragraphs, NULL);
    g_ptr_array_set_size(form->paragraphs, 0);
    g_ptr_array_set_free_func(form->paragraphs, (GDestroyNotify)rv_paragraph_free);
    for (guint i = 0; i < ordered->len; i++)
        g_ptr_array_add(form->paragraphs, at(ordered, i));
    for (guint i = form->paragraphs->len; i-- > 1;)
        if (rv_paragraph_take_rest(at(form->paragraphs, i - 1), at(form->paragraphs, i)))
            g_ptr_array_remove_index(form->paragraphs, i);
}
