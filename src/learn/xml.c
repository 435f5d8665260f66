/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft as the file of a model (templates/recevable-template.rng), its doubts as comments. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

typedef struct {
    GString *out;
    const RvDraft *draft;
    GPtrArray *wordings; /* of all mentions and groups, borrowed */
} Writer;

/* ---- text ------------------------------------------------------------------------------------ */

static void
write_comment(GString *out, const GPtrArray *doubts, int indent)
{
    for (guint i = 0; i < doubts->len; i++) {
        g_autofree char *plain = rv_text_printable(g_ptr_array_index(doubts, i));
        g_auto(GStrv) parts = g_strsplit(plain, "--", -1); /* no comment may hold that */
        g_autofree char *safe = g_strjoinv("- -", parts);
        g_autofree char *whole = g_strdup_printf("<!-- %s %s -->", _("to check:"), safe);

        rv_xml_wrap(out, whole, indent);
    }
}

/* <name attributes>text</name>, on one line if it fits. */
static void
write_text(GString *out, const char *name, const char *attributes, const char *text, int indent)
{
    g_autofree char *open = g_strdup_printf("<%s%s>", name, attributes);

    if (indent + g_utf8_strlen(open, -1) + g_utf8_strlen(text, -1) + (glong)strlen(name) + 3 <=
        RV_XML_WIDTH) {
        g_string_append_printf(out, "%*s%s%s</%s>\n", indent, "", open, text, name);
        return;
    }
    g_string_append_printf(out, "%*s%s\n", indent, "", open);
    rv_xml_wrap(out, text, indent + 2);
    g_string_append_printf(out, "%*s</%s>\n", indent, "", name);
}

static void
write_plain(GString *out, const char *name, const char *text, int indent)
{
    g_autofree char *safe = rv_xml_escape(text);

    write_text(out, name, "", safe, indent);
}

static void
write_wording(const Writer *w, const char *name, const char *attributes, const char *text,
              int indent)
{
    g_autoptr(GPtrArray) strict = rv_strict_words(text, w->wordings);
    g_autofree char *up = NULL;

    g_ptr_array_add(strict, NULL);
    up = rv_wording_to_xml(text, (const char *const *)strict->pdata);
    write_text(w->out, name, attributes, up, indent);
}

static void
append_attribute(GString *attributes, const char *name, const char *value)
{
    g_autofree char *safe = value ? rv_xml_escape(value) : NULL;

    if (value)
        g_string_append_printf(attributes, " %s=\"%s\"", name, safe);
}

/* ---- items ----------------------------------------------------------------------------------- */

static void
write_mention(const Writer *w, const RvDraftItem *item, GString *attributes)
{
    g_autoptr(GString) when = g_string_new(NULL);

    g_string_append_printf(w->out, "    <mention%s>\n", attributes->str);
    write_wording(w, "text", "", item->text, 6);
    append_attribute(when, "without", item->without);
    append_attribute(when, "before-referencing", item->before);
    if (item->without)
        write_text(w->out, "when", when->str,
                   "le bon de commande est antérieur au référencement de la solution, ou ne porte "
                   "pas de numéro de référencement",
                   6);
    g_string_append(w->out, "    </mention>\n");
}

static void
write_field(const Writer *w, const RvDraftItem *item, GString *attributes)
{
    append_attribute(attributes, "type", rv_field_type_name(item->type));
    append_attribute(attributes, "required", item->optional ? "false" : NULL);
    append_attribute(attributes, "required-unless", item->unless);
    append_attribute(attributes, "required-when", item->when);
    g_string_append_printf(w->out, "    <field%s>\n", attributes->str);
    write_wording(w, "label", "", item->text, 6);
    g_string_append(w->out, "    </field>\n");
}

static void
write_group(const Writer *w, const RvDraftItem *item, GString *attributes)
{
    append_attribute(attributes, "rule", rv_group_rule_name(item->rule));
    append_attribute(attributes, "guessed", item->guessed ? "true" : NULL);
    append_attribute(attributes, "applies-when", item->applies_when);
    append_attribute(attributes, "optional-when", item->optional_when);
    g_string_append_printf(w->out, "    <group%s>\n", attributes->str);
    if (item->under)
        write_plain(w->out, "under", item->under, 6);
    if (item->text)
        write_wording(w, "prompt", "", item->text, 6);
    for (guint i = 0; i < item->boxes->len; i++) {
        const RvDraftBox *box = g_ptr_array_index(item->boxes, i);
        g_autoptr(GString) own = g_string_new(NULL);

        append_attribute(own, "id", box->id);
        append_attribute(own, "detail", box->detail);
        write_wording(w, "box", own->str, box->label, 6);
    }
    g_string_append(w->out, "    </group>\n");
}

