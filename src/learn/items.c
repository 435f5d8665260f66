/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paragraphs, in the order of reading -> items: what is to be ticked, filled in, signed, and what
 * has to stand there word for word. */
#include "maker.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* A label has so many words at the most; what is longer is text, whatever stands behind it. */
#define LABEL_WORDS 24
#define OPEN_WORDS 14 /* where only white paper asks for an answer */
#define SIGNATURE_WORDS 10
/* Below this a word may have been misread. */
#define SURE 0.9
#define NOISE_LETTERS 4

/* ---- adding ---------------------------------------------------------------------------------- */

void
rv_maker_open_section(RvMaker *m, char *anchor)
{
    m->section = rv_draft_section_new(anchor);
    g_ptr_array_add(m->form->draft->sections, m->section);
}

RvPlace
rv_maker_place(const RvMaker *m, const RvParagraph *p, RvPx box)
{
    return rv_sheet_place(rv_form_page(m->form, p->page)->sheet, box);
}

/* What a scan makes uncertain: a word that was not read surely. */
void
rv_maker_doubt_words(RvDraftItem *item, const RvParagraph *p)
{
    g_autoptr(GString) words = g_string_new(NULL);

    for (guint i = 0; i < rv_paragraph_n_words(p); i++) {
        const RvInkWord *word = rv_paragraph_word(p, i);

        if (word->confidence < SURE)
            g_string_append_printf(words, "%s“%s”", words->len ? ", " : "", word->text);
    }
    if (words->len)
        rv_draft_doubt(
            item->doubts,
            g_strdup_printf(_("read with doubt, compare with the form: %s"), words->str));
}

RvDraftItem *
rv_maker_add(RvMaker *m, RvItemKind kind, char *text, const RvParagraph *p)
{
    RvDraftItem *item = rv_draft_item_new(kind, text, rv_maker_place(m, p, p->reach));

    if (!m->section)
        rv_maker_open_section(m, NULL);
    g_ptr_array_add(m->section->items, item);
    rv_maker_doubt_words(item, p);
    return item;
}

/* ---- fields and signatures ------------------------------------------------------------------- */

static gboolean
asks_for_day(const char *text)
{
    return g_regex_match_simple("\\b(JJ|jj) ?/ ?(MM|mm) ?/ ?(AAAA|aaaa)\\b", text, 0, 0);
}

static RvDraftItem *
add_field(RvMaker *m, RvParagraph *p, const char *text)
{
    g_autofree char *explained = NULL;
    char *label = rv_guess_label(text, &explained);
    RvDraftItem *field = rv_maker_add(m, RV_ITEM_FIELD, label, p);

    p->used = TRUE;
    field->type = asks_for_day(text) ? RV_FIELD_DATE : rv_guess_type(label);
    field->optional = rv_guess_optional(text);
    if (p->lines >= 2 && field->type == RV_FIELD_TEXT) {
        field->type = RV_FIELD_FREETEXT;
        field->optional = TRUE;
    }
    if (field->optional)
        rv_draft_doubt(field->doubts, g_strdup(_("taken to be optional: check 'required'")));
    if (explained)
        rv_draft_doubt(field->doubts, g_strdup_printf(_("left out of its label: “%s”"), explained));
    if (p->room == RV_ROOM_OPEN && !asks_for_day(text))
        rv_draft_doubt(field->doubts,
                       g_strdup(_("a colon with white paper behind it was taken for a "
                                  "field")));
    return field;
}

/* "Nom, prénom et signature" is a name to be written, too. */
static gboolean
add_signature(RvMaker *m, RvParagraph *p, const char *text)
{
    g_autofree char *explained = NULL;

    if (!rv_guess_signature(text) || rv_paragraph_n_words(p) > SIGNATURE_WORDS ||
        g_str_has_suffix(text, "."))
        return FALSE;
    if (rv_guess_name(text) && g_regex_match_simple("(?i)\\bnoms?\\b|prénom", text, 0, 0) &&
        !g_regex_match_simple("(?i)^signature", text, 0, 0))
        add_field(m, p, text)->type = RV_FIELD_TEXT;
    rv_maker_add(m, RV_ITEM_SIGNATURE, rv_guess_label(text, &explained), p);
    p->used = TRUE;
    return TRUE;
}

/* ---- the way through the form ---------------------------------------------------------------- */

static const RvParagraph *
next_of(const RvForm *form, guint i)
{
    return i + 1 < form->paragraphs->len ? g_ptr_array_index(form->paragraphs, i + 1) : NULL;
}

/* The words of a text that name a field; what explains them in brackets does not count. */
static guint
label_words(const char *text)
{
    g_autofree char *explained = NULL, *label = rv_guess_label(text, &explained);
    g_autoptr(GRegex) brackets = g_regex_new(" \\([^()]*\\)$", 0, 0, NULL);
    g_autofree char *name = g_regex_replace_literal(brackets, label, -1, 0, "", 0, NULL);
    g_auto(GStrv) words = g_strsplit(name, " ", -1);

    return g_strv_length(words);
}

