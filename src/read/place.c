/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the characters of a line to words with boxes. The network tells roughly where a character
 * is; where a word ends, the white between the pieces tells exactly. */
#include "read-private.h"

#include <stdlib.h>

/* The white between two words lies within so many x-heights of where the network saw the space. */
#define SPACE_SLACK 0.8
/* No space is narrower, in x-heights; the white after a thin 1 or beside a V may look like one to
 * the network. Letters that touch leave no white at all, and tell nothing. scripts/tune: errors
 * 2.36 % at 0.15, 2.38 % at 0.22. */
#define NARROW 0.15
#define HALF_LETTER 0.4
/* The white behind a lone capital before a name ("A Nantes"), which the network overlooks at times,
 * in x-heights. Chosen: letters of one word stand closer in all but typewriters' fonts, and no word
 * starts with two capitals and a small letter. */
#define LONE_WHITE 0.3

/* Strokes of a pen are letters to the network, and sure ones: what stands alone, so many letters at
 * most, and is so many times larger than the print of the page, is believed by half. */
#define LONE_LETTERS 2
#define LONE_SIZE 1.5
#define LONE_DOUBT 0.5
#define HIGH_LETTER 1.42 /* ascender over x-height */

/* Spans of ink along the line, from left to right, with white between them. */
typedef struct {
    int left, right;
} Span;

static RvPx
piece_box(const RvSheet *sheet, const RvFoundLine *line, guint i)
{
    return g_array_index(sheet->pieces, RvSheetPiece, g_array_index(line->pieces, guint, i)).box;
}

static GArray *
spans_of(const RvSheet *sheet, const RvFoundLine *line)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(Span));

    for (guint i = 0; i < line->pieces->len; i++) {
        RvPx box = piece_box(sheet, line, i);
        Span span = {box.x, rv_px_right(box)};
        Span *last = spans->len ? &g_array_index(spans, Span, spans->len - 1) : NULL;

        if (last && span.left <= last->right)
            last->right = MAX(last->right, span.right);
        else
            g_array_append_val(spans, span);
    }
    return spans;
}

/* Where the line is to be cut for a space seen at x: the middle of the widest white near there. */
static double
cut_near(const GArray *spans, double x, double x_height)
{
    double best = x, most = 0;

    for (guint i = 0; i + 1 < spans->len; i++) {
        double from = g_array_index(spans, Span, i).right;
        double to = g_array_index(spans, Span, i + 1).left;
        double away = MAX(0, MAX(from - x, x - to));

        if (away <= SPACE_SLACK * x_height && to - from - away > most) {
            most = to - from - away;
            best = (from + to) / 2;
        }
    }
    return best;
}

/* The widest white within reach of x, 0 when there is none. */
static double
white_near(const GArray *spans, double x, double x_height)
{
    double most = 0;

    for (guint i = 0; i + 1 < spans->len; i++) {
        double from = g_array_index(spans, Span, i).right;
        double to = g_array_index(spans, Span, i + 1).left;

        if (MAX(from - x, x - to) <= HALF_LETTER * x_height)
            most = MAX(most, to - from);
    }
    return most;
}

/* The ink of the line between two places. */
static RvPx
ink_between(const RvSheet *sheet, const RvFoundLine *line, double from, double to)
{
    RvPx box = {0};

    for (guint i = 0; i < line->pieces->len; i++) {
        RvPx piece = piece_box(sheet, line, i);
        RvPx within = {(int)from, piece.y, (int)to - (int)from, piece.h};

        within = rv_px_intersection(piece, within);
        if (2 * within.w >= piece.w || within.w > line->x_height)
            box = rv_px_union(box, within);
    }
    return box;
}

typedef struct {
    const RvTrace *trace;
    const RvSheet *sheet;
    const RvFoundLine *line;
    GArray *spans;
} Placing;

static double
x_of_step(const Placing *p, double step)
{
    return rv_strip_x(&p->line->strip, rv_net_height(p->trace->net),
                      step * rv_net_step(p->trace->net));
}

/* Where the network saw the characters, when no ink can be told to be theirs. */
static RvPx
seen_at(const Placing *p, const RvCharacter *characters, guint n)
{
    double left = x_of_step(p, characters[0].from), right = x_of_step(p, characters[n - 1].to);

    return (RvPx){(int)left, (int)(rv_strip_base(&p->line->strip, left) - p->line->x_height),
                  MAX((int)(right - left), 1), MAX((int)p->line->x_height, 1)};
}

/* Appends the word that the characters make. */
static void
add_word(const Placing *p, const RvCharacter *characters, guint n, double from, double to,
         GArray *words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    RvPx box = ink_between(p->sheet, p->line, from, to);
    float worst = 0;

    for (guint i = 0; i < n; i++) {
        if (g_str_equal(characters[i].text, " "))
            continue; /* one that was too narrow */
        g_string_append(text, characters[i].text);
        worst = MAX(worst, characters[i].cost);
    }
    if (rv_px_is_empty(box))
        box = seen_at(p, characters, n);
    g_array_append_val(words,
                       ((RvWord){.text = g_strdup(text->str),
                                 .box = rv_px_clip(box, p->sheet->width, p->sheet->height),
                                 .confidence = MAX(0.0, 1.0 - RV_DOUBT_WEIGHT * (double)worst),
                                 .trace = p->trace,
                                 .digits = rv_digit_costs(p->trace, characters, n)}));
}

