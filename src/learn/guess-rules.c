/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What wordings say of how many boxes are to be ticked: a table of French words, which are looked
 * for in the key of a wording (text.h). To teach it another one: a row. */
#include "learn-private.h"

#include "recevable/text.h"

/* Of the prompt, or of a box. */
static const struct {
    const char *pattern;
    RvGroupRule rule;
} rules[] = {
    {"au moins (une|un|deux)|l un au moins|une ou plusieurs|un ou plusieurs|plusieurs "
     "(choix|reponses)",
     RV_GROUP_AT_LEAST_ONE},
    {"une seule|un seul|(cocher|cochez) (une|un|l une|l un) des|(cocher|cochez) une case|"
     "choisir (une|un)|choix unique|rayer|^preciser (le|la|l) ",
     RV_GROUP_EXACTLY_ONE},
    {"le cas echeant|eventuellement|uniquement dans le cas|facultatif|si (concerne|applicable)",
     RV_GROUP_AT_MOST_ONE},
    {"toutes les cases|l ensemble des cases|suivante?s? (ont|a) (bien )?ete|obligatoires|"
     "chacun(e)? des|(doivent|doit) (toutes )?etre coch(ee|e)s?",
     RV_GROUP_ALL},
};

gboolean
rv_guess_asks(const char *text)
{
    return g_str_has_suffix(text, "?") || g_str_has_suffix(text, ":") ||
           rv_says(text, "cocher|cochez|cases?|choisir|choisissez|suivante?s?|preciser");
}

gboolean
rv_guess_instead(const char *label)
{
    g_autofree char *key = rv_text_key(label);

    return g_regex_match_simple("^(uniquement|seulement) (dans le cas|si)\\b|^a defaut\\b", key, 0,
                                0);
}

static gboolean
are_yes_and_no(const GPtrArray *boxes)
{
    gboolean yes = FALSE, no = FALSE;

    for (guint i = 0; i < boxes->len; i++) {
        g_autofree char *key =
            rv_text_key(((const RvDraftBox *)g_ptr_array_index(boxes, i))->label);

        yes |= g_str_has_prefix(key, "oui");
        no |= g_str_has_prefix(key, "non");
    }
    return yes && no;
}

/* "Prestation Ségur Vague 1 + Vague 2", "Prestation Ségur Vague 2": only one of them is bought. */
static gboolean
are_services(const GPtrArray *boxes)
{
    for (guint i = 0; i < boxes->len; i++) {
        g_autofree char *key =
            rv_text_key(((const RvDraftBox *)g_ptr_array_index(boxes, i))->label);

        if (!g_str_has_prefix(key, "prestation segur vague"))
            return FALSE;
    }
    return boxes->len >= 2;
}

/* Of each pair one can be true. */
static const struct {
    const char *one, *other;
} opposites[] = {
    {"(le|un) meme", "distincts?|differents?"},
    {"^avec", "^sans"},
};

/* Does a box say the opposite of another one? Then they are answers to one question. */
static gboolean
exclude_each_other(const GPtrArray *boxes)
{
    for (guint p = 0; p < G_N_ELEMENTS(opposites); p++) {
        gboolean one = FALSE, other = FALSE;

        for (guint i = 0; i < boxes->len; i++) {
            const char *label = ((const RvDraftBox *)g_ptr_array_index(boxes, i))->label;
            gboolean says_one = rv_says(label, opposites[p].one);
            gboolean says_other = rv_says(label, opposites[p].other);

            one |= says_one && !says_other;
            other |= says_other && !says_one;
        }
        if (one && other)
            return TRUE;
    }
    return FALSE;
}

/* "La fonction … produit correctement …": boxes that attest something are to be ticked, all of
 * them. */
static gboolean
attest(const GPtrArray *boxes)
{
    for (guint i = 0; i < boxes->len; i++)
        if (rv_says(((const RvDraftBox *)g_ptr_array_index(boxes, i))->label,
                    "correctement|(est|sont) conformes?"))
            return TRUE;
    return FALSE;
}

static gboolean
find_rule(const char *text, RvGroupRule *rule)
{
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        if (rv_says(text, rules[i].pattern)) {
            *rule = rules[i].rule;
            return TRUE;
        }
    return FALSE;
}

/* Is what the box says said to be binding? */
static gboolean
is_binding(const char *label)
{
    return rv_says(label, "(ce flux|cette case) est obligatoire");
}

RvGroupRule
rv_guess_rule(const char *prompt, const GPtrArray *boxes, gboolean *sure)
{
    RvGroupRule rule;

    *sure = TRUE;
    if (are_yes_and_no(boxes))
        return RV_GROUP_EXACTLY_ONE;
    if (prompt && find_rule(prompt, &rule))
        return rule;
    if (boxes->len == 1 && is_binding(((RvDraftBox *)g_ptr_array_index(boxes, 0))->label))
        return RV_GROUP_ALL;
    if (boxes->len == 2 && rv_guess_instead(((RvDraftBox *)g_ptr_array_index(boxes, 1))->label))
        return RV_GROUP_AT_LEAST_ONE;
    if (are_services(boxes))
        return RV_GROUP_EXACTLY_ONE;
    if (prompt && g_str_has_suffix(prompt, "?"))
        return RV_GROUP_EXACTLY_ONE;
    if (exclude_each_other(boxes))
        return RV_GROUP_EXACTLY_ONE;
    if (attest(boxes))
        return RV_GROUP_ALL;
    *sure = FALSE;
    return boxes->len == 1 ? RV_GROUP_ALL : RV_GROUP_EXACTLY_ONE;
}
