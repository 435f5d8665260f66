/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which line of print goes on with which: the one below that is as near as lines mostly are, of one
 * size, where the upper one was full; or the first of the next column. */
#include "learn-private.h"

#include "recevable/rank.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Lines of one paragraph are no further apart than those that surely are, by this. Spacing between
 * paragraphs begins at a quarter of a line. */
#define SAME_PITCH 1.13
/* ... and by this where the next line may begin another mention. */
#define NEXT_PITCH 1.08
/* An explanation goes on below a higher line, such as one with cells. */
#define BRACKETS_PITCH 1.6
/* Where no lines surely are: x-heights from one baseline to the next (single spacing is 2.2). */
#define USUAL_PITCH 2.4
/* Further apart nothing is looked for. */
#define MOST_PITCH 4.0
/* Print of one size differs that much, as it was measured. */
#define SAME_SIZE 0.2
/* One line is measured that badly; those of few letters are worse. */
#define BADLY 0.1
#define FEW_LETTERS 16
#define ABOUT_SAME_SIZE 0.4
/* Lines of one paragraph begin below each other, x-heights; the second may hang. */
#define HANG_LEFT 1.2
#define HANG_RIGHT 4.0

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

static gboolean
same_size(const RvSegment *a, const RvSegment *b)
{
    gboolean goes_on = begins_low(b) && !ends_sentence(a);
    double slack = is_short(a) || is_short(b) || goes_on ? ABOUT_SAME_SIZE : SAME_SIZE;

    return fabs(b->x_height - a->x_height) <= slack * a->x_height;
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

/* Does it begin below the other, or is it centred below it, as print in cells is? */
static gboolean
is_below(const RvSegment *a, const RvSegment *b)
{
    double u = a->x_height;

    if ((!rv_px_is_empty(a->wall) || is_open(a)) &&
        abs(rv_px_centre_x(a->box) - rv_px_centre_x(b->box)) <= HANG_LEFT * u)
        return TRUE;
    return b->box.x >= a->box.x - HANG_LEFT * u && b->box.x <= a->box.x + HANG_RIGHT * u;
}

/* Does an explanation in brackets go on below, which may be set otherwise? */
static gboolean
is_in_brackets(const RvSegment *a)
{
    int depth = 0;

    for (guint i = 0; i < a->words->len; i++)
        for (const char *c = g_array_index(a->words, RvInkWord, i).text; *c; c++)
            depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
    return depth > 0;
}

/* The nearest line that begins below this one; NULL: something else stands there. */
RvSegment *
rv_line_below(const RvForm *form, const RvSegment *a)
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
    if (!best || (!same_size(a, best) && !is_in_brackets(a)) || !rv_px_is_empty(best->tick) ||
        (a->room != RV_ROOM_NONE && a->room != RV_ROOM_OPEN) || !is_below(a, best) ||
        !same_cell(a->wall, best->wall) || (rule_between(form, a, best) && !is_in_brackets(a)))
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

/* The x-height that distances are counted in: that of most print, where the line may well be of
 * that size, for one line is measured badly. */
static double
unit_of(const RvForm *form, const RvSegment *a)
{
    return fabs(a->x_height - form->x_height) <= SAME_SIZE * form->x_height ? form->x_height
                                                                            : a->x_height;
}

static gboolean
ends_label(const RvSegment *a)
{
    return g_str_has_suffix(word_of(a, TRUE)->text, ":");
}

static gboolean
asks(const RvSegment *b)
{
    return g_str_has_suffix(word_of(b, TRUE)->text, "?");
}

/* Baseline to baseline, in x-heights, of lines that surely are of one paragraph. */
double
rv_lines_usual_pitch(const RvForm *form, RvSegment *const *below)
{
    g_autoptr(GArray) pitches = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *a = g_ptr_array_index(form->segments, i), *b = below[i];
        double pitch = b ? (b->base - a->base) / unit_of(form, a) : 0;

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
is_centred(const RvSegment *a)
{
    return !rv_px_is_empty(a->wall) &&
           abs(rv_px_centre_x(a->box) - rv_px_centre_x(a->wall)) <= HANG_LEFT * a->x_height;
}

gboolean
rv_lines_belong(const RvForm *form, const RvSegment *a, const RvSegment *b, double usual)
{
    double unit = begins_low(b) ? MAX(unit_of(form, a), a->x_height) : unit_of(form, a);
    double pitch = (b->base - a->base) / (usual * unit), slack = 1 / form->x_height;

    if (is_centred(a) && is_centred(b)) /* a heading of a column, however it is spaced */
        return !ends_sentence(a);
    if (is_in_brackets(a))
        return pitch <= BRACKETS_PITCH;
    if (pitch > (begins_low(b) ? SAME_PITCH : NEXT_PITCH) + slack / usual)
        return FALSE;
    if (ends_label(a) && !begins_low(b))
        return FALSE;
    if (!begins_low(b) && looks_other(a, b))
        return FALSE;
    if (is_full(form, a, b) || is_open(a) || (asks(b) && !ends_sentence(a)))
        return TRUE;
    return begins_low(b) && !ends_sentence(a);
}

/* On the next page, or beside it and above. */
static gboolean
is_next_column(const RvSegment *a, const RvSegment *b)
{
    return b->page == a->page + 1 || (b->page == a->page && b->box.x > rv_px_right(a->box) &&
                                      rv_px_bottom(b->box) < a->box.y);
}

gboolean
rv_line_goes_on(const RvSegment *a, const RvSegment *b)
{
    return is_next_column(a, b) && rv_px_is_empty(b->tick) && a->room == RV_ROOM_NONE &&
           same_size(a, b) && !ends_sentence(a) && (begins_low(b) || is_open(a)) &&
           is_marked(a, TRUE) == is_marked(b, FALSE);
}
