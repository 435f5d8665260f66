/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which items of two editions of a model are the same, whatever their ids: those of one wording,
 * then those that are worded nearly so. */
#include "template-private.h"

#include "recevable/text.h"

#include <string.h>

/* Wordings of two editions that are that similar are one, reworded. Questions of one form that are
 * not ("… au DMP via une PFI ?", "… par MSS Pro via une PFI ?") have up to 0.85, but each has its
 * like, which goes first. Chosen. */
#define REWORDED 0.6

typedef struct {
    const RvItem *before, *after;
    double similarity;
} Candidate;

/* All that is printed of it. */
static char *
key_of(const RvItem *item)
{
    g_autoptr(GString) all = g_string_new(item->text ? item->text : "");

    for (guint i = 0; item->boxes && i < item->boxes->len; i++)
        g_string_append_printf(all, " %s", ((RvBoxSpec *)g_ptr_array_index(item->boxes, i))->label);
    return rv_text_key(all->str);
}

static const RvSection *
section_of(const RvTemplate *t, const RvItem *item)
{
    for (guint i = 0; i < t->sections->len; i++) {
        const RvSection *section = g_ptr_array_index(t->sections, i);

        if (g_str_equal(section->id, item->section))
            return section;
    }
    return NULL;
}

static gboolean
same_section(const RvTemplate *before, const RvTemplate *after, const RvItem *a, const RvItem *b)
{
    const RvSection *p = section_of(before, a);
    const RvSection *q = section_of(after, b);
    g_autofree char *x = p && p->anchors[0] ? rv_text_key(p->anchors[0]) : g_strdup("");
    g_autofree char *y = q && q->anchors[0] ? rv_text_key(q->anchors[0]) : g_strdup("");

    return g_str_equal(x, y) || g_strcmp0(a->section, b->section) == 0;
}

/* 0: they are not the same; more than 1: their wording is. */
static double
similarity(const RvTemplate *before, const RvTemplate *after, const RvItem *a, const RvItem *b)
{
    g_autofree char *x = key_of(a), *y = key_of(b);
    double alike = a->kind == b->kind ? rv_text_similarity(x, y) : 0;

    if (alike < REWORDED)
        return 0;
    return alike + (g_str_equal(x, y) ? 1 : 0) + (same_section(before, after, a, b) ? 0.5 : 0);
}

/* The best first; then in the order of the paper. */
static int
by_similarity(gconstpointer a, gconstpointer b)
{
    const Candidate *x = a, *y = b;

    return (x->similarity < y->similarity) - (x->similarity > y->similarity);
}

GHashTable *
rv_template_pairs(const RvTemplate *before, const RvTemplate *after)
{
    GHashTable *pairs = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));

    for (guint i = 0; i < after->items->len; i++)
        for (guint k = 0; k < before->items->len; k++) {
            Candidate c = {g_ptr_array_index(before->items, k), g_ptr_array_index(after->items, i),
                           0};

            c.similarity = similarity(before, after, c.before, c.after);
            if (c.similarity > 0)
                g_array_append_val(candidates, c);
        }
    g_array_sort(candidates, by_similarity);
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *c = &g_array_index(candidates, Candidate, i);

        if (g_hash_table_contains(pairs, c->after) || g_hash_table_contains(taken, c->before))
            continue;
        g_hash_table_insert(pairs, (gpointer)c->after, (gpointer)c->before);
        g_hash_table_add(taken, (gpointer)c->before);
    }
    return pairs;
}
