/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pages are the form's? General terms, a recap or a letter may stand with it and quote its
 * mentions, but they have no labels to fill in, or only those that the form has anyway. */
#include "match-private.h"

#include <string.h>

/* For labels: a page of the form is covered by the template's wordings for 40 % and more of its
 * words; general terms and cover letters for less than 5 %. */
#define FORM_COVERAGE 0.12
/* ... and a page with fewer words than this is no general terms: a form's end may be short. */
#define FEW_WORDS 60
/* For mentions: a page without labels is the form's only when the mentions that stand on no other
 * page of it cover it so far, with what the form explains. A recap has its own words around each.
 */
#define MENTIONS_COVERAGE 0.6
/* Only mentions of this length, this well found, count. Bytes of the key. */
#define TELLING_BYTES 10
#define TELLING_SIMILARITY 0.8
/* A label this long is nothing but a label; a shorter one ("Adresse", "Client") is a word as well,
 * and two of them count as much as a long one. Bytes of the key. */
#define LONG_LABEL 20
#define SHORT_LABEL 5
#define SIMILAR_LONG 0.72 /* as labels are settled by */
#define SIMILAR_SHORT 0.8
/* A place that is so much less like the wording than the best one is that of another wording. */
#define AS_GOOD 0.12
/* The weight of labels that makes a page the form's: a long one, or two short ones. */
#define WEIGHT_LONG 2
#define WEIGHT_SHORT 1
#define WEIGHT_FORM 2
/* Words of one run are no farther apart, in heights of them. */
#define WORD_GAP 1.0

/* ---- does a label stand there? -------------------------------------------------------------- */

static gboolean
has_gap(const RvIndex *index, guint left, guint right)
{
    RvPx a = rv_index_word(index, left)->word->box, b = rv_index_word(index, right)->word->box;

    return b.x - rv_px_right(a) > WORD_GAP * MAX(a.h, b.h);
}

/* At the start of a run of words, or behind no more than a number or a tick box. */
static gboolean
starts_run(const RvIndex *index, const RvSpot *spot)
{
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, spot->first)->line);

    return spot->starts_line || spot->first == line->first + 1 ||
           has_gap(index, spot->first - 1, spot->first);
}

/* Nothing behind it goes on with the sentence. */
static gboolean
ends_run(const RvIndex *index, const RvSpot *spot)
{
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, spot->last)->line);
    const char *text = rv_index_word(index, spot->last)->word->text;

    if (g_str_has_suffix(text, ":") || spot->last + 1 >= line->first + line->n ||
        has_gap(index, spot->last, spot->last + 1))
        return TRUE;
    text = rv_index_word(index, spot->last + 1)->word->text;
    return !g_unichar_islower(g_utf8_get_char(text));
}

/* What a place says for its page; 0: it may be any text. */
static guint
label_weight(const RvIndex *index, const RvTarget *target, const RvSpot *spot)
{
    gsize length = strlen(g_array_index(target->needles, RvNeedle, spot->needle).key);

    if (length < SHORT_LABEL || !starts_run(index, spot) ||
        spot->similarity < g_array_index(target->spots, RvSpot, 0).similarity - AS_GOOD)
        return 0;
    if (length >= LONG_LABEL)
        return spot->similarity >= SIMILAR_LONG ? WEIGHT_LONG : 0;
    return spot->similarity >= SIMILAR_SHORT && ends_run(index, spot) ? WEIGHT_SHORT : 0;
}

/* ---- pages by their labels ------------------------------------------------------------------ */

/* Targets of one wording: the form has so many places for it, and no more. */
typedef struct {
    const char *key;
    guint left;   /* of them, that no page of the form has yet */
    guint weight; /* of one */
    guint *hits;  /* places a page */
} Wording;

static void
wording_clear(gpointer wording)
{
    g_free(((Wording *)wording)->hits);
}

static Wording *
wording_of(GArray *wordings, const RvIndex *index, const RvTarget *target)
{
    const char *key = rv_target_class(target);

    for (guint i = 0; i < wordings->len; i++)
        if (g_str_equal(g_array_index(wordings, Wording, i).key, key))
            return &g_array_index(wordings, Wording, i);
    g_array_set_size(wordings, wordings->len + 1);
    Wording *added = &g_array_index(wordings, Wording, wordings->len - 1);
    *added = (Wording){key, 0, 0, g_new0(guint, index->sheets->len)};
    return added;
}

static GArray *
gather_labels(const RvIndex *index, const GPtrArray *targets)
{
    GArray *wordings = g_array_new(FALSE, TRUE, sizeof(Wording));

    g_array_set_clear_func(wordings, wording_clear);
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        Wording *wording;

        if (target->role == RV_ROLE_MENTION || target->role == RV_ROLE_GUIDE)
            continue;
        wording = wording_of(wordings, index, target);
        for (guint k = 0; k < target->spots->len && !wording->left; k++) {
            const RvSpot *spot = &g_array_index(target->spots, RvSpot, k);
            guint weight = label_weight(index, target, spot);

            wording->hits[spot->page] += weight > 0;
            wording->weight = MAX(wording->weight, weight);
        }
        wording->left++;
    }
    return wordings;
}

