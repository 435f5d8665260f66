/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a document: their pictures, once each, with frames around what was found, and crops
 * of them. Everything is drawn in points of the page. */
#include "html.h"

#include "picture.h"

#include "recevable/i18n.h"

#include <math.h>

/* Between print and the frame around it, points. */
#define FRAME_GAP 1.5
/* What a crop shows around its place, and how wide it is at least, points. */
#define CROP_AROUND 14.0
#define CROP_WIDTH 400.0

const RvPageScore *
rv_html_page(const RvResult *result, int page)
{
    for (guint i = 0; result->readability && i < result->readability->pages->len; i++) {
        const RvPageScore *score = &g_array_index(result->readability->pages, RvPageScore, i);

        if (score->page == page)
            return (score->picture || score->png) && score->width_pt > 0 && score->height_pt > 0
                       ? score
                       : NULL;
    }
    return NULL;
}

static void
append_number(GString *out, double value)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.1f", value));
}

/* ` x="1" y="2" width="3" height="4"`. */
static void
append_box(GString *out, RvPt box)
{
    const struct {
        const char *name;
        double value;
    } sides[] = {
        {"x", box.x0}, {"y", box.y0}, {"width", box.x1 - box.x0}, {"height", box.y1 - box.y0}};

    for (gsize i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_string_append_printf(out, " %s=\"", sides[i].name);
        append_number(out, MAX(sides[i].value, 0));
        g_string_append_c(out, '"');
    }
}

static void
append_view(GString *out, RvPt box)
{
    const double numbers[] = {box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0};

    g_string_append(out, " viewBox=\"");
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        if (i)
            g_string_append_c(out, ' ');
        append_number(out, numbers[i]);
    }
    g_string_append_c(out, '"');
}

static RvPt
whole(const RvPageScore *page)
{
    return (RvPt){0, 0, page->width_pt, page->height_pt};
}

void
rv_html_symbols(GString *out, const RvResult *result, guint number)
{
    for (guint i = 0; result->readability && i < result->readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, i);
        g_autoptr(GBytes) png = rv_page_png(page);
        g_autofree char *base64 = NULL;

        if (!png)
            continue;
        base64 = g_base64_encode(g_bytes_get_data(png, NULL), g_bytes_get_size(png));
        g_string_append(out, "<svg class=\"store\" aria-hidden=\"true\"><defs>");
        g_string_append_printf(out, "<image id=\"d%u-p%d\"", number, page->page);
        append_box(out, whole(page));
        g_string_append_printf(
            out, " preserveAspectRatio=\"none\" href=\"data:image/png;base64,%s\"/>", base64);
        g_string_append(out, "</defs></svg>\n");
    }
}

static void
append_picture(GString *out, guint number, int page)
{
    g_string_append_printf(out, "<use href=\"#d%u-p%d\"/>", number, page);
}

static RvPt
crop_of(const RvPageScore *page, RvPt place)
{
    double width = MIN(MAX(place.x1 - place.x0 + 2 * CROP_AROUND, CROP_WIDTH), page->width_pt);
    double left = (place.x0 + place.x1 - width) / 2;

    left = CLAMP(left, 0, page->width_pt - width);
    return (RvPt){left, MAX(place.y0 - CROP_AROUND, 0), left + width,
                  MIN(place.y1 + CROP_AROUND, page->height_pt)};
}

void
rv_html_crop(GString *out, const RvResult *result, guint number, const RvPlace *place)
{
    const RvPageScore *page = rv_html_page(result, place->page);
    RvPt crop;

    if (!page)
        return;
    crop = crop_of(page, place->pt);
    if (crop.x1 <= crop.x0 || crop.y1 <= crop.y0)
        return;
    rv_html_printf(out, "<svg class=\"crop\" role=\"img\" aria-label=\"%s\"",
                   _("the place on the page"));
    append_view(out, crop);
    g_string_append_c(out, '>');
    append_picture(out, number, place->page);
    g_string_append(out, "<rect class=\"here\"");
    append_box(out, place->pt);
    g_string_append(out, "/></svg>\n");
}

/* ---- what lies over a page ------------------------------------------------------------------- */

static void
append_frame(GString *out, const char *class_, RvPt box, const char *title)
{
    g_string_append_printf(out, "<rect class=\"%s\"", class_);
    append_box(out, (RvPt){box.x0 - FRAME_GAP, box.y0 - FRAME_GAP, box.x1 + FRAME_GAP,
                           box.y1 + FRAME_GAP});
    rv_html_printf(out, "><title>%s</title></rect>", title);
}

static void
append_boxes(GString *out, const RvItemResult *item, int page)
{
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxResult *box = &g_array_index(item->boxes, RvBoxResult, i);

        if (box->box.place.page == page && box->box.state != RV_BOX_MISSING)
            append_frame(out,
                         box->box.state == RV_BOX_TICKED     ? "tick"
                         : box->box.state == RV_BOX_UNTICKED ? "untick"
                                                             : "doubt",
                         box->box.place.pt, box->wording ? box->wording : box->id);
    }
}

