/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids from wordings: the same wording has the same id in the next edition. */
#include "learn-private.h"

#include "recevable/text.h"

#include <string.h>

/* Words of an id, and letters of it. */
#define ITEM_WORDS 4
#define BOX_WORDS 3
#define MOST_WORDS 9 /* where fewer are those of others, too */
#define SECTION_WORDS 2
#define LETTERS 64
/* A wording of so few words that mean something is told apart by its section. */
#define COMMON 1

/* They tell nothing apart. */
static const char *const empty_words[] = {
    "a",    "au",  "aux",  "avec", "bien", "c",    "ce",   "ces", "cette",  "cet",    "d",
    "dans", "de",  "des",  "du",   "elle", "en",   "est",  "et",  "etre",   "il",     "ils",
    "je",   "l",   "la",   "le",   "les",  "leur", "n",    "ne",  "no",     "ont",    "ou",
    "par",  "pas", "pour", "qu",   "que",  "qui",  "quel", "s",   "sa",     "sans",   "se",
    "ses",  "son", "sont", "sous", "sur",  "un",   "une",  "y",   "quelle", "numero", NULL};

static gboolean
is_kept(const char *word)
{
    return *word && !g_strv_contains(empty_words, word);
}

/* The first words that mean something, joined by hyphens; of none all. *n: how many there are. */
static char *
slug(const char *text, guint most, guint *n)
{
    g_autofree char *key = rv_text_key(text);
    g_auto(GStrv) words = g_strsplit_set(key, " +@/%", -1);
    g_autoptr(GString) id = g_string_new(NULL);

    *n = 0;
    for (int pass = 0; pass < 2 && !id->len; pass++)
        for (char **word = words; *word; word++) {
            if (!**word || (!pass && !is_kept(*word)))
                continue;
            (*n)++;
            if (*n <= most && id->len + strlen(*word) < LETTERS)
                g_string_append_printf(id, "%s%s", id->len ? "-" : "", *word);
        }
    if (!id->len)
        g_string_append(id, "x");
    return g_string_free(g_steal_pointer(&id), FALSE);
}

/* With a number, if it is taken; owned by the caller and by `taken`. */
static char *
make_unique(GHashTable *taken, const char *id)
{
    char *own = g_strdup(id);

    for (guint i = 2; g_hash_table_contains(taken, own); i++) {
        g_free(own);
        own = g_strdup_printf("%s-%u", id, i);
    }
    g_hash_table_add(taken, g_strdup(own));
    return own;
}

static const char *
wording_of(const RvDraftItem *item)
{
    if (item->text)
        return item->text;
    if (item->kind == RV_ITEM_TABLE)
        return "prestations";
    return item->boxes && item->boxes->len
               ? ((const RvDraftBox *)g_ptr_array_index(item->boxes, 0))->label
               : "";
}

static const char *
box_label(const RvDraftItem *group, guint i)
{
    return ((const RvDraftBox *)g_ptr_array_index(group->boxes, i))->label;
}

/* Boxes that begin alike get longer ids, all of them: none hangs on the order. */
static void
name_boxes(RvDraftItem *group)
{
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint words = BOX_WORDS;

    for (; words < MOST_WORDS; words++) {
        g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        guint n;

        for (guint i = 0; i < group->boxes->len; i++)
            g_hash_table_add(seen, slug(box_label(group, i), words, &n));
        if (g_hash_table_size(seen) == group->boxes->len)
            break;
    }
    for (guint i = 0; i < group->boxes->len; i++) {
        guint n;
        g_autofree char *id = slug(box_label(group, i), words, &n);

        ((RvDraftBox *)g_ptr_array_index(group->boxes, i))->id = make_unique(taken, id);
    }
}

/* What of its wording makes an item's id: more of it where others begin alike. `twins`: ids of so
 * few words -> how many items would have them. */
static char *
id_of(const RvDraftItem *item, const char *section, GHashTable *twins)
{
    guint n;
    g_autofree char *own = slug(wording_of(item), ITEM_WORDS, &n);
    guint alike = GPOINTER_TO_UINT(g_hash_table_lookup(twins, own));

    if (item->kind == RV_ITEM_SIGNATURE)
        return g_strdup("signature");
    if ((item->kind == RV_ITEM_FIELD || item->kind == RV_ITEM_GROUP) && section && n <= COMMON)
        return g_strdup_printf("%s-%s", section, own);
    return alike > 1 ? slug(wording_of(item), MOST_WORDS, &n) : g_steal_pointer(&own);
}

static void
name_item(RvDraftItem *item, const char *section, GHashTable *twins, GHashTable *taken)
{
    g_autofree char *id = id_of(item, section, twins);

    item->id = make_unique(taken, id);
    if (item->boxes)
        name_boxes(item);
}

static GHashTable *
count_twins(const RvDraft *draft)
{
    GHashTable *twins = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            guint n;
            char *id = slug(wording_of(g_ptr_array_index(section->items, i)), ITEM_WORDS, &n);
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(twins, id));

            g_hash_table_replace(twins, id, GUINT_TO_POINTER(count + 1));
        }
    }
    return twins;
}

/* Details are items of a kind: no other has their id. */
static void
name_details(RvDraftItem *group, GHashTable *taken)
{
    for (guint i = 0; group->boxes && i < group->boxes->len; i++) {
        RvDraftBox *box = g_ptr_array_index(group->boxes, i);
        g_autofree char *id = NULL;

        if (!box->detail)
            continue;
        id = g_strdup_printf("%s-%s", group->id, box->id);
        g_free(box->detail);
        box->detail = make_unique(taken, id);
    }
}

void
rv_draft_name(RvDraft *draft)
{
    g_autoptr(GHashTable) sections = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) items = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) twins = count_twins(draft);

    for (guint s = 0; s < draft->sections->len; s++) {
        RvDraftSection *section = g_ptr_array_index(draft->sections, s);
        guint n;
        g_autofree char *id =
            section->anchor ? slug(section->anchor, SECTION_WORDS, &n) : g_strdup("entete");

        section->id = make_unique(sections, id);
        for (guint i = 0; i < section->items->len; i++)
            name_item(g_ptr_array_index(section->items, i), section->anchor ? section->id : NULL,
                      twins, items);
        for (guint i = 0; i < section->items->len; i++)
            name_details(g_ptr_array_index(section->items, i), items);
    }
}
