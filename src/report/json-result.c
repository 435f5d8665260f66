/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A result as JSON and back: docs/result.schema.json. */
#include "json-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

/* Of a result that is read: more than any limit lets through. */
#define MOST_PAGES 100000
#define SCHEMA "recevable/result/1"

/* ---- items ----------------------------------------------------------------------------------- */

RV_JSON_NAMES(status, RvStatus)
RV_JSON_NAMES(item_kind, RvItemKind)
RV_JSON_NAMES(ink_kind, RvInkKind)
RV_JSON_NAMES(box_state, RvBoxState)

#define STATUS_ROW(type_)                                                                          \
    RV_JSON_NAME_ROW(type_, "status", status, status_name, RV_STATUS_UNCERTAIN)

static gpointer
new_boxes(void)
{
    return rv_box_results_new();
}

static gpointer
new_lines(void)
{
    return rv_line_results_new();
}

static const RvJsonMember box_members[] = {
    RV_JSON_TEXT_ROW(RvBoxResult, "id", id),
    RV_JSON_TEXT_ROW(RvBoxResult, "wording", wording),
    RV_JSON_NAME_ROW(RvBoxResult, "state", box.state, box_state_name, RV_BOX_MISSING),
    RV_JSON_SHARE_ROW(RvBoxResult, "confidence", box.confidence),
    RV_JSON_PLACE_ROW(RvBoxResult, box.place),
    RV_JSON_END,
};
static const RvJsonShape box_shape = {.members = box_members, .size = sizeof(RvBoxResult)};

static const RvJsonMember line_members[] = {
    RV_JSON_TEXT_ROW(RvLineResult, "label", label),
    RV_JSON_TEXT_ROW(RvLineResult, "ht", ht),
    RV_JSON_TEXT_ROW(RvLineResult, "taux", rate),
    RV_JSON_TEXT_ROW(RvLineResult, "tva", vat),
    RV_JSON_TEXT_ROW(RvLineResult, "ttc", ttc),
    RV_JSON_PLACE_ROW(RvLineResult, place),
    RV_JSON_END,
};
static const RvJsonShape line_shape = {.members = line_members, .size = sizeof(RvLineResult)};

/* What items of each kind have besides. */
static const RvJsonMember mention_members[] = {RV_JSON_TEXT_ROW(RvItemResult, "text", text),
                                               RV_JSON_END};
static const RvJsonMember field_members[] = {
    RV_JSON_TEXT_ROW(RvItemResult, "value", value),
    RV_JSON_TEXT_ROW(RvItemResult, "normalized", normalized), RV_JSON_END};
static const RvJsonMember group_members[] = {
    RV_JSON_SHARE_ROW(RvItemResult, "margin", margin),
    {.key = "boxes",
     .type = RV_JSON_ARRAY,
     .offset = RV_JSON_AT(RvItemResult, boxes),
     .shape = &box_shape,
     .make = new_boxes},
    RV_JSON_END,
};
static const RvJsonMember table_members[] = {
    {.key = "lines",
     .type = RV_JSON_ARRAY,
     .offset = RV_JSON_AT(RvItemResult, lines),
     .shape = &line_shape,
     .make = new_lines},
    RV_JSON_END,
};
static const RvJsonMember signature_members[] = {
    RV_JSON_NAME_ROW(RvItemResult, "ink", ink, ink_kind_name, RV_INK_KINDS - 1),
    RV_JSON_END,
};
static const RvJsonMember *const of_kind[] = {
    [RV_ITEM_MENTION] = mention_members,     [RV_ITEM_FIELD] = field_members,
    [RV_ITEM_GROUP] = group_members,         [RV_ITEM_TABLE] = table_members,
    [RV_ITEM_SIGNATURE] = signature_members,
};

static void
write_kind(json_t *object, gconstpointer from)
{
    for (const RvJsonMember *m = of_kind[((const RvItemResult *)from)->kind]; m->key; m++)
        rv_json_write_member(object, m, from);
}

static gboolean
read_kind(const json_t *object, gpointer into, GError **error)
{
    for (const RvJsonMember *m = of_kind[((const RvItemResult *)into)->kind]; m->key; m++)
        if (!rv_json_read_member(object, m, into, error))
            return FALSE;
    return TRUE;
}

