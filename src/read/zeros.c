/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zeros with a dot or a stroke inside, as typewriters' fonts have them, are read as 6, 8 or 9 where
 * the print is poor. The network holds a zero possible then, and the shape decides: a zero is the
 * same upside down. */
#include "read-private.h"

#include <math.h>
#include <string.h>

/* A zero may be less likely than what was read by so many nats: true 6, 8 and 9 that are as alike
 * to themselves cost 7 and more. */
#define POSSIBLE 5.0
/* So alike is it at least: zeros of poor scans 0.83 and more, most above 0.9, true 6 and 9 up to
 * 0.78. Counted on 4000 figures of 118 documents. */
#define ALIKE 0.85
/* A figure's height in x-heights, which may be taken from figures themselves, and its width as a
 * share of its height. */
#define MIN_HEIGHT 0.9
#define MAX_HEIGHT 2.0
#define MIN_WIDTH 0.35
#define MAX_WIDTH 1.1

static double
middle_of(const RvTrace *trace, const RvCharacter *character)
{
    return rv_strip_x(&trace->strip, rv_net_height(trace->net),
                      (character->from + character->to) / 2.0 * rv_net_step(trace->net));
}

static gboolean
holds(RvPx box, double x)
{
    return x >= box.x && x < rv_px_right(box);
}

/* The largest piece of the line around x; empty: there is none. */
static RvPx
piece_at(const RvSheet *sheet, const RvFoundLine *line, double x)
{
    RvPx found = {0};

    for (guint i = 0; i < line->pieces->len; i++) {
        RvPx box =
            g_array_index(sheet->pieces, RvSheetPiece, g_array_index(line->pieces, guint, i)).box;

        if (holds(box, x) && box.w * box.h > found.w * found.h)
            found = box;
    }
    return found;
}

/* The ink of character i: its piece, or its share of one that several have grown together to. */
static RvPx
ink_of(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line,
       const GArray *characters, guint i)
{
    RvPx piece =
        piece_at(sheet, line, middle_of(trace, &g_array_index(characters, RvCharacter, i)));
    int before = 0, all = 0;

    for (guint k = 0; k < characters->len; k++) {
        const RvCharacter *other = &g_array_index(characters, RvCharacter, k);

        if (g_str_equal(other->text, " ") || !holds(piece, middle_of(trace, other)))
            continue;
        before += k < i;
        all++;
    }
    return all > 1 ? (RvPx){piece.x + before * piece.w / all, piece.y, piece.w / all, piece.h}
                   : piece;
}

static gboolean
is_figure(RvPx ink, double x_height)
{
    return ink.h >= MIN_HEIGHT * x_height && ink.h <= MAX_HEIGHT * x_height &&
           ink.w >= MIN_WIDTH * ink.h && ink.w <= MAX_WIDTH * ink.h;
}

/* Characters that a zero by itself, as in a comb, is read as. */
static const char *const round_signs[] = {"®", "©", "@", "o", "O"};

static gboolean
is_round_sign(const char *text)
{
    for (gsize i = 0; i < G_N_ELEMENTS(round_signs); i++)
        if (g_str_equal(text, round_signs[i]))
            return TRUE;
    return FALSE;
}

/* Is there nothing on the line but figures, and signs? */
static gboolean
is_number(const GArray *characters)
{
    for (guint i = 0; i < characters->len; i++) {
        const char *text = g_array_index(characters, RvCharacter, i).text;

        if (g_unichar_isalpha(g_utf8_get_char(text)) && !is_round_sign(text))
            return FALSE;
    }
    return TRUE;
}

static gboolean
may_be_zero(const RvTrace *trace, const RvCharacter *character, gboolean in_number)
{
    g_autofree RvDigitCosts *costs = NULL;

    if ((strlen(character->text) != 1 || !strchr("689", *character->text)) &&
        !(in_number && is_round_sign(character->text)))
        return FALSE;
    costs = rv_digit_costs(trace, character, 1);
    return costs && costs->of[0] <= POSSIBLE;
}

/* Takes out the zero beside one that was restored, when it was read from the same ink: the network
 * was torn between the two. */
static void
drop_twin(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line, RvPx ink,
          GArray *characters, guint at)
{
    double x;

    if (at >= characters->len || strcmp(g_array_index(characters, RvCharacter, at).text, "0") != 0)
        return;
    x = middle_of(trace, &g_array_index(characters, RvCharacter, at));
    if (fabs(x - rv_px_centre_x(ink)) < ink.w && rv_px_is_empty(piece_at(sheet, line, x)))
        g_array_remove_index(characters, at);
}

void
rv_restore_zeros(const RvTrace *trace, const RvSheet *sheet, const RvFoundLine *line,
                 GArray *characters)
{
    gboolean in_number = is_number(characters);

    for (guint i = 0; i < characters->len; i++) {
        RvCharacter *character = &g_array_index(characters, RvCharacter, i);
        RvPx ink;

        if (!may_be_zero(trace, character, in_number))
            continue;
        ink = ink_of(trace, sheet, line, characters, i);
        if (!is_figure(ink, line->x_height) || rv_sheet_mirrored(sheet, ink) < ALIKE)
            continue;
        character->text = "0";
        character->cost = 0; /* what spoke for the other figure is told by the shape */
        drop_twin(trace, sheet, line, ink, characters, i + 1);
    }
}