static gboolean
is_too_narrow(const Placing *p, double x)
{
    double white = white_near(p->spans, x, p->line->x_height);

    return white > 0 && white < NARROW * p->line->x_height;
}

/* An upright rule between two characters parts words, whatever the network says. */
static gboolean
is_rule_between(const Placing *p, const RvCharacter *before, const RvCharacter *after, double *at)
{
    int from = (int)x_of_step(p, before->to - 0.5), to = (int)x_of_step(p, after->from + 0.5);
    RvPx row = {from, p->line->box.y, MAX(to - from, 1), p->line->box.h};

    for (guint i = 0; i < p->sheet->rules->len; i++) {
        const RvSheetRule *rule = &g_array_index(p->sheet->rules, RvSheetRule, i);

        *at = rv_px_centre_x(rule->box);
        if (!rule->horizontal && *at >= from && *at <= to &&
            rv_sheet_rule_parts(p->sheet, rule, row))
            return TRUE;
    }
    return FALSE;
}

static gunichar
letter(const RvCharacter *c)
{
    return g_utf8_get_char(c->text);
}

/* Is the line's first character a word by itself that the network strung to a name? */
static gboolean
is_lone_capital(const Placing *p, const RvCharacter *all, guint n, double *at)
{
    double x;

    if (n < 3 || !g_unichar_isupper(letter(&all[0])) || !g_unichar_isupper(letter(&all[1])) ||
        !g_unichar_islower(letter(&all[2])))
        return FALSE;
    x = x_of_step(p, (all[0].to + all[1].from) / 2.0);
    *at = cut_near(p->spans, x, p->line->x_height);
    return white_near(p->spans, x, p->line->x_height) >= LONE_WHITE * p->line->x_height;
}

/* Is character i the last of an "le" that the network strung to the figures of a date? */
static gboolean
is_lone_article(const Placing *p, const RvCharacter *all, guint n, guint i, double *at)
{
    double x;

    if (i < 1 || i + 1 >= n || !g_ascii_isdigit(*all[i + 1].text) || letter(&all[i]) != 'e' ||
        g_unichar_tolower(letter(&all[i - 1])) != 'l' ||
        (i > 1 && g_unichar_isalnum(letter(&all[i - 2]))))
        return FALSE;
    x = x_of_step(p, (all[i].to + all[i + 1].from) / 2.0);
    *at = cut_near(p->spans, x, p->line->x_height);
    return white_near(p->spans, x, p->line->x_height) >= LONE_WHITE * p->line->x_height;
}

/* Does the word that holds character i end before the next one? Tells where, then. */
static gboolean
ends_after(const Placing *p, const RvCharacter *all, guint n, guint i, double *at)
{
    double x;

    if (i + 1 >= n)
        return FALSE;
    if (is_rule_between(p, &all[i], &all[i + 1], at))
        return TRUE;
    if ((i == 0 && is_lone_capital(p, all, n, at)) || is_lone_article(p, all, n, i, at))
        return TRUE;
    if (!g_str_equal(all[i + 1].text, " "))
        return FALSE;
    x = x_of_step(p, (all[i + 1].from + all[i + 1].to) / 2.0);
    *at = cut_near(p->spans, x, p->line->x_height);
    return !is_too_narrow(p, x);
}

static void
doubt_strokes(const RvSheet *sheet, const RvFoundLine *line, GArray *words)
{
    glong letters = 0;

    for (guint i = 0; i < words->len; i++)
        letters += g_utf8_strlen(g_array_index(words, RvWord, i).text, -1);
    if (letters > LONE_LETTERS || line->box.h < LONE_SIZE * HIGH_LETTER * sheet->x_height)
        return;
    for (guint i = 0; i < words->len; i++)
        g_array_index(words, RvWord, i).confidence *= LONE_DOUBT;
}

void
rv_place_words(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line,
               const GArray *characters, GArray *words)
{
    g_autoptr(GArray) spans = spans_of(sheet, line);
    Placing p = {trace, sheet, line, spans};
    const RvCharacter *all = (const RvCharacter *)(gpointer)characters->data;
    guint first = 0;
    double from = line->strip.left;

    for (guint i = 0; i < characters->len; i++) {
        double to = line->strip.right;

        if (g_str_equal(all[i].text, " ") && i == first) {
            first++;
            continue;
        }
        if (i + 1 < characters->len && !ends_after(&p, all, characters->len, i, &to))
            continue;
        add_word(&p, all + first, i + 1 - first, from, to, words);
        first = i + 1;
        from = to;
    }
    doubt_strokes(sheet, line, words);
}
