/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-calibration BUILD [DOCUMENTS [SEED]]: how often mentions are answered right, by how sure
 * the checker says that it is, as docs/calibration.md has it; and below, the rows of
 * src/judge/sure.c as these documents would have them. It makes DOCUMENTS of every kind and
 * quality, and a twentieth of them once more for each fault that a mention can have, and keeps them
 * in BUILD/bench.
 *
 * To measure is another seed than to fit: what was fitted holds on its own documents anyway.
 *
 * bench-calibration --check FILE: what it runs for each document, a process of its own. */
#include "bench.h"
#include "fit.h"
#include "score.h"

#include "recevable/pipeline.h"
#include "recevable/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A document takes a second or two; one that takes this long would never be waited for. */
#define DOCUMENT_SECONDS 120
/* As of `check`: the answers are to be those that a user gets. */
#define PAGE_SECONDS 60
/* Of each fault one document for so many by lot: of twenty mentions one is at fault then, which is
 * more than people send, and enough of each kind to count. */
#define FAULT_SHARE 20
/* Steps of fewer mentions would follow chance; a curve of more steps, too. */
#define STEP_SAMPLES 40
#define MOST_STEPS 4
/* What a user may take as certain. */
#define SURE 0.99

static const char *const faults[] = {
    "mention-removed", "mention-cut",     "mention-altered", "mention-extended",
    "mention-negated", "mention-struck",  "mention-quoted",  "mention-hidden",
    "mention-tiny",    "mention-covered", "mention-clipped", "mention-layer",
};

static const RvStatus statuses[] = {RV_STATUS_PRESENT, RV_STATUS_ALTERED, RV_STATUS_MISSING,
                                    RV_STATUS_UNREADABLE, RV_STATUS_NOT_APPLICABLE};

/* Answers of like confidence, from this one on. */
static const double bins[] = {0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, SURE};
#define BINS G_N_ELEMENTS(bins)

typedef struct {
    RvStatus status;
    double reading, reported;
    gboolean is_right;
} Answer;

/* ---- one document ---------------------------------------------------------------------------- */

/* A line for each mention: id, status, the match's confidence, the reported one. */
static int
check(const char *file)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) templates = rv_templates_load(NULL, &error);
    g_autoptr(RvReader) reader =
        templates ? rv_reader_new(NULL, "fra", RV_READER_FAST, &error) : NULL;
    RvPipeline pipeline = {.reader = reader,
                           .templates = templates,
                           .limits = rv_pdf_default_limits,
                           .page_seconds = PAGE_SECONDS};
    g_autoptr(RvResult) result = NULL;

    if (!reader)
        g_error("%s", error->message);
    result = rv_pipeline_check(&pipeline, file);
    for (guint i = 0; i < result->items->len; i++) {
        const RvItemResult *item = g_ptr_array_index(result->items, i);

        if (item->kind == RV_ITEM_MENTION)
            printf("%s\t%d\t%.6f\t%.6f\n", item->id, item->status, item->reading, item->confidence);
    }
    return 0;
}

/* Appends the answers that lines tell; a mention that the truth has not is none. */
static void
judge_answers(const char *lines, const json_t *truth, GArray *answers)
{
    g_auto(GStrv) all = g_strsplit(lines, "\n", -1);

    for (char **line = all; *line; line++) {
        g_auto(GStrv) parts = g_strsplit(*line, "\t", 4);
        const json_t *want;
        Answer answer;

        if (g_strv_length(parts) < 4)
            continue;
        want = score_find(json_object_get(truth, "items"), "mention", parts[0]);
        answer.status = (RvStatus)g_ascii_strtoll(parts[1], NULL, 10);
        answer.reading = g_ascii_strtod(parts[2], NULL);
        answer.reported = g_ascii_strtod(parts[3], NULL);
        answer.is_right =
            score_is_among(json_object_get(want, "expect"), rv_status_name(answer.status));
        if (want)
            g_array_append_val(answers, answer);
    }
}

static void
check_folder(const char *folder, int n, GArray *answers)
{
    g_autoptr(GPtrArray) commands = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autofree BenchRun *runs = NULL;

    for (int i = 0; i < n; i++) {
        g_autofree char *name = bench_corpus_name(i);
        g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, name);
        const char *const command[] = {"/proc/self/exe", "--check", path, NULL};

        g_ptr_array_add(commands, g_strdupv((char **)command));
    }
    runs = bench_run_all(commands, DOCUMENT_SECONDS);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = bench_corpus_name(i);
        g_autofree char *path = g_strdup_printf("%s/%s.truth.json", folder, name);
        json_auto_t *truth = json_load_file(path, 0, NULL);

        if (!truth)
            g_error("%s is no JSON", path);
        if (runs[i].output)
            judge_answers(runs[i].output, truth, answers);
        else
            fprintf(stderr, "%s/%s: no answer\n", folder, name);
        g_free(runs[i].output);
    }
}

