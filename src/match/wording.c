/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the wording there, word by word? A doubtful word is read again from other images of its lines,
 * and the readings vote. */
#include "wording-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* A strict word is taken at once when the first reading has it with this confidence. */
#define SURE 0.5
/* A word that is another one in every look is a change of the wording only when a look was at
 * least this sure of it; else it is unreadable. */
#define SURE_CHANGE 0.55
/* Readings that must agree: of a strict word, and of a word that should not be there. */
#define VOTES 2
/* Words read as something close to them are forgiven up to this share of the wording. */
#define MAX_CLOSE_SHARE 0.5
/* Of what was not found, as long as nothing speaks against it. */
#define SURE_MISSING 0.9

typedef enum { FINE, DOUBTFUL, CHANGED } Finding;

/* ---- what one word says ------------------------------------------------------------------ */

/* A little word may get lost in reading; a denial, a figure or a strict one may not. */
static gboolean
may_be_lost(const char *key, const RvExpected *word)
{
    int length = word->end - word->start;
    const char *at = key + word->start;

    if (word->strict || g_ascii_isdigit(*at))
        return FALSE;
    return length == 1 ? *at != 'n' : length == 2 && strncmp(at, "ne", 2) != 0;
}

static gboolean
is_doubtful(const char *key, const RvExpected *word, gboolean whole)
{
    if (word->strict)
        return word->match != RV_WORD_SAME || word->confidence < SURE;
    if (!whole || word->match <= RV_WORD_CLOSE)
        return FALSE;
    return !may_be_lost(key, word);
}

/* Added words count when they are words: two letters and more, a figure, or a denial's n. */
static gboolean
extra_counts(const char *extra)
{
    return (strlen(extra) > 1 && strpbrk(extra, "aeiouy0123456789")) || g_str_equal(extra, "n") ||
           g_ascii_isdigit(*extra);
}

/* Nothing is weighed as long as reading left no doubt. */
static RvSeen
seen_as(const RvReadings *readings, guint word)
{
    return readings->seen ? readings->seen[word] : RV_NOT_SEEN;
}

static gboolean
has_doubt(const char *key, const RvReadings *readings, gboolean whole)
{
    const RvAlignment *a = readings->of[0];

    for (guint i = 0; i < a->expected->len; i++)
        if (seen_as(readings, i) != RV_SEEN &&
            is_doubtful(key, &g_array_index(a->expected, RvExpected, i), whole))
            return TRUE;
    for (guint i = 0; whole && i < a->extra->len; i++)
        if (extra_counts(g_ptr_array_index(a->extra, i)))
            return TRUE;
    return FALSE;
}

/* ---- the vote ---------------------------------------------------------------------------- */

static const RvExpected *
reading_of(const RvReadings *readings, guint reading, guint word)
{
    return &g_array_index(readings->of[reading]->expected, RvExpected, word);
}

/* The reading most looks agree on among those that are not the word itself. */
static guint
most_agreed(const RvReadings *readings, guint word, const RvExpected **which)
{
    guint most = 0;

    for (guint i = 0; i < readings->n; i++) {
        const RvExpected *a = reading_of(readings, i, word);
        guint agree = 0;

        if (a->match == RV_WORD_SAME)
            continue;
        for (guint k = 0; k < readings->n; k++)
            agree += g_str_equal(reading_of(readings, k, word)->read, a->read);
        if (agree > most) {
            most = agree;
            *which = a;
        }
    }
    return most;
}

/* A single letter or figure that was not seen may have been lost in reading. */
static gboolean
is_single_lost(const RvExpected *word)
{
    return word->match == RV_WORD_LACKING && word->end - word->start == 1;
}

static Finding
vote_on_word(const char *key, const RvReadings *readings, guint word, gboolean whole,
             const RvExpected **other)
{
    const RvExpected *first = reading_of(readings, 0, word);
    guint same = 0, close = 0, agree;
    double best = 0;

    if (seen_as(readings, word) == RV_SEEN || !is_doubtful(key, first, whole))
        return FINE;
    for (guint i = 0; i < readings->n; i++) {
        same += reading_of(readings, i, word)->match == RV_WORD_SAME;
        close += reading_of(readings, i, word)->match == RV_WORD_CLOSE;
    }
    if (first->strict ? same >= VOTES : same + close > 0)
        return FINE;
    *other = first;
    agree = most_agreed(readings, word, other);
    for (guint i = 0; i < readings->n; i++)
        if (reading_of(readings, i, word)->match != RV_WORD_SAME)
            best = MAX(best, reading_of(readings, i, word)->confidence);
    return same == 0 && agree >= MIN(VOTES, readings->n) && best >= SURE_CHANGE &&
                   !is_single_lost(*other) && seen_as(readings, word) != RV_TORN
               ? CHANGED
               : DOUBTFUL;
}

