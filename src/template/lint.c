/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a model may say, and what would fail in the field all the same. To add a warning: a
 * function, a row at the end. */
#include "template-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* Wordings so alike are told apart by single words. */
#define ALIKE 0.85
/* A word with so many letters is parted at the end of a line. */
#define LONG_WORD 11
/* Models of one kind that have no more wordings of their own than that are told apart by these. */
#define FEW 3

typedef struct {
    const RvTemplate *template_;
    const GPtrArray *others; /* RvTemplate */
    GPtrArray *warnings;     /* char * */
} Lint;

static void G_GNUC_PRINTF(2, 3) warn(Lint *lint, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_ptr_array_add(lint->warnings, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

/* ---- wordings that are alike ----------------------------------------------------------------- */

static gboolean
is_strict(const char *word, const GStrv strict)
{
    for (guint i = 0; strict && strict[i]; i++) {
        g_autofree char *key = rv_text_key(strict[i]);
        g_auto(GStrv) words = g_strsplit(key, " ", -1);

        if (g_strv_contains((const char *const *)words, word))
            return TRUE;
    }
    return FALSE;
}

/* The first word of one that the other has not, and that is not strict; NULL: there is none. */
static char *
loose_word(const char *a, const GStrv strict, const char *b)
{
    g_autofree char *key = rv_text_key(a), *other = rv_text_key(b);
    g_auto(GStrv) words = g_strsplit(key, " ", -1), others = g_strsplit(other, " ", -1);

    for (guint i = 0; words[i]; i++)
        if (!g_strv_contains((const char *const *)others, words[i]) && !is_strict(words[i], strict))
            return g_strdup(words[i]);
    return NULL;
}

static gboolean
are_alike(const char *a, const char *b)
{
    g_autofree char *key = rv_text_key(a), *other = rv_text_key(b);

    return !g_str_equal(key, other) && rv_text_similarity(key, other) >= ALIKE;
}

static void
find_alike(Lint *lint)
{
    const GPtrArray *items = lint->template_->items;

    for (guint i = 0; i < items->len; i++)
        for (guint k = 0; k < i; k++) {
            const RvItem *a = g_ptr_array_index(items, i), *b = g_ptr_array_index(items, k);
            g_autofree char *loose = NULL;

            if (a->kind != RV_ITEM_MENTION || b->kind != RV_ITEM_MENTION ||
                !are_alike(a->text, b->text))
                continue;
            loose = loose_word(a->text, a->strict, b->text);
            if (!loose)
                loose = loose_word(b->text, b->strict, a->text);
            if (loose)
                warn(lint,
                     _("the mentions %s and %s are told apart by '%s', which a poor scan may "
                       "lose: make it <strict>"),
                     b->id, a->id, loose);
        }
}

/* ---- anchors --------------------------------------------------------------------------------- */

static void
find_anchors(Lint *lint)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < lint->template_->sections->len; i++) {
        const RvSection *section = g_ptr_array_index(lint->template_->sections, i);

        for (guint k = 0; section->anchors[k]; k++) {
            char *key = rv_text_key(section->anchors[k]);
            const char *other = g_hash_table_lookup(seen, key);

            if (other && !g_str_equal(other, section->id))
                warn(lint,
                     _("the sections %s and %s begin with the same anchor, “%s”: what stands "
                       "below it may be taken for the other's"),
                     other, section->id, section->anchors[k]);
            g_hash_table_insert(seen, key, section->id);
        }
    }
}

/* ---- strict words ---------------------------------------------------------------------------- */

static void
check_strict(Lint *lint, const char *id, const GStrv strict)
{
    for (guint i = 0; strict && strict[i]; i++) {
        g_auto(GStrv) words = g_strsplit(strict[i], " ", -1);

        for (guint k = 0; words[k]; k++)
            if (g_utf8_strlen(words[k], -1) >= LONG_WORD && !strpbrk(words[k], "-0123456789"))
                warn(lint,
                     _("%s: the strict word '%s' is long: issuers will part it at the end of a "
                       "line, and no letter of it may then be lost"),
                     id, words[k]);
    }
}

