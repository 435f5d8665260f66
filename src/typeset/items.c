/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The items of a form, each below the one before. */
#include "press.h"

#include <string.h>

#define SIGN_WIDTH 230.0
#define SIGN_HEIGHT 85.0
#define INDENT 14.0
#define COMMENT_LINES 3
/* Letters of answers that stand side by side ("Oui", "Non", "Plus de 2"). */
#define SHORT_ANSWER 12
/* Letters of labels of which two share a line ("A", "le"). */
#define SHORT_LABEL 2
/* A mention of so many letters at most, without an end of sentence, is a heading. */
#define HEADING 90

/* ---- mentions -------------------------------------------------------------------------------- */

/* Does the next wording begin with that one? Then it need not stand there twice. */
static gboolean
begins(const char *text, const char *with)
{
    gsize length = strlen(with);

    return text && strncmp(text, with, length) == 0 && !g_ascii_isalnum(text[length]);
}

static gboolean
is_heading(const RvItem *item)
{
    gsize length = strlen(item->text);

    return g_str_has_suffix(item->id, "-titre") && length <= HEADING &&
           !strchr(".;", item->text[length - 1]);
}

static void
draw_mention(RvPress *press, const RvItem *item, const RvItem *next)
{
    if (next && next->kind == RV_ITEM_GROUP && begins(next->text, item->text))
        return;
    if (is_heading(item))
        rv_press_heading(press, item->text, strlen(item->text));
    else
        rv_press_paragraph(press, item->text, RV_LOOK_MENTION, strlen(item->text));
}

/* ---- fields ---------------------------------------------------------------------------------- */

static gboolean
is_short(const RvItem *item)
{
    return item && item->kind == RV_ITEM_FIELD && g_utf8_strlen(item->text, -1) <= SHORT_LABEL;
}

static double
line_height(const RvPress *press)
{
    double blank = press->style->blank == RV_BLANK_FRAME ? 2.0 : 1.5;

    return press->style->size * blank + press->style->leading;
}

static void
draw_comment(RvPress *press, const RvItem *item)
{
    const double right = RV_PRESS_SIDE + RV_PRESS_MEASURE, line = line_height(press) * 1.1;
    const char *value = rv_fill_text(press->how->fill, item->id);

    rv_press_room(press, (COMMENT_LINES + 1) * line);
    rv_press_paragraph(press, item->text, RV_LOOK_TEXT, 0);
    for (int i = 0; i < COMMENT_LINES; i++) {
        press->y += line;
        rv_press_blank(press, RV_PRESS_SIDE, right, press->y - press->style->leading,
                       i ? NULL : value);
    }
    press->y += press->style->leading;
}

static void
draw_field(RvPress *press, const RvItem *item, const RvItem *before, const RvItem *next)
{
    const char *value = rv_fill_text(press->how->fill, item->id);
    double left = RV_PRESS_SIDE, right = RV_PRESS_SIDE + RV_PRESS_MEASURE, height;
    g_autofree char *label = NULL;

    if (item->type == RV_FIELD_FREETEXT) {
        draw_comment(press, item);
        return;
    }
    if (is_short(item) && is_short(before))
        left += RV_PRESS_MEASURE * 0.5;
    else if (is_short(item) && is_short(next))
        right -= RV_PRESS_MEASURE * 0.5 + INDENT;
    else
        rv_press_room(press, 2 * line_height(press));
    /* Whoever fills it in should know. */
    label = item->required ? g_strdup(item->text) : g_strdup_printf("%s (facultatif)", item->text);
    height = rv_press_labelled(press, label, left, right, press->y, value);
    if (!(is_short(item) && is_short(next) && !is_short(before)))
        press->y += MAX(height, line_height(press) - press->style->leading) + press->style->leading;
}

/* ---- groups ---------------------------------------------------------------------------------- */

static gboolean
is_side_by_side(const RvItem *item)
{
    for (guint i = 0; i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);

        if (box->detail || g_utf8_strlen(box->label, -1) > SHORT_ANSWER)
            return FALSE;
    }
    return TRUE;
}

