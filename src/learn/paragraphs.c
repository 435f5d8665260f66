/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which lines, one below the other, are one paragraph: those as near as most are, of one size, of
 * which the upper one was full. */
#include "learn-private.h"

#include "recevable/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lines of one paragraph are no further apart than those that surely are, by this. Spacing between
 * paragraphs begins at a quarter of a line. */
#define SAME_PITCH 1.13
/* Where no lines surely are: x-heights from one baseline to the next (single spacing is 2.2). */
#define USUAL_PITCH 2.4
/* Further apart nothing is looked for. */
#define MOST_PITCH 4.0
/* Print of one size differs that much, as it was measured. */
#define SAME_SIZE 0.2
/* Lines of few letters are measured badly. */
#define FEW_LETTERS 16
#define ABOUT_SAME_SIZE 0.4
/* Lines of one paragraph begin below each other, x-heights; the second may hang. */
#define HANG_LEFT 1.2
#define HANG_RIGHT 4.0

void
rv_paragraph_free(RvParagraph *paragraph)
{
    g_ptr_array_unref(paragraph->segments);
    g_free(paragraph);
}

static const RvInkWord *
word_of(const RvSegment *segment, gboolean last)
{
    return &g_array_index(segment->words, RvInkWord, last ? segment->words->len - 1 : 0);
}

/* ---- the line below ---------------------------------------------------------------------------
 */

static gboolean
same_cell(RvPx a, RvPx b)
{
    return a.x == b.x && a.y == b.y && a.w == b.w && a.h == b.h;
}

static gboolean
rule_between(const RvForm *form, const RvSegment *a, const RvSegment *b)
{
    const RvSheet *sheet = rv_form_page(form, a->page)->sheet;

    for (guint i = 0; i < sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(sheet->rules, RvSheetRule, i);
        int y = rv_px_centre_y(rule->box);

        if (rule->horizontal && y > rv_px_centre_y(a->box) && y < rv_px_centre_y(b->box) &&
            rv_px_overlap_x(rule->box, a->box) > a->box.w / 2)
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_short(const RvSegment *segment)
{
    gsize n = 0;

    for (guint i = 0; i < segment->words->len; i++)
        n += rv_letters_in(g_array_index(segment->words, RvInkWord, i).text);
    return n < FEW_LETTERS;
}

static gboolean
same_size(const RvSegment *a, const RvSegment *b)
{
    double slack = is_short(a) || is_short(b) ? ABOUT_SAME_SIZE : SAME_SIZE;

    return fabs(b->x_height - a->x_height) <= slack * a->x_height;
}

/* Does it begin below the other, or is it centred below it, as print in cells is? */
static gboolean
is_below(const RvSegment *a, const RvSegment *b)
{
    double u = a->x_height;

    if (!rv_px_is_empty(a->wall) &&
        abs(rv_px_centre_x(a->box) - rv_px_centre_x(b->box)) <= HANG_LEFT * u)
        return TRUE;
    return b->box.x >= a->box.x - HANG_LEFT * u && b->box.x <= a->box.x + HANG_RIGHT * u;
}

/* The nearest line that begins below this one; NULL: something else stands there. */
static RvSegment *
next_below(const RvForm *form, const RvSegment *a)
{
    RvSegment *best = NULL;
    double u = a->x_height;

    for (guint i = 0; i < form->segments->len; i++) {
        RvSegment *b = g_ptr_array_index(form->segments, i);
        double pitch = b->base - a->base;

        if (b->page != a->page || pitch < u || pitch > MOST_PITCH * u ||
            rv_px_overlap_x(a->box, b->box) <= 0 || (best && b->base >= best->base))
            continue;
        best = b;
    }
    if (!best || !same_size(a, best) || !rv_px_is_empty(best->tick) ||
        (a->room != RV_ROOM_NONE && a->room != RV_ROOM_OPEN) || !is_below(a, best) ||
        !same_cell(a->wall, best->wall) || rule_between(form, a, best))
        return NULL;
    return best;
}

/* ---- do they belong together? ---------------------------------------------------------------- */

/* Where the lines of the column end: those that begin about there. */
static int
column_end(const RvForm *form, const RvSegment *a)
{
    int end = rv_px_right(a->box);

    if (!rv_px_is_empty(a->wall))
        return rv_px_right(a->wall);
    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *b = g_ptr_array_index(form->segments, i);

        if (b->page == a->page && labs((long)(b->box.x - a->box.x)) < 4 * a->x_height)
            end = MAX(end, rv_px_right(b->box));
    }
    return end;
}

/* Would the first word of the next line not have found room? */
static gboolean
is_full(const RvForm *form, const RvSegment *a, const RvSegment *b)
{
    return rv_px_right(a->box) + word_of(b, FALSE)->box.w + a->x_height / 2 >
           column_end(form, a) - a->x_height;
}

static gboolean
begins_low(const RvSegment *b)
{
    return g_unichar_islower(g_utf8_get_char(word_of(b, FALSE)->text));
}

static gboolean
ends_sentence(const RvSegment *a)
{
    const char *text = word_of(a, TRUE)->text;

    return *text && strchr(".;:?!", text[strlen(text) - 1]);
}

/* No line that ends so is over. */
static gboolean
is_open(const RvSegment *a)
{
    static const char *const words[] = {"à",   "au",  "aux", "avec", "ce",   "d",    "dans", "de",
                                        "des", "du",  "en",  "et",   "la",   "le",   "les",  "ou",
                                        "par", "que", "qui", "pour", "sous", "sur",  "un",   "une",
                                        "son", "sa",  "ses", "leur", "est",  "sont", NULL};
    g_autofree char *low = g_utf8_strdown(word_of(a, TRUE)->text, -1);

    return g_str_has_suffix(low, ",") || (a->words->len > 1 && g_strv_contains(words, low));
}

/* Baseline to baseline, in x-heights, of lines that surely are of one paragraph. */
static double
usual_pitch(const RvForm *form, RvSegment *const *below)
{
    g_autoptr(GArray) pitches = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *a = g_ptr_array_index(form->segments, i), *b = below[i];
        double pitch = b ? (b->base - a->base) / a->x_height : 0;

        if (b && begins_low(b) && is_full(form, a, b))
            g_array_append_val(pitches, pitch);
    }
    return pitches->len ? rv_rank_double(pitches, 0.5) : USUAL_PITCH;
}

