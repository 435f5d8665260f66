/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Amounts of money on the form's pages that belong to nothing the template knows: what else is sold
 * there, what repeats the table, what a letterhead tells of the company. The judge says which. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* Looked for in folded text. A number with two decimals after a comma is money even without its
 * currency, unless it is a share; one without cents only beside a currency or a tax word. Groups of
 * figures must be three long, so that dates and telephone numbers are none. The currency's sign is
 * one that reading loses or takes for a letter: one letter may stand between number and tax word.
 */
#define NUMBER "(?<![0-9.,/:-])(?:[0-9]{1,3}(?:[ .'][0-9]{3})+|[0-9]+)"
#define CENTS "(?: ?[.,] ?[0-9]{1,2})?(?![0-9])"
#define CURRENCY "(?:k?€|k?eur\\b|k?euros?\\b)"
#define TAX "(?:h\\.? ?t\\b|t\\.? ?t\\.? ?c\\b|hors tax)"
#define NO_SHARE "(?! ?(?:%|°/o|o/o))"
static const char *const money[] = {
    NUMBER CENTS " ?(?:" CURRENCY "|[^ 0-9%]? ?" TAX ")",
    CURRENCY " ?" NUMBER CENTS NO_SHARE,
    "(?<![0-9.,/:-])[0-9]{1,3}(?:[ .'][0-9]{3})+[.,][0-9]{2}(?![0-9.,/-])" NO_SHARE,
    NUMBER ",[0-9]{2}(?![0-9.,/-])" NO_SHARE,
};
#define SURE_KINDS 2 /* so many of these say themselves that they are money */

/* One line of text whose words serve nothing else; the others are blanks in it. */
typedef struct {
    GString *text;   /* folded */
    GArray *word_of; /* guint a byte */
} Line;

static void
line_clear(Line *line)
{
    g_string_free(line->text, TRUE);
    g_array_unref(line->word_of);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Line, line_clear)

static Line
free_words(const RvIndex *index, const GArray *used, const RvIndexLine *entry)
{
    Line line = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(guint))};

    for (guint w = entry->first; w < entry->first + entry->n; w++) {
        gboolean taken = w < used->len && g_array_index(used, gboolean, w);
        g_autofree char *folded =
            taken ? g_strdup("\n") : rv_text_fold(rv_index_word(index, w)->word->text);

        if (line.text->len)
            g_string_append_c(line.text, ' ');
        g_string_append(line.text, folded);
        while (line.word_of->len < line.text->len)
            g_array_append_val(line.word_of, w);
    }
    return line;
}

static guint
word_at(const Line *line, int byte)
{
    return g_array_index(line->word_of, guint, byte);
}

static char *
words_text(const RvIndex *index, guint from, guint to)
{
    GString *out = g_string_new(NULL);

    for (guint w = from; w < to; w++)
        g_string_append_printf(out, "%s%s", w > from ? " " : "",
                               rv_index_word(index, w)->word->text);
    return g_string_free(out, FALSE);
}

static gboolean
has_name(const char *text)
{
    return g_regex_match_simple("[[:alpha:]]{3}", text, 0, 0);
}

/* What names an amount that stands alone on its line, as in a cell: the text left of it, or where
 * there is none, the line above. */
static char *
name_beside(const RvIndex *index, guint line)
{
    const RvIndexLine *own = rv_index_line(index, line);
    GString *left = g_string_new(NULL);
    const RvIndexLine *above = NULL;

    for (guint i = 0; i < index->lines->len; i++) {
        const RvIndexLine *other = rv_index_line(index, i);
        g_autofree char *text = NULL;

        if (i == line || other->page != own->page)
            continue;
        if (rv_px_on_row(other->band, own->band) &&
            rv_px_right(other->box) <= rv_px_centre_x(own->box)) {
            text = words_text(index, other->first, other->first + other->n);
            g_string_append_printf(left, "%s ", text);
        } else if (rv_px_bottom(other->band) <= rv_px_centre_y(own->band) &&
                   rv_px_overlap_x(other->box, own->box) > 0 &&
                   own->band.y - rv_px_bottom(other->band) < 2 * own->band.h &&
                   (!above || other->band.y > above->band.y)) {
            above = other;
        }
    }
    if (!has_name(left->str) && above) {
        g_autofree char *text = words_text(index, above->first, above->first + above->n);

        g_string_append_printf(left, "%s ", text);
    }
    return g_string_free(left, FALSE);
}