static void
write_table(const Writer *w, const RvDraftItem *item, GString *attributes)
{
    g_string_append_printf(attributes, " lines=\"%d\"", item->lines);
    append_attribute(attributes, "agrees-with", item->agrees_with);
    append_attribute(attributes, "software", item->software);
    g_string_append_printf(w->out, "    <table%s>\n", attributes->str);
    for (guint i = 0; i < item->columns->len; i++)
        write_plain(w->out, "column", g_ptr_array_index(item->columns, i), 6);
    for (guint i = 0; i < item->line_labels->len; i++)
        write_wording(w, "line-label", "", g_ptr_array_index(item->line_labels, i), 6);
    g_string_append(w->out, "    </table>\n");
}

static void
write_signature(const Writer *w, const RvDraftItem *item, GString *attributes)
{
    append_attribute(attributes, "signatory", item->signatories);
    g_string_append_printf(w->out, "    <signature%s>\n", attributes->str);
    write_wording(w, "label", "", item->text, 6);
    g_string_append(w->out, "    </signature>\n");
}

typedef void (*WriteFunc)(const Writer *w, const RvDraftItem *item, GString *attributes);

static void
write_item(const Writer *w, const RvDraftItem *item)
{
    static const WriteFunc kinds[] = {
        [RV_ITEM_MENTION] = write_mention,     [RV_ITEM_FIELD] = write_field,
        [RV_ITEM_GROUP] = write_group,         [RV_ITEM_TABLE] = write_table,
        [RV_ITEM_SIGNATURE] = write_signature,
    };
    g_autoptr(GString) attributes = g_string_new(NULL);

    append_attribute(attributes, "id", item->id);
    write_comment(w->out, item->doubts, 4);
    kinds[item->kind](w, item, attributes);
}

/* ---- the whole ------------------------------------------------------------------------------- */

static void
list_wordings(Writer *w)
{
    for (guint s = 0; s < w->draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(w->draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            const RvDraftItem *item = g_ptr_array_index(section->items, i);

            if (item->text && (item->kind == RV_ITEM_MENTION || item->kind == RV_ITEM_GROUP))
                g_ptr_array_add(w->wordings, item->text);
        }
    }
}

static void
write_section(const Writer *w, const RvDraftSection *section)
{
    g_string_append_printf(w->out, "\n  <section id=\"%s\">\n", section->id);
    if (section->anchor)
        write_plain(w->out, "anchor", section->anchor, 4);
    for (guint i = 0; i < section->items->len; i++)
        write_item(w, g_ptr_array_index(section->items, i));
    g_string_append(w->out, "  </section>\n");
}

static void
write_rule(const Writer *w, const RvDraftRule *rule)
{
    static const char *const kinds[] = {
        [RV_RULE_NONE_OF] = "none-of",
        [RV_RULE_ONE_OF_EACH] = "one-of-each",
        [RV_RULE_FILLED] = "filled",
        [RV_RULE_DATES] = "dates",
    };
    g_autoptr(GString) attributes = g_string_new(NULL), period = g_string_new(NULL);

    append_attribute(attributes, "id", rule->id);
    append_attribute(attributes, rule->unless ? "unless" : "if", rule->condition);
    append_attribute(period, "at-least", rule->period);
    g_string_append_printf(w->out, "  <rule%s>\n", attributes->str);
    write_plain(w->out, "text", rule->text, 4);
    write_text(w->out, kinds[rule->kind], period->str, rule->items, 4);
    g_string_append(w->out, "  </rule>\n");
}

char *
rv_draft_to_xml(const RvDraft *draft)
{
    Writer w = {g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"), draft,
                g_ptr_array_new()};
    g_autoptr(GString) attributes = g_string_new(NULL);

    list_wordings(&w);
    append_attribute(attributes, "id", draft->id);
    append_attribute(attributes, "kind", draft->kind);
    g_string_append(attributes, " status=\"full\"");
    append_attribute(attributes, "reference", draft->reference);
    write_comment(w.out, draft->doubts, 0);
    g_string_append_printf(w.out, "<template%s>\n", attributes->str);
    write_plain(w.out, "title", draft->title, 2);
    write_plain(w.out, "source", draft->source, 2);
    for (guint s = 0; s < draft->sections->len; s++)
        write_section(&w, g_ptr_array_index(draft->sections, s));
    if (draft->rules->len)
        g_string_append_c(w.out, '\n');
    for (guint i = 0; i < draft->rules->len; i++)
        write_rule(&w, g_ptr_array_index(draft->rules, i));
    g_string_append(w.out, "</template>\n");
    g_ptr_array_unref(w.wordings);
    return g_string_free(w.out, FALSE);
}