static const RvJsonMember item_members[] = {
    RV_JSON_TEXT_ROW(RvItemResult, "id", id),
    RV_JSON_NAME_ROW(RvItemResult, "kind", kind, item_kind_name, RV_ITEM_SIGNATURE),
    RV_JSON_TEXT_ROW(RvItemResult, "wording", wording),
    STATUS_ROW(RvItemResult),
    RV_JSON_SHARE_ROW(RvItemResult, "confidence", confidence),
    {.key = "seen_by_person", .type = RV_JSON_BOOL, .offset = RV_JSON_AT(RvItemResult, is_seen)},
    RV_JSON_PLACE_ROW(RvItemResult, place),
    RV_JSON_END,
};
static const RvJsonShape item_shape = {.members = item_members,
                                       .size = sizeof(RvItemResult),
                                       .also_write = write_kind,
                                       .also_read = read_kind};

/* ---- rules and findings ---------------------------------------------------------------------- */

RV_JSON_NAMES(severity, RvSeverity)

static const RvJsonMember rule_members[] = {RV_JSON_TEXT_ROW(RvRuleResult, "id", id),
                                            STATUS_ROW(RvRuleResult), RV_JSON_END};
static const RvJsonShape rule_shape = {.members = rule_members, .size = sizeof(RvRuleResult)};

static const RvJsonMember finding_members[] = {
    RV_JSON_NAME_ROW(RvFinding, "severity", severity, severity_name, RV_SEVERITY_INFO),
    RV_JSON_TEXT_ROW(RvFinding, "item", item),
    RV_JSON_TEXT_ROW(RvFinding, "message", message),
    RV_JSON_PLACE_ROW(RvFinding, place),
    RV_JSON_END,
};
static const RvJsonShape finding_shape = {.members = finding_members, .size = sizeof(RvFinding)};

/* ---- electronic signatures ------------------------------------------------------------------- */

RV_JSON_NAMES(integrity, RvIntegrity)
RV_JSON_NAMES(coverage, RvCoverage)
RV_JSON_NAMES(trust, RvTrust)

static const RvJsonMember electronic_members[] = {
    RV_JSON_TEXT_ROW(RvSignature, "signer", signer),
    RV_JSON_TEXT_ROW(RvSignature, "organisation", organisation),
    RV_JSON_TEXT_ROW(RvSignature, "issuer", issuer),
    {.key = "signed_at", .type = RV_JSON_TIME, .offset = RV_JSON_AT(RvSignature, signed_at)},
    RV_JSON_NAME_ROW(RvSignature, "integrity", integrity, integrity_name, RV_INTEGRITY_UNCHECKED),
    RV_JSON_NAME_ROW(RvSignature, "coverage", coverage, coverage_name, RV_COVERAGE_UNKNOWN),
    {.key = "bytes_after",
     .type = RV_JSON_LONG,
     .offset = RV_JSON_AT(RvSignature, bytes_after),
     .low = 0,
     .high = G_MAXINT32},
    RV_JSON_NAME_ROW(RvSignature, "trust", trust, trust_name, RV_TRUST_UNCHECKED),
    {.key = "self_signed", .type = RV_JSON_BOOL, .offset = RV_JSON_AT(RvSignature, is_self_signed)},
    RV_JSON_PLACE_ROW(RvSignature, place),
    RV_JSON_END,
};
static const RvJsonShape electronic_shape = {.members = electronic_members,
                                             .size = sizeof(RvSignature)};

/* ---- the result ------------------------------------------------------------------------------ */

RV_JSON_NAMES(verdict, RvVerdict)
RV_JSON_NAMES(isolation, RvIsolation)

static const RvJsonMember template_members[] = {
    RV_JSON_TEXT_ROW(RvResult, "id", template_id),
    RV_JSON_TEXT_ROW(RvResult, "title", template_title),
    RV_JSON_TEXT_ROW(RvResult, "edition", template_edition),
    RV_JSON_SHARE_ROW(RvResult, "confidence", template_confidence),
    RV_JSON_TEXT_ROW(RvResult, "sha256", template_sha256),
    RV_JSON_END,
};
static const RvJsonShape template_shape = {.members = template_members};

static const RvJsonMember deadlines_members[] = {
    RV_JSON_TEXT_ROW(RvResult, "sha256", deadlines_sha256), RV_JSON_END};
static const RvJsonShape deadlines_shape = {.members = deadlines_members};

/* What has to be told again for the same result. */
static const RvJsonMember options_members[] = {
    RV_JSON_TEXT_ROW(RvResult, "template", forced_template),
    {.key = "referenced_on",
     .type = RV_JSON_DAY,
     .offset = RV_JSON_AT(RvResult, given.referenced_on)},
    {.key = "on", .type = RV_JSON_DAY, .offset = RV_JSON_AT(RvResult, given.on)},
    {.key = "blank", .type = RV_JSON_BOOL, .offset = RV_JSON_AT(RvResult, given.blank)},
    RV_JSON_END,
};
static const RvJsonShape options_shape = {.members = options_members};

