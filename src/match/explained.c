/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form's own text that is no item's: what the official models explain, headings, the head of
 * the price table. None of it is ever a value. */
#include "match-private.h"

#include "recevable/text.h"

#include <string.h>

/* An explanation is known by this share of its letters. */
#define MIN_SIMILARITY 0.75
/* A heading stands alone and is known by this share of its letters. */
#define HEADING_SIMILARITY 0.8
/* The first and last word of what was found are its own but for this share of their letters. */
#define WORD_EDITS 0.34
/* Words of one run are no farther apart, in heights of them. */
#define WORD_GAP 1.5
/* Letters of a heading's number: "2.", "IV -". */
#define NUMBER_LETTERS 4

typedef enum {
    NOT_EXPLAINED,
    NOTE,     /* stands behind a label: the value follows */
    SENTENCE, /* stands for itself: no value reaches beyond it */
} Kind;

/* From the official models, word for word. */
static const struct {
    Kind kind;
    const char *text;
} explanations[] = {
    {SENTENCE, "Si le bon de commande est antérieur au référencement de la solution"},
    {SENTENCE, "Le Client précise le(s)quel(s) de ces deux flux est / sont mis en œuvre "
               "conformément au bon de commande (si évolution, l'indiquer en commentaire)"},
    {SENTENCE, "Si cette option est cochée alors les options suivantes ne doivent pas être "
               "cochées"},
    {SENTENCE, "Les options suivantes peuvent ne pas apparaître sur la VA"},
    {SENTENCE, "Une seule case à cocher sur les 4"},
    {SENTENCE, "Informations complémentaires sur la qualité des interventions du Fournisseur"},
    {SENTENCE, "FINESS, Fichier National des Etablissements Sanitaires et Sociaux"},
    {SENTENCE, "Le FINESS PMSI est celui mentionné comme tel dans le Fichier de calcul Hôpital"},
    {NOTE, "facultatif"},
    {NOTE, "pourra être renseigné au préalable par le fournisseur"},
    {NOTE, "information : référence du bon de commande chez l'éditeur"},
    {NOTE, "à renseigner par le Fournisseur de la solution Logicielle"},
    {NOTE, "installation complète et effective de la solution"},
    {NOTE, "référence Fournisseur à renseigner par le Fournisseur de la solution logicielle"},
    {NOTE, "Préciser le cas échéant les tâches qui ont été directement assurées par votre "
           "établissement et les réserves non bloquantes sur les fonctionnalités Ségur"},
};

/* Is it one of the words, but for what readers get wrong? */
static gboolean
is_among(const char *key, GStrv words)
{
    for (guint i = 0; words[i]; i++)
        if (rv_text_distance(key, words[i]) <= (int)(WORD_EDITS * (double)strlen(words[i])))
            return TRUE;
    return FALSE;
}

/* Without what stands before it and behind it in place of words that lack. */
static void
trim(const RvIndex *index, const char *text, GArray *words)
{
    g_autofree char *key = rv_text_key(text);
    g_auto(GStrv) own = g_strsplit(key, " ", -1);

    while (words->len &&
           !is_among(rv_index_word(index, g_array_index(words, guint, words->len - 1))->key, own))
        g_array_set_size(words, words->len - 1);
    while (words->len && !is_among(rv_index_word(index, g_array_index(words, guint, 0))->key, own))
        g_array_remove_index(words, 0);
}

static void
find_explanation(RvIndex *index, Kind kind, const char *text)
{
    g_autoptr(GArray) needles = rv_needles_new(text, NULL, FALSE);
    g_autoptr(GArray) spots = rv_find(index, needles, FALSE);

    for (guint i = 0; i < spots->len; i++) {
        const RvSpot *spot = &g_array_index(spots, RvSpot, i);
        g_autoptr(GArray) words = NULL;

        if (spot->similarity < MIN_SIMILARITY)
            continue;
        words = rv_spot_words(index, spot);
        trim(index, text, words);
        for (guint w = 0; w < words->len; w++)
            g_hash_table_insert(index->explained,
                                rv_index_word(index, g_array_index(words, guint, w))->word->text,
                                GINT_TO_POINTER(kind));
    }
}

void
rv_explained_find(RvIndex *index)
{
    for (gsize i = 0; i < G_N_ELEMENTS(explanations); i++)
        find_explanation(index, explanations[i].kind, explanations[i].text);
}

gboolean
rv_explained(const RvIndex *index, const RvWord *word)
{
    return g_hash_table_contains(index->explained, word->text);
}

/* ---- what ends the place for a value -------------------------------------------------------- */

/* A run of words by itself; its number may stand before it and an explanation behind it. */
static gboolean
is_heading(const RvIndex *index, const RvSpot *spot)
{
    const RvIndexLine *line = rv_index_line(index, rv_index_word(index, spot->last)->line);
    const RvIndexWord *last = rv_index_word(index, spot->last), *next = last + 1;

    if (spot->similarity < HEADING_SIMILARITY || spot->first > line->first + 1 ||
        (!spot->starts_line && strlen(rv_index_word(index, line->first)->key) > NUMBER_LETTERS))
        return FALSE;
    return spot->last + 1 >= line->first + line->n || *next->word->text == '(' || !*next->key ||
           next->word->box.x - rv_px_right(last->word->box) > WORD_GAP * last->word->box.h;
}

void
rv_explained_use_word(const RvIndex *index, guint word, GArray *used)
{
    g_hash_table_insert(index->explained, rv_index_word(index, word)->word->text,
                        GINT_TO_POINTER(SENTENCE));
    g_array_index(used, gboolean, word) = TRUE;
}

static void
use_spot(const RvIndex *index, const RvSpot *spot, GArray *used)
{
    g_autoptr(GArray) words = rv_spot_words(index, spot);

    for (guint i = 0; i < words->len; i++)
        rv_explained_use_word(index, g_array_index(words, guint, i), used);
}

void
rv_explained_use(const RvIndex *index, const GPtrArray *targets, GArray *used)
{
    for (guint i = 0; i < targets->len; i++) {
        const RvTarget *target = g_ptr_array_index(targets, i);
        const RvSpot *spot = target->role == RV_ROLE_GUIDE ? rv_target_spot(target) : NULL;

        if (!spot || !is_heading(index, spot))
            continue;
        use_spot(index, spot, used);
        if (!spot->starts_line) /* its number */
            rv_explained_use_word(index, spot->first - 1, used);
    }
    for (guint w = 0; w < index->words->len; w++)
        if (g_hash_table_lookup(index->explained, rv_index_word(index, w)->word->text) ==
            GINT_TO_POINTER(SENTENCE))
            g_array_index(used, gboolean, w) = TRUE;
}