/* What stands before word `first` on its line, or names it beside or above. */
static char *
name_of(const RvIndex *index, guint line, guint first)
{
    g_autofree char *before = words_text(index, rv_index_line(index, line)->first, first);
    g_autofree char *beside = has_name(before) ? NULL : name_beside(index, line);

    return g_strconcat(beside ? beside : "", before, NULL);
}

static RvValue
amount_of(const RvIndex *index, guint first, guint last)
{
    const RvSheet *sheet = rv_index_sheet(index, rv_index_word(index, first)->page);
    RvValue amount = {.state = RV_VALUE_READ, .confidence = 1};
    RvPx box = {0};

    for (guint w = first; w <= last; w++) {
        const RvWord *word = rv_index_word(index, w)->word;

        box = rv_px_union(box, word->box);
        amount.confidence = MIN(amount.confidence, word->confidence);
    }
    amount.place = rv_sheet_place(sheet, box);
    amount.text = words_text(index, first, last + 1);
    return amount;
}

static void
add_price(const RvIndex *index, guint line, guint first, guint last, gboolean sure, GArray *prices)
{
    const RvIndexLine *entry = rv_index_line(index, line);
    RvPrice *price;

    g_array_set_size(prices, prices->len + 1);
    price = &g_array_index(prices, RvPrice, prices->len - 1);
    price->sure = sure;
    price->amount = amount_of(index, first, last);
    price->before = name_of(index, line, first);
    price->after = words_text(index, last + 1, entry->first + entry->n);
}

/* The amounts of one line, whichever way they are written; each word in one of them only. */
static void
find_in_line(const RvIndex *index, const GArray *used, guint line, GArray *prices)
{
    g_auto(Line) text = free_words(index, used, rv_index_line(index, line));

    for (gsize i = 0; i < G_N_ELEMENTS(money); i++) {
        g_autoptr(GRegex) regex = g_regex_new(money[i], 0, 0, NULL);
        g_autoptr(GMatchInfo) info = NULL;

        g_regex_match(regex, text.text->str, 0, &info);
        for (; g_match_info_matches(info); g_match_info_next(info, NULL)) {
            int start, end;

            g_match_info_fetch_pos(info, 0, &start, &end);
            if (memchr(text.text->str + start, '\n', (gsize)(end - start)))
                continue;
            add_price(index, line, word_at(&text, start), word_at(&text, end - 1), i < SURE_KINDS,
                      prices);
            memset(text.text->str + start, '\n', (gsize)(end - start));
        }
    }
}

/* A bare number in the value of a field is that field's. */
static gboolean
is_of_field(const GPtrArray *evidence, const RvPrice *price)
{
    RvPx box = price->amount.place.px;

    for (guint i = 0; i < evidence->len && !price->sure; i++) {
        const RvEvidence *e = g_ptr_array_index(evidence, i);
        RvPx value = e->value.place.px;

        if (e->item->kind == RV_ITEM_FIELD && e->value.place.page == price->amount.place.page &&
            !rv_px_is_empty(rv_px_intersection(value, box)))
            return TRUE;
    }
    return FALSE;
}

void
rv_prices_find(const RvIndex *index, const GArray *used, const GPtrArray *evidence, GArray *prices)
{
    for (guint i = 0; i < index->lines->len; i++)
        if (g_array_index(index->form_pages, gboolean, rv_index_line(index, i)->page))
            find_in_line(index, used, i, prices);
    for (guint i = prices->len; i > 0; i--)
        if (is_of_field(evidence, &g_array_index(prices, RvPrice, i - 1)))
            g_array_remove_index(prices, i - 1);
}
