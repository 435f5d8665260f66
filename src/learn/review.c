/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft as marks on the pages of its form: what would be demanded, what is doubtful, and what was
 * left alone. */
#include "learn-private.h"

#include "recevable/i18n.h"

static const char *
kind_title(RvItemKind kind)
{
    static const char *const titles[] = {
        [RV_ITEM_MENTION] = N_("Mention"),     [RV_ITEM_FIELD] = N_("Field"),
        [RV_ITEM_GROUP] = N_("Boxes"),         [RV_ITEM_TABLE] = N_("Price table"),
        [RV_ITEM_SIGNATURE] = N_("Signature"),
    };

    return _(titles[kind]);
}

static void
add_mark(GPtrArray *marks, RvMarkKind kind, const RvPlace *place, const char *label, char *text)
{
    RvMark *mark = g_new0(RvMark, 1);

    mark->kind = kind;
    mark->page = place->page;
    mark->place = place->pt;
    mark->label = g_strdup(label);
    mark->text = text;
    g_ptr_array_add(marks, mark);
}

/* What of it would be demanded, a line each. */
static char *
describe(const RvDraftItem *item)
{
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "%s %s", kind_title(item->kind), item->id);
    if (item->kind == RV_ITEM_FIELD)
        g_string_append_printf(text, " (%s)", rv_field_type_name(item->type));
    if (item->kind == RV_ITEM_GROUP)
        g_string_append_printf(text, " (%s)", rv_group_rule_name(item->rule));
    if (item->text)
        g_string_append_printf(text, "\n%s", item->text);
    for (guint i = 0; item->boxes && i < item->boxes->len; i++)
        g_string_append_printf(text, "\n[ ] %s",
                               ((const RvDraftBox *)g_ptr_array_index(item->boxes, i))->label);
    for (guint i = 0; item->columns && i < item->columns->len; i++)
        g_string_append_printf(text, "\n| %s", (const char *)g_ptr_array_index(item->columns, i));
    for (guint i = 0; i < item->doubts->len; i++)
        g_string_append_printf(text, "\n%s %s", _("to check:"),
                               (const char *)g_ptr_array_index(item->doubts, i));
    return g_string_free(text, FALSE);
}

GPtrArray *
rv_draft_marks(const RvDraft *draft)
{
    GPtrArray *marks = rv_marks_new();

    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            const RvDraftItem *item = g_ptr_array_index(section->items, i);

            add_mark(marks, item->doubts->len ? RV_MARK_DOUBTFUL : RV_MARK_GOOD, &item->place,
                     kind_title(item->kind), describe(item));
        }
    }
    for (guint i = 0; i < draft->left->len; i++) {
        const RvDraftItem *left = g_ptr_array_index(draft->left, i);

        add_mark(marks, RV_MARK_REMARK, &left->place, _("Not demanded"),
                 g_strdup_printf("%s\n%s",
                                 _("Nothing is demanded here: it is neither marked nor "
                                   "anything to be filled in."),
                                 left->text));
    }
    return marks;
}
