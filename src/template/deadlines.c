/* SPDX-License-Identifier: GPL-3.0-or-later */
/* deadlines.xml -> the deadlines of the templates that it names. */
#include "template-private.h"

#include "recevable/i18n.h"

#include <string.h>

typedef struct {
    const char *path;
    const GPtrArray *templates;
    GHashTable *ids; /* of the deadlines so far */
    GError **error;
} Load;

static void
limit_free(gpointer data)
{
    RvLimit *limit = data;

    g_free(limit->after);
    g_free(limit->time);
    g_free(limit->source);
    g_free(limit);
}

void
rv_deadline_free(RvDeadline *deadline)
{
    g_free(deadline->id);
    g_free(deadline->text);
    g_free(deadline->field);
    g_free(deadline->mention);
    g_free(deadline->without);
    g_ptr_array_unref(deadline->limits);
    g_free(deadline);
}

static gboolean G_GNUC_PRINTF(3, 4)
    fail(const Load *load, const xmlNode *node, const char *format, ...)
{
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    rv_xml_error(load->error, load->path, xmlGetLineNo(node), "%s", message);
    return FALSE;
}

/* ---- when it ends ------------------------------------------------------------------------ */

static gboolean
take_limit(const Load *load, const xmlNode *node, RvLimit *limit)
{
    g_autofree char *within = rv_xml_attribute(node, "within");

    limit->source = rv_xml_text(node);
    limit->after = rv_xml_attribute(node, "after");
    limit->time = rv_xml_attribute(node, "time");
    if (within) {
        int n = (int)g_ascii_strtoll(within + 1, NULL, 10);

        *(strchr(within, 'M') ? &limit->months : &limit->days) = n;
    }
    return rv_xml_day(node, "valid-from", load->path, &limit->valid_from, load->error) &&
           (within || rv_xml_day(node, "date", load->path, &limit->date, load->error));
}

/* One that ends before it is valid, or out of the order in which they came, is a slip. */
static gboolean
check_limit(const Load *load, const xmlNode *node, const RvLimit *limit, const RvLimit *before)
{
    if (g_date_valid(&limit->date) && g_date_compare(&limit->date, &limit->valid_from) < 0)
        return fail(load, node, _("it ends before it is valid: correct 'date' or 'valid-from'"));
    if (before && g_date_compare(&before->valid_from, &limit->valid_from) >= 0)
        return fail(load, node,
                    _("it is not valid later than the one before it: put the older first"));
    return TRUE;
}

static GPtrArray *
take_limits(const Load *load, const xmlNode *node)
{
    g_autoptr(GPtrArray) limits = g_ptr_array_new_with_free_func(limit_free);

    for (const xmlNode *child = node->children; child; child = child->next) {
        const RvLimit *before = limits->len ? g_ptr_array_index(limits, limits->len - 1) : NULL;
        RvLimit *limit;

        if (!rv_xml_is(child, "limit") && !rv_xml_is(child, "period"))
            continue;
        limit = g_new0(RvLimit, 1);
        g_ptr_array_add(limits, limit);
        if (!take_limit(load, child, limit) || !check_limit(load, child, limit, before))
            return NULL;
    }
    return g_steal_pointer(&limits);
}

/* ---- whom it binds ----------------------------------------------------------------------- */

static gboolean
is_of_kind(const RvTemplate *t, const char *id, RvItemKind kind)
{
    const RvItem *item = rv_template_item(t, id);

    return item && item->kind == kind;
}

/* Does all that the deadline speaks of stand in the template? */
static gboolean
check_references(const Load *load, const xmlNode *node, const RvTemplate *t, const RvDeadline *d)
{
    const char *wrong = NULL;

    if (d->field && !rv_template_has_date(t, d->field))
        wrong = d->field;
    else if (d->mention && !is_of_kind(t, d->mention, RV_ITEM_MENTION))
        wrong = d->mention;
    else if (d->without && !is_of_kind(t, d->without, RV_ITEM_FIELD))
        wrong = d->without;
    for (guint i = 0; i < d->limits->len && !wrong; i++) {
        const RvLimit *limit = g_ptr_array_index(d->limits, i);

        if (limit->after && !rv_template_has_date(t, limit->after))
            wrong = limit->after;
    }
    return !wrong || fail(load, node,
                          _("the model '%s' has no '%s' of the right kind to refer to: correct the "
                            "name"),
                          t->id, wrong);
}

/* Gives the template that a <for> names its deadline. */
static gboolean
bind_template(const Load *load, const xmlNode *node, const char *id, const char *text,
              GPtrArray *limits)
{
    g_autofree char *name = rv_xml_attribute(node, "template");
    const RvTemplate *t = rv_templates_find(load->templates, name);
    const RvDeadline *last;
    RvDeadline *d;

    if (!t)
        return fail(load, node, _("there is no model '%s' in this folder: correct the name"), name);
    last = t->deadlines->len ? g_ptr_array_index(t->deadlines, t->deadlines->len - 1) : NULL;
    if (last && g_str_equal(last->id, id))
        return fail(load, node, _("the model '%s' is named twice: remove one"), name);
    d = g_new0(RvDeadline, 1);
    g_ptr_array_add(t->deadlines, d);
    d->id = g_strdup(id);
    d->text = g_strdup(text);
    d->field = rv_xml_attribute(node, "date");
    d->mention = rv_xml_attribute(node, "mention");
    d->without = rv_xml_attribute(node, "without");
    d->limits = g_ptr_array_ref(limits);
    return check_references(load, node, t, d);
}

static gboolean
load_deadline(const Load *load, const xmlNode *node)
{
    g_autofree char *id = rv_xml_attribute(node, "id"), *text = NULL;
    g_autoptr(GPtrArray) limits = NULL;

    if (!g_hash_table_add(load->ids, g_strdup(id)))
        return fail(load, node, _("two deadlines are named '%s': rename one"), id);
    limits = take_limits(load, node);
    for (const xmlNode *child = node->children; child && limits; child = child->next) {
        if (rv_xml_is(child, "text"))
            text = rv_xml_text(child);
        else if (rv_xml_is(child, "for") && !bind_template(load, child, id, text, limits))
            return FALSE;
    }
    return limits != NULL;
}

gboolean
rv_deadlines_load(const char *path, const GPtrArray *templates, guint *n, GError **error)
{
    g_autofree char *sha256 = NULL;
    g_autoptr(xmlDoc) doc = rv_xml_load(path, &sha256, error);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Load load = {path, templates, ids, error};

    if (!doc || !rv_schema_check(doc, RV_SCHEMA_DEADLINES, path, error))
        return FALSE;
    for (const xmlNode *node = xmlDocGetRootElement(doc)->children; node; node = node->next)
        if (rv_xml_is(node, "deadline") && !load_deadline(&load, node))
            return FALSE;
    for (guint i = 0; i < templates->len; i++)
        ((RvTemplate *)g_ptr_array_index(templates, i))->deadlines_sha256 = g_strdup(sha256);
    if (n)
        *n = g_hash_table_size(ids);
    return TRUE;
}