static Finding
vote_on_extra(const RvReadings *readings, const char *extra)
{
    guint votes = 0;

    if (!extra_counts(extra))
        return FINE;
    for (guint i = 1; i < readings->n; i++) {
        gboolean seen = FALSE;

        for (guint k = 0; k < readings->of[i]->extra->len; k++)
            seen |= rv_text_similarity(extra, g_ptr_array_index(readings->of[i]->extra, k)) >= 0.6;
        votes += seen;
    }
    return votes >= VOTES ? CHANGED : votes ? DOUBTFUL : readings->n > 1 ? FINE : DOUBTFUL;
}

static void
note_difference(GString *out, const char *expected, gsize length, const char *read)
{
    if (out->len)
        g_string_append(out, ", ");
    if (!length)
        g_string_append_printf(out, "+ %s", read);
    else
        g_string_append_printf(out, "%.*s → %s", (int)length, expected,
                               *read ? read : _("nothing"));
}

static Finding
vote(const char *key, const RvReadings *readings, gboolean whole, GString *difference)
{
    const RvAlignment *first = readings->of[0];
    Finding worst = FINE;
    guint close = 0;

    for (guint i = 0; i < first->expected->len; i++) {
        const RvExpected *word = reading_of(readings, 0, i), *other = word;
        Finding finding = vote_on_word(key, readings, i, whole, &other);

        close += word->match == RV_WORD_CLOSE;
        if (finding != FINE)
            note_difference(difference, key + word->start, (gsize)(word->end - word->start),
                            other->read);
        worst = MAX(worst, finding);
    }
    for (guint i = 0; whole && i < first->extra->len; i++) {
        const char *extra = g_ptr_array_index(first->extra, i);
        Finding finding = vote_on_extra(readings, extra);

        if (finding != FINE)
            note_difference(difference, "", 0, extra);
        worst = MAX(worst, finding);
    }
    if (whole && worst == FINE && close > MAX_CLOSE_SHARE * first->expected->len && close > 1)
        worst = DOUBTFUL;
    return worst;
}

/* ---- the phrase -------------------------------------------------------------------------- */

static double
mean_confidence(const RvIndex *index, const RvSpot *spot)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);
    double sum = 0;

    for (guint i = 0; i < words->len; i++)
        sum += rv_index_word(index, g_array_index(words, guint, i))->word->confidence;
    return words->len ? sum / words->len : 0;
}

static char *
spot_text(const RvIndex *index, const RvSpot *spot)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++) {
        const RvIndexWord *word = rv_index_word(index, g_array_index(words, guint, i));

        if (text->len)
            g_string_append_c(text, ' ');
        g_string_append(text, word->word->text);
    }
    return g_string_free(text, FALSE);
}

static const RvPhraseState state_of[] = {
    [FINE] = RV_PHRASE_PRESENT,
    [DOUBTFUL] = RV_PHRASE_UNREADABLE,
    [CHANGED] = RV_PHRASE_ALTERED,
};

/* What only a machine makes out is not there. */
static gboolean
is_too_small(const RvIndex *index, const RvSpot *spot, RvPhrase *phrase)
{
    double size = rv_spot_size(index, spot);

    if (!rv_size_is_too_small(size))
        return FALSE;
    phrase->state = RV_PHRASE_MISSING;
    phrase->confidence = 0.9;
    phrase->difference =
        g_strdup_printf(_("its print is too small to be read, about %.1f points"), size);
    return TRUE;
}

void
rv_wording_check(RvIndex *index, const GArray *needles, const RvSpot *spot, gboolean whole,
                 RvPhrase *phrase)
{
    const RvNeedle *needle;
    g_auto(RvReadings) readings = {.n = 0};
    g_autoptr(GString) difference = g_string_new(NULL);

    if (!spot) {
        phrase->state = RV_PHRASE_MISSING;
        phrase->confidence = SURE_MISSING;
        return;
    }
    needle = &g_array_index(needles, RvNeedle, spot->needle);
    phrase->place = rv_sheet_place(rv_index_sheet(index, spot->page), spot->box);
    phrase->first = spot->first_line;
    phrase->last = spot->last_line;
    phrase->text = spot_text(index, spot);
    if (!rv_readings_start(index, needle, spot, &readings)) {
        phrase->state = RV_PHRASE_UNREADABLE;
        return;
    }
    if (has_doubt(needle->key, &readings, whole))
        readings.seen = rv_sight(index, needle, spot, readings.of[0]->expected);
    if (readings.seen && has_doubt(needle->key, &readings, whole))
        rv_readings_look_again(index, needle, &readings);
    if (whole && is_too_small(index, spot, phrase))
        return;
    phrase->state = state_of[vote(needle->key, &readings, whole, difference)];
    phrase->confidence = mean_confidence(index, spot) * MIN(1.0, readings.of[0]->similarity + 0.1);
    if (phrase->state != RV_PHRASE_PRESENT)
        phrase->difference = g_string_free(g_steal_pointer(&difference), FALSE);
}
