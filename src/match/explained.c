/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the official models explain between their items: text of the form that is no value, no
 * mention and no label. */
#include "match-private.h"

/* An explanation is known by this share of its letters. */
#define MIN_SIMILARITY 0.75

/* Sentences with lines of their own, or in front of a mention. (The explanations in brackets behind
 * a label go by their brackets: written.c.) */
static const char *const sentences[] = {
    "Si le bon de commande est antérieur au référencement de la solution",
    ("Le Client précise le(s)quel(s) de ces deux flux est / sont mis en œuvre conformément au bon "
     "de commande (si évolution, l'indiquer en commentaire)"),
    "Si cette option est cochée alors les options suivantes ne doivent pas être cochées",
    "Les options suivantes peuvent ne pas apparaître sur la VA",
    "Une seule case à cocher sur les 4",
    "Informations complémentaires sur la qualité des interventions du Fournisseur",
    "Uniquement pour une prestation vague 1 + vague 2",
    "FINESS, Fichier National des Etablissements Sanitaires et Sociaux",
    "Le FINESS PMSI est celui mentionné comme tel dans le Fichier de calcul Hôpital",
};

static void
mark_sentence(const RvIndex *index, const char *text, GArray *marks)
{
    g_autoptr(GArray) needles = rv_needles_new(text, NULL, FALSE);
    g_autoptr(GArray) spots = rv_find(index, needles, FALSE);

    for (guint i = 0; i < spots->len; i++) {
        const RvSpot *spot = &g_array_index(spots, RvSpot, i);
        g_autoptr(GArray) words = NULL;

        if (spot->similarity < MIN_SIMILARITY)
            continue;
        words = rv_spot_words(index, spot);
        for (guint w = 0; w < words->len; w++)
            g_array_index(marks, gboolean, g_array_index(words, guint, w)) = TRUE;
    }
}

void
rv_explained_mark(const RvIndex *index, GArray *marks)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++)
        mark_sentence(index, sentences[i], marks);
}
