/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands before and behind a wording in its sentence is said too: "Je n'ai pas pris
 * connaissance ...", "... sous réserve de l'accord de la direction". The official models leave
 * nothing there but other wordings of the form, so a sentence that goes on in other words has been
 * changed. */
#include "around-private.h"
#include "wording-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Words that are looked at in front of a wording, and behind it. */
#define WORDS_BEFORE 8
#define WORDS_BEHIND 14
/* Words behind a wording that were read with this confidence are an addition; below the second one
 * they are what a pen, a stamp or dirt leaves. */
#define SURE 0.6
#define NOISE 0.3
/* A word of fewer letters may be noise; so may words of fewer letters together. */
#define WORD_LETTERS 3
#define ALL_LETTERS 5
/* A word of fewer letters that was read otherwise is another one. */
#define CLOSE_LETTERS 3
/* The end of the wording itself, misread: as similar as this to one of its words. */
#define OWN_WORD 0.5

typedef struct {
    const RvIndex *index;
    const GArray *known; /* gboolean a word: of another wording, or of a value */
    GArray *own;         /* guint: words of the place where the wording was found */
    const RvAlignment *alignment;
    const char *key;   /* of the wording */
    gboolean capitals; /* all of it is printed in them */
} Around;

static const RvWord *
word_of(const Around *r, guint w)
{
    return rv_index_word(r->index, w)->word;
}

/* Does the word serve something else? */
static gboolean
is_known(const Around *r, guint w)
{
    for (guint i = 0; i < r->own->len; i++)
        if (g_array_index(r->own, guint, i) == w)
            return FALSE;
    return g_array_index(r->known, gboolean, w);
}

/* Is it one of the wording's own words, misread? Another word that denies never is. */
static gboolean
is_misread_own(const Around *r, const char *key)
{
    const GArray *expected = r->alignment->expected;

    for (guint i = 0; i < expected->len; i++) {
        const RvExpected *word = &g_array_index(expected, RvExpected, i);
        g_autofree char *own = g_strndup(r->key + word->start, (gsize)(word->end - word->start));

        if (word->match >= RV_WORD_WRONG && rv_text_similarity(own, key) >= OWN_WORD)
            return rv_key_denies(own) || !rv_key_denies(key);
    }
    return FALSE;
}

/* Letters of the wording's end that were not read as they are: pieces of it stand behind it. */
static int
lost_at_end(const RvAlignment *a)
{
    int lost = 0;

    for (guint i = a->expected->len; i > 0; i--) {
        const RvExpected *word = &g_array_index(a->expected, RvExpected, i - 1);

        if (word->match <= RV_WORD_CLOSE)
            break;
        lost += word->end - word->start - (int)strlen(word->read);
    }
    return lost;
}

/* The first word that surely is the wording's: what a little word at its beginning was aligned with
 * may be a denial ("J'ai pris", "Je n'ai pas pris"). */
static guint
first_sure(const RvAlignment *a)
{
    for (guint i = 0; i < a->expected->len; i++) {
        const RvExpected *word = &g_array_index(a->expected, RvExpected, i);

        if (word->match == RV_WORD_SAME ||
            (word->match == RV_WORD_CLOSE && word->end - word->start >= CLOSE_LETTERS))
            return word->where;
    }
    return a->first;
}

static gboolean
is_in_capitals(const char *text)
{
    guint upper = 0, lower = 0;

    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        upper += g_unichar_isupper(g_utf8_get_char(p));
        lower += g_unichar_islower(g_utf8_get_char(p));
    }
    return upper > lower;
}

/* ---- behind it ------------------------------------------------------------------------------ */

/* The keys of the next words, joined: enough of them for the longest of qualifiers. */
static char *
key_from(const Around *r, guint w)
{
    GString *key = g_string_new(rv_index_word(r->index, w)->key);
    guint next;

    for (int i = 0; i < 3; i++) {
        RvStep step = rv_word_after(r->index, w, &next);

        if (step == RV_STEP_NONE || step == RV_STEP_JUMP)
            break;
        w = next;
        if (*rv_index_word(r->index, w)->key)
            g_string_append_printf(key, " %s", rv_index_word(r->index, w)->key);
    }
    return g_string_free(key, FALSE);
}

/* Does the sentence that ended on `last` with `stop` go on in word w? */
static gboolean
goes_on(const Around *r, guint last, RvStop stop, RvStep step, guint w)
{
    g_autofree char *key = key_from(r, w);
    gboolean small = rv_word_is_small(word_of(r, w)->text);
    gboolean qualifies = rv_key_qualifies(key);

    if (step == RV_STEP_BESIDE) /* a comma may be read as a full stop */
        return qualifies || stop <= RV_STOP_COMMA || (stop == RV_STOP_FULL && small);
    small |= r->capitals && stop <= RV_STOP_COMMA;
    if (!small || rv_word_is_small_print(r->index, last, w))
        return FALSE;
    if (qualifies)
        return step == RV_STEP_LINE || stop <= RV_STOP_COMMA;
    return step == RV_STEP_LINE &&
           (stop == RV_STOP_COMMA ||
            (stop == RV_STOP_NONE && !rv_word_fits_behind(r->index, last, w)));
}

