/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which model does a document follow? Templates are held against each other in pairs: what the one
 * has and the other has not must be in the text more than the reverse, and the codes of the calls
 * for funding ("HOP-DPI-Va2") count beside it. The one that beats every other clearly is it. */
#include "template-private.h"

#include "recevable/text.h"

#include <math.h>
#include <string.h>

/* Text looked at: a document of 20 dense pages. */
#define MAX_TEXT (160 * 1024)
/* The thresholds were measured on forms of all nine models made from their wordings (reading errors
 * in up to 10 % of the letters, lines and pages lost, reordered or altered, codes changed, other
 * models quoted) and on scans read at 150 dpi. */
/* Share of its own wordings that a template must show: whole forms show 0.4 to 1, half a form 0.2
 * to 0.6, an invoice for the same thing 0.13, letters and terms 0.05. */
#define MIN_SHARE 0.25
/* The lead over every other template that is asked for, and that is as good as certain. Whole forms
 * lead by 0.4 and more, short ones that read badly by 0.3; mixtures of two models, line by line,
 * mostly by less than 0.25. */
#define MIN_LEAD 0.25
#define SURE_LEAD 0.60
/* Editions of one form differ by few wordings: one is nearer from this share of them on. Chosen:
 * one wording of two that is there leads by 0.5. */
#define SAME_FIT 0.1
/* Two forms in one file: this share of what tells the other template apart is there as well. */
#define MAX_OF_OTHER 0.60
/* What the codes weigh beside the wordings: they help where a page holds few wordings that tell
 * models apart; an altered one cannot outweigh the wordings of a whole form. */
#define CODE_WEIGHT 0.35
/* A paper that names the call of no template, but so often calls of the same wave, is of a call
 * that no template is for. */
#define FOREIGN_CODES 2

typedef struct {
    const GPtrArray *templates;
    RvWordings *wordings;
    GArray *codes; /* RvCodes, one a template */
} Contest;

/* The share of the wordings of `own` that stand in the text, without those of `other`. One more
 * that is half there: of few, little can be said; where there is none, what the other has decides.
 */
static double
share(GHashTable *own, GHashTable *other)
{
    GHashTableIter iter;
    gpointer key;
    double found = 0.5;
    guint n = 1;

    g_hash_table_iter_init(&iter, own);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        if (other && g_hash_table_contains(other, key))
            continue;
        found += ((const RvWording *)key)->found;
        n++;
    }
    return found / n;
}

/* -1 to 1: which of two calls is named more often; one naming is no proof. */
static double
lead_of_codes(RvCodes a, RvCodes b)
{
    return ((double)a.own - b.own) / (a.own + b.own + 1);
}

static gboolean
are_editions(const Contest *contest, guint i, guint k)
{
    const RvTemplate *a = g_ptr_array_index(contest->templates, i);
    const RvTemplate *b = g_ptr_array_index(contest->templates, k);

    return g_str_equal(a->model, b->model);
}

/* Of two editions of one form: does the first fit the text better? Where they fit alike the newer
 * one does. */
static gboolean
fits_better(const Contest *contest, guint i, guint k)
{
    GHashTable *own = g_ptr_array_index(contest->wordings->of, i);
    GHashTable *other = g_ptr_array_index(contest->wordings->of, k);
    double ahead = share(own, other) - share(other, own);

    return fabs(ahead) > SAME_FIT ? ahead > 0
                                  : rv_edition_is_newer(g_ptr_array_index(contest->templates, i),
                                                        g_ptr_array_index(contest->templates, k));
}

/* How far a template is ahead of the best other one; at most 1, which is also said of a single one.
 */
static double
lead(const Contest *contest, guint i)
{
    GHashTable *own = g_ptr_array_index(contest->wordings->of, i);
    RvCodes codes = g_array_index(contest->codes, RvCodes, i);
    double least = 1;

    for (guint k = 0; k < contest->templates->len; k++) {
        GHashTable *other = g_ptr_array_index(contest->wordings->of, k);
        double theirs = share(other, own), ahead = share(own, other) - theirs;

        ahead += CODE_WEIGHT * lead_of_codes(codes, g_array_index(contest->codes, RvCodes, k));
        if (k != i && !are_editions(contest, i, k))
            least = MIN(least, theirs > MAX_OF_OTHER ? MIN(ahead, 0) : ahead);
    }
    return least;
}

static gboolean
may_be(const Contest *contest, guint i)
{
    RvCodes codes = g_array_index(contest->codes, RvCodes, i);

    return (codes.own || codes.foreign < FOREIGN_CODES) &&
           share(g_ptr_array_index(contest->wordings->of, i), NULL) >= MIN_SHARE;
}

const RvTemplate *
rv_templates_classify(const GPtrArray *templates, const char *text, double *confidence)
{
    g_autofree char *head = g_strndup(text, MAX_TEXT), *key = rv_text_key(head);
    g_autoptr(RvWordings) wordings = rv_wordings_new(templates);
    g_autoptr(GArray) codes = g_array_new(FALSE, FALSE, sizeof(RvCodes));
    Contest contest = {templates, wordings, codes};
    double first = MIN_LEAD;
    int best = -1;

    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *t = g_ptr_array_index(templates, i);
        RvCodes n = rv_codes_count(key, t->reference);

        g_array_append_val(codes, n);
    }
    rv_wordings_find(wordings, key);
    for (guint i = 0; i < templates->len; i++) {
        double ahead = lead(&contest, i);

        if (ahead < MIN_LEAD || !may_be(&contest, i))
            continue;
        if (best >= 0 && are_editions(&contest, i, (guint)best)
                ? fits_better(&contest, i, (guint)best)
                : ahead >= first) {
            first = ahead;
            best = (int)i;
        }
    }
    if (confidence)
        *confidence = best >= 0 ? MIN(1, first / SURE_LEAD) : 0;
    return best >= 0 ? g_ptr_array_index(templates, best) : NULL;
}
