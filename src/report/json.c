/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result as JSON: docs/result.schema.json. */
#include "report-private.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#define SCHEMA "recevable/result/1"
#define DIGITS 6 /* significant ones; all values are rounded before */

static double
rounded(double value, double steps)
{
    return isfinite(value) ? round(value * steps) / steps : 0;
}

static json_t *
string_or_null(const char *text)
{
    g_autofree char *valid = text ? g_utf8_make_valid(text, -1) : NULL;

    return valid ? json_string(valid) : json_null();
}

static void
set_string(json_t *object, const char *key, const char *text)
{
    json_object_set_new(object, key, string_or_null(text));
}

static void
set_real(json_t *object, const char *key, double value, double steps)
{
    json_object_set_new(object, key, json_real(rounded(value, steps)));
}

static void
set_place(json_t *object, const RvPlace *place)
{
    const RvPt *r = &place->pt;

    if (place->page <= 0)
        return;
    json_object_set_new(object, "page", json_integer(place->page));
    json_object_set_new(object, "bbox",
                        json_pack("[f,f,f,f]", rounded(r->x0, 10), rounded(r->y0, 10),
                                  rounded(r->x1, 10), rounded(r->y1, 10)));
}

static json_t *
defects_json(const GArray *defects)
{
    json_t *list = json_array();

    for (guint i = 0; i < defects->len; i++) {
        const RvDefect *defect = &g_array_index(defects, RvDefect, i);
        json_t *object = json_object();

        set_string(object, "type", defect->type);
        set_real(object, "severity", defect->severity, 100);
        set_string(object, "advice", defect->advice);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
readability_json(const RvReadability *readability)
{
    json_t *object = json_object(), *pages = json_array();

    json_object_set_new(object, "score", json_integer(readability->score));
    for (guint i = 0; i < readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(readability->pages, RvPageScore, i);
        json_t *entry = json_object();

        json_object_set_new(entry, "page", json_integer(page->page));
        json_object_set_new(entry, "score", json_integer(page->score));
        json_object_set_new(entry, "dpi", json_integer(page->dpi));
        set_real(entry, "skew_deg", page->skew_deg, 100);
        json_object_set_new(entry, "rotation", json_integer(page->rotation));
        json_object_set_new(entry, "defects", defects_json(page->defects));
        json_array_append_new(pages, entry);
    }
    json_object_set_new(object, "pages", pages);
    return object;
}

static json_t *
boxes_json(const GArray *boxes)
{
    json_t *list = json_array();

    for (guint i = 0; boxes && i < boxes->len; i++) {
        const RvBoxResult *box = &g_array_index(boxes, RvBoxResult, i);
        json_t *object = json_object();

        set_string(object, "id", box->id);
        set_string(object, "state", rv_box_state_name(box->box.state));
        set_real(object, "confidence", box->box.confidence, 1000);
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

        set_string(object, "label", line->label);
        set_string(object, "ht", line->ht);
        set_string(object, "taux", line->rate);
        set_string(object, "tva", line->vat);
        set_string(object, "ttc", line->ttc);
        set_place(object, &line->place);
        json_array_append_new(list, object);
    }
    return list;
}

static json_t *
item_json(const RvItemResult *item)
{
    json_t *object = json_object();

    set_string(object, "id", item->id);
    set_string(object, "kind", rv_item_kind_name(item->kind));
    set_string(object, "status", rv_status_name(item->status));
    set_real(object, "confidence", item->confidence, 1000);
    set_place(object, &item->place);
    switch (item->kind) {
    case RV_ITEM_MENTION:
        set_string(object, "text", item->text);
        break;
    case RV_ITEM_FIELD:
        set_string(object, "value", item->value);
        set_string(object, "normalized", item->normalized);
        break;
    case RV_ITEM_GROUP:
        set_real(object, "margin", item->margin, 1000);
        json_object_set_new(object, "boxes", boxes_json(item->boxes));
        break;
    case RV_ITEM_TABLE:
        json_object_set_new(object, "lines", lines_json(item->lines));
        break;
    case RV_ITEM_SIGNATURE:
        set_string(object, "ink", rv_ink_kind_name(item->ink));
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

    set_string(object, key, iso);
}

static json_t *
signatures_json(const GPtrArray *signatures)
{
    json_t *list = json_array();

    for (guint i = 0; i < signatures->len; i++) {
        const RvSignature *signature = g_ptr_array_index(signatures, i);
        json_t *object = json_object();

        set_string(object, "signer", signature->signer);
        set_string(object, "organisation", signature->organisation);
        set_string(object, "issuer", signature->issuer);
        set_time(object, "signed_at", signature->signed_at);
        set_string(object, "integrity", rv_integrity_name(signature->integrity));
        set_string(object, "coverage", rv_coverage_name(signature->coverage));
        json_object_set_new(object, "bytes_after", json_integer(signature->bytes_after));
        set_string(object, "trust", rv_trust_name(signature->trust));
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

        set_string(object, "id", rule->id);
        set_string(object, "status", rv_status_name(rule->status));
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

        set_string(object, "severity", rv_severity_name(finding->severity));
        set_string(object, "item", finding->item);
        set_string(object, "message", finding->message);
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
    set_string(object, "id", result->template_id);
    set_real(object, "confidence", result->template_confidence, 1000);
    set_string(object, "sha256", result->template_sha256);
    return object;
}

static void
set_date(json_t *object, const char *key, const GDate *date)
{
    char iso[sizeof "2026-05-21"];
    gboolean told = g_date_valid(date) && g_date_strftime(iso, sizeof iso, "%Y-%m-%d", date);

    set_string(object, key, told ? iso : NULL);
}

/* What has to be told again for the same result. */
static json_t *
options_json(const RvResult *result)
{
    json_t *object = json_object();

    set_string(object, "template", result->forced_template);
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
    set_string(object, "sha256", result->deadlines_sha256);
    return object;
}

/* A file name is bytes: what is not UTF-8 is shown as well as can be, and kept as base64. */
static void
set_file(json_t *object, const char *file)
{
    set_string(object, "file", file);
    if (!g_utf8_validate(file, -1, NULL)) {
        g_autofree char *raw = g_base64_encode((const guchar *)file, strlen(file));

        set_string(object, "file_base64", raw);
    }
}

static json_t *
result_json(const RvResult *result)
{
    json_t *object = json_object();

    set_string(object, "schema", SCHEMA);
    set_file(object, result->file);
    set_string(object, "sha256", result->sha256);
    json_object_set_new(object, "pages", json_integer(result->pages));
    json_object_set_new(object, "template", template_json(result));
    set_string(object, "verdict", rv_verdict_name(result->verdict));
    if (result->verdict == RV_VERDICT_ERROR) {
        json_t *error = json_object();

        set_string(error, "code", result->error_code);
        set_string(error, "message", result->error_message);
        json_object_set_new(object, "error", error);
    }
    json_object_set_new(object, "readability",
                        result->readability ? readability_json(result->readability) : json_null());
    json_object_set_new(object, "signatures", signatures_json(result->signatures));
    json_object_set_new(object, "items", items_json(result->items));
    json_object_set_new(object, "rules", rules_json(result->rules));
    json_object_set_new(object, "findings", findings_json(result->findings));
    json_object_set_new(object, "options", options_json(result));
    json_object_set_new(object, "deadlines", deadlines_json(result));
    set_string(object, "version", RV_VERSION);
    set_string(object, "engine", result->engine);
    return object;
}

static void
append_json(GString *out, const RvResult *result, size_t flags)
{
    json_auto_t *object = result_json(result);
    char *text = json_dumps(object, flags | JSON_REAL_PRECISION(DIGITS));

    g_string_append(out, text);
    g_string_append_c(out, '\n');
    free(text);
}

void
rv_report_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    (void)style;
    (void)index;
    append_json(out, result, JSON_INDENT(1));
}

void
rv_report_jsonl(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    (void)style;
    (void)index;
    append_json(out, result, JSON_COMPACT);
}
