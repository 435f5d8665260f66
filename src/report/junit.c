/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The format for pipelines: JUnit's XML. A document is a suite; its cases are the document itself
 * and each point that was checked, so that what is fine is seen to have been looked at. Servers
 * show one failure a case: it tells all that was found there, under the worst. */
#include "rows.h"

#include "recevable/i18n.h"
#include "recevable/text.h"

/* The case of what is no point's: the document. */
#define WHOLE "document"

typedef enum { FINE, SKIPPED, FAILED, BROKEN } Outcome;

typedef struct {
    const char *id;
    gboolean is_whole, is_skipped;
    GPtrArray *findings; /* RvFinding; NULL: none */
} Case;

typedef struct {
    const RvResult *result;
    GPtrArray *cases;        /* Case, the document first */
    GHashTable *by_id;       /* those of points */
    gboolean is_unexplained; /* no finding tells of the verdict */
} Suite;

typedef struct {
    char *moment;
    gboolean is_told; /* the counts are of all that will come */
    gboolean is_headed;
    RvJunitCounts counts;
    GString *suites; /* that wait for the counts */
} Kept;

/* ---- cases ----------------------------------------------------------------------------------- */

static void
case_free(gpointer data)
{
    Case *one = data;

    if (one->findings)
        g_ptr_array_unref(one->findings);
    g_free(one);
}

static Case *
add_case(Suite *suite, const char *id, gboolean is_skipped)
{
    Case *one = id ? g_hash_table_lookup(suite->by_id, id) : NULL;

    if (one)
        return one;
    one = g_new0(Case, 1);
    one->id = id;
    one->is_skipped = is_skipped;
    g_ptr_array_add(suite->cases, one);
    if (id)
        g_hash_table_insert(suite->by_id, (char *)id, one);
    return one;
}

static void
add_points(Suite *suite)
{
    const RvResult *result = suite->result;

    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        add_case(suite, item->id, item->status == RV_STATUS_NOT_APPLICABLE);
    }
    for (guint i = 0; i < result->rules->len; i++) {
        const RvRuleResult *rule = g_ptr_array_index(result->rules, i);

        add_case(suite, rule->id, rule->status == RV_STATUS_NOT_APPLICABLE);
    }
}

/* The finding that a case fails by; NULL: by none. What passes fails nowhere. */
static const RvFinding *
failure_of(const Suite *suite, const Case *one)
{
    const RvFinding *worst = NULL;

    for (guint i = 0; one->findings && i < one->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(one->findings, i);

        if (!worst || finding->severity < worst->severity)
            worst = finding;
    }
    if (suite->result->verdict == RV_VERDICT_PASS || !worst || worst->severity == RV_SEVERITY_INFO)
        return NULL;
    return worst;
}

static void
suite_init(Suite *suite, const RvResult *result)
{
    Case *whole;

    suite->result = result;
    suite->cases = g_ptr_array_new_with_free_func(case_free);
    suite->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    whole = add_case(suite, NULL, FALSE);
    whole->is_whole = TRUE;
    add_points(suite);
    for (guint i = 0; i < result->findings->len; i++) {
        RvFinding *finding = g_ptr_array_index(result->findings, i);
        Case *one = finding->item ? add_case(suite, finding->item, FALSE) : whole;

        if (!one->findings)
            one->findings = g_ptr_array_new();
        g_ptr_array_add(one->findings, finding);
    }
    suite->is_unexplained =
        result->verdict == RV_VERDICT_REVIEW || result->verdict == RV_VERDICT_FAIL;
    for (guint i = 0; i < suite->cases->len && suite->is_unexplained; i++)
        suite->is_unexplained = !failure_of(suite, g_ptr_array_index(suite->cases, i));
}

static void
suite_clear(Suite *suite)
{
    g_ptr_array_unref(suite->cases);
    g_hash_table_unref(suite->by_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Suite, suite_clear)

static Outcome
outcome_of(const Suite *suite, const Case *one)
{
    if (one->is_whole && suite->result->verdict == RV_VERDICT_ERROR)
        return BROKEN;
    if (failure_of(suite, one) || (one->is_whole && suite->is_unexplained))
        return FAILED;
    return one->is_skipped ? SKIPPED : FINE;
}

static void
count(const Suite *suite, RvJunitCounts *counts)
{
    guint64 *const by_outcome[] = {
        [SKIPPED] = &counts->skipped, [FAILED] = &counts->failures, [BROKEN] = &counts->errors};

    counts->tests += suite->cases->len;
    for (guint i = 0; i < suite->cases->len; i++) {
        Outcome outcome = outcome_of(suite, g_ptr_array_index(suite->cases, i));

        if (outcome != FINE)
            ++*by_outcome[outcome];
    }
}

void
rv_junit_count(const RvResult *result, RvJunitCounts *counts)
{
    g_auto(Suite) suite = {.result = NULL};

    suite_init(&suite, result);
    count(&suite, counts);
}

/* ---- as XML ---------------------------------------------------------------------------------- */

static void
append_text(GString *out, const char *text)
{
    g_autofree char *printable = rv_text_printable(text ? text : "");
    g_autofree char *escaped = g_markup_escape_text(printable, -1);

    g_string_append(out, escaped);
}

static void
append_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    append_text(out, value);
    g_string_append_c(out, '"');
}

static void
append_counts(GString *out, const RvJunitCounts *counts)
{
    const struct {
        const char *name;
        guint64 n;
    } all[] = {{"tests", counts->tests},
               {"failures", counts->failures},
               {"errors", counts->errors},
               {"skipped", counts->skipped}};

    for (guint i = 0; i < G_N_ELEMENTS(all); i++)
        g_string_append_printf(out, " %s=\"%" G_GUINT64_FORMAT "\"", all[i].name, all[i].n);
}

