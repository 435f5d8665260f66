/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well a document can be read: the score, and what is wrong with which page. */
#include "html.h"

#include "recevable/i18n.h"

static void
append_page(GString *out, const RvPageScore *page)
{
    g_autofree char *advice = rv_page_advice(page);

    rv_html_printf(out, "<tr><th scope=\"row\">%d</th><td class=\"number\">%d</td><td>", page->page,
                   page->score);
    if (page->is_blank)
        rv_html_text(out, _("blank"));
    else if (advice)
        rv_html_text(out, advice);
    if (page->defects->len && !page->is_blank) {
        g_string_append(out, "<ul>");
        for (guint i = 0; i < page->defects->len; i++) {
            const RvDefect *defect = &g_array_index(page->defects, RvDefect, i);
            g_autofree char *line =
                g_strdup_printf(_("%s (severity %.0f %%)"), defect->advice, 100 * defect->severity);

            rv_html_printf(out, "<li>%s</li>", line);
        }
        g_string_append(out, "</ul>");
    }
    g_string_append(out, "</td></tr>\n");
}

void
rv_html_readability(GString *out, const RvResult *result)
{
    const RvReadability *r = result->readability;
    const RvHtmlGrade *grade;

    if (!r || !r->pages->len)
        return;
    grade = rv_html_score(r->score);
    rv_html_printf(out, "<section class=\"readability\"><h3>%s</h3>\n", _("Readability"));
    g_string_append_printf(out,
                           "<p class=\"score %s\"><meter min=\"0\" max=\"100\" low=\"60\" "
                           "high=\"80\" optimum=\"100\" value=\"%d\" aria-hidden=\"true\"></meter> "
                           "<strong>%d/100</strong> ",
                           grade->class_, r->score, r->score);
    rv_html_printf(out, "%s</p>\n<table><thead><tr>", _(grade->word));
    rv_html_printf(out, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s",
                   _("Page"), _("Score"), _("What to do"));
    g_string_append(out, "</th></tr></thead><tbody>\n");
    for (guint i = 0; i < r->pages->len; i++)
        append_page(out, &g_array_index(r->pages, RvPageScore, i));
    g_string_append(out, "</tbody></table></section>\n");
}
