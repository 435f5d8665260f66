/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editions of one form: from when until when each counts. */
#include "template-private.h"

#include "recevable/i18n.h"

#include <string.h>

gboolean
rv_template_has_date(const RvTemplate *t, const char *id)
{
    const RvItem *item = rv_template_item(t, id);

    return item && item->kind == RV_ITEM_FIELD && item->type == RV_FIELD_DATE;
}

static gboolean
check(const RvTemplate *t, const xmlNode *root, GError **error)
{
    if (t->dated_by && !rv_template_has_date(t, t->dated_by))
        rv_xml_error(error, t->path, xmlGetLineNo(root),
                     _("'dated-by' names '%s': name a field of the type date"), t->dated_by);
    else if (g_date_valid(&t->valid_from) && g_date_valid(&t->valid_until) &&
             g_date_compare(&t->valid_until, &t->valid_from) < 0)
        rv_xml_error(error, t->path, xmlGetLineNo(root),
                     _("it ends before it is valid: correct 'valid-from' or 'valid-until'"));
    else
        return TRUE;
    return FALSE;
}

gboolean
rv_edition_load(RvTemplate *t, const xmlNode *root, GError **error)
{
    t->model = rv_xml_attribute(root, "model");
    if (!t->model)
        t->model = g_strdup(t->id);
    t->edition = rv_xml_attribute(root, "edition");
    t->dated_by = rv_xml_attribute(root, "dated-by");
    g_date_clear(&t->valid_from, 1);
    g_date_clear(&t->valid_until, 1);
    return rv_xml_day(root, "valid-from", t->path, &t->valid_from, error) &&
           rv_xml_day(root, "valid-until", t->path, &t->valid_until, error) &&
           check(t, root, error);
}

/* One that does not tell since when it counts is the first. */
gboolean
rv_edition_is_newer(const RvTemplate *a, const RvTemplate *b)
{
    if (!g_date_valid(&a->valid_from) || !g_date_valid(&b->valid_from))
        return g_date_valid(&a->valid_from);
    return g_date_compare(&a->valid_from, &b->valid_from) > 0;
}

static gboolean
counts_on(const RvTemplate *t, const GDate *day)
{
    return (!g_date_valid(&t->valid_from) || g_date_compare(&t->valid_from, day) <= 0) &&
           (!g_date_valid(&t->valid_until) || g_date_compare(day, &t->valid_until) <= 0);
}

const RvTemplate *
rv_templates_edition(const GPtrArray *templates, const RvTemplate *of, const GDate *day)
{
    const RvTemplate *best = NULL;

    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *t = g_ptr_array_index(templates, i);

        if (g_str_equal(t->model, of->model) && counts_on(t, day) &&
            (!best || rv_edition_is_newer(t, best)))
            best = t;
    }
    return best;
}