static void
append_items(GString *out, const RvResult *result, int page)
{
    g_string_append(out, "<g class=\"items\">");
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);
        const RvHtmlGrade grade = rv_html_judged(result, item->id, item->status);
        g_autofree char *title =
            g_strdup_printf("%s: %s", item->wording ? item->wording : item->id, _(grade.word));

        append_boxes(out, item, page);
        if (item->place.page == page)
            append_frame(out, grade.class_, item->place.pt, title);
    }
    g_string_append(out, "</g>");
}

/* Those that findings point to, where nothing else does. */
static void
append_findings(GString *out, const RvResult *result, guint number, int page)
{
    g_string_append(out, "<g class=\"findings\">");
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (finding->place.page != page)
            continue;
        g_string_append_printf(out, "<g id=\"d%u-f%u-place\">", number, i + 1);
        append_frame(out, rv_html_severity(finding->severity)->class_, finding->place.pt,
                     finding->message);
        g_string_append(out, "</g>");
    }
    g_string_append(out, "</g>");
}

/* From 0, what nobody reads, to 9. */
static void
append_heat(GString *out, const RvPageScore *page)
{
    const RvLegibility *map = &page->map;
    double w = map->columns ? page->width_pt / map->columns : 0;
    double h = map->rows ? page->height_pt / map->rows : 0;

    g_string_append(out, "<g class=\"heat\">");
    for (int i = 0; i < map->columns * map->rows; i++) {
        double share = (double)map->cells[i];
        RvPt cell = {i % map->columns * w, i / map->columns * h, 0, 0};
        int step = isnan(share) ? -1 : (int)(rv_accuracy_score(share) / 10);

        if (step < 0)
            continue;
        cell.x1 = cell.x0 + w;
        cell.y1 = cell.y0 + h;
        g_string_append_printf(out, "<rect class=\"h%d\"", MIN(step, 9));
        append_box(out, cell);
        g_string_append(out, "/>");
    }
    g_string_append(out, "</g>");
    g_string_append(out, "<g class=\"defects\">");
    for (guint i = 0; i < page->defects->len; i++) {
        const RvDefect *defect = &g_array_index(page->defects, RvDefect, i);

        if (defect->is_local)
            append_frame(out, "defect", defect->where, defect->advice);
    }
    if (page->has_worst)
        append_frame(out, "worst", page->worst, _("the worst place"));
    g_string_append(out, "</g>");
}

static void
append_page(GString *out, const RvResult *result, guint number, const RvPageScore *page)
{
    g_autofree char *title = g_strdup_printf(_("page %d: %d/100"), page->page, page->score);

    rv_html_printf(out, "<figure class=\"page\"><figcaption>%s</figcaption>", title);
    rv_html_printf(out, "<svg role=\"img\" aria-label=\"%s\"", title);
    append_view(out, whole(page));
    g_string_append_c(out, '>');
    append_picture(out, number, page->page);
    append_heat(out, page);
    append_items(out, result, page->page);
    append_findings(out, result, number, page->page);
    g_string_append(out, "</svg></figure>\n");
}

static const struct {
    const char *layer, *label;
    gboolean is_on;
} layers[] = {
    {"items", N_("what was found"), TRUE},
    {"findings", N_("what is to be done"), TRUE},
    {"heat", N_("how well it can be read"), FALSE},
};

void
rv_html_pages(GString *out, const RvResult *result, guint number)
{
    gboolean any = FALSE;

    for (guint i = 0; result->readability && i < result->readability->pages->len; i++)
        any |= rv_html_page(result, (int)i + 1) != NULL;
    if (!any)
        return;
    rv_html_printf(out, "<section class=\"pages\"><h3>%s</h3>\n<div class=\"layers\">", _("Pages"));
    for (gsize i = 0; i < G_N_ELEMENTS(layers); i++) {
        g_string_append_printf(out, "<input type=\"checkbox\" class=\"show-%s\" id=\"d%u-%s\"%s>",
                               layers[i].layer, number, layers[i].layer,
                               layers[i].is_on ? " checked" : "");
        g_string_append_printf(out, "<label for=\"d%u-%s\">", number, layers[i].layer);
        rv_html_printf(out, "%s</label>\n", _(layers[i].label));
    }
    g_string_append(out, "<div class=\"sheets\">\n");
    for (guint i = 0; i < result->readability->pages->len; i++) {
        const RvPageScore *page = &g_array_index(result->readability->pages, RvPageScore, i);

        if (rv_html_page(result, page->page))
            append_page(out, result, number, page);
    }
    g_string_append(out, "</div></div></section>\n");
}
