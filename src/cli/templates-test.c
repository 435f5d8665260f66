/* SPDX-License-Identifier: GPL-3.0-or-later */
/* recevable templates test: a model against its own form, whole, and with each of its items left
 * out. What is wrong with it shows before there is any scan. */
#include "session.h"
#include "templates.h"

#include "recevable/typeset.h"

#include <stdio.h>

typedef struct {
    const RvTemplate *template_;
    const char *style;
    RvCrew crew;
    GPtrArray *trials; /* RvItem to be left out, or NULL: none is; borrowed */
    guint given, noticed;
    gboolean is_good;
} Test;

/* ---- what is tried --------------------------------------------------------------------------- */

/* Its absence has to be noticed. */
static gboolean
is_demanded(const RvItem *item)
{
    return item->label_required && !item->informative && !item->optional_when.group;
}

/* Another item has the same wording: one of them says what both do. */
static gboolean
has_twin(const RvTemplate *t, const RvItem *item)
{
    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *other = g_ptr_array_index(t->items, i);

        if (other != item && g_strcmp0(other->text, item->text) == 0 &&
            g_strcmp0(other->section, item->section) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
plan(Test *test)
{
    const GPtrArray *items = test->template_->items;

    g_ptr_array_add(test->trials, NULL);
    for (guint i = 0; i < items->len; i++) {
        const RvItem *item = g_ptr_array_index(items, i);

        if (is_demanded(item) && !has_twin(test->template_, item))
            g_ptr_array_add(test->trials, (gpointer)item);
    }
}

/* FALSE: explained. */
static gboolean
give(Test *test, const RvItem *without)
{
    const RvTypeset how = {.style = test->style, .without = without ? without->id : NULL};
    gsize most = test->crew.setup.pdf.max_bytes, size;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) pdf = rv_typeset(test->template_, &how, &error);
    g_autoptr(RvIntake) intake = pdf ? rv_intake_begin(&error) : NULL;
    gconstpointer bytes = pdf ? g_bytes_get_data(pdf, &size) : NULL;
    RvJob *job;

    if (!intake || !rv_intake_add(intake, bytes, size, most, &error) ||
        !rv_intake_end(intake, &error)) {
        rv_cli_complain("%s", error->message);
        return FALSE;
    }
    job = rv_job_new(g_steal_pointer(&intake), RV_TASK_CHECK);
    job->data = (gpointer)without;
    rv_pool_give(test->crew.pool, job);
    return TRUE;
}

/* ---- what came of it ------------------------------------------------------------------------- */

static void
tell_whole(Test *test, const RvResult *result)
{
    test->is_good &= result->verdict == RV_VERDICT_PASS;
    printf(_("%s: the whole form: %s\n"), test->template_->id, rv_verdict_word(result->verdict));
    if (result->error_message)
        printf("  %s\n", result->error_message);
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (finding->severity != RV_SEVERITY_INFO)
            printf("  %s: %s\n", finding->item ? finding->item : "-", finding->message);
    }
}

/* The item's own status has to tell it: that something else was noticed is no help. */
static gboolean
is_noticed(const RvResult *result, const RvItem *without)
{
    if (result->verdict != RV_VERDICT_FAIL && result->verdict != RV_VERDICT_REVIEW)
        return FALSE;
    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (finding->severity != RV_SEVERITY_INFO && g_strcmp0(finding->item, without->id) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
take(Test *test, const RvJob *job)
{
    const RvItem *without = job->data;

    if (!without) {
        tell_whole(test, job->result);
        return;
    }
    if (is_noticed(job->result, without)) {
        test->noticed++;
        return;
    }
    test->is_good = FALSE;
    printf(_("  %s is left out, and nobody notices\n"), without->id);
}

/* FALSE: explained. */
static gboolean
run(Test *test)
{
    RvPool *pool = test->crew.pool;

    while (test->given < test->trials->len || rv_pool_n_busy(pool)) {
        g_autoptr(RvJob) done = NULL;

        while (test->given < test->trials->len && rv_pool_has_room(pool))
            if (!give(test, g_ptr_array_index(test->trials, test->given++)))
                return FALSE;
        done = rv_pool_wait(pool, -1);
        if (done)
            take(test, done);
    }
    printf(P_("%s: %u of %u item left out was noticed\n",
              "%s: %u of %u items left out were noticed\n", test->trials->len - 1),
           test->template_->id, test->noticed, test->trials->len - 1);
    return TRUE;
}

/* ---- the action ------------------------------------------------------------------------------ */

static int
test_one(const RvTemplate *t, const char *folder, const char *style)
{
    const RvSessionOptions session = {.template_id = t->id, .templates = folder};
    const RvGiven given = {.blank = TRUE};
    g_autoptr(GPtrArray) trials = g_ptr_array_new();
    Test test = {.template_ = t, .style = style, .trials = trials, .is_good = TRUE};
    int status = rv_crew_open(&test.crew, &session, &given, TRUE, g_get_num_processors());

    if (status == RV_EXIT_PASS) {
        plan(&test);
        status = !run(&test) ? RV_EXIT_INTERNAL : test.is_good ? RV_EXIT_PASS : RV_EXIT_ERROR;
    }
    rv_crew_clear(&test.crew);
    return status;
}

int
rv_templates_test(const RvTemplateOptions *o, int n, char **arguments)
{
    g_autoptr(GPtrArray) templates = NULL;
    int worst = RV_EXIT_PASS;

    for (int i = 0; i < n; i++) {
        g_autoptr(RvTemplate) loaded = NULL;
        const RvTemplate *t;
        int status = rv_cli_take_template(o->folder, arguments[i], &templates, &loaded, &t);
        /* A file is tested beside the others of its folder. */
        g_autofree char *folder = loaded ? g_path_get_dirname(arguments[i]) : g_strdup(o->folder);

        if (status == RV_EXIT_PASS)
            status = test_one(t, folder, o->style);
        worst = MAX(worst, status);
    }
    return worst;
}
