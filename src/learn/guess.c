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

/* Of no type. */
static const char labels[] = "denomination|responsable|contact|interlocuteur|fonction|qualite|"
                             "service|ville|commune|code postal|montant";

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

/* Are these words that a field is called by? */
gboolean
rv_guess_is_label(const char *text)
{
    g_autofree char *key = rv_text_key(text);

    for (guint i = 0; i < G_N_ELEMENTS(types); i++)
        if (is_type(key, i))
            return TRUE;
    return rv_guess_name(text) || has_words(key, labels) || has_words(key, "^(fait )?a$");
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
    g_autoptr(GRegex) number =
        g_regex_new("^\\s*((\\d{1,2}\\s?[.)]|[-–—•▪])\\s+|[+_*=~°]{1,3}(?=\\p{L}))", 0, 0, NULL);
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