static const RvJsonMember error_members[] = {RV_JSON_TEXT_ROW(RvResult, "code", error_code),
                                             RV_JSON_TEXT_ROW(RvResult, "message", error_message),
                                             RV_JSON_END};
static const RvJsonShape error_shape = {.members = error_members};

static gpointer
new_readability(void)
{
    return rv_readability_new();
}

#define OBJECT(key_, shape_)                                                                       \
    {                                                                                              \
        .key = key_, .type = RV_JSON_OBJECT, .shape = &shape_                                      \
    }
#define OPTION(key_, shape_)                                                                       \
    {                                                                                              \
        .key = key_, .type = RV_JSON_OPTION, .shape = &shape_                                      \
    }
#define LIST(key_, field, shape_)                                                                  \
    {                                                                                              \
        .key = key_, .type = RV_JSON_PARRAY, .offset = RV_JSON_AT(RvResult, field),                \
        .shape = &shape_                                                                           \
    }

static const RvJsonMember error_member = OBJECT("error", error_shape);

/* A file name is bytes: what is not UTF-8 is shown as well as can be, and kept as base64. */
static void
write_rest(json_t *object, gconstpointer from)
{
    const RvResult *result = from;

    if (!g_utf8_validate(result->file, -1, NULL)) {
        g_autofree char *raw = g_base64_encode((const guchar *)result->file, strlen(result->file));

        json_object_set_new(object, "file_base64", json_string(raw));
    }
    if (result->verdict == RV_VERDICT_ERROR)
        rv_json_write_member(object, &error_member, from);
}

static void
read_raw_name(const json_t *object, RvResult *result)
{
    const char *raw = json_string_value(json_object_get(object, "file_base64"));
    gsize size;

    if (raw) {
        g_free(result->file);
        result->file = (char *)g_base64_decode(raw, &size);
    }
}

static gboolean
read_rest(const json_t *object, gpointer into, GError **error)
{
    RvResult *result = into;

    read_raw_name(object, result);
    if (!result->file)
        return rv_json_refuse("file", error);
    if (result->verdict != RV_VERDICT_ERROR)
        return TRUE;
    if (!rv_json_read_member(object, &error_member, into, error))
        return FALSE;
    return (result->error_code && result->error_message) || rv_json_refuse("error", error);
}

static const RvJsonMember result_members[] = {
    RV_JSON_TEXT_ROW(RvResult, "file", file),
    RV_JSON_TEXT_ROW(RvResult, "sha256", sha256),
    RV_JSON_INT_ROW(RvResult, "pages", pages, 0, MOST_PAGES),
    OPTION("template", template_shape),
    RV_JSON_NAME_ROW(RvResult, "verdict", verdict, verdict_name, RV_VERDICT_ERROR),
    {.key = "readability",
     .type = RV_JSON_STRUCT,
     .offset = RV_JSON_AT(RvResult, readability),
     .shape = &rv_json_readability_shape,
     .make = new_readability},
    LIST("signatures", signatures, electronic_shape),
    LIST("items", items, item_shape),
    LIST("rules", rules, rule_shape),
    LIST("findings", findings, finding_shape),
    OBJECT("options", options_shape),
    RV_JSON_NAME_ROW(RvResult, "isolation", isolation, isolation_name, RV_ISOLATION_FULL),
    OPTION("deadlines", deadlines_shape),
    RV_JSON_TEXT_ROW(RvResult, "engine", engine),
    RV_JSON_END,
};
static const RvJsonShape result_shape = {
    .members = result_members, .also_write = write_rest, .also_read = read_rest};

json_t *
rv_json_result(const RvResult *result)
{
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_string(SCHEMA));
    rv_json_write_into(object, &result_shape, result);
    json_object_set_new(object, "version", json_string(RV_VERSION));
    return object;
}

RvResult *
rv_result_from_json(const char *text, gsize size, GError **error)
{
    json_error_t problem;
    json_auto_t *object = json_loadb(text, size, JSON_REJECT_DUPLICATES, &problem);
    g_autoptr(RvResult) result = rv_result_new(NULL);

    if (!object) {
        g_set_error(error, RV_ERROR, RV_ERROR_IO, _("it is no result: line %d is not JSON"),
                    problem.line);
        return NULL;
    }
    if (g_strcmp0(json_string_value(json_object_get(object, "schema")), SCHEMA) != 0) {
        rv_json_refuse("schema", error);
        return NULL;
    }
    if (!rv_json_read(&result_shape, object, result, error))
        return NULL;
    return g_steal_pointer(&result);
}
