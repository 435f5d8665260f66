/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Empty forms that are drawn for a test, and what is learnt from them. Points; y is the baseline.
 */
#pragma once

#include "recevable/learn.h"
#include "recevable/template.h"

#include <cairo.h>

typedef struct {
    cairo_surface_t *surface;
    cairo_t *cr;
    GByteArray *bytes;
} EmptyForm;

typedef enum { PLAIN = 0, BLUE = 1, BOLD = 2, RED = 4, PEN = 8 } FormLook;

EmptyForm empty_form_begin(void);
void empty_form_turn(EmptyForm *form); /* the next page */
GBytes *empty_form_end(EmptyForm *form);
void empty_form_say(const EmptyForm *form, double x, double y, FormLook look, const char *text);
void empty_form_dots(const EmptyForm *form, double from, double to, double y);
void empty_form_frame(const EmptyForm *form, double x, double y, double width, double height);
/* A box and its label. */
void empty_form_answer(const EmptyForm *form, double x, double y, const char *label);

/* Around all tests that learn. */
void learn_open_reader(void);
void learn_close_reader(void);
/* The template that comes of it; *xml (or NULL): its file. `known`: RvTemplate; or NULL. */
RvTemplate *learn_form_beside(GBytes *pdf, const RvMarking *marking, const GPtrArray *known,
                              char **xml);
RvTemplate *learn_form(GBytes *pdf, const RvMarking *marking, char **xml);
const RvItem *learnt_item(const RvTemplate *t, RvItemKind kind, const char *wording);
