/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result as JSON: docs/result.schema.json. */
#include "json-private.h"

#include <math.h>
#include <string.h>

#define SCHEMA "recevable/result/1"

static void
set_place(json_t *object, const RvPlace *place)
{
    const RvPt *r = &place->pt;

    if (place->page <= 0)
        return;
    json_object_set_new(object, "page", json_integer(place->page));
    json_object_set_new(object, "bbox",
                        json_pack("[f,f,f,f]", rv_json_rounded(r->x0, 10),
                                  rv_json_rounded(r->y0, 10), rv_json_rounded(r->x1, 10),
                                  rv_json_rounded(r->y1, 10)));
}

static json_t *
boxes_json(const GArray *boxes)
{
    json_t *list = json_array();

    for (guint i = 0; boxes && i < boxes->len; i++) {
        const RvBoxResult *box = &g_array_index(boxes, RvBoxResult, i);
        json_t *object = json_object();

        rv_json_set_string(object, "id", box->id);
        rv_json_set_string(object, "state", rv_box_state_name(box->box.state));
        rv_json_set_real(object, "confidence", box->box.confidence, 1000);
        set_place(object, &box->box.place);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
lines_json(const GArray *lines)
{
    json_t *list = json_array();

    for (guint i = 0; lines && i < lines->len; i++) {
        const RvLineResult *line = &g_array_index(lines, RvLineResult, i);
        json_t *object = json_object();

        rv_json_set_string(object, "label", line->label);
        rv_json_set_string(object, "ht", line->ht);
        rv_json_set_string(object, "taux", line->rate);
        rv_json_set_string(object, "tva", line->vat);
        rv_json_set_string(object, "ttc", line->ttc);
        set_place(object, &line->place);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
item_json(const RvItemResult *item)
{
    json_t *object = json_object();

    rv_json_set_string(object, "id", item->id);
    rv_json_set_string(object, "kind", rv_item_kind_name(item->kind));
    rv_json_set_string(object, "status", rv_status_name(item->status));
    rv_json_set_real(object, "confidence", item->confidence, 1000);
    set_place(object, &item->place);
    switch (item->kind) {
    case RV_ITEM_MENTION:
        rv_json_set_string(object, "text", item->text);
        break;
    case RV_ITEM_FIELD:
        rv_json_set_string(object, "value", item->value);
        rv_json_set_string(object, "normalized", item->normalized);
        break;
    case RV_ITEM_GROUP:
        rv_json_set_real(object, "margin", item->margin, 1000);
        json_object_set_new(object, "boxes", boxes_json(item->boxes));
        break;
    case RV_ITEM_TABLE:
        json_object_set_new(object, "lines", lines_json(item->lines));
        break;
    case RV_ITEM_SIGNATURE:
        rv_json_set_string(object, "ink", rv_ink_kind_name(item->ink));
        break;
    }
    return object;
}

static json_t *
items_json(const GPtrArray *items)
{
    json_t *list = json_array();

    for (guint i = 0; i < items->len; i++)
        json_array_append_new(list, item_json(g_ptr_array_index(items, i)));
    return list;
}

static void
set_time(json_t *object, const char *key, gint64 seconds)
{
    g_autoptr(GDateTime) time = seconds ? g_date_time_new_from_unix_utc(seconds) : NULL;
    g_autofree char *iso = time ? g_date_time_format(time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    rv_json_set_string(object, key, iso);
}

static json_t *
signatures_json(const GPtrArray *signatures)
{
    json_t *list = json_array();

    for (guint i = 0; i < signatures->len; i++) {
        const RvSignature *signature = g_ptr_array_index(signatures, i);
        json_t *object = json_object();

        rv_json_set_string(object, "signer", signature->signer);
        rv_json_set_string(object, "organisation", signature->organisation);
        rv_json_set_string(object, "issuer", signature->issuer);
        set_time(object, "signed_at", signature->signed_at);
        rv_json_set_string(object, "integrity", rv_integrity_name(signature->integrity));
        rv_json_set_string(object, "coverage", rv_coverage_name(signature->coverage));
        json_object_set_new(object, "bytes_after", json_integer(signature->bytes_after));
        rv_json_set_string(object, "trust", rv_trust_name(signature->trust));
        json_object_set_new(object, "self_signed", json_boolean(signature->is_self_signed));
        set_place(object, &signature->place);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
rules_json(const GPtrArray *rules)
{
    json_t *list = json_array();

    for (guint i = 0; i < rules->len; i++) {
        const RvRuleResult *rule = g_ptr_array_index(rules, i);
        json_t *object = json_object();

        rv_json_set_string(object, "id", rule->id);
        rv_json_set_string(object, "status", rv_status_name(rule->status));
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
findings_json(const GPtrArray *findings)
{
    json_t *list = json_array();

    for (guint i = 0; i < findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(findings, i);
        json_t *object = json_object();

        rv_json_set_string(object, "severity", rv_severity_name(finding->severity));
        rv_json_set_string(object, "item", finding->item);
        rv_json_set_string(object, "message", finding->message);
        set_place(object, &finding->place);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
template_json(const RvResult *result)
{
    json_t *object;

    if (!result->template_id)
        return json_null();
    object = json_object();
    rv_json_set_string(object, "id", result->template_id);
    rv_json_set_real(object, "confidence", result->template_confidence, 1000);
    rv_json_set_string(object, "sha256", result->template_sha256);
    return object;
}

static void
set_date(json_t *object, const char *key, const GDate *date)
{
    char iso[sizeof "2026-05-21"];
    gboolean told = g_date_valid(date) && g_date_strftime(iso, sizeof iso, "%Y-%m-%d", date);

    rv_json_set_string(object, key, told ? iso : NULL);
}

/* What has to be told again for the same result. */
static json_t *
options_json(const RvResult *result)
{
    json_t *object = json_object();

    rv_json_set_string(object, "template", result->forced_template);
    set_date(object, "referenced_on", &result->given.referenced_on);
    set_date(object, "on", &result->given.on);
    return object;
}

static json_t *
deadlines_json(const RvResult *result)
{
    json_t *object;

    if (!result->deadlines_sha256)
        return json_null();
    object = json_object();
    rv_json_set_string(object, "sha256", result->deadlines_sha256);
    return object;
}

/* A file name is bytes: what is not UTF-8 is shown as well as can be, and kept as base64. */
static json_t *
result_json(const RvResult *result)
{
    json_t *object = json_object();

    rv_json_set_string(object, "schema", SCHEMA);
    rv_json_set_file(object, result->file);
    rv_json_set_string(object, "sha256", result->sha256);
    json_object_set_new(object, "pages", json_integer(result->pages));
    json_object_set_new(object, "template", template_json(result));
    rv_json_set_string(object, "verdict", rv_verdict_name(result->verdict));
    rv_json_set_error(object, result);
    json_object_set_new(object, "readability",
                        result->readability ? rv_json_readability(result->readability)
                                            : json_null());
    json_object_set_new(object, "signatures", signatures_json(result->signatures));
    json_object_set_new(object, "items", items_json(result->items));
    json_object_set_new(object, "rules", rules_json(result->rules));
    json_object_set_new(object, "findings", findings_json(result->findings));
    json_object_set_new(object, "options", options_json(result));
    json_object_set_new(object, "deadlines", deadlines_json(result));
    rv_json_set_string(object, "version", RV_VERSION);
    rv_json_set_string(object, "engine", result->engine);
    return object;
}

void
rv_report_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    json_auto_t *object = result_json(result);

    (void)style;
    (void)index;
    rv_json_append(out, object, JSON_INDENT(1));
}

void
rv_report_jsonl(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    json_auto_t *object = result_json(result);

    (void)style;
    (void)index;
    rv_json_append(out, object, JSON_COMPACT);
}