/* The words behind `last` that go on with its sentence. */
static GArray *
words_behind(const Around *r, guint last)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    RvStop stop = rv_word_stop(word_of(r, last)->text);
    RvStep step = RV_STEP_BESIDE, now;
    int lost = lost_at_end(r->alignment);
    guint from = last, w;

    while (words->len < WORDS_BEHIND && (now = rv_word_after(r->index, from, &w)) != RV_STEP_NONE) {
        const char *key = rv_index_word(r->index, w)->key;

        step = MAX(step, now);
        if (is_known(r, w))
            break;
        if (!*key) {
            stop = MAX(stop, rv_word_stop(word_of(r, w)->text));
        } else {
            if (words->len && step == RV_STEP_BESIDE ? stop >= RV_STOP_FULL
                                                     : !goes_on(r, from, stop, step, w))
                break;
            lost -= (int)strlen(key);
            if (words->len || (lost < 0 && !is_misread_own(r, key)) || rv_key_qualifies(key))
                g_array_append_val(words, w);
            stop = rv_word_stop(word_of(r, w)->text);
            step = RV_STEP_BESIDE;
        }
        from = w;
    }
    return words;
}

/* ---- before it ------------------------------------------------------------------------------ */

/* Words that deny the wording, from the beginning of its sentence on. */
static GArray *
denials_before(const Around *r, guint first)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint));
    gboolean starts = !rv_word_is_small(word_of(r, first)->text) &&
                      g_array_index(r->alignment->expected, RvExpected, 0).match <= RV_WORD_CLOSE;
    guint from = first, w;
    RvStep step;

    for (int n = 0; n < WORDS_BEFORE &&
                    (step = rv_word_before(r->index, from, &w)) != RV_STEP_NONE && !is_known(r, w);
         n++) {
        const char *key = rv_index_word(r->index, w)->key;
        RvStop stop = rv_word_stop(word_of(r, w)->text);
        gboolean denies = rv_key_denies(key) && !is_misread_own(r, key);

        if (stop >= RV_STOP_FULL ||
            (step == RV_STEP_LINE && starts && stop != RV_STOP_COMMA && !denies))
            break;
        if (denies)
            g_array_prepend_val(words, w);
        from = w;
    }
    return words;
}

/* ---- what that says ------------------------------------------------------------------------- */

/* The mean confidence of words, by their letters; 0: none of them is a word. */
static double
mean_confidence(const Around *r, const GArray *words, gsize letters, gsize *all)
{
    double sum = 0;

    *all = 0;
    for (guint i = 0; i < words->len; i++) {
        const RvIndexWord *word = rv_index_word(r->index, g_array_index(words, guint, i));
        gsize length = strlen(word->key);

        if (length < letters || !strpbrk(word->key, "aeiouy"))
            continue;
        sum += (double)length * word->word->confidence;
        *all += length;
    }
    return *all ? sum / (double)*all : 0;
}

static double
confidence_behind(const Around *r, const GArray *words)
{
    gsize letters;
    double confidence = mean_confidence(r, words, WORD_LETTERS, &letters);
    g_autofree char *key = words->len ? key_from(r, g_array_index(words, guint, 0)) : NULL;

    return letters >= ALL_LETTERS || (key && rv_key_qualifies(key)) ? confidence : 0;
}

static void
report(const Around *r, const GArray *words, double confidence, RvPhrase *phrase)
{
    g_autoptr(GString) added = g_string_new(NULL);
    g_autofree char *before = phrase->difference;

    for (guint i = 0; i < words->len; i++)
        g_string_append_printf(added, "%s%s", i ? " " : "",
                               word_of(r, g_array_index(words, guint, i))->text);
    phrase->state = confidence >= SURE ? RV_PHRASE_ALTERED : RV_PHRASE_UNREADABLE;
    phrase->difference = before && *before ? g_strdup_printf(_("%s, added: %s"), before, added->str)
                                           : g_strdup_printf(_("added: %s"), added->str);
}

void
rv_around_check(const RvIndex *index, const GPtrArray *targets, const GArray *known,
                const RvTarget *target, RvPhrase *phrase)
{
    const RvSpot *spot = rv_target_spot(target);
    const RvNeedle *needle;
    g_auto(RvReadings) readings = {.n = 0};
    g_autoptr(GArray) before = NULL, behind = NULL;
    g_autoptr(GArray) own = NULL;
    Around r = {.index = index, .known = known};
    double confidence;
    gsize letters;

    if (!spot || (phrase->state != RV_PHRASE_PRESENT && phrase->state != RV_PHRASE_UNREADABLE))
        return;
    needle = &g_array_index(target->needles, RvNeedle, spot->needle);
    if (!rv_readings_start(index, needle, spot, &readings))
        return;
    r.alignment = readings.of[0];
    r.key = needle->key;
    r.capitals = phrase->text && is_in_capitals(phrase->text);
    r.own = own = rv_spot_words(index, spot);
    before = denials_before(&r, first_sure(r.alignment));
    behind = words_behind(&r, r.alignment->last);
    confidence = confidence_behind(&r, behind);
    if (before->len)
        report(&r, before, mean_confidence(&r, before, 1, &letters), phrase);
    else if (confidence >= NOISE && !rv_words_are_wording(index, targets, target, behind))
        report(&r, behind, confidence, phrase);
}
