/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What wordings say of what is asked for: tables of French words, which are looked for in the key
 * of a wording (text.h). To teach it another one: a row. */
#include "learn-private.h"

#include "recevable/text.h"

#include <string.h>

/* ---- fields ---------------------------------------------------------------------------------- */

/* The first row that matches counts. */
static const struct {
    const char *pattern;
    RvFieldType type;
} types[] = {
    {"operateur|editeur", RV_FIELD_TEXT},
    {"siret|siren", RV_FIELD_SIRET},
    {"finess", RV_FIELD_FINESS},
    {"e ?mails?|mels?|courriels?|mails?|adresse (mss|de messagerie|electronique)|messagerie",
     RV_FIELD_EMAIL},
    {"telephone|tel|portable|fax|telecopie", RV_FIELD_PHONE},
    {"dates?|(fait )?le|jour", RV_FIELD_DATE},
    {"adresse|siege", RV_FIELD_ADDRESS},
    {"commentaires?|observations?|remarques?|reserves", RV_FIELD_FREETEXT},
    {"version", RV_FIELD_TEXT},
    {"(numero|n|ref|reference|no)( (unique|interne))?( d| de| du| des)?( l)?( [a-z0-9]+)*",
     RV_FIELD_REFERENCE},
    {"nombre|combien|quantite", RV_FIELD_NUMBER},
};

static const char optional[] =
    "facultatif|optionnel|eventuel(le)?(ment)?s?|le cas echeant|si (besoin|necessaire)|"
    "commentaires?|observations?|remarques?";

static gboolean
has_words(const char *key, const char *pattern)
{
    g_autofree char *whole = g_strdup_printf("\\b(%s)\\b", pattern);

    return g_regex_match_simple(whole, key, 0, 0);
}

/* "N°", "Numéro" … begin a label: elsewhere they are part of something else. Types of one or two
 * letters are the whole label. */
static gboolean
is_type(const char *key, guint i)
{
    g_autofree char *whole = NULL;

    if (types[i].type == RV_FIELD_DATE && has_words(key, "date|dates|jour"))
        return TRUE;
    if (types[i].type != RV_FIELD_DATE && types[i].type != RV_FIELD_REFERENCE)
        return has_words(key, types[i].pattern);
    whole = g_strdup_printf("^(%s)$", types[i].pattern);
    return g_regex_match_simple(whole, key, 0, 0);
}

gboolean
rv_says(const char *text, const char *pattern)
{
    g_autofree char *key = text ? rv_text_key(text) : NULL;

    return key && has_words(key, pattern);
}

RvFieldType
rv_guess_type(const char *label)
{
    g_autofree char *key = rv_text_key(label);

    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (is_type(key, i))
            return types[i].type;
    return RV_FIELD_TEXT;
}

gboolean
rv_guess_optional(const char *label)
{
    return rv_says(label, optional);
}

gboolean
rv_guess_signature(const char *label)
{
    return rv_says(label, "signatures?|signe par|paraphe|cachet");
}

gboolean
rv_guess_name(const char *label)
{
    return rv_says(label, "noms?|representant|signataire|raison sociale|denomination sociale");
}

/* ---- labels ---------------------------------------------------------------------------------- */

/* Brackets that tell who fills something in and how, and are not part of its name. */
static const char explaining[] =
    "renseigner|renseigne|information|preciser|indiquer|cocher|chiffres|"
    "facultatif|optionnel|le cas echeant|reference fournisseur|jj|aaaa";

static gboolean
explains(const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length);

    return rv_says(part, explaining);
}

/* Takes the brackets that explain out of a text; what they say goes to *explained. */
static void
take_explained(GString *text, char **explained)
{
    const char *open = text->str;

    while ((open = strchr(open, '(')) != NULL) {
        const char *close = strchr(open, ')');
        gsize at = (gsize)(open - text->str), length;

        if (!close)
            return;
        length = (gsize)(close - open) + 1;
        if (!explains(open, length)) {
            open = close;
            continue;
        }
        g_free(*explained);
        *explained = g_strndup(open, length);
        g_string_erase(text, (gssize)at, (gssize)length);
        open = text->str + at;
    }
}

/* Cuts blanks and signs that end a label, and do not belong to its words. */
static void
cut_end(GString *text)
{
    while (text->len) {
        const char *last = g_utf8_prev_char(text->str + text->len);
        gunichar c = g_utf8_get_char(last);

        if (!g_unichar_isspace(c) && !strchr(":;,-", c < 128 ? (int)c : 'x') && c != 0x2013 &&
            c != 0x2014)
            return;
        g_string_truncate(text, (gsize)(last - text->str));
    }
}

/* Runs of blanks become one, none is at either end. */
static char *
tidy(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\n", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (char **word = words; *word; word++)
        if (**word)
            g_string_append_printf(out, "%s%s", out->len ? " " : "", *word);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

gsize
rv_numbering(const char *text)
{
    g_autoptr(GRegex) number = g_regex_new("^\\s*(\\d{1,2}\\s?[.)]|[-–—•▪])\\s+", 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int end = 0;

    if (g_regex_match(number, text, 0, &match))
        g_match_info_fetch_pos(match, 0, NULL, &end);
    return (gsize)end;
}

char *
rv_guess_label(const char *text, char **explained)
{
    g_autoptr(GString) label = g_string_new(text);
    g_autoptr(GRegex) day =
        g_regex_new("\\b(JJ|jj)\\s*/\\s*(MM|mm)\\s*/\\s*(AAAA|aaaa)\\b", 0, 0, NULL);
    g_autofree char *plain = g_regex_replace_literal(day, label->str, -1, 0, "", 0, NULL);

    g_string_assign(label, plain + rv_numbering(plain));
    take_explained(label, explained);
    cut_end(label);
    /* All of it explains: then that is its name. */
    return tidy(rv_letters_in(label->str) ? label->str : text);
}

/* ---- groups ---------------------------------------------------------------------------------- */

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

static gboolean
find_rule(const char *text, RvGroupRule *rule)
{
    g_autofree char *key = rv_text_key(text);

    for (guint i = 0; i < G_N_ELEMENTS(rules); i++)
        if (has_words(key, rules[i].pattern)) {
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
    *sure = FALSE;
    return boxes->len == 1 ? RV_GROUP_ALL : RV_GROUP_EXACTLY_ONE;
}
