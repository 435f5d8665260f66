/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text on its way into HTML, and how well things are in signs and words. */
#include "html.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

#include <stdarg.h>

static const char *
escape_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void
rv_html_text(GString *out, const char *text)
{
    g_autofree char *clean = rv_text_printable(text ? text : "");

    for (const char *at = clean; *at; at++) {
        const char *escape = escape_of(*at);

        if (escape)
            g_string_append(out, escape);
        else
            g_string_append_c(out, *at);
    }
}

void
rv_html_printf(GString *out, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    for (const char *at = format; *at; at++) {
        if (*at != '%') {
            g_string_append_c(out, *at);
            continue;
        }
        switch (*++at) {
        case 's':
            rv_html_text(out, va_arg(values, const char *));
            break;
        case 'd':
            g_string_append_printf(out, "%d", va_arg(values, int));
            break;
        case 'u':
            g_string_append_printf(out, "%u", va_arg(values, guint));
            break;
        case '%':
            g_string_append_c(out, '%');
            break;
        default:
            g_assert_not_reached();
        }
    }
    va_end(values);
}

/* ---- grades ---------------------------------------------------------------------------------- */

#define GOOD "good", "\342\234\223" /* a check mark */
#define DOUBT "doubt", "?"
#define BAD "bad", "\342\234\227" /* a ballot X */
#define BROKEN "broken", "!"
#define NEUTRAL "neutral", "\342\200\223" /* a dash */
#define NOTE "note", "i"

const RvHtmlGrade *
rv_html_verdict(RvVerdict verdict)
{
    static const RvHtmlGrade grades[] = {
        [RV_VERDICT_PASS] = {GOOD, N_("PASS: everything required is there")},
        [RV_VERDICT_REVIEW] = {DOUBT, N_("REVIEW: a person has to look")},
        [RV_VERDICT_FAIL] = {BAD, N_("FAIL: this document would be refused")},
        [RV_VERDICT_ERROR] = {BROKEN, N_("ERROR: this file could not be checked")},
    };

    return &grades[verdict];
}

const RvHtmlGrade *
rv_html_severity(RvSeverity severity)
{
    static const RvHtmlGrade grades[] = {
        [RV_SEVERITY_BLOCKING] = {BAD, N_("To correct")},
        [RV_SEVERITY_REVIEW] = {DOUBT, N_("To look at")},
        [RV_SEVERITY_INFO] = {NOTE, N_("To know")},
    };

    return &grades[severity];
}

RvHtmlGrade
rv_html_judged(const RvResult *result, const char *id, RvStatus status)
{
    static const char *const words[] = {
        [RV_STATUS_PRESENT] = N_("there"),
        [RV_STATUS_ALTERED] = N_("changed"),
        [RV_STATUS_MISSING] = N_("missing"),
        [RV_STATUS_UNREADABLE] = N_("cannot be read"),
        [RV_STATUS_NOT_APPLICABLE] = N_("not asked for here"),
        [RV_STATUS_FILLED] = N_("filled in"),
        [RV_STATUS_EMPTY] = N_("empty"),
        [RV_STATUS_INVALID] = N_("not valid"),
        [RV_STATUS_SATISFIED] = N_("as it should be"),
        [RV_STATUS_VIOLATED] = N_("against the rule"),
        [RV_STATUS_UNDETERMINED] = N_("cannot be told"),
        [RV_STATUS_ABSENT] = N_("not there"),
        [RV_STATUS_UNCERTAIN] = N_("doubtful"),
    };
    static const RvHtmlGrade looks[RV_MARK_KINDS] = {
        [RV_MARK_GOOD] = {GOOD, NULL},
        [RV_MARK_DOUBTFUL] = {DOUBT, NULL},
        [RV_MARK_LACKING] = {BAD, NULL},
        [RV_MARK_REMARK] = {NEUTRAL, NULL},
    };
    RvHtmlGrade grade = looks[rv_report_kind(result, id, status)];

    grade.word = words[status];
    return grade;
}

const RvHtmlGrade *
rv_html_score(int score)
{
    static const struct {
        int from;
        RvHtmlGrade grade;
    } steps[] = {
        {95, {GOOD, N_("all will be read")}},
        {80, {GOOD, N_("some letters will be read wrong, every mention is safe")}},
        {60, {DOUBT, N_("most will be read, single mentions are in doubt")}},
        {40, {DOUBT, N_("mentions are in doubt")}},
        {0, {BAD, N_("scan it again")}},
    };
    gsize i = 0;

    while (i + 1 < G_N_ELEMENTS(steps) && score < steps[i].from)
        i++;
    return &steps[i].grade;
}