/* A few words with white paper behind them, and neither a heading nor the question of boxes. */
static gboolean
is_short_and_open(const RvMaker *m, guint i)
{
    const RvParagraph *p = g_ptr_array_index(m->form->paragraphs, i), *next = next_of(m->form, i);
    g_autofree char *text = rv_paragraph_text(p);

    return p->room == RV_ROOM_OPEN && rv_px_is_empty(p->tick) && label_words(text) <= OPEN_WORDS &&
           (!rv_paragraph_is_heading(m->form, p) || rv_guess_type(text) != RV_FIELD_TEXT) &&
           (!next || rv_px_is_empty(next->tick));
}

/* May white paper behind a mandatory text be room for an answer? Where the words say so, or those
 * of a label like it beside it. */
static gboolean
is_marked_label(const RvMaker *m, guint i, const char *text)
{
    guint from = i ? i - 1 : 0, to = MIN(i + 2, m->form->paragraphs->len);
    RvFieldType type = rv_guess_type(text);

    if (g_str_has_suffix(text, "?"))
        return type == RV_FIELD_DATE || type == RV_FIELD_NUMBER;
    for (guint k = from; k < to; k++) {
        g_autofree char *words = rv_paragraph_text(g_ptr_array_index(m->form->paragraphs, k));

        if (is_short_and_open(m, k) && rv_guess_is_label(words))
            return TRUE;
    }
    return FALSE;
}

/* Is room behind the text to be written on? Behind a colon it may as well be that of a list. */
static gboolean
is_field(const RvMaker *m, const RvParagraph *p, guint i, const char *text)
{
    const RvParagraph *next = next_of(m->form, i);

    if (label_words(text) > LABEL_WORDS || (p->marked >= RV_WHOLE && g_str_has_suffix(text, ".")))
        return FALSE;
    if (!rv_letters_in(text))
        return FALSE;
    if (asks_for_day(text))
        return TRUE;
    if (p->room != RV_ROOM_OPEN)
        return p->room != RV_ROOM_NONE;
    if (!is_short_and_open(m, i))
        return FALSE;
    return (p->marked < 0.5 && next && next->marked < 0.5) || is_marked_label(m, i, text);
}

/* A few letters none of which was read for sure: specks on white paper. The review shows them. */
static gboolean
is_noise(const RvParagraph *p, const char *text)
{
    for (guint i = 0; i < rv_paragraph_n_words(p); i++)
        if (rv_paragraph_word(p, i)->confidence >= SURE)
            return FALSE;
    return rv_letters_in(text) <= NOISE_LETTERS && rv_px_is_empty(p->tick);
}

static void
take_text(RvMaker *m, RvParagraph *p)
{
    g_autofree char *text = rv_paragraph_text(p);
    gboolean heading = rv_letters_in(text) && rv_paragraph_is_heading(m->form, p);

    if (heading) {
        g_autofree char *explained = NULL;

        rv_maker_open_section(m, rv_guess_label(text, &explained));
    }
    if (p->marked > 0)
        rv_maker_add_mentions(m, p);
    else if (heading)
        p->used = FALSE;
}

static void
take(RvMaker *m, guint i)
{
    RvParagraph *p = g_ptr_array_index(m->form->paragraphs, i);
    g_autofree char *text = rv_paragraph_text(p);

    if (p->used || is_noise(p, text))
        return;
    if (!rv_px_is_empty(p->tick)) {
        rv_maker_add_box(m, p);
    } else {
        rv_maker_close_group(m);
        if (!add_signature(m, p, text)) {
            if (is_field(m, p, i, text))
                add_field(m, p, text);
            else
                take_text(m, p);
        }
    }
    m->above = m->asked;
    m->asked = p;
    if (!p->used || p->marked < RV_WHOLE)
        m->mention = NULL;
}

static void
doubt_marks(RvDraft *draft)
{
    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++)
            if (((const RvDraftItem *)g_ptr_array_index(section->items, i))->kind ==
                RV_ITEM_MENTION)
                return;
    }
    rv_draft_doubt(draft->doubts,
                   g_strdup(_("nothing is marked as mandatory, so no mention is demanded: name the "
                              "mark by --mark")));
}

static void
list_left(RvForm *form)
{
    for (guint i = 0; i < form->paragraphs->len; i++) {
        const RvParagraph *p = g_ptr_array_index(form->paragraphs, i);

        if (!p->used && p->marked <= 0)
            g_ptr_array_add(
                form->draft->left,
                rv_draft_item_new(RV_ITEM_MENTION, rv_paragraph_text(p),
                                  rv_sheet_place(rv_form_page(form, p->page)->sheet, p->box)));
    }
}

void
rv_form_make_items(RvForm *form)
{
    RvMaker m = {.form = form};

    for (guint i = 0; i < form->paragraphs->len; i++) {
        RvDraftItem *table = NULL;
        guint n = rv_form_take_table(form, i, &table);

        if (!n) {
            take(&m, i);
            continue;
        }
        rv_maker_close_group(&m);
        if (table && !m.section)
            rv_maker_open_section(&m, NULL);
        if (table)
            g_ptr_array_add(m.section->items, table);
        for (guint k = i; k < i + n; k++)
            ((RvParagraph *)g_ptr_array_index(form->paragraphs, k))->used = TRUE;
        i += n - 1;
        m.asked = m.above = NULL;
    }
    rv_maker_close_group(&m);
    g_free(m.under);
    g_free(m.hint);
    rv_draft_tidy(form->draft);
    doubt_marks(form->draft);
    list_left(form);
}
