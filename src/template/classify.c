/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which model does a document follow? Every wording of a template that stands in the text speaks
 * for it, the more the fewer other templates share it. */
#include "template-private.h"

#include "recevable/text.h"

#include <math.h>
#include <string.h>

/* Wordings shorter than this occur by chance. */
#define MIN_LENGTH 12
/* A needle of so many letters says as much as the whole phrase, and is searched in one word. */
#define MAX_LENGTH 64
/* What a wording must resemble to speak at all: 0 here, 1 at perfect. */
#define MIN_SIMILARITY 0.80
/* Text looked at: a document of 20 dense pages. */
#define MAX_TEXT (160 * 1024)
/* Share of its own wordings, by weight, that a template must show. */
#define MIN_SHARE 0.35
/* How much further from the second best the best must be, as a share of its own score. */
#define MIN_MARGIN 0.04

typedef struct {
    char *key;
    guint owners; /* templates that hold it */
    double found; /* 0-1: how surely it stands in the text */
} Wording;

static void
wording_free(gpointer data)
{
    Wording *wording = data;

    g_free(wording->key);
    g_free(wording);
}

static void
add_wording(GHashTable *all, GHashTable *own, const char *text)
{
    g_autofree char *key = text ? rv_text_key(text) : NULL;
    Wording *wording;

    if (!key || strlen(key) < MIN_LENGTH)
        return;
    if (strlen(key) > MAX_LENGTH)
        key[MAX_LENGTH] = 0;
    wording = g_hash_table_lookup(all, key);
    if (!wording) {
        wording = g_new0(Wording, 1);
        wording->key = g_strdup(key);
        g_hash_table_insert(all, wording->key, wording);
    }
    if (g_hash_table_add(own, wording))
        wording->owners++;
}

/* The wordings of one template, as a set of Wording. */
static GHashTable *
collect(GHashTable *all, const RvTemplate *t)
{
    GHashTable *own = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (item->kind != RV_ITEM_TABLE)
            add_wording(all, own, item->text);
        for (guint k = 0; item->boxes && k < item->boxes->len; k++)
            add_wording(all, own, ((const RvBoxSpec *)g_ptr_array_index(item->boxes, k))->label);
        for (guint k = 0; item->strict[k]; k++)
            add_wording(all, own, item->strict[k]);
    }
    add_wording(all, own, t->reference);
    return own;
}

static void
look_for(Wording *wording, const char *hay)
{
    RvTextHit hit = rv_text_search(wording->key, hay);
    double similarity = 1 - (double)hit.distance / (double)strlen(wording->key);

    wording->found = MAX(0, (similarity - MIN_SIMILARITY) / (1 - MIN_SIMILARITY));
}

/* A wording that all templates hold tells nothing of which one it is, but that it is one. */
static double
weight(const Wording *wording)
{
    return 1.0 / wording->owners;
}

typedef struct {
    double found, possible;
} Score;

static Score
score(GHashTable *own)
{
    Score s = {0, 0};
    GHashTableIter iter;
    gpointer key;

    g_hash_table_iter_init(&iter, own);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const Wording *wording = key;

        s.found += weight(wording) * wording->found;
        s.possible += weight(wording);
    }
    return s;
}

static char *
searchable(const char *text)
{
    g_autofree char *head = g_strndup(text, MAX_TEXT);

    return rv_text_key(head);
}

const RvTemplate *
rv_templates_classify(const GPtrArray *templates, const char *text, double *confidence)
{
    g_autofree char *hay = searchable(text);
    g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, wording_free);
    g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
    const RvTemplate *best = NULL;
    double first = 0, second = 0, share = 0, margin;
    GHashTableIter iter;
    gpointer wording;

    for (guint i = 0; i < templates->len; i++)
        g_ptr_array_add(own, collect(all, g_ptr_array_index(templates, i)));
    g_hash_table_iter_init(&iter, all);
    while (g_hash_table_iter_next(&iter, NULL, &wording))
        look_for(wording, hay);
    for (guint i = 0; i < templates->len; i++) {
        Score s = score(g_ptr_array_index(own, i));
        double quality = s.possible > 0 ? s.found / s.possible : 0;
        /* How much is there, and how much of what should be: a template that is part of another
         * one must not lose to it, nor win with little. */
        double total = s.found * quality;

        if (total > first) {
            second = first;
            first = total;
            share = quality;
            best = g_ptr_array_index(templates, i);
        } else {
            second = MAX(second, total);
        }
    }
    margin = first > 0 ? 1 - second / first : 0;
    if (confidence)
        *confidence = best ? CLAMP(share, 0, 1) * MIN(1, margin / 0.2) : 0;
    if (share < MIN_SHARE || margin < MIN_MARGIN) {
        if (confidence)
            *confidence = 0;
        return NULL;
    }
    return best;
}
