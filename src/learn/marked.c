/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which words are marked as mandatory: by their colour, by bold print, or with a marker pen. */
#include "learn-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/rank.h"

#include <string.h>

/* Ink of a colour has at least that saturation; print in black 0.1 after scanning, dark blue (0,
 * 32, 96) has 1.0, and 0.5 after a scan that washed it out. Chosen. */
#define COLOURED 0.25
#define CHROMA 0.12
/* Paper under a marker pen, as far; white paper has 0.05. Chosen. */
#define HIGHLIGHTED 0.2
/* Strokes of bold letters are that much thicker than those of most letters of the page, for their
 * x-height: Liberation Sans 1.45, Lato 1.6, DejaVu Sans 1.6. */
#define BOLD 1.22

/* Short words are measured badly: of a line of which so much is bold all is. */
#define WHOLE_LINE 0.7

const RvMarking rv_marking_default = {RV_MARKED_COLOUR, 190, 265};

static const struct {
    const char *name;
    RvMarking marking;
} markings[] = {
    {"blue", {RV_MARKED_COLOUR, 190, 265}},     {"green", {RV_MARKED_COLOUR, 80, 170}},
    {"violet", {RV_MARKED_COLOUR, 265, 325}},   {"red", {RV_MARKED_COLOUR, 340, 15}},
    {"orange", {RV_MARKED_COLOUR, 15, 50}},     {"bold", {RV_MARKED_BOLD, 0, 0}},
    {"highlight", {RV_MARKED_HIGHLIGHT, 0, 0}},
};

static gboolean
take_hue(const char *text, const char **end, double *hue)
{
    char *after;
    guint64 value = g_ascii_strtoull(text, &after, 10);

    if (!g_ascii_isdigit(*text) || value > 360)
        return FALSE;
    *end = after;
    *hue = (double)value;
    return TRUE;
}

gboolean
rv_marking_parse(const char *text, RvMarking *marking, GError **error)
{
    RvMarking hues = {.by = RV_MARKED_COLOUR};
    const char *end;

    for (gsize i = 0; i < G_N_ELEMENTS(markings); i++)
        if (g_str_equal(text, markings[i].name)) {
            *marking = markings[i].marking;
            return TRUE;
        }
    if (take_hue(text, &end, &hues.from) && *end == '-' && take_hue(end + 1, &end, &hues.to) &&
        !*end) {
        *marking = hues;
        return TRUE;
    }
    g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                _("'%s' is no mark: name a colour (blue, green, violet, red, orange), hues from 0 "
                  "to 360 (200-260), bold or highlight"),
                text);
    return FALSE;
}

static gboolean
has_hue(const RvMarking *marking, double hue)
{
    return marking->from <= marking->to ? hue >= marking->from && hue <= marking->to
                                        : hue >= marking->from || hue <= marking->to;
}

static gboolean
is_marked(const RvMarking *marking, const RvPrintLook *look, gboolean bold)
{
    switch (marking->by) {
    case RV_MARKED_COLOUR:
        return look->ink.saturation >= COLOURED && look->ink.chroma >= CHROMA &&
               has_hue(marking, look->ink.hue);
    case RV_MARKED_BOLD:
        return bold;
    case RV_MARKED_HIGHLIGHT:
        return look->paper.saturation >= HIGHLIGHTED;
    }
    return FALSE;
}

/* The stroke of most letters of a page, in x-heights. */
static double
usual_stroke(const RvForm *form, int page)
{
    g_autoptr(GArray) strokes = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint i = 0; i < form->segments->len; i++) {
        const RvSegment *segment = g_ptr_array_index(form->segments, i);

        for (guint k = 0; segment->page == page && k < segment->words->len; k++) {
            const RvInkWord *word = &g_array_index(segment->words, RvInkWord, k);
            double stroke = rv_sheet_look(rv_form_page(form, page)->sheet, word->box).stroke /
                            segment->x_height;

            for (gsize n = rv_letters_in(word->text); n; n--)
                g_array_append_val(strokes, stroke);
        }
    }
    return strokes->len ? rv_rank_double(strokes, 0.5) : 0;
}

/* A sign alone is marked as its neighbours are. */
static void
mark_signs(RvSegment *segment)
{
    for (guint k = 0; k < segment->words->len; k++) {
        RvInkWord *word = &g_array_index(segment->words, RvInkWord, k);
        gboolean before = k == 0 || g_array_index(segment->words, RvInkWord, k - 1).marked;
        gboolean after =
            k + 1 == segment->words->len || g_array_index(segment->words, RvInkWord, k + 1).marked;

        if (!rv_letters_in(word->text))
            word->marked = segment->words->len > 1 && before && after;
    }
}

static void
mark_segment(const RvForm *form, RvSegment *segment, double usual)
{
    gsize bold = 0, all = 0;

    for (guint k = 0; k < segment->words->len; k++) {
        RvInkWord *word = &g_array_index(segment->words, RvInkWord, k);
        RvPrintLook look = rv_sheet_look(rv_form_page(form, segment->page)->sheet, word->box);
        gsize n = rv_letters_in(word->text);

        word->bold = usual > 0 && look.stroke / segment->x_height >= BOLD * usual;
        word->marked = is_marked(&form->how->marking, &look, word->bold);
        bold += word->bold ? n : 0;
        all += n;
    }
    segment->bold = all ? (double)bold / (double)all : 0;
    if (form->how->marking.by == RV_MARKED_BOLD && segment->bold >= WHOLE_LINE)
        for (guint k = 0; k < segment->words->len; k++)
            g_array_index(segment->words, RvInkWord, k).marked = TRUE;
    mark_signs(segment);
}

void
rv_form_mark(RvForm *form)
{
    for (guint p = 0; p < form->pages->len; p++) {
        double usual = usual_stroke(form, (int)p);

        for (guint i = 0; i < form->segments->len; i++) {
            RvSegment *segment = g_ptr_array_index(form->segments, i);

            if (segment->page == (int)p && segment->x_height > 0)
                mark_segment(form, segment, usual);
        }
    }
}
