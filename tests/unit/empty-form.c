/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "empty-form.h"

#include "recevable/error.h"
#include "recevable/learn.h"
#include "recevable/pipeline.h"
#include "recevable/text.h"

#include <cairo-pdf.h>
#include <check.h>
#include <string.h>

#define PAGE_SECONDS 60.0

static cairo_status_t
collect(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

EmptyForm
empty_form_begin(void)
{
    EmptyForm form = {.bytes = g_byte_array_new()};

    form.surface = cairo_pdf_surface_create_for_stream(collect, form.bytes, 595, 842);
    form.cr = cairo_create(form.surface);
    cairo_set_line_width(form.cr, 0.8);
    return form;
}

void
empty_form_turn(EmptyForm *form)
{
    cairo_show_page(form->cr);
}

GBytes *
empty_form_end(EmptyForm *form)
{
    cairo_destroy(form->cr);
    cairo_surface_destroy(form->surface);
    return g_byte_array_free_to_bytes(form->bytes);
}

void
empty_form_say(const EmptyForm *form, double x, double y, FormLook look, const char *text)
{
    cairo_text_extents_t extents;

    cairo_select_font_face(form->cr, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                           look & BOLD ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(form->cr, 10.5);
    cairo_text_extents(form->cr, text, &extents);
    if (look & PEN) {
        cairo_set_source_rgb(form->cr, 1, 0.95, 0.3);
        cairo_rectangle(form->cr, x - 1, y - 9, extents.width + 3, 12);
        cairo_fill(form->cr);
    }
    cairo_set_source_rgb(form->cr, look & RED ? 0.8 : 0, 0, look & BLUE ? 0.8 : 0);
    cairo_move_to(form->cr, x, y);
    cairo_show_text(form->cr, text);
    cairo_set_source_rgb(form->cr, 0, 0, 0);
}

void
empty_form_dots(const EmptyForm *form, double from, double to, double y)
{
    const double dash[] = {0, 3};

    cairo_save(form->cr);
    cairo_set_dash(form->cr, dash, 2, 0);
    cairo_set_line_cap(form->cr, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(form->cr, from, y + 1.5);
    cairo_line_to(form->cr, to, y + 1.5);
    cairo_stroke(form->cr);
    cairo_restore(form->cr);
}

void
empty_form_frame(const EmptyForm *form, double x, double y, double width, double height)
{
    cairo_rectangle(form->cr, x, y, width, height);
    cairo_stroke(form->cr);
}

void
empty_form_answer(const EmptyForm *form, double x, double y, const char *label)
{
    empty_form_frame(form, x, y - 9, 10, 10);
    empty_form_say(form, x + 16, y, PLAIN, label);
}

/* ---- learning -------------------------------------------------------------------------------- */

static RvReader *reader;

void
learn_open_reader(void)
{
    reader = rv_reader_new(NULL, "fra", RV_READER_FAST, NULL);
    ck_assert_ptr_nonnull(reader);
}

void
learn_close_reader(void)
{
    rv_reader_free(reader);
}

static void
keep_xml(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const RvDraft *draft)
{
    char **xml = pipeline->data;

    (void)document;
    (void)bytes;
    *xml = rv_draft_to_xml(draft);
}

RvTemplate *
learn_form_beside(GBytes *pdf, const RvMarking *marking, const GPtrArray *known, char **xml)
{
    g_autofree char *text = NULL;
    g_autoptr(GBytes) file = NULL;
    g_autoptr(GError) error = NULL;
    const RvPipeline pipeline = {.reader = reader,
                                 .templates = known,
                                 .limits = rv_pdf_default_limits,
                                 .page_seconds = PAGE_SECONDS,
                                 .learn = {.marking = *marking},
                                 .learnt = keep_xml,
                                 .data = &text};
    RvResult *result = rv_pipeline_learn_bytes(&pipeline, "form", pdf);
    RvTemplate *learnt;

    ck_assert_msg(text != NULL, "%s", result->error_message ? result->error_message : "no draft");
    rv_result_free(result);
    file = g_bytes_new(text, strlen(text));
    learnt = rv_template_load_bytes("draft.xml", file, &error);
    ck_assert_msg(learnt != NULL, "%s\n%s", error ? error->message : "?", text);
    if (xml)
        *xml = g_steal_pointer(&text);
    return learnt;
}

RvTemplate *
learn_form(GBytes *pdf, const RvMarking *marking, char **xml)
{
    return learn_form_beside(pdf, marking, NULL, xml);
}

const RvItem *
learnt_item(const RvTemplate *t, RvItemKind kind, const char *wording)
{
    g_autofree char *key = rv_text_key(wording);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);
        g_autofree char *own = rv_text_key(item->text ? item->text : "");

        if (item->kind == kind && g_str_equal(own, key))
            return item;
    }
    return NULL;
}