static void
find_long_strict(Lint *lint)
{
    for (guint i = 0; i < lint->template_->items->len; i++) {
        const RvItem *item = g_ptr_array_index(lint->template_->items, i);

        check_strict(lint, item->id, item->strict);
        for (guint k = 0; item->boxes && k < item->boxes->len; k++) {
            const RvBoxSpec *box = g_ptr_array_index(item->boxes, k);

            check_strict(lint, item->id, box->strict);
        }
    }
}

/* ---- other models ---------------------------------------------------------------------------- */

static gboolean
has_wording(const RvTemplate *t, const char *text)
{
    g_autofree char *key = rv_text_key(text);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        g_autofree char *other = item->text ? rv_text_key(item->text) : NULL;

        if (g_strcmp0(key, other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* How many wordings it has that the other has not; *first: one of them. */
static guint
count_own(const RvTemplate *t, const RvTemplate *other, const RvItem **first)
{
    guint n = 0;

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (!item->text || has_wording(other, item->text))
            continue;
        *first = n++ ? *first : item;
    }
    return n;
}

static void
find_near_models(Lint *lint)
{
    for (guint i = 0; i < lint->others->len; i++) {
        const RvTemplate *other = g_ptr_array_index(lint->others, i);
        const RvItem *own = NULL;
        guint n;

        if (g_str_equal(other->id, lint->template_->id) ||
            g_strcmp0(other->kind, lint->template_->kind) != 0)
            continue;
        n = count_own(lint->template_, other, &own);
        if (n == 0)
            warn(lint,
                 _("%s has all wordings of this model: a document is never known for this one"),
                 other->id);
        else if (n <= FEW && !*own->strict)
            warn(lint,
                 _("%s has all wordings of this model but %u, like %s, of which no word is "
                   "<strict>: one may be taken for the other"),
                 other->id, n, own->id);
    }
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* By what a label says, in key form. */
static const struct {
    const char *word;
    RvFieldType type;
} typed[] = {{"siret", RV_FIELD_SIRET},     {"finess", RV_FIELD_FINESS},
             {"date", RV_FIELD_DATE},       {"mail", RV_FIELD_EMAIL},
             {"email", RV_FIELD_EMAIL},     {"courriel", RV_FIELD_EMAIL},
             {"telephone", RV_FIELD_PHONE}, {"adresse", RV_FIELD_ADDRESS}};

static void
find_unchecked_fields(Lint *lint)
{
    for (guint i = 0; i < lint->template_->items->len; i++) {
        const RvItem *item = g_ptr_array_index(lint->template_->items, i);
        g_autofree char *key = item->kind == RV_ITEM_FIELD ? rv_text_key(item->text) : NULL;
        g_auto(GStrv) words = key ? g_strsplit(key, " ", -1) : NULL;

        for (gsize k = 0; words && item->type == RV_FIELD_TEXT && k < G_N_ELEMENTS(typed); k++)
            if (g_strv_contains((const char *const *)words, typed[k].word)) {
                warn(lint,
                     _("%s: “%s” is of the type text, so nothing checks its value; is it %s?"),
                     item->id, item->text, rv_field_type_name(typed[k].type));
                break;
            }
    }
}

/* ---- groups ---------------------------------------------------------------------------------- */

static void
find_guessed(Lint *lint)
{
    for (guint i = 0; i < lint->template_->items->len; i++) {
        const RvItem *item = g_ptr_array_index(lint->template_->items, i);

        if (item->guessed)
            warn(lint,
                 _("%s: the rule “%s” is guessed, so that no document passes: correct it, and "
                   "remove guessed=\"true\""),
                 item->id, rv_group_rule_name(item->rule));
    }
}

/* ---- all of them ----------------------------------------------------------------------------- */

static void (*const warnings[])(Lint *) = {
    find_alike,   find_anchors, find_long_strict, find_near_models, find_unchecked_fields,
    find_guessed, NULL,
};

GPtrArray *
rv_template_lint(const RvTemplate *template_, const GPtrArray *others)
{
    Lint lint = {template_, others, g_ptr_array_new_with_free_func(g_free)};

    for (gsize i = 0; warnings[i]; i++)
        warnings[i](&lint);
    rv_template_lint_rules(template_, lint.warnings);
    return lint.warnings;
}
