/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody struck the wording through: it is read well enough and does not count. */
#include "match-private.h"

#include "recevable/i18n.h"

/* For words without a trace: x-height over the height of a line's band, and how far its baseline is
 * above its lower edge. */
#define X_HEIGHT_SHARE 0.68
#define BASE_SHARE 0.04
/* A stroke may begin before the first word and end behind the last, in x-heights. */
#define OVERSHOOT 0.3

/* Words of a wording that stand on one line and were read from one picture of it. */
typedef struct {
    const RvSheet *sheet;
    RvStrip strip;
    double x_height;
} Stretch;

static Stretch
stretch_of(const RvIndex *index, const GArray *words, guint from, guint to)
{
    const RvIndexWord *first = rv_index_word(index, g_array_index(words, guint, from));
    const RvTrace *trace = first->word->trace;
    RvPx band = rv_index_line(index, first->line)->band, box = {0};
    Stretch stretch = {.sheet = rv_index_sheet(index, first->page)};

    for (guint i = from; i < to; i++) {
        const RvWord *word = rv_index_word(index, g_array_index(words, guint, i))->word;

        box = rv_px_union(box, word->box);
    }
    if (trace) {
        stretch.strip = trace->strip;
        stretch.x_height = trace->x_height;
    } else {
        stretch.strip = (RvStrip){.left = box.x, .base = rv_px_bottom(band) - BASE_SHARE * band.h};
        stretch.x_height = X_HEIGHT_SHARE * band.h;
    }
    rv_strip_start_at(&stretch.strip, box.x - OVERSHOOT * stretch.x_height);
    stretch.strip.right = rv_px_right(box) + OVERSHOOT * stretch.x_height;
    return stretch;
}

static gboolean
are_together(const RvIndex *index, guint a, guint b)
{
    const RvIndexWord *u = rv_index_word(index, a), *v = rv_index_word(index, b);

    return u->line == v->line && u->word->trace == v->word->trace;
}

/* Stretch, one a line or more. */
static GArray *
stretches_of(const RvIndex *index, const GArray *words)
{
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(Stretch));

    for (guint from = 0, to; from < words->len; from = to) {
        Stretch stretch;

        for (to = from + 1; to < words->len; to++)
            if (!are_together(index, g_array_index(words, guint, from),
                              g_array_index(words, guint, to)))
                break;
        stretch = stretch_of(index, words, from, to);
        g_array_append_val(stretches, stretch);
    }
    return stretches;
}

static RvStruck
struck(const GArray *stretches)
{
    RvStruck worst = RV_STRUCK_NOT;

    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);

        worst = MAX(worst, rv_print_struck(stretch->sheet, &stretch->strip, stretch->x_height));
    }
    return worst;
}

static void
set_state(RvPhrase *phrase, RvPhraseState state, const char *difference)
{
    phrase->state = state;
    g_free(phrase->difference);
    phrase->difference = g_strdup(difference);
}

void
rv_stroke_check(const RvIndex *index, const RvSpot *spot, RvPhrase *phrase)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);
    g_autoptr(GArray) stretches = stretches_of(index, words);
    RvStruck stroke = struck(stretches);

    if (stroke == RV_STRUCK_SURELY)
        set_state(phrase, RV_PHRASE_ALTERED, _("struck through"));
    else if (stroke == RV_STRUCK_PERHAPS)
        set_state(phrase, RV_PHRASE_UNREADABLE, _("a stroke runs through it"));
}
