/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is the holder of a certificate who the form says? The vendor may sign as well; that is not the
 * client's signature. */
#include "judge-private.h"

#include "recevable/text.h"

#include <string.h>

/* Words that say nothing of who it is, as keys. One letter is an initial. */
static const char common[] =
    " de du des la le les et en au aux pour sur sous mr mme mlle monsieur madame dr docteur pr"
    " professeur directeur directrice direction general generale adjoint adjointe delegue"
    " deleguee president presidente responsable chef gerant gerante dsi informatique systeme"
    " systemes information nom prenom signature centre hospitalier hospitaliere hospitaliers"
    " hopital hopitaux chu chr chru ch ght clinique polyclinique groupe groupement"
    " etablissement etablissements public prive sante universitaire regional intercommunal"
    " medical medicale association fondation societe sas sasu sarl sa eurl sci selarl gie gcs"
    " france ";

static gboolean
is_common(const char *word)
{
    g_autofree char *alone = g_strdup_printf(" %s ", word);

    return strstr(common, alone) != NULL;
}

/* The words of a name that tell it from others, as keys; maybe none. */
static GStrv
distinctive(const char *name)
{
    g_autofree char *key = rv_text_key(name ? name : "");
    g_auto(GStrv) words = g_strsplit_set(key, " @/+%", -1);
    GStrvBuilder *builder = g_strv_builder_new();
    GStrv found;

    for (guint i = 0; words[i]; i++)
        if (strlen(words[i]) > 1 && !is_common(words[i]) && !g_ascii_isdigit(*words[i]))
            g_strv_builder_add(builder, words[i]);
    found = g_strv_builder_end(builder);
    g_strv_builder_unref(builder);
    return found;
}

static gboolean
is_within(GStrv part, GStrv whole)
{
    for (guint i = 0; part[i]; i++)
        if (!g_strv_contains((const char *const *)whole, part[i]))
            return FALSE;
    return part[0] != NULL;
}

/* One of them may be shorter: a surname alone, one of two first names. */
static gboolean
is_same(const char *name, const char *value)
{
    g_auto(GStrv) a = distinctive(name), b = distinctive(value);

    return is_within(a, b) || is_within(b, a);
}

gboolean
rv_signature_is_named(const RvCase *c, const RvItem *item, const RvSignature *signature)
{
    for (guint i = 0; item && item->signatories && item->signatories[i]; i++) {
        const RvEvidence *e = rv_case_evidence(c, item->signatories[i]);

        if (e && e->value.state == RV_VALUE_READ &&
            rv_value_status(e->item->type, &e->value, NULL, NULL) == RV_STATUS_FILLED &&
            (is_same(signature->signer, e->value.text) ||
             is_same(signature->organisation, e->value.text)))
            return TRUE;
    }
    return FALSE;
}
