/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items of a draft belong together: who signs, what the price table names, what is written
 * behind a box. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* ---- who signs ------------------------------------------------------------------------------- */

/* Names of the client's side: those of the supplier stand in its section. */
static void
link_signature(const RvDraft *draft, RvDraftItem *signature)
{
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        if (section->anchor && rv_says(section->anchor, "fournisseur|editeur|prestataire"))
            continue;
        for (guint i = 0; i < section->items->len; i++) {
            const RvDraftItem *item = g_ptr_array_index(section->items, i);

            if (item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_TEXT &&
                rv_guess_name(item->text) && !rv_says(item->text, "logiciel|solution"))
                g_string_append_printf(ids, "%s%s", ids->len ? " " : "", item->id);
        }
    }
    if (ids->len)
        signature->signatories = g_strdup(ids->str);
}

/* ---- what the price table names -------------------------------------------------------------- */

/* None is told twice. */
static void
add_line_label(RvDraftItem *table, const char *label)
{
    g_autofree char *key = rv_text_key(label);

    for (guint i = 0; i < table->line_labels->len; i++) {
        g_autofree char *other = rv_text_key(g_ptr_array_index(table->line_labels, i));

        if (g_str_equal(key, other))
            return;
    }
    g_ptr_array_add(table->line_labels, g_strdup(label));
}

/* A line may be called as the box that is ticked. */
static void
agree(RvDraftItem *table, const RvDraftItem *group)
{
    table->agrees_with = g_strdup(group->id);
    for (guint i = 0; i < group->boxes->len; i++)
        add_line_label(table, ((RvDraftBox *)g_ptr_array_index(group->boxes, i))->label);
}

static void
link_table(const RvDraft *draft, RvDraftItem *table)
{
    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            const RvDraftItem *item = g_ptr_array_index(section->items, i);

            if (item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_TEXT && !table->software &&
                rv_says(item->text, "logiciel|solution"))
                table->software = g_strdup(item->id);
            if (item->kind == RV_ITEM_GROUP && !table->agrees_with && item->boxes->len == 2 &&
                rv_says(((RvDraftBox *)g_ptr_array_index(item->boxes, 0))->label, "vague 1") &&
                rv_says(((RvDraftBox *)g_ptr_array_index(item->boxes, 1))->label, "vague 2"))
                agree(table, item);
        }
    }
}

/* ---- what is written behind a box ------------------------------------------------------------ */

/* How many of the words of a label are in the other? */
static guint
common_words(const char *label, const char *other)
{
    g_autofree char *key = rv_text_key(label), *with = rv_text_key(other);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    guint n = 0;

    for (char **word = words; *word; word++)
        n += strlen(*word) > 2 && rv_says(with, *word);
    return n;
}

/* "Préciser …" belongs to the box that it speaks of: of the group before it. */
static void
link_detail(RvDraftItem *group, RvDraftItem *field)
{
    RvDraftBox *best = NULL;
    guint most = 0;

    if (!rv_says(field->text, "^(preciser|precisez|si oui|si autre|lequel|laquelle|lesquels)"))
        return;
    for (guint i = 0; i < group->boxes->len; i++) {
        RvDraftBox *box = g_ptr_array_index(group->boxes, i);
        guint n = common_words(field->text, box->label) + 1;

        if (n > most) {
            most = n;
            best = box;
        }
    }
    if (!best || best->detail)
        return;
    best->detail = g_strdup(field->id);
    field->when = g_strdup_printf("%s/%s", group->id, best->id);
    rv_draft_doubt(field->doubts,
                   g_strdup(_("taken to be demanded only when that box is ticked: check "
                              "'required-when'")));
}

/* ---- an order before the solution is referenced ---------------------------------------------- */

/* The one mention of the programme that is demanded only sometimes: it stands for the number of the
 * reference that an order does not have yet. */
static void
link_condition(const RvDraft *draft, RvDraftItem *mention)
{
    RvDraftItem *number = NULL, *day = NULL;

    if (!rv_says(mention->text, "conditionnee? a l obtention"))
        return;
    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            RvDraftItem *item = g_ptr_array_index(section->items, i);

            if (item->kind != RV_ITEM_FIELD)
                continue;
            if (item->type == RV_FIELD_REFERENCE && rv_says(item->text, "referencement"))
                number = item;
            if (item->type == RV_FIELD_DATE && rv_says(item->text, "emission|commande"))
                day = item;
        }
    }
    if (!number)
        return;
    number->unless = g_strdup(mention->id);
    mention->without = g_strdup(number->id);
    mention->before = day ? g_strdup(day->id) : NULL;
    rv_draft_doubt(mention->doubts, g_strdup(_("taken to be demanded only of orders without the "
                                               "number of the reference: check 'when'")));
}

void
rv_draft_link(RvDraft *draft)
{
    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            RvDraftItem *item = g_ptr_array_index(section->items, i);
            RvDraftItem *before = i ? g_ptr_array_index(section->items, i - 1) : NULL;

            if (item->kind == RV_ITEM_SIGNATURE)
                link_signature(draft, item);
            else if (item->kind == RV_ITEM_TABLE)
                link_table(draft, item);
            else if (item->kind == RV_ITEM_MENTION)
                link_condition(draft, item);
            else if (item->kind == RV_ITEM_FIELD && before && before->kind == RV_ITEM_GROUP)
                link_detail(before, item);
        }
    }
}
