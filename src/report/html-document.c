/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document: the verdict, what to do in the order of importance, what was checked. */
#include "html.h"

#include "word-diff.h"

#include "recevable/i18n.h"

static void
append_grade(GString *out, const RvHtmlGrade *grade)
{
    g_string_append_printf(out, "<span class=\"grade %s\"><span aria-hidden=\"true\">%s</span> ",
                           grade->class_, grade->sign);
    rv_html_printf(out, "%s</span>", _(grade->word));
}

/* ---- what to do ------------------------------------------------------------------------------ */

const RvItemResult *
rv_html_item(const RvResult *result, const char *id)
{
    for (guint i = 0; id && i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (g_str_equal(item->id, id))
            return item;
    }
    return NULL;
}

static void
append_words(GString *out, const char *term, GStrv words, const gboolean *shared, const char *mark)
{
    rv_html_printf(out, "<dt>%s</dt><dd>", term);
    for (guint i = 0; words[i]; i++) {
        if (i)
            g_string_append_c(out, ' ');
        if (!shared[i])
            g_string_append_printf(out, "<%s>", mark);
        rv_html_text(out, words[i]);
        if (!shared[i])
            g_string_append_printf(out, "</%s>", mark);
    }
    g_string_append(out, "</dd>");
}

/* The wording beside what was read, and which words differ. */
static void
append_comparison(GString *out, const RvItemResult *item)
{
    g_autofree gboolean *expected_shared = NULL, *found_shared = NULL;
    g_auto(GStrv) expected = NULL, found = NULL;

    if (!item || item->kind != RV_ITEM_MENTION || !item->wording)
        return;
    expected = g_strsplit(item->wording, " ", -1);
    found = g_strsplit(item->text ? item->text : "", " ", -1);
    rv_word_diff(expected, found, &expected_shared, &found_shared);
    g_string_append(out, "<dl class=\"compare\">");
    append_words(out, _("Expected"), expected, expected_shared, "ins");
    if (item->text)
        append_words(out, _("Read"), found, found_shared, "del");
    g_string_append(out, "</dl>\n");
}

static void
append_finding(GString *out, const RvResult *result, guint number, guint i, gboolean with_crops)
{
    const RvFinding *finding = g_ptr_array_index(result->findings, i);
    g_autofree char *where = rv_report_where(result, &finding->place);
    gboolean is_shown = with_crops && rv_html_page(result, finding->place.page);
    const RvItemResult *item = rv_html_item(result, finding->item);

    g_string_append_printf(out, "<li class=\"%s\"><p>",
                           rv_html_severity(finding->severity)->class_);
    rv_html_text(out, finding->message);
    if (where && is_shown)
        g_string_append_printf(out, " <a href=\"#d%u-f%u-place\">", number, i + 1);
    if (where)
        rv_html_printf(out, is_shown ? "%s</a>" : " <span class=\"where\">%s</span>", where);
    if (item && item->is_seen)
        rv_html_printf(out, " <span class=\"seen\">%s</span>", _("seen by a person"));
    g_string_append(out, "</p>");
    if (with_crops) {
        append_comparison(out, finding->severity == RV_SEVERITY_INFO ? NULL : item);
        rv_html_crop(out, result, number, &finding->place);
    }
    g_string_append(out, "</li>\n");
}

void
rv_html_findings(GString *out, const RvResult *result, guint number, gboolean with_crops)
{
    for (RvSeverity severity = RV_SEVERITY_BLOCKING; severity <= RV_SEVERITY_INFO; severity++) {
        gboolean any = FALSE;

        for (guint i = 0; i < result->findings->len; i++) {
            const RvFinding *finding = g_ptr_array_index(result->findings, i);

            if (finding->severity != severity)
                continue;
            if (!any) {
                g_string_append(out, with_crops ? "<h3>" : "<p>");
                append_grade(out, rv_html_severity(severity));
                g_string_append(out, with_crops ? "</h3>\n<ol>\n" : "</p>\n<ol>\n");
            }
            any = TRUE;
            append_finding(out, result, number, i, with_crops);
        }
        if (any)
            g_string_append(out, "</ol>\n");
    }
}

/* ---- what was checked ------------------------------------------------------------------------ */

static void
append_value(GString *out, const RvItemResult *item)
{
    if (item->kind == RV_ITEM_FIELD)
        rv_html_text(out, item->normalized ? item->normalized : item->value);
    for (guint i = 0; item->boxes && i < item->boxes->len; i++) {
        const RvBoxResult *box = &g_array_index(item->boxes, RvBoxResult, i);
        static const char *const signs[] = {
            [RV_BOX_TICKED] = "\342\230\222",
            [RV_BOX_UNTICKED] = "\342\230\220",
            [RV_BOX_AMBIGUOUS] = "?",
            [RV_BOX_MISSING] = "\342\200\223",
        };
        static const char *const words[] = {
            [RV_BOX_TICKED] = N_("ticked"),
            [RV_BOX_UNTICKED] = N_("not ticked"),
            [RV_BOX_AMBIGUOUS] = N_("doubtful"),
            [RV_BOX_MISSING] = N_("not there"),
        };

        rv_html_printf(out, "<span class=\"box\" title=\"%s\"><span aria-hidden=\"true\">%s</span>",
                       _(words[box->box.state]), signs[box->box.state]);
        rv_html_printf(out, "<span class=\"unseen\">%s:</span> %s</span> ",
                       _(words[box->box.state]), box->wording ? box->wording : box->id);
    }
}

