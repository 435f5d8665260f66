/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many documents of each verdict there are of a kind. */
#include "html.h"

#include "recevable/i18n.h"

typedef struct {
    char *id, *text;
    guint counts[RV_VERDICT_ERROR + 1], n;
} Row;

static void
row_free(gpointer data)
{
    Row *row = data;

    g_free(row->id);
    g_free(row->text);
    g_free(row);
}

GHashTable *
rv_html_tally_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, NULL, row_free);
}

void
rv_html_tally_add(GHashTable *tally, const char *id, const char *text, RvVerdict verdict)
{
    Row *row = g_hash_table_lookup(tally, id);

    if (!row) {
        row = g_new0(Row, 1);
        row->id = g_strdup(id);
        row->text = g_strdup(text);
        g_hash_table_insert(tally, row->id, row);
    }
    row->counts[verdict]++;
    row->n++;
}

/* What there is most of first. */
static gint
compare(gconstpointer a, gconstpointer b)
{
    const Row *x = a, *y = b;

    return x->n != y->n ? (x->n < y->n ? 1 : -1) : g_strcmp0(x->id, y->id);
}

void
rv_html_tally(GString *out, GHashTable *tally, const char *title, const char *head)
{
    g_autoptr(GList) rows = g_list_sort(g_hash_table_get_values(tally), compare);

    if (!rows)
        return;
    rv_html_printf(out, "<details class=\"tally\"><summary>%s</summary><table><thead><tr>", title);
    rv_html_printf(out, "<th scope=\"col\">%s</th>", head);
    for (RvVerdict v = RV_VERDICT_PASS; v <= RV_VERDICT_ERROR; v++)
        rv_html_printf(out, "<th scope=\"col\">%s</th>", rv_verdict_word(v));
    g_string_append(out, "</tr></thead><tbody>\n");
    for (GList *at = rows; at; at = at->next) {
        const Row *row = at->data;

        rv_html_printf(out, "<tr><th scope=\"row\">%s", row->text);
        rv_html_printf(out, "<span class=\"id\">%s</span></th>", row->id);
        for (RvVerdict v = RV_VERDICT_PASS; v <= RV_VERDICT_ERROR; v++)
            rv_html_printf(out, "<td class=\"number\">%u</td>", row->counts[v]);
        g_string_append(out, "</tr>\n");
    }
    g_string_append(out, "</tbody></table></details>\n");
}