static guint
weight_of_page(const GArray *wordings, guint page)
{
    guint weight = 0;

    for (guint i = 0; i < wordings->len; i++) {
        const Wording *wording = &g_array_index(wordings, Wording, i);

        weight += wording->weight * MIN(wording->hits[page], wording->left);
    }
    return weight;
}

/* The pages that hold most labels first; what they have is no longer looked for on the others. */
static gboolean
find_labelled_pages(const RvIndex *index, const GPtrArray *targets, gboolean *form)
{
    g_autoptr(GArray) wordings = gather_labels(index, targets);
    gboolean any = FALSE;

    for (;;) {
        guint best = 0, most = 0;

        for (guint page = 0; page < index->sheets->len; page++) {
            guint weight = form[page] ? 0 : weight_of_page(wordings, page);

            if (weight > most) {
                most = weight;
                best = page;
            }
        }
        if (most < WEIGHT_FORM)
            return any;
        form[best] = any = TRUE;
        for (guint i = 0; i < wordings->len; i++) {
            Wording *wording = &g_array_index(wordings, Wording, i);

            wording->left -= MIN(wording->left, wording->hits[best]);
        }
    }
}

/* ---- pages by their words ------------------------------------------------------------------- */

static double
share_of_page(const RvIndex *index, guint page, const GArray *marks, guint *total)
{
    guint covered = 0;

    *total = 0;
    for (guint w = 0; w < index->words->len; w++) {
        if (rv_index_word(index, w)->page != page || !*rv_index_word(index, w)->key)
            continue;
        (*total)++;
        covered += g_array_index(marks, gboolean, w);
    }
    return *total ? (double)covered / *total : 0;
}

static gboolean
is_telling(const RvTarget *target, const RvSpot *spot)
{
    return spot->similarity >= TELLING_SIMILARITY &&
           strlen(g_array_index(target->needles, RvNeedle, spot->needle).key) >= TELLING_BYTES;
}

static void
mark_words(const RvIndex *index, const RvSpot *spot, GArray *marks)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);

    for (guint w = 0; w < words->len; w++)
        g_array_index(marks, gboolean, g_array_index(words, guint, w)) = TRUE;
}

/* Marks a mention that no page of the form has. */
static void
mark_mention(const RvIndex *index, const RvTarget *target, const gboolean *form, GArray *marks)
{
    for (guint i = 0; i < target->spots->len; i++) {
        const RvSpot *spot = &g_array_index(target->spots, RvSpot, i);

        if (is_telling(target, spot) && form[spot->page])
            return;
    }
    for (guint i = 0; i < target->spots->len; i++) {
        const RvSpot *spot = &g_array_index(target->spots, RvSpot, i);

        if (is_telling(target, spot))
            mark_words(index, spot, marks);
    }
}

static void
find_pages_of_mentions(const RvIndex *index, const GPtrArray *targets, gboolean *form)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, TRUE, sizeof(gboolean));
    guint total;

    g_array_set_size(marks, index->words->len);
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        if (target->role == RV_ROLE_MENTION)
            mark_mention(index, target, form, marks);
    }
    for (guint w = 0; w < index->words->len; w++)
        if (rv_explained(index, rv_index_word(index, w)->word))
            g_array_index(marks, gboolean, w) = TRUE;
    for (guint page = 0; page < index->sheets->len; page++)
        form[page] |= share_of_page(index, page, marks, &total) >= MENTIONS_COVERAGE;
}

GArray *
rv_targets_telling_words(const RvIndex *index, const GPtrArray *targets)
{
    GArray *marks = g_array_new(FALSE, TRUE, sizeof(gboolean));

    g_array_set_size(marks, index->words->len);
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);

        for (guint k = 0; k < target->spots->len; k++) {
            const RvSpot *spot = &g_array_index(target->spots, RvSpot, k);

            if (is_telling(target, spot))
                mark_words(index, spot, marks);
        }
    }
    return marks;
}

gboolean *
rv_form_pages(RvIndex *index, const GPtrArray *targets)
{
    g_autoptr(GArray) marks = rv_targets_telling_words(index, targets);
    gboolean *form = g_new0(gboolean, index->sheets->len), any = FALSE;
    gboolean labelled = find_labelled_pages(index, targets, form);

    if (labelled)
        find_pages_of_mentions(index, targets, form);
    for (guint page = 0; page < index->sheets->len; page++) {
        gboolean *loosely = &g_array_index(index->form_pages, gboolean, page);
        guint total;
        double share = share_of_page(index, page, marks, &total);

        *loosely = form[page] || (total && (share >= FORM_COVERAGE || total < FEW_WORDS));
        any |= *loosely;
    }
    for (guint page = 0; page < index->sheets->len; page++) {
        g_array_index(index->form_pages, gboolean, page) |= !any;
        form[page] |= !labelled && g_array_index(index->form_pages, gboolean, page);
    }
    return form;
}
