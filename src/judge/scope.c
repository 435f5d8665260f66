/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words that may describe the service which the programme pays for. Whatever else stands on a
 * line of the price table may be another product. */
#include "judge-private.h"

#include "recevable/text.h"

#include <string.h>

/* One reading error per so many letters. Chosen. */
#define LETTERS_PER_ERROR 6

/* The scope of the service as the programme gives it ("Périmètre de la prestation", February 2022
 * and November 2024): rights of use, installation, configuration, qualification, putting the flows
 * to work, training, documentation, following the project, up to the verification. Upkeep is left
 * out: only that which corrects faults is paid for. */
static const char *const scope[] = {
    "accompagnement",  "activation",   "aptitude",    "configuration", "deploiement",    "distance",
    "documentation",   "documents",    "droit",       "droits",        "environnement",  "flux",
    "fonctionnalites", "formation",    "formations",  "gestion",       "installation",   "jour",
    "licence",         "licences",     "livraison",   "logiciel",      "logicielle",     "mise",
    "montee",          "oeuvre",       "parametrage", "production",    "professionnels", "projet",
    "qualification",   "referencee",   "referents",   "service",       "site",           "solution",
    "suivi",           "utilisateurs", "utilisation", "verification",  "version",
};

/* What joins them. */
static const char *const joints[] = {
    "a",   "au",   "aux", "avec", "comprenant", "comprend", "compris", "d",   "dans", "de",
    "des", "dont", "du",  "en",   "et",         "incluant", "inclus",  "l",   "la",   "le",
    "les", "lors", "ou",  "par",  "pour",       "sa",       "ses",     "son", "sur",  "y",
};

static gboolean
is_one_of(const char *word, const char *const *words, guint n)
{
    for (guint i = 0; i < n; i++)
        if (rv_text_distance(words[i], word) <= (int)(strlen(words[i]) / LETTERS_PER_ERROR))
            return TRUE;
    return FALSE;
}

/* Is the software called so on the form? No other field vouches for a product: a supplier may bear
 * its name. */
static gboolean
names_software(const RvCase *c, const RvItem *table, const char *word)
{
    const RvEvidence *e = table->software ? rv_case_evidence(c, table->software) : NULL;
    g_autoptr(GPtrArray) words = NULL;

    if (!e || e->value.state != RV_VALUE_READ)
        return FALSE;
    words = rv_label_words(e->value.text);
    for (guint i = 0; i < words->len; i++)
        if (g_str_equal(g_ptr_array_index(words, i), word))
            return TRUE;
    return FALSE;
}

gboolean
rv_scope_holds(const RvCase *c, const RvItem *table, const char *word)
{
    return is_one_of(word, scope, G_N_ELEMENTS(scope)) ||
           is_one_of(word, joints, G_N_ELEMENTS(joints)) || names_software(c, table, word);
}
