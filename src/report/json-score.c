/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readability as JSON and back: in every result, and alone. */
#include "json-private.h"

#include <math.h>

#define SCHEMA "recevable/score/1"
/* What may be read: more than can be made. */
#define MOST_PAGES 100000
#define MOST_DPI 100000
#define MOST_CELLS 1024 /* of the legibility, each way */
#define MOST_ITEMS 100000
#define MOST_SIDE 1e6 /* points */

/* ---- defects --------------------------------------------------------------------------------- */

static const RvJsonMember defect_members[] = {
    RV_JSON_REAL_ROW(RvDefect, "severity", severity, 0, 1, 100),
    RV_JSON_TEXT_ROW(RvDefect, "advice", advice),
    RV_JSON_END,
};
static const RvJsonMember defect_where = {
    .key = "bbox", .type = RV_JSON_RECT, .offset = RV_JSON_AT(RvDefect, where)};

static void
write_defect(json_t *object, gconstpointer from)
{
    const RvDefect *defect = from;

    json_object_set_new(object, "type", json_string(defect->type));
    if (defect->is_local)
        rv_json_write_member(object, &defect_where, defect);
}

static gboolean
read_defect(const json_t *object, gpointer into, GError **error)
{
    RvDefect *defect = into;
    const char *type = json_string_value(json_object_get(object, "type"));

    defect->type = type ? rv_defect_type(type) : NULL;
    if (!defect->type || !defect->advice)
        return rv_json_refuse("defects", error);
    defect->is_local = json_object_get(object, "bbox") != NULL;
    return !defect->is_local || rv_json_read_member(object, &defect_where, defect, error);
}

static const RvJsonShape defect_shape = {.members = defect_members,
                                         .size = sizeof(RvDefect),
                                         .also_write = write_defect,
                                         .also_read = read_defect};

static gpointer
new_defects(void)
{
    return rv_defects_new();
}

/* ---- legibility ------------------------------------------------------------------------------ */

static const RvJsonMember map_members[] = {
    RV_JSON_INT_ROW(RvLegibility, "columns", columns, 0, MOST_CELLS),
    RV_JSON_INT_ROW(RvLegibility, "rows", rows, 0, MOST_CELLS),
    RV_JSON_END,
};

/* Rows of cells, null where nothing is to be read. */
static void
write_cells(json_t *object, gconstpointer from)
{
    const RvLegibility *map = from;
    json_t *rows = json_array();

    for (int y = 0; y < map->rows; y++) {
        json_t *row = json_array();

        for (int x = 0; x < map->columns; x++) {
            double share = (double)map->cells[y * map->columns + x];

            json_array_append_new(row,
                                  isnan(share) ? json_null() : json_real(round(share * 100) / 100));
        }
        json_array_append_new(rows, row);
    }
    json_object_set_new(object, "cells", rows);
}

static gboolean
read_cells(const json_t *object, gpointer into, GError **error)
{
    RvLegibility *map = into;
    const json_t *rows = json_object_get(object, "cells");

    if (json_array_size(rows) != (gsize)map->rows)
        return rv_json_refuse("cells", error);
    map->cells = g_new0(float, MAX(1, map->rows * map->columns));
    for (int y = 0; y < map->rows; y++) {
        const json_t *row = json_array_get(rows, (gsize)y);

        if (json_array_size(row) != (gsize)map->columns)
            return rv_json_refuse("cells", error);
        for (int x = 0; x < map->columns; x++) {
            const json_t *cell = json_array_get(row, (gsize)x);
            double share = json_number_value(cell);

            if ((!json_is_null(cell) && !json_is_number(cell)) || share < 0 || share > 1)
                return rv_json_refuse("cells", error);
            map->cells[y * map->columns + x] = json_is_null(cell) ? NAN : (float)share;
        }
    }
    return TRUE;
}

static const RvJsonShape map_shape = {.members = map_members,
                                      .size = sizeof(RvLegibility),
                                      .also_write = write_cells,
                                      .also_read = read_cells};

/* ---- pages ----------------------------------------------------------------------------------- */

#define INT_ROW(key, low, high) RV_JSON_INT_ROW(RvPageScore, #key, key, low, high)
#define REAL_ROW(key, field, low, high, steps)                                                     \
    RV_JSON_REAL_ROW(RvPageScore, key, field, low, high, steps)

static const RvJsonMember page_members[] = {
    INT_ROW(page, 1, MOST_PAGES),
    INT_ROW(score, 0, 100),
    RV_JSON_SHARE_ROW(RvPageScore, "accuracy", accuracy),
    REAL_ROW("width", width_pt, 0, MOST_SIDE, 100),
    REAL_ROW("height", height_pt, 0, MOST_SIDE, 100),
    {.key = "blank", .type = RV_JSON_BOOL, .offset = RV_JSON_AT(RvPageScore, is_blank)},
    INT_ROW(dpi, 0, MOST_DPI),
    INT_ROW(real_dpi, 0, MOST_DPI),
    REAL_ROW("x_height", x_height, 0, MOST_SIDE, 10),
    REAL_ROW("skew_deg", skew_deg, -90, 90, 100),
    INT_ROW(rotation, 0, 270),
    {.key = "defects",
     .type = RV_JSON_ARRAY,
     .offset = RV_JSON_AT(RvPageScore, defects),
     .shape = &defect_shape,
     .make = new_defects},
    RV_JSON_END,
};
static const RvJsonMember needed_dpi = INT_ROW(needed_dpi, 0, MOST_DPI);

