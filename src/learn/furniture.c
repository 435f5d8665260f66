/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on every page of a form and says nothing of it: headers, footers, numbers. */
#include "learn-private.h"

#include "recevable/text.h"

/* What is on every page stands at the same height, as a share of the page, above or below these. */
#define SAME_HEIGHT 0.015
#define HEADER 0.1
#define FOOTER 0.9

static gboolean
is_page_number(const char *text)
{
    g_autofree char *key = rv_text_key(text);

    return g_regex_match_simple("^(page )?[0-9]{1,3}( ?(/|sur|of) ?[0-9]{1,3})?$", key, 0, 0);
}

/* Its height on its page, 0 to 1. */
static double
height_of(const RvForm *form, const RvParagraph *paragraph)
{
    return (double)rv_px_centre_y(paragraph->box) /
           rv_form_page(form, paragraph->page)->sheet->height;
}

/* A header counts once, for it may be the title; a footer does not. */
static gboolean
is_on_another_page(const RvForm *form, const RvParagraph *paragraph, const char *text)
{
    gboolean is_footer = height_of(form, paragraph) > FOOTER && paragraph->marked <= 0;

    for (guint i = 0; i < form->paragraphs->len; i++) {
        const RvParagraph *other = g_ptr_array_index(form->paragraphs, i);
        g_autofree char *twin = NULL;

        if (other->page == paragraph->page || (other->page > paragraph->page && !is_footer) ||
            ABS(height_of(form, other) - height_of(form, paragraph)) > SAME_HEIGHT)
            continue;
        twin = rv_paragraph_text(other);
        if (rv_text_similarity(text, twin) > 0.9)
            return TRUE;
    }
    return FALSE;
}

gboolean
rv_paragraph_is_furniture(const RvForm *form, const RvParagraph *paragraph)
{
    double height = height_of(form, paragraph);
    g_autofree char *text = NULL;

    if (paragraph->room > RV_ROOM_NONE || !rv_px_is_empty(paragraph->tick) ||
        (height > HEADER && height < FOOTER))
        return FALSE;
    text = rv_paragraph_text(paragraph);
    return is_page_number(text) || is_on_another_page(form, paragraph, text);
}
