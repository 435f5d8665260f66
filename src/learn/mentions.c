/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Marked print -> mentions. */
#include "maker.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* A shorter marked run is no mention: a number, an accent of colour. */
#define LEAST_LETTERS 4

/* Without quotes around it and signs that end it; those of a sentence stay. */
static char *
mention_text(const RvParagraph *p, guint from, guint to)
{
    g_autofree char *text = rv_paragraph_text_of(p, from, to);
    GString *out = g_string_new(text + rv_numbering(text));

    while (g_str_has_prefix(out->str, "« ") || g_str_has_prefix(out->str, "«"))
        g_string_erase(out, 0, g_str_has_prefix(out->str, "« ") ? 3 : 2);
    for (;;) {
        g_strchomp(out->str);
        out->len = strlen(out->str);
        if (g_str_has_suffix(out->str, "»") || g_str_has_suffix(out->str, "–"))
            g_string_truncate(out, out->len - (g_str_has_suffix(out->str, "»") ? 2 : 3));
        else if (out->len && strchr(":;,-", out->str[out->len - 1]))
            g_string_truncate(out, out->len - 1);
        else
            return g_string_free(out, FALSE);
    }
}

/* "Si le bon de commande est antérieur …": what stands before a mention may say when it counts. */
static void
doubt_condition(RvDraftItem *mention, const RvParagraph *p, guint from)
{
    g_autofree char *before = rv_paragraph_text_of(p, 0, from), *key = rv_text_key(before);

    if (g_regex_match_simple("\\b(si|lorsque|uniquement|en cas)\\b", key, 0, 0))
        rv_draft_doubt(mention->doubts,
                       g_strdup_printf(_("demanded always, though the form says: “%s”"), before));
}

static void
add_mention(RvMaker *m, RvParagraph *p, guint from, guint to)
{
    g_autofree char *text = mention_text(p, from, to);
    RvDraftItem *mention;

    if (rv_letters_in(text) < LEAST_LETTERS)
        return;
    mention = rv_maker_add(m, RV_ITEM_MENTION, g_steal_pointer(&text), p);
    mention->place = rv_maker_place(m, p, rv_paragraph_box_of(p, from, to));
    doubt_condition(mention, p, from);
    p->used = p->marked >= RV_WHOLE;
    m->mention = p->used ? mention : NULL;
}

void
rv_maker_add_mentions(RvMaker *m, RvParagraph *p)
{
    guint n = rv_paragraph_n_words(p), to;

    if (p->marked >= RV_WHOLE) {
        add_mention(m, p, 0, n);
        return;
    }
    for (guint from = 0; from < n; from = to + 1) {
        while (from < n && !rv_paragraph_word(p, from)->marked)
            from++;
        for (to = from; to < n && rv_paragraph_word(p, to)->marked;)
            to++;
        if (to > from)
            add_mention(m, p, from, to);
    }
}
