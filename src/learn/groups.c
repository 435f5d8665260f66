/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Boxes and their questions -> groups. */
#include "maker.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* May the paragraph before the first box be its question? What is mandatory as a whole asks only
 * when it says so. */
static gboolean
may_ask(const RvParagraph *p)
{
    g_autofree char *text = NULL;

    if (!p || (p->used && p->marked < RV_WHOLE))
        return FALSE;
    text = rv_paragraph_text(p);
    return p->marked < RV_WHOLE || rv_guess_asks(text) || !g_str_has_suffix(text, ".");
}

static gboolean
is_question(const RvParagraph *p)
{
    g_autofree char *text = p && !p->used && p->marked < RV_WHOLE ? rv_paragraph_text(p) : NULL;

    return text && (g_str_has_suffix(text, "?") || g_str_has_suffix(text, ":"));
}

/* Is the paragraph before the boxes no question, but explains the mandatory one above it? */
static gboolean
is_explanation(const RvMaker *m)
{
    g_autofree char *text = NULL, *above = NULL;

    if (!m->asked || !m->above || m->asked->used || m->asked->marked > 0 ||
        m->above->marked < RV_WHOLE || !rv_px_is_empty(m->above->tick))
        return FALSE;
    text = rv_paragraph_text(m->asked);
    above = rv_paragraph_text(m->above);
    return !g_str_has_suffix(text, "?") && !g_str_has_suffix(text, ":") &&
           (g_str_has_suffix(above, ":") || g_str_has_suffix(above, "?"));
}

static void
open_group(RvMaker *m, const RvParagraph *first)
{
    char *prompt = NULL;
    g_autofree char *explained = NULL;

    m->is_headed = FALSE;
    g_clear_pointer(&m->hint, g_free);
    if (is_explanation(m)) {
        m->hint = rv_paragraph_text(m->asked);
        m->asked->used = TRUE;
        m->asked = m->above;
        m->above = NULL;
    }
    if (may_ask(m->asked)) {
        g_autofree char *text = rv_paragraph_text(m->asked);

        prompt = rv_guess_label(text, &explained);
        if (!rv_letters_in(prompt))
            g_clear_pointer(&prompt, g_free);
        m->is_headed = m->asked->marked >= RV_WHOLE;
        m->twin = m->is_headed && !rv_paragraph_is_heading(m->form, m->asked) ? m->mention : NULL;
        m->asked->used = TRUE;
    }
    m->group = rv_maker_add(m, RV_ITEM_GROUP, prompt, first);
    if (prompt)
        rv_maker_doubt_words(m->group, m->asked);
    if (prompt && is_question(m->above)) {
        g_autofree char *text = rv_paragraph_text(m->above);

        g_free(m->under);
        m->under = rv_guess_label(text, &explained);
        m->above->used = TRUE;
        m->group->under = g_strdup(m->under);
    } else if (prompt && m->above && !rv_px_is_empty(m->above->tick) && m->under) {
        m->group->under = g_strdup(m->under);
    } else {
        g_clear_pointer(&m->under, g_free);
    }
}

static void
settle_rule(RvDraftItem *group, const char *hint)
{
    gboolean sure;

    group->rule = rv_guess_rule(group->text, group->boxes, &sure);
    if (!sure && hint) {
        gboolean told;
        RvGroupRule rule = rv_guess_rule(hint, group->boxes, &told);

        if (told)
            group->rule = rule;
        sure = told;
    }
    group->guessed = !sure;
}

void
rv_maker_close_group(RvMaker *m)
{
    if (!m->group)
        return;
    /* A question is demanded with its boxes: it need not be a mention, too. */
    if (m->twin)
        g_ptr_array_remove(m->section->items, m->twin);
    m->twin = m->mention = NULL;
    if (!m->group->boxes->len)
        g_ptr_array_remove(m->section->items, m->group);
    else
        settle_rule(m->group, m->hint);
    m->group = NULL;
}

static gboolean
has_box(const RvDraftItem *group, const char *label)
{
    g_autofree char *key = rv_text_key(label);

    for (guint i = 0; i < group->boxes->len; i++) {
        g_autofree char *other =
            rv_text_key(((const RvDraftBox *)g_ptr_array_index(group->boxes, i))->label);

        if (g_str_equal(key, other))
            return TRUE;
    }
    return FALSE;
}

/* More boxes, of another question, below those of one. A heading above them all, which is a
 * mention, is no question of the first. */
static void
part_group(RvMaker *m, RvParagraph *p)
{
    if (m->is_headed) {
        g_clear_pointer(&m->group->text, g_free);
        g_clear_pointer(&m->hint, g_free);
    }
    m->is_headed = FALSE;
    m->twin = NULL;
    rv_maker_close_group(m);
    g_clear_pointer(&m->hint, g_free);
    m->group = rv_maker_add(m, RV_ITEM_GROUP, NULL, p);
}

void
rv_maker_add_box(RvMaker *m, RvParagraph *p)
{
    g_autofree char *text = rv_paragraph_text(p), *explained = NULL, *label = NULL;
    RvDraftBox *box;

    if (m->group && rv_form_parts_boxes(m->form, m->asked, p))
        part_group(m, p);
    else if (!m->group)
        open_group(m, p);
    else
        rv_maker_doubt_words(m->group, p);
    label = rv_guess_label(text, &explained);
    p->used = TRUE;
    if (!rv_letters_in(label) || has_box(m->group, label)) {
        rv_draft_doubt(
            m->group->doubts,
            g_strdup_printf(_("a box is left out, as nothing tells it from others: “%s”"), label));
        return;
    }
    box = rv_draft_box_new(g_steal_pointer(&label));
    if (p->room != RV_ROOM_NONE)
        box->detail = g_strdup("");
    g_ptr_array_add(m->group->boxes, box);
}
