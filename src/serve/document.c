/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document has to say: how far it is, its result, its report, its pages. */
#include "http.h"

#include "recevable/i18n.h"
#include "recevable/report.h"

#include <string.h>

#define JSON "application/json"

static const char *const states[] = {
    [RV_DESK_WAITING] = "waiting",
    [RV_DESK_CHECKING] = "checking",
    [RV_DESK_DONE] = "done",
};

/* NULL of something that is not there yet. */
static void
append_member(GString *out, const char *name, const RvResult *result, gboolean is_glance)
{
    g_string_append_printf(out, ",\"%s\":", name);
    if (!result)
        g_string_append(out, "null");
    else if (is_glance)
        rv_report_write(rv_score_format("json"), result, out);
    else
        rv_result_to_json(result, out);
}

/* One that is an error tells nothing that the check does not. */
static const RvResult *
good_glance(const RvDeskDocument *document)
{
    return document->glance && document->glance->verdict != RV_VERDICT_ERROR ? document->glance
                                                                             : NULL;
}

/* What the copy is refused for is told where it would be. */
static void
append_annotated(GString *out, const RvDeskDocument *document)
{
    const char *reason = document->result ? rv_annotated_reason(document->how) : "";

    g_string_append_printf(
        out, ",\"annotated\":%s,\"not_annotated\":", document->annotated ? "true" : "false");
    rv_json_append_string(out, reason);
}

RvAnswer
rv_document_state(RvDeskDocument *document, guint status)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint steps = document->check ? document->check->steps : 0;

    g_string_append_printf(text, "{\"id\":\"%s\",\"name\":", document->id);
    rv_json_append_string(text, document->name);
    g_string_append_printf(text, ",\"state\":\"%s\",\"pages_done\":%u", states[document->state],
                           steps);
    append_member(text, "glance", good_glance(document), TRUE);
    append_member(text, "result", document->result, FALSE);
    append_annotated(text, document);
    g_string_append(text, "}\n");
    return rv_answer_text(status, JSON, text->str);
}

static RvAnswer
not_yet(void)
{
    RvAnswer answer = rv_answer_error(MHD_HTTP_CONFLICT, _("the document is still being checked"));

    answer.retry_seconds = 1;
    return answer;
}

/* "form.pdf" -> "form.json". */
static char *
other_ending(const char *name, const char *ending)
{
    const char *dot = strrchr(name, '.');

    return g_strdup_printf("%.*s%s", (int)(dot && dot != name ? dot - name : (int)strlen(name)),
                           name, ending);
}

RvAnswer
rv_document_result(RvDeskDocument *document)
{
    g_autoptr(GString) text = g_string_new(NULL);
    RvAnswer answer;

    if (!document->result)
        return not_yet();
    rv_report_write(rv_report_format("json"), document->result, text);
    answer = rv_answer_text(MHD_HTTP_OK, JSON, text->str);
    answer.download = other_ending(document->name, ".json");
    return answer;
}

RvAnswer
rv_document_report(RvDeskDocument *document)
{
    g_autoptr(GString) text = g_string_new(NULL);
    RvAnswer answer;

    if (!document->result)
        return not_yet();
    rv_report_write(rv_report_format("html"), document->result, text);
    answer = rv_answer_text(MHD_HTTP_OK, "text/html; charset=utf-8", text->str);
    answer.download = other_ending(document->name, ".html");
    return answer;
}

RvAnswer
rv_document_annotated(RvDeskDocument *document)
{
    RvAnswer answer;

    if (!document->result)
        return not_yet();
    if (!document->annotated)
        return rv_answer_error(MHD_HTTP_NOT_FOUND, rv_annotated_reason(document->how));
    answer = (RvAnswer){
        .status = MHD_HTTP_OK, .type = "application/pdf", .body = g_bytes_ref(document->annotated)};
    answer.download = other_ending(document->name, _(".annotated.pdf"));
    return answer;
}

/* ---- pages ----------------------------------------------------------------------------------- */

RvAnswer
rv_document_page(RvDeskDocument *document, const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, ".", 2);
    guint64 number;
    GBytes *png;

    if (!parts[0] || g_strcmp0(parts[1], "png") != 0 ||
        !g_ascii_string_to_unsigned(parts[0], 10, 1, G_MAXINT32, &number, NULL))
        return rv_answer_error(MHD_HTTP_NOT_FOUND, _("there is no such page"));
    png = rv_desk_picture(document, (int)number);
    if (!png)
        return rv_answer_error(MHD_HTTP_NOT_FOUND, _("there is no such page"));
    return (RvAnswer){.status = MHD_HTTP_OK, .type = "image/png", .body = png};
}
