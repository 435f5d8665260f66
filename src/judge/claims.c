/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the file's text layer claims and its pages do not show. An OCR program writes such a layer
 * under honest scans; others hide a mention in it: so what is found is told, accuses nobody, and
 * decides nothing. */
#include "judge-private.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <string.h>

/* The layers of all pages as one run of comparable letters. Without blanks: where lines break,
 * words are hyphened and letters spaced is nobody's business. */
typedef struct {
    GString *letters;
    GByteArray *starts; /* a letter each: does a word start there? One more for the end. */
    GArray *ends;       /* gsize a layer: where its letters end */
} Claimed;

static void
append_letters(Claimed *claimed, const char *text)
{
    g_autofree char *key = rv_text_key(text);
    guint8 starts = TRUE;

    for (const char *p = key; *p; p++) {
        if (*p != ' ') {
            g_string_append_c(claimed->letters, *p);
            g_byte_array_append(claimed->starts, &starts, 1);
        }
        starts = *p == ' ';
    }
}

static Claimed
claimed_new(const GArray *layers)
{
    Claimed claimed = {g_string_new(NULL), g_byte_array_new(),
                       g_array_new(FALSE, FALSE, sizeof(gsize))};
    guint8 end = TRUE;

    for (guint i = 0; i < layers->len; i++) {
        append_letters(&claimed, g_array_index(layers, RvTextLayer, i).text);
        g_array_append_val(claimed.ends, claimed.letters->len);
    }
    g_byte_array_append(claimed.starts, &end, 1);
    return claimed;
}

static void
claimed_clear(Claimed *claimed)
{
    g_string_free(claimed->letters, TRUE);
    g_byte_array_unref(claimed->starts);
    g_array_unref(claimed->ends);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Claimed, claimed_clear)

static void
layer_clear(gpointer layer)
{
    g_free(((RvTextLayer *)layer)->text);
}

GArray *
rv_text_layers_new(void)
{
    GArray *layers = g_array_new(FALSE, TRUE, sizeof(RvTextLayer));

    g_array_set_clear_func(layers, layer_clear);
    return layers;
}

/* Is the whole wording claimed, letter by letter and as whole words? Tells in which layer it
 * starts.
 */
static gboolean
claims(const Claimed *claimed, const char *wording, guint *layer)
{
    g_autofree char *key = rv_text_key(wording);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    g_autofree char *letters = g_strjoinv(NULL, words);
    const char *from = claimed->letters->str, *at = *letters ? strstr(from, letters) : NULL;

    for (; at; at = strstr(at + 1, letters)) {
        gsize start = (gsize)(at - from);

        if (!claimed->starts->data[start] || !claimed->starts->data[start + strlen(letters)])
            continue;
        for (*layer = 0; start >= g_array_index(claimed->ends, gsize, *layer);)
            ++*layer;
        return TRUE;
    }
    return FALSE;
}

static char *
describe(const char *name, RvStatus status, int page)
{
    if (status == RV_STATUS_MISSING)
        return g_strdup_printf(_("The text layer of the file claims the mention “%s”, but it "
                                 "cannot be seen on page %d: hidden text does not count. Print it "
                                 "visibly."),
                               name, page);
    if (status == RV_STATUS_ALTERED)
        return g_strdup_printf(_("The text layer of the file claims the mention “%s” as it should "
                                 "be, but page %d does not show it so: only what can be seen "
                                 "counts."),
                               name, page);
    return g_strdup_printf(_("The text layer of the file claims the mention “%s”, but page %d does "
                             "not show it legibly: only what can be seen counts."),
                           name, page);
}

static gboolean
is_not_seen(RvStatus status)
{
    return status == RV_STATUS_MISSING || status == RV_STATUS_ALTERED ||
           status == RV_STATUS_UNREADABLE;
}

void
rv_judge_claims(RvResult *result, const RvTemplate *template_, const GArray *layers)
{
    const RvCase c = {.result = result, .template_ = template_};
    g_auto(Claimed) claimed = claimed_new(layers);

    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *judged = g_ptr_array_index(result->items, i);
        const RvItem *item = rv_template_item(template_, judged->id);
        g_autofree char *name = NULL;
        const RvPlace *place;
        guint layer;

        if (!item || item->kind != RV_ITEM_MENTION || !is_not_seen(judged->status) ||
            !claims(&claimed, item->text, &layer))
            continue;
        name = rv_item_name(&c, item);
        place = &g_array_index(layers, RvTextLayer, layer).place;
        rv_result_add_finding(result, RV_SEVERITY_INFO, item->id, place,
                              describe(name, judged->status, place->page));
    }
}