/* ---- what is printed ------------------------------------------------------------------------- */

static void
print_bin(const GArray *answers, RvStatus status, gsize bin)
{
    long all = 0, right = 0;
    double sum = 0, end = bin + 1 < BINS ? bins[bin + 1] : 1;

    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = &g_array_index(answers, Answer, i);

        if (answer->status != status || answer->reported < bins[bin] ||
            (bin + 1 < BINS && answer->reported >= end))
            continue;
        all++;
        right += answer->is_right;
        sum += answer->reported;
    }
    if (all)
        printf("| %s | %.2f - %.2f | %ld | %.4f | %.4f | %.4f | %ld |\n", rv_status_name(status),
               bins[bin], end, all, sum / (double)all, (double)right / (double)all,
               fit_wilson(right, all), all - right);
}

/* `reported`: the reported confidence, else the match's own. */
static void
print_sure(const GArray *answers, const char *name, gboolean reported)
{
    ScoreShare sure = {0, 0};

    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = &g_array_index(answers, Answer, i);
        gboolean is_sure = (reported ? answer->reported : answer->reading) >= SURE;

        sure.all += is_sure;
        sure.right += is_sure && answer->is_right;
    }
    printf("%s: %ld of %u mentions have %.2f and more, of which %ld are right (%.2f %%, at least "
           "%.2f %%).\n",
           name, sure.all, answers->len, SURE, sure.right, score_percent(sure),
           100 * fit_wilson(sure.right, sure.all));
}

static void
print_curve(const GArray *answers)
{
    puts("| status | confidence | mentions | mean | right | at least | wrong |\n"
         "|---|---|---:|---:|---:|---:|---:|");
    for (gsize s = 0; s < G_N_ELEMENTS(statuses); s++)
        for (gsize b = 0; b < BINS; b++)
            print_bin(answers, statuses[s], b);
    puts("");
    print_sure(answers, "Reported confidence", TRUE);
    print_sure(answers, "The match's own confidence", FALSE);
}

static void
print_row(const GArray *answers, RvStatus status)
{
    g_autoptr(GArray) samples = g_array_new(FALSE, TRUE, sizeof(FitSample));
    g_autoptr(GArray) steps = NULL;
    g_autofree char *name = g_ascii_strup(rv_status_name(status), -1);

    for (guint i = 0; i < answers->len; i++) {
        const Answer *answer = &g_array_index(answers, Answer, i);
        FitSample sample = {answer->reading, answer->is_right};

        if (answer->status == status)
            g_array_append_val(samples, sample);
    }
    steps = fit_steps(samples, STEP_SAMPLES, MOST_STEPS);
    if (!steps->len)
        return;
    printf("    [RV_STATUS_%s] = {", g_strdelimit(name, "-", '_'));
    for (guint i = 0; i < steps->len; i++) {
        const FitStep *step = &g_array_index(steps, FitStep, i);

        printf("%s{%.4f, %.4f}", i ? ", " : "", step->low, step->sure);
        if (step->high > step->low)
            printf(", {%.4f, %.4f}", step->high, step->sure);
    }
    printf("}, /*");
    for (guint i = 0; i < steps->len; i++)
        printf(" %ld of %ld", g_array_index(steps, FitStep, i).right,
               g_array_index(steps, FitStep, i).all);
    puts(" */");
}

int
main(int argc, char **argv)
{
    g_autoptr(GArray) answers = g_array_new(FALSE, TRUE, sizeof(Answer));
    int n, seed;
    g_autofree char *folder = NULL;

    /* What the check starts of itself. */
    if (argc == 2 && g_str_equal(argv[1], "worker"))
        return rv_cli_worker(argc - 1, argv + 1);
    if (argc == 3 && g_str_equal(argv[1], "--check"))
        return check(argv[2]);
    if (argc < 2) {
        fputs("Usage: bench-calibration BUILD [DOCUMENTS [SEED]]\n", stderr);
        return 64;
    }
    n = bench_number(argc, argv, 2, 100);
    seed = bench_number(argc, argv, 3, 611);
    folder = bench_corpus(argv[1], n, seed, NULL);
    check_folder(folder, n, answers);
    for (gsize f = 0; f < G_N_ELEMENTS(faults) && n >= FAULT_SHARE; f++) {
        g_autofree char *spoilt = bench_corpus(argv[1], n / FAULT_SHARE, seed, faults[f]);

        check_folder(spoilt, n / FAULT_SHARE, answers);
    }
    print_curve(answers);
    puts("");
    for (gsize s = 0; s < G_N_ELEMENTS(statuses); s++)
        print_row(answers, statuses[s]);
    return 0;
}