/* As many on a line as there is room for. */
static void
draw_answers_beside(RvPress *press, const RvItem *item)
{
    const double left = RV_PRESS_SIDE + INDENT, right = RV_PRESS_SIDE + RV_PRESS_MEASURE;
    double x = left, height = 0;

    for (guint i = 0; i < item->boxes->len; i++) {
        const RvBoxSpec *box = g_ptr_array_index(item->boxes, i);
        PangoLayout *layout =
            rv_press_layout(press, box->label, RV_LOOK_TEXT, RV_PRESS_MEASURE / 3, 0);
        double end, baseline;

        rv_press_last(layout, &end, &baseline);
        height = rv_press_height(layout);
        if (x + press->style->box + 5 + end > right) {
            x = left;
            press->y += height + press->style->leading;
            rv_press_room(press, height);
        }
        rv_press_box(press, x, press->y + baseline - press->style->box + 1,
                     rv_fill_is_ticked(press->how->fill, item->id, box->id));
        rv_press_draw(press, layout, x + press->style->box + 5, press->y);
        x += press->style->box + end + 32;
        g_object_unref(layout);
    }
    press->y += height + 1.5 * press->style->leading;
}

/* Is something written behind the box? What stands in a field is written there. */
static gboolean
has_own_place(const RvTemplate *t, const RvBoxSpec *box)
{
    return box->detail && !rv_template_item(t, box->detail);
}

static void
draw_answer_below(RvPress *press, const RvItem *item, const RvBoxSpec *box)
{
    double x = RV_PRESS_SIDE + INDENT, text = x + press->style->box + 6;
    double right = RV_PRESS_SIDE + RV_PRESS_MEASURE, height;
    PangoLayout *layout = rv_press_layout(press, box->label, RV_LOOK_TEXT, right - text, 0);

    height = rv_press_height(layout);
    rv_press_room(press, height + 2 * press->style->size);
    rv_press_box(press, x, press->y + 2, rv_fill_is_ticked(press->how->fill, item->id, box->id));
    if (has_own_place(press->template_, box))
        height = rv_press_labelled(press, box->label, text, right, press->y,
                                   rv_fill_text(press->how->fill, box->detail));
    else
        rv_press_draw(press, layout, text, press->y);
    press->y += MAX(height, press->style->box + 4) + 0.8 * press->style->leading;
    g_object_unref(layout);
}

static void
draw_group(RvPress *press, const RvItem *item, const RvItem *before)
{
    gboolean is_asked = before && before->kind == RV_ITEM_GROUP && item->under &&
                        g_strcmp0(before->under, item->under) == 0;
    gsize marked = 0;

    /* A question stays with its first answers. */
    rv_press_room(press, 7 * press->style->size);
    /* What has no question of its own stands apart, or it would be an answer to the one above. */
    if (!item->text && before && before->kind == RV_ITEM_GROUP)
        press->y += press->style->size;
    if (item->under && !is_asked)
        rv_press_paragraph(press, item->under, RV_LOOK_TEXT, 0);
    if (before && before->kind == RV_ITEM_MENTION && item->text && begins(item->text, before->text))
        marked = strlen(before->text);
    if (item->text)
        rv_press_paragraph(press, item->text, RV_LOOK_TEXT, marked);
    if (is_side_by_side(item))
        draw_answers_beside(press, item);
    else
        for (guint i = 0; i < item->boxes->len; i++)
            draw_answer_below(press, item, g_ptr_array_index(item->boxes, i));
    press->y += 0.5 * press->style->leading;
}

/* ---- signature ------------------------------------------------------------------------------- */

/* Its label may be that of the name before it. */
static void
draw_signature(RvPress *press, const RvItem *item, const RvItem *before)
{
    const char *name = rv_fill_text(press->how->fill, item->id);
    gboolean is_named = before && g_strcmp0(before->text, item->text) == 0;

    rv_press_room(press, SIGN_HEIGHT + (is_named ? 0 : 3 * press->style->size));
    if (!is_named)
        rv_press_paragraph(press, item->text, RV_LOOK_TEXT, 0);
    cairo_rectangle(press->cr, RV_PRESS_SIDE, press->y, SIGN_WIDTH, SIGN_HEIGHT);
    cairo_stroke(press->cr);
    if (name)
        rv_press_sign(press, RV_PRESS_SIDE, press->y, SIGN_WIDTH, SIGN_HEIGHT, name);
    press->y += SIGN_HEIGHT + press->style->leading;
}

void
rv_press_item(RvPress *press, const RvItem *item, const RvItem *before, const RvItem *next)
{
    switch (item->kind) {
    case RV_ITEM_MENTION:
        draw_mention(press, item, next);
        break;
    case RV_ITEM_FIELD:
        draw_field(press, item, before, next);
        break;
    case RV_ITEM_GROUP:
        draw_group(press, item, before);
        break;
    case RV_ITEM_TABLE:
        rv_press_table(press, item);
        break;
    case RV_ITEM_SIGNATURE:
        draw_signature(press, item, before);
        break;
    }
}
