/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form is: its title, its kind, the call for funding that it answers. */
#include "learn-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* A heading is bold, or that much larger than most print, and no longer than so many letters. */
#define BOLD 0.6
#define LARGER 1.12
#define SHORT_LARGER 1.35 /* where few letters are measured, and badly */
#define FEW_LETTERS 10
#define HEADING 110
/* One in the colour of the mentions is larger still. */
#define MARKED_TITLE 1.25
/* A title stands in the upper part of the first page. */
#define UPPER 0.4

gboolean
rv_paragraph_is_heading(const RvForm *form, const RvParagraph *paragraph)
{
    g_autofree char *text = rv_paragraph_text(paragraph);
    double larger = rv_letters_in(text) < FEW_LETTERS ? SHORT_LARGER : LARGER;
    gsize length = strlen(text);

    if (!rv_px_is_empty(paragraph->tick) ||
        (paragraph->room != RV_ROOM_NONE && paragraph->room != RV_ROOM_OPEN) ||
        (paragraph->bold < BOLD && paragraph->x_height < larger * form->x_height))
        return FALSE;
    return g_utf8_strlen(text, -1) <= HEADING && !strchr(".;,", text[length - 1]);
}

/* ---- title ----------------------------------------------------------------------------------- */

/* The largest heading at the top; else the first paragraph that is nothing else. */
static RvParagraph *
find_title(const RvForm *form)
{
    RvParagraph *best = NULL;

    for (guint i = 0; i < form->paragraphs->len; i++) {
        RvParagraph *p = g_ptr_array_index(form->paragraphs, i);

        if (p->page || p->box.y > UPPER * rv_form_page(form, 0)->sheet->height ||
            !rv_paragraph_is_heading(form, p) ||
            (p->marked > 0.5 && p->x_height < MARKED_TITLE * form->x_height))
            continue;
        if (!best || p->x_height > 1.05 * best->x_height)
            best = p;
    }
    return best;
}

static void
take_title(RvForm *form)
{
    RvParagraph *title = form->how->title ? NULL : find_title(form);

    if (title) {
        title->used = TRUE;
        form->draft->title = rv_paragraph_text(title);
        return;
    }
    form->draft->title = g_strdup(form->how->title ? form->how->title : form->draft->id);
    if (!form->how->title)
        rv_draft_doubt(form->draft->doubts, g_strdup(_("no title was found: give it one")));
}

/* ---- reference and kind ---------------------------------------------------------------------- */

static char *
all_text(const RvForm *form)
{
    g_autoptr(GString) all = g_string_new(NULL);

    for (guint i = 0; i < form->paragraphs->len; i++) {
        g_autofree char *text = rv_paragraph_text(g_ptr_array_index(form->paragraphs, i));

        g_string_append(all, text);
        g_string_append_c(all, '\n');
    }
    return g_string_free(g_steal_pointer(&all), FALSE);
}

static void
take_reference(RvForm *form, const char *text)
{
    static const char *const codes[] = {"\\bAF-[A-Z]{2,8}(-[A-Z]{2,8})*-V[aA]\\d\\b",
                                        "\\b[A-Z]{3}(-[A-Z]{2,8})+-V[aA]\\d\\b"};

    form->draft->reference = g_strdup(form->how->reference);
    for (gsize i = 0; !form->draft->reference && i < G_N_ELEMENTS(codes); i++) {
        g_autoptr(GRegex) code = g_regex_new(codes[i], 0, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;

        if (g_regex_match(code, text, 0, &match))
            form->draft->reference = g_match_info_fetch(match, 0);
    }
    if (form->draft->reference)
        return;
    form->draft->reference = g_strdup("?");
    rv_draft_doubt(form->draft->doubts,
                   g_strdup(_("no code of a call for funding (AF-…) was found: "
                              "put it into 'reference'")));
}

static const struct {
    const char *pattern, *kind, *ending;
} kinds[] = {
    {"pilote", "pv-pilote", "pv-pilote"},
    {"verification d aptitude|attestation|proces verbal|pv", "verification-aptitude", "va"},
    {"bon de commande|commande", "bon-de-commande", "bdc"},
};

static const char *
kind_in(const char *text)
{
    g_autofree char *key = rv_text_key(text);

    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *whole = g_strdup_printf("\\b(%s)\\b", kinds[i].pattern);

        if (g_regex_match_simple(whole, key, 0, 0))
            return kinds[i].kind;
    }
    return NULL;
}

static void
take_kind(RvForm *form, const char *text)
{
    const RvParagraph *title = form->how->title ? NULL : find_title(form);
    g_autofree char *own = title ? rv_paragraph_text(title) : g_strdup(form->how->title);
    const char *kind = form->how->kind;

    if (!kind && own)
        kind = kind_in(own);
    if (!kind) {
        kind = kind_in(text);
        rv_draft_doubt(
            form->draft->doubts,
            g_strdup(_("its title does not tell what kind of form it is: check 'kind'")));
    }
    form->draft->kind = g_strdup(kind ? kind : kinds[G_N_ELEMENTS(kinds) - 1].kind);
}

/* "AF-HOP-DPI-Va2", an order form: "hop-dpi-va2-bdc". */
static char *
make_id(const RvDraft *draft)
{
    g_autofree char *low = g_ascii_strdown(draft->reference, -1);
    g_autoptr(GString) id = g_string_new(NULL);
    const char *from = g_str_has_prefix(low, "af-") ? low + 3 : low;

    for (const char *c = from; *c; c++)
        if (g_ascii_isalnum(*c))
            g_string_append_c(id, *c);
        else if (id->len && id->str[id->len - 1] != '-')
            g_string_append_c(id, '-');
    while (id->len && id->str[id->len - 1] == '-')
        g_string_truncate(id, id->len - 1);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(draft->kind, kinds[i].kind))
            g_string_append_printf(id, "%s%s", id->len ? "-" : "", kinds[i].ending);
    return g_string_free(g_steal_pointer(&id), FALSE);
}

void
rv_form_make_head(RvForm *form)
{
    RvDraft *draft = form->draft;
    g_autofree char *text = all_text(form);

    take_reference(form, text);
    take_kind(form, text);
    draft->id = form->how->id ? g_strdup(form->how->id) : make_id(draft);
    take_title(form);
    draft->source = g_strdup(form->how->source ? form->how->source : draft->title);
}