static void
append_property(GString *out, const char *name, const char *value)
{
    if (!value)
        return;
    g_string_append_printf(out, "   <property name=\"%s\"", name);
    append_attribute(out, "value", value);
    g_string_append(out, "/>\n");
}

static void
append_properties(GString *out, const RvResult *result)
{
    g_autofree char *raw = rv_raw_name(result->file);

    g_string_append(out, "  <properties>\n");
    append_property(out, "verdict", rv_verdict_name(result->verdict));
    append_property(out, "template", result->template_id);
    append_property(out, "sha256", result->sha256);
    append_property(out, "file_base64", raw);
    g_string_append(out, "  </properties>\n");
}

/* What was found, a line each. */
static void
append_findings(GString *out, const Suite *suite, const Case *one)
{
    for (guint i = 0; one->findings && i < one->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(one->findings, i);
        g_autofree char *where = rv_report_where(suite->result, &finding->place);

        append_text(out, rv_severity_word(finding->severity));
        g_string_append(out, ": ");
        append_text(out, finding->message);
        if (where)
            g_string_append_printf(out, " [%s]", where);
        g_string_append_c(out, '\n');
    }
}

static void
append_failure(GString *out, const Suite *suite, const Case *one)
{
    static const RvSeverity severities[] = {
        [RV_VERDICT_REVIEW] = RV_SEVERITY_REVIEW, [RV_VERDICT_FAIL] = RV_SEVERITY_BLOCKING};
    const RvFinding *finding = failure_of(suite, one);
    RvVerdict verdict = suite->result->verdict;

    g_string_append(out, "   <failure");
    append_attribute(out, "type",
                     rv_severity_name(finding ? finding->severity : severities[verdict]));
    append_attribute(out, "message", finding ? finding->message : rv_verdict_word(verdict));
    g_string_append_c(out, '>');
    append_findings(out, suite, one);
    g_string_append(out, "</failure>\n");
}

static void
append_error(GString *out, const RvResult *result)
{
    g_string_append(out, "   <error");
    append_attribute(out, "type", result->error_code);
    append_attribute(out, "message", result->error_message);
    g_string_append(out, "/>\n");
}

static void
append_case(GString *out, const Suite *suite, const Case *one)
{
    Outcome outcome = outcome_of(suite, one);

    g_string_append(out, "  <testcase");
    append_attribute(out, "name", one->id ? one->id : WHOLE);
    append_attribute(out, "classname", suite->result->file);
    if (outcome == FINE && !one->findings) {
        g_string_append(out, "/>\n");
        return;
    }
    g_string_append(out, ">\n");
    if (outcome == BROKEN)
        append_error(out, suite->result);
    if (outcome == FAILED)
        append_failure(out, suite, one);
    if (outcome == SKIPPED)
        g_string_append(out, "   <skipped/>\n");
    if (outcome != FAILED && one->findings) {
        g_string_append(out, "   <system-out>");
        append_findings(out, suite, one);
        g_string_append(out, "</system-out>\n");
    }
    g_string_append(out, "  </testcase>\n");
}

static void
append_suite(GString *out, const Suite *suite, const char *moment)
{
    RvJunitCounts counts = {0};

    count(suite, &counts);
    g_string_append(out, " <testsuite");
    append_attribute(out, "name", suite->result->file);
    append_counts(out, &counts);
    append_attribute(out, "timestamp", moment);
    g_string_append(out, ">\n");
    append_properties(out, suite->result);
    for (guint i = 0; i < suite->cases->len; i++)
        append_case(out, suite, g_ptr_array_index(suite->cases, i));
    g_string_append(out, " </testsuite>\n");
}

/* ---- the report ------------------------------------------------------------------------------ */

static void
append_head(GString *out, Kept *kept)
{
    if (kept->is_headed)
        return;
    kept->is_headed = TRUE;
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<testsuites name=\"recevable\"");
    append_counts(out, &kept->counts);
    g_string_append(out, ">\n");
}

void
rv_report_junit_begin(RvReport *report, GString *out)
{
    g_autoptr(GDateTime) now = g_date_time_new_from_unix_utc(rv_report_moment());
    Kept *kept = g_new0(Kept, 1);

    (void)out;
    kept->moment = g_date_time_format(now, "%Y-%m-%dT%H:%M:%S"); /* of UTC, without its letter */
    kept->suites = g_string_new(NULL);
    report->kept = kept;
}

void
rv_junit_expect(RvReport *report, const RvJunitCounts *counts)
{
    Kept *kept = report->kept;

    kept->is_told = TRUE;
    kept->counts = *counts;
}

void
rv_report_junit(RvReport *report, const RvResult *result, GString *out)
{
    Kept *kept = report->kept;
    g_auto(Suite) suite = {.result = NULL};

    suite_init(&suite, result);
    if (kept->is_told)
        append_head(out, kept);
    else
        count(&suite, &kept->counts);
    append_suite(kept->is_told ? out : kept->suites, &suite, kept->moment);
}

gboolean
rv_report_junit_end(RvReport *report, GString *out, GError **error)
{
    Kept *kept = report->kept;

    (void)error;
    append_head(out, kept);
    g_string_append_len(out, kept->suites->str, (gssize)kept->suites->len);
    g_string_append(out, "</testsuites>\n");
    g_string_free(kept->suites, TRUE);
    g_free(kept->moment);
    g_free(kept);
    return TRUE;
}