static const RvJsonMember worst_members[] = {
    {.key = "bbox", .type = RV_JSON_RECT, .offset = RV_JSON_AT(RvPageScore, worst)},
    RV_JSON_SHARE_ROW(RvPageScore, "accuracy", worst_accuracy),
    RV_JSON_END,
};
static const RvJsonShape worst_shape = {.members = worst_members};

static void
write_page(json_t *object, gconstpointer from)
{
    const RvPageScore *page = from;
    g_autofree char *advice = rv_page_advice(page);

    json_object_set_new(object, "needed_dpi",
                        page->needed_dpi ? json_integer(page->needed_dpi) : json_null());
    json_object_set_new(object, "worst",
                        page->has_worst ? rv_json_write(&worst_shape, page) : json_null());
    json_object_set_new(object, "legibility", rv_json_write(&map_shape, &page->map));
    json_object_set_new(object, "advice", advice ? json_string(advice) : json_null());
}

static gboolean
read_page(const json_t *object, gpointer into, GError **error)
{
    RvPageScore *page = into;
    const json_t *worst = json_object_get(object, "worst");

    page->has_worst = json_is_object(worst);
    if (page->has_worst && !rv_json_read(&worst_shape, worst, page, error))
        return FALSE;
    if (json_is_integer(json_object_get(object, "needed_dpi")) &&
        !rv_json_read_member(object, &needed_dpi, page, error))
        return FALSE;
    return rv_json_read(&map_shape, json_object_get(object, "legibility"), &page->map, error);
}

static const RvJsonShape page_shape = {.members = page_members,
                                       .size = sizeof(RvPageScore),
                                       .also_write = write_page,
                                       .also_read = read_page};

/* ---- remedies -------------------------------------------------------------------------------- */

static const char *
amend_name(int amend)
{
    static const char *const names[RV_N_AMENDS] = {
        [RV_AMEND_STRAIGHTEN] = "straighten",
        [RV_AMEND_STRETCH] = "stretch-contrast",
        [RV_AMEND_ENLARGE] = "enlarge",
    };

    return names[amend];
}

static const RvJsonMember remedy_members[] = {
    RV_JSON_INT_ROW(RvRemedy, "page", page, 1, MOST_PAGES),
    RV_JSON_NAME_ROW(RvRemedy, "remedy", amend, amend_name, RV_N_AMENDS - 1),
    RV_JSON_INT_ROW(RvRemedy, "score_before", score_before, 0, 100),
    RV_JSON_INT_ROW(RvRemedy, "score_after", score_after, 0, 100),
    RV_JSON_END,
};
static const RvJsonMember doubtful_members[] = {
    RV_JSON_INT_ROW(RvRemedy, "doubtful_before", doubtful_before, 0, MOST_ITEMS),
    RV_JSON_INT_ROW(RvRemedy, "doubtful_after", doubtful_after, 0, MOST_ITEMS),
    RV_JSON_END,
};
static const RvJsonShape doubtful_shape = {.members = doubtful_members};

static void
write_doubtful(json_t *object, gconstpointer from)
{
    if (((const RvRemedy *)from)->doubtful_before >= 0)
        rv_json_write_into(object, &doubtful_shape, from);
}

static gboolean
read_doubtful(const json_t *object, gpointer into, GError **error)
{
    RvRemedy *remedy = into;

    remedy->doubtful_before = remedy->doubtful_after = -1;
    return !json_object_get(object, "doubtful_before") ||
           rv_json_read(&doubtful_shape, object, remedy, error);
}

static const RvJsonShape remedy_shape = {.members = remedy_members,
                                         .size = sizeof(RvRemedy),
                                         .also_write = write_doubtful,
                                         .also_read = read_doubtful};

/* ---- the readability ------------------------------------------------------------------------- */

static const RvJsonMember readability_members[] = {
    RV_JSON_INT_ROW(RvReadability, "score", score, 0, 100),
    {.key = "pages",
     .type = RV_JSON_ARRAY,
     .offset = RV_JSON_AT(RvReadability, pages),
     .shape = &page_shape},
    RV_JSON_END,
};
static const RvJsonMember remedies_member = {.key = "remedies",
                                             .type = RV_JSON_ARRAY,
                                             .offset = RV_JSON_AT(RvReadability, remedies),
                                             .shape = &remedy_shape};

static void
write_remedies(json_t *object, gconstpointer from)
{
    if (((const RvReadability *)from)->remedies->len)
        rv_json_write_member(object, &remedies_member, from);
}

static gboolean
read_remedies(const json_t *object, gpointer into, GError **error)
{
    return !json_object_get(object, "remedies") ||
           rv_json_read_member(object, &remedies_member, into, error);
}

const RvJsonShape rv_json_readability_shape = {
    .members = readability_members, .also_write = write_remedies, .also_read = read_remedies};

void
rv_score_json(RvReport *report, const RvResult *result, GString *out)
{
    json_auto_t *whole = rv_json_result(result), *object = json_object();
    static const char *const shared[] = {"file",  "file_base64", "sha256",
                                         "error", "readability", "version"};

    (void)report;
    json_object_set_new(object, "schema", json_string(SCHEMA));
    for (gsize i = 0; i < G_N_ELEMENTS(shared); i++)
        json_object_set(object, shared[i], json_object_get(whole, shared[i]));
    rv_json_append(out, object, JSON_INDENT(1));
}