static gboolean
is_marked(const RvSegment *segment, gboolean last)
{
    return word_of(segment, last)->marked;
}

/* Bold or marked as a whole, and not what follows, or the other way round. */
static gboolean
looks_other(const RvSegment *a, const RvSegment *b)
{
    return (a->bold > 0.5) != (b->bold > 0.5) || is_marked(a, TRUE) != is_marked(b, FALSE);
}

static gboolean
belongs(const RvForm *form, const RvSegment *a, const RvSegment *b, double usual)
{
    if (b->base - a->base > SAME_PITCH * usual * a->x_height + 1)
        return FALSE;
    if (!begins_low(b) && looks_other(a, b))
        return FALSE;
    if (is_full(form, a, b) || is_open(a))
        return TRUE;
    return begins_low(b) && !ends_sentence(a);
}

/* ---- paragraphs ------------------------------------------------------------------------------ */

static void
weigh(RvParagraph *paragraph)
{
    double all = 0, bold = 0, marked = 0;

    for (guint i = 0; i < rv_paragraph_n_words(paragraph); i++) {
        const RvInkWord *word = rv_paragraph_word(paragraph, i);
        double n = (double)rv_letters_in(word->text);

        all += n;
        bold += word->bold ? n : 0;
        marked += word->marked ? n : 0;
    }
    paragraph->bold = all > 0 ? bold / all : 0;
    paragraph->marked = all > 0 ? marked / all : 0;
}

static void
add_segment(RvParagraph *paragraph, RvSegment *segment)
{
    g_ptr_array_add(paragraph->segments, segment);
    paragraph->box = rv_px_union(paragraph->box, segment->box);
    /* The longest line is measured best. */
    if (segment->box.w > paragraph->longest) {
        paragraph->longest = segment->box.w;
        paragraph->x_height = segment->x_height;
    }
    paragraph->room = segment->room;
    paragraph->place = segment->place;
    paragraph->lines = segment->lines;
}

static RvParagraph *
paragraph_new(RvSegment *first)
{
    RvParagraph *paragraph = g_new0(RvParagraph, 1);

    paragraph->page = first->page;
    paragraph->segments = g_ptr_array_new();
    paragraph->tick = first->tick;
    add_segment(paragraph, first);
    return paragraph;
}

void
rv_form_join(RvForm *form)
{
    guint n = form->segments->len;
    g_autofree RvSegment **below = g_new0(RvSegment *, n + 1);
    g_autoptr(GHashTable) heads = g_hash_table_new(NULL, NULL); /* segment -> its paragraph */
    double usual;

    for (guint i = 0; i < n; i++)
        below[i] = next_below(form, g_ptr_array_index(form->segments, i));
    usual = usual_pitch(form, below);
    for (guint i = 0; i < n; i++) {
        RvSegment *segment = g_ptr_array_index(form->segments, i);
        RvParagraph *paragraph = g_hash_table_lookup(heads, segment);

        if (!paragraph) {
            paragraph = paragraph_new(segment);
            g_ptr_array_add(form->paragraphs, paragraph);
        }
        if (below[i] && !g_hash_table_contains(heads, below[i]) &&
            belongs(form, segment, below[i], usual)) {
            g_hash_table_insert(heads, below[i], paragraph);
            add_segment(paragraph, below[i]);
        }
    }
    for (guint i = 0; i < form->paragraphs->len; i++) {
        RvParagraph *paragraph = g_ptr_array_index(form->paragraphs, i);

        weigh(paragraph);
        paragraph->reach = rv_px_union(paragraph->box, paragraph->tick);
        if (paragraph->room != RV_ROOM_OPEN &&
            rv_px_overlap_y(paragraph->place, paragraph->box) >
                (paragraph->room == RV_ROOM_CELL ? 0 : -paragraph->x_height))
            paragraph->reach = rv_px_union(paragraph->reach, paragraph->place);
    }
}
