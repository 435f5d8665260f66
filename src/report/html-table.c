/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many documents: a row each, and what they come to. */
#include "html.h"

#include "recevable/i18n.h"

static void
append_grade(GString *out, RvVerdict verdict)
{
    const RvHtmlGrade *grade = rv_html_verdict(verdict);

    g_string_append_printf(out, "<span class=\"grade %s\"><span aria-hidden=\"true\">%s</span> ",
                           grade->class_, grade->sign);
    rv_html_printf(out, "%s</span>", rv_verdict_word(verdict));
}

/* The first reason, and the others when somebody wants them. */
static void
append_reasons(GString *out, const RvResult *result, guint number)
{
    const RvFinding *first = result->findings->len ? g_ptr_array_index(result->findings, 0) : NULL;

    if (result->verdict == RV_VERDICT_ERROR)
        rv_html_text(out, result->error_message);
    else if (first)
        rv_html_printf(out, "<details><summary>%s</summary>\n", first->message);
    if (!first || result->verdict == RV_VERDICT_ERROR)
        return;
    rv_html_findings(out, result, number, FALSE);
    g_string_append(out, "</details>");
}

static void
append_row(GString *out, const RvResult *result, guint number)
{
    int score = result->readability ? result->readability->score : -1;

    g_string_append_printf(out, "<tr data-verdict=\"%s\"><td data-key=\"%d\">",
                           rv_verdict_name(result->verdict), (int)result->verdict);
    append_grade(out, result->verdict);
    g_string_append(out, "</td><th scope=\"row\">");
    if (rv_html_page(result, 1))
        g_string_append_printf(out, "<a href=\"#d%u\">", number);
    rv_html_text(out, result->file);
    if (rv_html_page(result, 1))
        g_string_append(out, "</a>");
    rv_html_printf(out, "</th><td>%s</td>", result->template_id);
    rv_html_printf(out, "<td class=\"number\" data-label=\"%s\" data-key=\"%d\">%d</td>",
                   _("Pages: "), result->pages, result->pages);
    rv_html_printf(out, "<td class=\"number\" data-label=\"%s\" data-key=\"%d\">", _("Score: "),
                   score);
    if (score >= 0)
        rv_html_printf(out, "%d", score);
    g_string_append(out, "</td><td>");
    append_reasons(out, result, number);
    g_string_append(out, "</td></tr>\n");
}

void
rv_html_lot_add(RvHtmlLot *lot, const RvResult *result, guint number)
{
    g_autoptr(GHashTable) told = g_hash_table_new(g_str_hash, g_str_equal);
    const char *id = result->template_id ? result->template_id : "-";

    lot->verdicts[result->verdict]++;
    rv_html_tally_add(lot->models, id, result->template_title ? result->template_title : _("none"),
                      result->verdict);
    if (result->verdict == RV_VERDICT_ERROR)
        rv_html_tally_add(lot->causes, result->error_code, result->error_message, result->verdict);
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);
        const RvItemResult *item = rv_html_item(result, finding->item);

        /* A document counts once for a cause. */
        if (finding->severity != RV_SEVERITY_INFO && finding->item &&
            g_hash_table_add(told, finding->item))
            rv_html_tally_add(lot->causes, finding->item,
                              item && item->wording ? item->wording : _("Rule"), result->verdict);
    }
    append_row(lot->rows, result, number);
}

static void
append_totals(GString *out, const RvHtmlLot *lot)
{
    g_string_append(out, "<ul class=\"totals\">\n");
    for (RvVerdict v = RV_VERDICT_PASS; v <= RV_VERDICT_ERROR; v++) {
        g_string_append_printf(out, "<li class=\"%s\"><strong>%u</strong> ",
                               rv_html_verdict(v)->class_, lot->verdicts[v]);
        append_grade(out, v);
        g_string_append(out, "</li>\n");
    }
    g_string_append(out, "</ul>\n");
    rv_html_tally(out, lot->models, _("By model"), _("Model"));
    rv_html_tally(out, lot->causes, _("By cause"), _("Cause"));
}

static void
append_filters(GString *out)
{
    rv_html_printf(out,
                   "<form class=\"filters\" hidden><label>%s <input type=\"search\" "
                   "id=\"filter\"></label>\n<fieldset><legend>%s</legend>",
                   _("Search"), _("Show"));
    for (int v = RV_VERDICT_PASS; v <= RV_VERDICT_ERROR; v++)
        rv_html_printf(out,
                       "<label><input type=\"checkbox\" name=\"verdict\" value=\"%s\" checked> "
                       "%s</label>\n",
                       rv_verdict_name((RvVerdict)v), rv_verdict_word((RvVerdict)v));
    rv_html_printf(out, "</fieldset><p role=\"status\" id=\"shown\" data-text=\"%s\"></p></form>\n",
                   _("shown"));
}

void
rv_html_table(GString *out, const RvHtmlLot *lot)
{
    static const char *const heads[] = {N_("Verdict"), N_("File"),  N_("Model"),
                                        N_("Pages"),   N_("Score"), N_("Reason")};

    g_string_append(out, "<section class=\"lot\">\n");
    append_totals(out, lot);
    append_filters(out);
    g_string_append(out, "<table id=\"documents\"><thead><tr>");
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++)
        rv_html_printf(out, "<th scope=\"col\">%s</th>", _(heads[i]));
    g_string_append(out, "</tr></thead><tbody>\n");
    g_string_append_len(out, lot->rows->str, (gssize)lot->rows->len);
    g_string_append(out, "</tbody></table>\n");
    rv_html_printf(out,
                   "<p><button type=\"button\" id=\"more\" class=\"more\" hidden>%s</button></p>"
                   "</section>\n",
                   _("Show more"));
}
