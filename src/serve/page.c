/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page as it is sent: its frame, and the words that its script needs, in one language. */
#include "http.h"

#include "recevable/gauge.h"
#include "recevable/i18n.h"
#include "recevable/report.h"

#include <string.h>

#define FILE_OF(name, path)                                                                        \
    __asm__(".pushsection .rodata\n.global " #name "\n" #name ":\n.incbin \"" path                 \
            "\"\n.byte 0\n.popsection\n")

FILE_OF(rv_page_style, "src/serve/web/page.css");
FILE_OF(rv_page_script, "src/serve/web/page.js");
FILE_OF(rv_page_openapi, "src/serve/web/openapi.json");

/* By the names that the script has for them. */
static const struct {
    const char *name, *text;
} words[] = {
    {"waiting", N_("waiting")},
    {"sending", N_("being taken in")},
    {"checking", N_("being checked")},
    {"pages", N_("pages done: ")},
    {"error", N_("it could not be taken in")},
    {"gone", N_("it is no longer here: give it again")},
    {"retry", N_("many documents are here: it is tried again by itself")},
    {"pass", N_("PASS: everything required is there")},
    {"review", N_("REVIEW: a person has to look")},
    {"fail", N_("FAIL: this document would be refused")},
    {"failed", N_("ERROR: this file could not be checked")},
    {"readability", N_("Readability")},
    {"first", N_("from the images alone, for a first look")},
    {"blocking", N_("To correct")},
    {"doubt", N_("To look at")},
    {"info", N_("To know")},
    {"expected", N_("Expected")},
    {"read", N_("Read")},
    {"show", N_("Show on the page")},
    {"seen", N_("I have looked at it")},
    {"seen-note", N_("Kept in the report as yours; the verdict stays as it is.")},
    {"page", N_("Page")},
    {"sheets", N_("Pages")},
    {"checked", N_("All that was checked")},
    {"item", N_("Item")},
    {"status", N_("Status")},
    {"value", N_("Read")},
    /* Translators: between a name and what is said of it. */
    {"colon", N_(": ")},
    {"report", N_("Report (HTML)")},
    {"annotated", N_("Annotated copy (PDF)")},
    {"not-annotated", N_("No annotated copy: ")},
    {"json", N_("Result (JSON)")},
    {"download", N_("To keep:")},
    {"remove", N_("Remove")},
    {"layer-items", N_("what was found")},
    {"layer-findings", N_("what is to be done")},
    {"layer-heat", N_("how well it can be read")},
    {"present", N_("there")},
    {"altered", N_("changed")},
    {"missing", N_("missing")},
    {"unreadable", N_("cannot be read")},
    {"not-applicable", N_("not asked for here")},
    {"filled", N_("filled in")},
    {"empty", N_("empty")},
    {"invalid", N_("not valid")},
    {"satisfied", N_("as it should be")},
    {"violated", N_("against the rule")},
    {"undetermined", N_("cannot be told")},
    {"absent", N_("not there")},
    {"uncertain", N_("doubtful")},
    {"ticked", N_("ticked")},
    {"unticked", N_("not ticked")},
    {"worst", N_("the worst place")},
};

static void
append_words(GString *out)
{
    g_autoptr(GString) object = g_string_new("{");

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (i)
            g_string_append_c(object, ',');
        rv_json_append_string(object, words[i].name);
        g_string_append_c(object, ':');
        rv_json_append_string(object, _(words[i].text));
    }
    g_string_append_c(object, '}');
    g_string_replace(object, "<", "\\u003c", 0); /* it stands in HTML */
    g_string_append_len(out, object->str, (gssize)object->len);
}

/* The accuracies at which the colour of the heat map changes: each tenth of the score. */
static char *
heat_steps(void)
{
    GString *out = g_string_new(NULL);

    for (int score = 10; score < 100; score += 10) {
        char number[G_ASCII_DTOSTR_BUF_SIZE];

        g_string_append(out, score > 10 ? " " : "");
        g_string_append(
            out, g_ascii_formatd(number, sizeof number, "%.4f", rv_score_accuracy((double)score)));
    }
    return g_string_free(out, FALSE);
}

char *
rv_page_html(gboolean is_local)
{
    g_autofree char *steps = heat_steps();
    GString *out = g_string_new("<!DOCTYPE html>\n");

    rv_html_printf(out, "<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                   rv_i18n_language());
    rv_html_printf(out,
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>recevable</title>\n"
                   "<link rel=\"stylesheet\" href=\"/page.css\">\n"
                   "<script src=\"/page.js\" defer></script>\n</head>\n<body>\n");
    rv_html_printf(out, "<main>\n<h1>%s</h1>\n<p class=\"home\">%s</p>\n",
                   _("Check forms before they are submitted"),
                   is_local ? _("Nothing leaves this machine: documents are read here, kept in "
                                "memory alone, and forgotten.")
                            : _("Documents go to the machine of this page and no further: they are "
                                "read there, kept in memory alone, and forgotten."));
    rv_html_printf(out,
                   "<form class=\"drop\" id=\"drop\"><input type=\"file\" id=\"files\" multiple "
                   "accept=\".pdf,application/pdf\"><label for=\"files\"><strong>%s</strong> "
                   "%s</label></form>\n",
                   _("Choose PDF files"), _("or drop them here"));
    rv_html_printf(
        out,
        "<p id=\"told\" role=\"status\" class=\"unseen\"></p>\n"
        "<section id=\"lot\" hidden aria-label=\"%s\"><ul id=\"documents\"></ul>"
        "</section>\n<section id=\"document\" aria-live=\"off\" data-heat=\"%s\"></section>\n"
        "<noscript>%s</noscript>\n</main>\n",
        _("Documents"), steps, _("This page needs its script, which comes from this machine."));
    g_string_append(out, "<script type=\"application/json\" id=\"words\">");
    append_words(out);
    g_string_append(out, "</script>\n</body>\n</html>\n");
    return g_string_free(out, FALSE);
}
