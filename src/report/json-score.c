/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readability as JSON: in every result, and alone. */
#include "json-private.h"

#include <math.h>

#define SCHEMA "recevable/score/1"

static json_t *
rect_json(RvPt r)
{
    return json_pack("[f,f,f,f]", rv_json_rounded(r.x0, 10), rv_json_rounded(r.y0, 10),
                     rv_json_rounded(r.x1, 10), rv_json_rounded(r.y1, 10));
}

static json_t *
defects_json(const GArray *defects)
{
    json_t *list = json_array();

    for (guint i = 0; i < defects->len; i++) {
        const RvDefect *defect = &g_array_index(defects, RvDefect, i);
        json_t *object = json_object();

        rv_json_set_string(object, "type", defect->type);
        rv_json_set_real(object, "severity", defect->severity, 100);
        if (defect->is_local)
            json_object_set_new(object, "bbox", rect_json(defect->where));
        rv_json_set_string(object, "advice", defect->advice);
        json_array_append_new(list, object);
    }
    return list;
}

/* Rows of cells, null where nothing is to be read. */
static json_t *
map_json(const RvLegibility *map)
{
    json_t *object = json_object(), *rows = json_array();

    for (int y = 0; y < map->rows; y++) {
        json_t *row = json_array();

        for (int x = 0; x < map->columns; x++) {
            double share = (double)map->cells[y * map->columns + x];

            json_array_append_new(row, isnan(share) ? json_null()
                                                    : json_real(rv_json_rounded(share, 100)));
        }
        json_array_append_new(rows, row);
    }
    json_object_set_new(object, "columns", json_integer(map->columns));
    json_object_set_new(object, "rows", json_integer(map->rows));
    json_object_set_new(object, "cells", rows);
    return object;
}

static json_t *
worst_json(const RvPageScore *page)
{
    json_t *object;

    if (!page->has_worst)
        return json_null();
    object = json_object();
    json_object_set_new(object, "bbox", rect_json(page->worst));
    rv_json_set_real(object, "accuracy", page->worst_accuracy, 1000);
    return object;
}

static json_t *
page_json(const RvPageScore *page)
{
    g_autofree char *advice = rv_page_advice(page);
    json_t *entry = json_object();

    json_object_set_new(entry, "page", json_integer(page->page));
    json_object_set_new(entry, "score", json_integer(page->score));
    rv_json_set_real(entry, "accuracy", page->accuracy, 1000);
    json_object_set_new(entry, "dpi", json_integer(page->dpi));
    json_object_set_new(entry, "real_dpi", json_integer(page->real_dpi));
    json_object_set_new(entry, "needed_dpi",
                        page->needed_dpi ? json_integer(page->needed_dpi) : json_null());
    rv_json_set_real(entry, "x_height", page->x_height, 10);
    rv_json_set_real(entry, "skew_deg", page->skew_deg, 100);
    json_object_set_new(entry, "rotation", json_integer(page->rotation));
    json_object_set_new(entry, "defects", defects_json(page->defects));
    json_object_set_new(entry, "worst", worst_json(page));
    json_object_set_new(entry, "legibility", map_json(&page->map));
    rv_json_set_string(entry, "advice", advice);
    return entry;
}

static json_t *
remedies_json(const GArray *remedies)
{
    static const char *const names[RV_N_AMENDS] = {
        [RV_AMEND_STRAIGHTEN] = "straighten",
        [RV_AMEND_STRETCH] = "stretch-contrast",
        [RV_AMEND_ENLARGE] = "enlarge",
    };
    json_t *list = json_array();

    for (guint i = 0; i < remedies->len; i++) {
        const RvRemedy *remedy = &g_array_index(remedies, RvRemedy, i);
        json_t *object = json_object();

        json_object_set_new(object, "page", json_integer(remedy->page));
        json_object_set_new(object, "remedy", json_string(names[remedy->amend]));
        json_object_set_new(object, "score_before", json_integer(remedy->score_before));
        json_object_set_new(object, "score_after", json_integer(remedy->score_after));
        if (remedy->doubtful_before >= 0) {
            json_object_set_new(object, "doubtful_before", json_integer(remedy->doubtful_before));
            json_object_set_new(object, "doubtful_after", json_integer(remedy->doubtful_after));
        }
        json_array_append_new(list, object);
    }
    return list;
}

json_t *
rv_json_readability(const RvReadability *readability)
{
    json_t *object = json_object(), *pages = json_array();

    json_object_set_new(object, "score", json_integer(readability->score));
    for (guint i = 0; i < readability->pages->len; i++)
        json_array_append_new(pages, page_json(&g_array_index(readability->pages, RvPageScore, i)));
    json_object_set_new(object, "pages", pages);
    if (readability->remedies->len)
        json_object_set_new(object, "remedies", remedies_json(readability->remedies));
    return object;
}

void
rv_score_json(GString *out, const RvResult *result, const RvReportStyle *style, guint index)
{
    json_auto_t *object = json_object();

    (void)style;
    (void)index;
    rv_json_set_string(object, "schema", SCHEMA);
    rv_json_set_file(object, result->file);
    rv_json_set_string(object, "sha256", result->sha256);
    rv_json_set_error(object, result);
    json_object_set_new(object, "readability",
                        result->readability ? rv_json_readability(result->readability)
                                            : json_null());
    rv_json_set_string(object, "version", RV_VERSION);
    rv_json_append(out, object, JSON_INDENT(1));
}