static void
append_item(GString *out, const RvResult *result, const RvItemResult *item)
{
    const RvHtmlGrade grade = rv_html_judged(result, item->id, item->status);

    g_string_append(out, "<tr><th scope=\"row\">");
    rv_html_text(out, item->wording ? item->wording : item->id);
    rv_html_printf(out, "<span class=\"id\">%s</span></th><td>", item->id);
    append_grade(out, &grade);
    if (item->is_seen)
        rv_html_printf(out, " <span class=\"seen\">%s</span>", _("seen by a person"));
    g_string_append(out, "</td><td>");
    append_value(out, item);
    g_string_append(out, "</td><td class=\"number\">");
    if (item->place.page)
        rv_html_printf(out, "%d", item->place.page);
    g_string_append(out, "</td></tr>\n");
}

static void
append_items(GString *out, const RvResult *result)
{
    if (!result->items->len)
        return;
    rv_html_printf(out, "<details class=\"checked\"><summary>%s</summary>\n<table><thead><tr>",
                   _("All that was checked"));
    rv_html_printf(out, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th>", _("Item"),
                   _("Status"));
    rv_html_printf(out, "<th scope=\"col\">%s</th><th scope=\"col\">%s</th></tr></thead><tbody>\n",
                   _("Read"), _("Page"));
    for (guint i = 0; i < result->items->len; i++)
        append_item(out, result, g_ptr_array_index(result->items, i));
    for (guint i = 0; i < result->rules->len; i++) {
        const RvRuleResult *rule = g_ptr_array_index(result->rules, i);
        const RvHtmlGrade grade = rv_html_judged(result, rule->id, rule->status);

        rv_html_printf(out, "<tr><th scope=\"row\">%s<span class=\"id\">%s</span></th><td>",
                       _("Rule"), rule->id);
        append_grade(out, &grade);
        g_string_append(out, "</td><td></td><td></td></tr>\n");
    }
    g_string_append(out, "</tbody></table></details>\n");
}

/* ---- the document ---------------------------------------------------------------------------- */

static void
append_fact(GString *out, const char *term, const char *value)
{
    if (value && *value)
        rv_html_printf(out, "<dt>%s</dt><dd>%s</dd>\n", term, value);
}

static void
append_facts(GString *out, const RvResult *result)
{
    g_autofree char *pages = result->pages ? g_strdup_printf("%d", result->pages) : NULL;
    g_autofree char *sure =
        result->template_id
            ? g_strdup_printf(_("%s (%s), %.0f %% sure"),
                              result->template_title ? result->template_title : "",
                              result->template_id, 100 * result->template_confidence)
            : NULL;
    g_autofree char *referenced = g_date_valid(&result->given.referenced_on)
                                      ? rv_i18n_date(&result->given.referenced_on)
                                      : NULL;
    g_autofree char *on = g_date_valid(&result->given.on) ? rv_i18n_date(&result->given.on) : NULL;

    g_string_append(out, "<dl class=\"facts\">\n");
    append_fact(out, _("Model"), sure);
    append_fact(out, _("Pages"), pages);
    append_fact(out, _("Solution referenced"), referenced);
    append_fact(out, _("Submission"), on);
    if (result->given.blank)
        append_fact(out, _("Checked as"),
                    _("an empty form: what is to be filled in, ticked or "
                      "signed does not count"));
    append_fact(out, _("Read by"), result->engine);
    append_fact(out, "SHA-256", result->sha256);
    if (result->isolation == RV_ISOLATION_NONE)
        append_fact(out, _("Attention"), _("Opened without isolation (--no-sandbox)."));
    g_string_append(out, "</dl>\n");
}

void
rv_html_document(GString *out, const RvResult *result, guint number)
{
    const RvHtmlGrade *grade = rv_html_verdict(result->verdict);

    g_string_append_printf(out, "<article class=\"document\" id=\"d%u\">\n", number);
    rv_html_symbols(out, result, number);
    rv_html_printf(out, "<header class=\"verdict %s\"><h2>", grade->class_);
    append_grade(out, grade);
    rv_html_printf(out, "</h2><p class=\"file\">%s</p></header>\n", result->file);
    if (result->verdict == RV_VERDICT_ERROR)
        rv_html_printf(out, "<p>%s</p>\n", result->error_message);
    if (result->findings->len) {
        g_string_append(out, "<section class=\"todo\">\n");
        rv_html_findings(out, result, number, TRUE);
        g_string_append(out, "</section>\n");
    }
    rv_html_readability(out, result);
    append_items(out, result);
    rv_html_pages(out, result, number);
    append_facts(out, result);
    g_string_append(out, "</article>\n");
}
