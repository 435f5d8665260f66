/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form from its title to its last page; twice, for each page tells how many there are. */
#include "press.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <cairo-pdf.h>
#include <string.h>

static void
draw_title(RvPress *press)
{
    const RvTemplate *t = press->template_;
    PangoLayout *layout = rv_press_layout(press, t->title, RV_LOOK_TITLE, RV_PRESS_MEASURE, 0);

    if (press->style->is_centred)
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    rv_press_draw(press, layout, RV_PRESS_SIDE, press->y);
    press->y += rv_press_height(layout) + 2.5 * press->style->leading;
    g_object_unref(layout);
}

/* A mention of the section may say what its heading does. */
static gboolean
says(const RvItem *item, const char *heading)
{
    return item->kind == RV_ITEM_MENTION && strstr(item->text, heading) == item->text;
}

static gboolean
is_drawn(const RvPress *press, const RvItem *item)
{
    return g_strcmp0(item->id, press->how->without) != 0;
}

/* Of the same section, and on the form; NULL: there is none. */
static const RvItem *
neighbour(const RvPress *press, guint at, int step)
{
    const GPtrArray *items = press->template_->items;
    const RvItem *item = g_ptr_array_index(items, at);

    for (int i = (int)at + step; i >= 0 && i < (int)items->len; i += step) {
        const RvItem *other = g_ptr_array_index(items, (guint)i);

        if (g_strcmp0(other->section, item->section) != 0)
            return NULL;
        if (is_drawn(press, other))
            return other;
    }
    return NULL;
}

static const RvSection *
section_of(const RvTemplate *t, const char *id)
{
    for (guint i = 0; i < t->sections->len; i++) {
        const RvSection *section = g_ptr_array_index(t->sections, i);

        if (g_strcmp0(section->id, id) == 0)
            return section;
    }
    return NULL;
}

/* Draws all; how many pages that took. */
static int
draw(RvPress *press)
{
    const RvTemplate *t = press->template_;
    const char *in = NULL;

    rv_press_begin(press);
    draw_title(press);
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        const RvSection *section = section_of(t, item->section);

        if (g_strcmp0(in, item->section) != 0 && section && *section->anchors &&
            !says(item, *section->anchors))
            rv_press_heading(press, *section->anchors, 0);
        in = item->section;
        if (is_drawn(press, item))
            rv_press_item(press, item, neighbour(press, i, -1), neighbour(press, i, 1));
    }
    rv_press_end(press);
    return press->page;
}

/* ---- the file -------------------------------------------------------------------------------- */

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
describe(cairo_surface_t *surface, const RvPress *press)
{
    g_autoptr(GDateTime) made = g_date_time_new_from_unix_utc(press->how->moment);
    g_autofree char *when = made ? g_date_time_format(made, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, press->template_->title);
    if (when)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, when);
}

/* NULL: cairo has no memory. Two times: to count, and to keep. */
static GByteArray *
print(RvPress *press)
{
    GByteArray *bytes = g_byte_array_new();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, bytes, RV_PRESS_WIDTH, RV_PRESS_HEIGHT);
    cairo_status_t status;

    describe(surface, press);
    press->cr = cairo_create(surface);
    press->pages = draw(press);
    cairo_destroy(press->cr);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return bytes;
    g_byte_array_unref(bytes);
    return NULL;
}

GBytes *
rv_typeset(const RvTemplate *template_, const RvTypeset *how, GError **error)
{
    RvPress press = {
        .template_ = template_, .how = how, .style = rv_press_style(how->style), .pages = 0};
    const RvItem *without = how->without ? rv_template_item(template_, how->without) : NULL;
    GByteArray *bytes;

    if (without && without->kind == RV_ITEM_MENTION)
        press.dropped = without->text;
    bytes = print(&press);
    if (bytes) {
        g_byte_array_unref(bytes);
        bytes = print(&press);
    }
    if (bytes)
        return g_byte_array_free_to_bytes(bytes);
    g_set_error_literal(error, RV_ERROR, RV_ERROR_INTERNAL, _("the form could not be drawn"));
    return NULL;
}
