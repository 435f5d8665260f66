/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "press.h"

#include <string.h>

static const struct {
    double scale;
    gboolean is_bold;
} looks[RV_LOOKS] = {
    [RV_LOOK_TEXT] = {1, FALSE},   [RV_LOOK_MENTION] = {1, FALSE}, [RV_LOOK_HEADING] = {1.15, TRUE},
    [RV_LOOK_TITLE] = {1.6, TRUE}, [RV_LOOK_VALUE] = {1, FALSE},   [RV_LOOK_SMALL] = {0.8, FALSE},
};

/* As French papers have it: a blank before high punctuation never ends a line, and apostrophes are
 * curved. The places of bytes change: `*marked` with them. */
static char *
dress(const char *text, gsize *marked)
{
    GString *out = g_string_new(NULL);
    gsize end = 0;

    for (const char *at = text; *at; at++) {
        if ((gsize)(at - text) == *marked)
            end = out->len;
        if (*at == '\'')
            g_string_append(out, "’");
        else if (*at == ' ' && at[1] && strchr(":;?!%", at[1]))
            g_string_append(out, "\302\240");
        else
            g_string_append_c(out, *at);
    }
    *marked = *marked >= strlen(text) ? out->len : end;
    return g_string_free(out, FALSE);
}

static void
add(PangoAttrList *attributes, PangoAttribute *attribute, gsize end)
{
    attribute->start_index = 0;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(attributes, attribute);
}

/* Without the mention that is left out; the caller's. */
static char *
cut(const RvPress *press, const char *text, gsize *marked)
{
    const char *at = press->dropped ? strstr(text, press->dropped) : NULL;

    if (!at)
        return g_strdup(text);
    *marked = 0;
    return g_strdup_printf("%.*s%s", (int)(at - text), text, at + strlen(press->dropped));
}

PangoLayout *
rv_press_layout(const RvPress *press, const char *text, RvLook look, double width, gsize marked)
{
    PangoLayout *layout = pango_cairo_create_layout(press->cr);
    PangoFontDescription *font = pango_font_description_from_string(press->style->font);
    g_autofree char *whole = cut(press, text, &marked);
    g_autofree char *dressed = dress(whole, &marked);
    PangoAttrList *attributes = pango_attr_list_new();

    pango_font_description_set_absolute_size(font,
                                             press->style->size * looks[look].scale * PANGO_SCALE);
    if (looks[look].is_bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(layout, dressed, -1);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    if (press->how->marked && marked)
        add(attributes, pango_attr_foreground_new(0, 0, G_MAXUINT16), marked);
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    return layout;
}

double
rv_press_height(PangoLayout *layout)
{
    int height;

    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

void
rv_press_draw(const RvPress *press, PangoLayout *layout, double x, double y)
{
    cairo_move_to(press->cr, x, y);
    pango_cairo_show_layout(press->cr, layout);
}

void
rv_press_last(PangoLayout *layout, double *right, double *baseline)
{
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    PangoRectangle line;

    while (pango_layout_iter_next_line(iter))
        ;
    pango_layout_iter_get_line_extents(iter, NULL, &line);
    *right = (double)(line.x + line.width) / PANGO_SCALE;
    *baseline = (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE;
    pango_layout_iter_free(iter);
}

void
rv_press_paragraph(RvPress *press, const char *text, RvLook look, gsize marked)
{
    PangoLayout *layout = rv_press_layout(press, text, look, RV_PRESS_MEASURE, marked);
    double height = rv_press_height(layout);

    rv_press_room(press, height);
    rv_press_draw(press, layout, RV_PRESS_SIDE, press->y);
    press->y += height + press->style->leading;
    g_object_unref(layout);
}

void
rv_press_heading(RvPress *press, const char *text, gsize marked)
{
    rv_press_room(press, 8 * press->style->size);
    press->y += press->style->leading;
    if (press->style->is_banded) {
        cairo_save(press->cr);
        cairo_set_source_rgb(press->cr, 0.91, 0.92, 0.94);
        cairo_rectangle(press->cr, RV_PRESS_SIDE - 5, press->y - 2, RV_PRESS_MEASURE + 10,
                        press->style->size * 1.9);
        cairo_fill(press->cr);
        cairo_restore(press->cr);
    }
    rv_press_paragraph(press, text, RV_LOOK_HEADING, marked);
}
