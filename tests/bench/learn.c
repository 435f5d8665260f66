/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-learn BUILD [SEED]: what is learnt from forms whose model is known. Each model is typeset
 * in every style, its mentions in blue, and learnt from that PDF and from a scan of it at 300 dpi;
 * so are forms as publishers restyle them, that make-corpus makes. What was not learnt goes to
 * BUILD/bench/learn.tsv. Then what was learnt from scans of the first style judges documents: those
 * of ../shared/devset where that is there, else made ones. */
#include "bench.h"
#include "learn-tally.h"
#include "learnt.h"
#include "rescan.h"
#include "recevable/pipeline.h"
#include "recevable/typeset.h"

#include <stdio.h>
#include <stdlib.h>

#define PAGE_SECONDS 60.0
#define DOCUMENTS 40
#define PAPERS 24

enum { BORN, SCANNED, WAYS };
static const char *const way_names[WAYS] = {"PDF", "scan"};
static const char *const way_folders[WAYS] = {"born", "scan"};

typedef struct {
    FILE *misses;
    const char *folder; /* where drafts go */
    const char *what;   /* the form that is learnt: its path in there */
    const GPtrArray *templates;
    RvTemplate *learnt;
    int invalid;
    GRand *rand;
} Bench;

/* ---- learning -------------------------------------------------------------------------------- */

/* A file of what is learnt: each style and way has a folder of its own, as a set of models has. */
static char *
place_of(const Bench *bench, const char *ending)
{
    g_autofree char *place = g_strdup_printf("%s/%s%s", bench->folder, bench->what, ending);
    g_autofree char *folder = g_path_get_dirname(place);

    g_mkdir_with_parents(folder, 0755);
    return g_steal_pointer(&place);
}

static void
hear(const RvPipeline *pipeline, RvDocument *document, GBytes *bytes, const RvDraft *draft)
{
    Bench *bench = pipeline->data;
    g_autofree char *name = place_of(bench, ".xml");
    g_autofree char *xml = rv_draft_to_xml(draft);
    g_autoptr(GError) error = NULL;

    (void)document;
    (void)bytes;
    if (!g_file_set_contents(name, xml, -1, &error))
        g_error("%s", error->message);
    bench->learnt = rv_template_load(name, &error);
    if (bench->learnt)
        return;
    bench->invalid++;
    fprintf(bench->misses, "%s\tinvalid\t\t%s\n", bench->what, error->message);
}

/* The form, beside what is learnt from it. */
static void
keep(const Bench *bench, GBytes *pdf)
{
    g_autofree char *name = place_of(bench, ".pdf");
    gsize size;
    const char *bytes = g_bytes_get_data(pdf, &size);

    if (!g_file_set_contents(name, bytes, (gssize)size, NULL))
        g_error("%s cannot be written", name);
}

/* What somebody else's models may tell: all others. */
static GPtrArray *
others_of(const GPtrArray *templates, const char *id)
{
    GPtrArray *others = g_ptr_array_new();

    for (guint i = 0; i < templates->len; i++) {
        RvTemplate *t = g_ptr_array_index(templates, i);

        if (!g_str_equal(t->id, id))
            g_ptr_array_add(others, t);
    }
    return others;
}

/* The model of a form, which is the caller's; NULL: it was no valid one. */
static RvTemplate *
learn(Bench *bench, const RvPipeline *pipeline, GBytes *pdf, const char *what, const char *id)
{
    g_autoptr(GPtrArray) known = others_of(bench->templates, id);
    RvPipeline own = *pipeline;
    RvResult *result;

    bench->what = what;
    own.templates = known;
    own.learn.id = id;
    keep(bench, pdf);
    result = rv_pipeline_learn_bytes(&own, what, pdf);
    if (result->verdict == RV_VERDICT_ERROR)
        g_error("%s: %s", what, result->error_message);
    rv_result_free(result);
    return g_steal_pointer(&bench->learnt);
}

static void
tally(const Bench *bench, LearnTally *sum, const GPtrArray *wanted, const RvTemplate *learnt)
{
    g_autoptr(GPtrArray) items = learnt ? bench_asked_of(learnt) : g_ptr_array_new();

    learn_tally(sum, wanted, items, bench->misses, bench->what);
}

static void
print_ways(const char *name, LearnTally *tallies, LearnTally *sums)
{
    for (int way = 0; way < WAYS; way++) {
        learn_print(name, way_names[way], &tallies[way]);
        if (sums)
            learn_tally_add(&sums[way], &tallies[way]);
    }
}

/* ---- our own forms --------------------------------------------------------------------------- */

/* `kept` (or NULL): gets what is learnt from the scan. */
static void
try_model(Bench *bench, const RvPipeline *pipeline, const RvTemplate *t, const char *style,
          LearnTally *tallies, GPtrArray *kept)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) wanted = bench_asked_of(t);
    g_autoptr(GBytes) pdf = rv_typeset(t, &(RvTypeset){.style = style, .marked = TRUE}, &error);
    g_autoptr(GBytes) image = pdf ? bench_rescan(pdf, bench->rand) : NULL;
    GBytes *const forms[WAYS] = {pdf, image};

    if (!pdf)
        g_error("%s", error->message);
    for (int way = 0; way < WAYS; way++) {
        g_autofree char *what = g_strdup_printf("%s-%s/%s", style, way_folders[way], t->id);
        g_autoptr(RvTemplate) learnt = learn(bench, pipeline, forms[way], what, t->id);

        tally(bench, &tallies[way], wanted, learnt);
        if (learnt && kept && way == SCANNED)
            g_ptr_array_add(kept, g_steal_pointer(&learnt));
    }
}

static void
try_models(Bench *bench, const RvPipeline *pipeline, GPtrArray *kept)
{
    LearnTally sums[WAYS] = {0};

    learn_print_head("style");
    for (const char *const *style = rv_typeset_styles; *style; style++) {
        LearnTally tallies[WAYS] = {0};

        for (guint i = 0; i < bench->templates->len; i++)
            try_model(bench, pipeline, g_ptr_array_index(bench->templates, i), *style, tallies,
                      style == rv_typeset_styles ? kept : NULL);
        print_ways(*style, tallies, sums);
    }
    print_ways("all", sums, NULL);
    printf("asked: %d mentions, %d fields, %d groups\n", sums[BORN].asked[LEARN_MENTIONS],
           sums[BORN].asked[LEARN_FIELDS], sums[BORN].asked[LEARN_GROUPS]);
}

/* ---- forms of others ------------------------------------------------------------------------- */

static GBytes *
read_file(const char *folder, const char *name, const char *ending)
{
    g_autofree char *path = g_strdup_printf("%s/%s%s", folder, name, ending);
    g_autoptr(GError) error = NULL;
    char *bytes;
    gsize size;

    if (!g_file_get_contents(path, &bytes, &size, &error))
        g_error("%s", error->message);
    return g_bytes_new_take(bytes, size);
}

static void
try_paper(Bench *bench, const RvPipeline *pipeline, const char *folder, const char *name,
          LearnTally *tallies)
{
    g_autofree char *path = g_strdup_printf("%s/%s.form.json", folder, name), *id = NULL;
    g_autoptr(GPtrArray) wanted = bench_asked_read(path, &id);
    g_autoptr(GBytes) pdf = read_file(folder, name, ".pdf");
    g_autoptr(GBytes) image = bench_rescan(pdf, bench->rand);
    GBytes *const forms[WAYS] = {pdf, image};

    for (int way = 0; way < WAYS; way++) {
        g_autofree char *what = g_strdup_printf("papers-%s/%s", way_folders[way], name);
        g_autoptr(RvTemplate) learnt = learn(bench, pipeline, forms[way], what, id);

        tally(bench, &tallies[way], wanted, learnt);
    }
}

static void
try_papers(Bench *bench, const RvPipeline *pipeline, const char *build, int seed)
{
    static const char *const options[] = {"--empty", "--level", "L0", NULL};
    g_autofree char *folder = g_strdup_printf("%s/bench/empty-%d", build, seed);
    LearnTally tallies[WAYS] = {0};

    bench_make(build, folder, 0, PAPERS, seed, options);
    printf("\n");
    learn_print_head("restyled");
    for (int i = 0; i < PAPERS; i++) {
        g_autofree char *name = bench_corpus_name(i);

        try_paper(bench, pipeline, folder, name, tallies);
    }
    print_ways("papers", tallies, NULL);
    printf("asked: %d mentions, %d fields, %d groups; drafts that are no valid model: %d\n",
           tallies[BORN].asked[LEARN_MENTIONS], tallies[BORN].asked[LEARN_FIELDS],
           tallies[BORN].asked[LEARN_GROUPS], bench->invalid);
}

/* ---- what was learnt, at work ---------------------------------------------------------------- */

/* What is left out of its own form is noticed by a model that was learnt. */
static void
test_learnt(const char *build, const char *folder, const GPtrArray *templates)
{
    g_autofree char *program = g_build_filename(build, "recevable", NULL);

    printf("\n");
    for (guint i = 0; i < templates->len; i++) {
        const RvTemplate *t = g_ptr_array_index(templates, i);
        g_autofree char *path =
            g_strdup_printf("%s/%s-scan/%s.xml", folder, rv_typeset_styles[0], t->id);
        char *command[] = {program, (char *)"templates", (char *)"test", path, NULL};
        g_autofree char *output = NULL;
        g_autoptr(GError) error = NULL;

        /* It fails when something is not noticed, and says what. */
        if (!g_spawn_sync(NULL, command, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL,
                          &error))
            g_error("%s", error->message);
        printf("%s", output);
        fflush(stdout);
    }
}

/* The documents of others where they are there; else our own. */
static char *
documents(const char *build, int seed)
{
    static const char others[] = "../shared/devset";

    return g_file_test(others, G_FILE_TEST_IS_DIR) ? g_strdup(others)
                                                   : bench_corpus(build, DOCUMENTS, seed, NULL);
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("Usage: bench-learn BUILD [SEED]\n", stderr);
        return 64;
    }
    int seed = bench_number(argc, argv, 2, 51);
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    g_autoptr(GPtrArray) templates = reader ? rv_templates_load("templates", &error) : NULL;
    g_autofree char *folder = g_build_filename(argv[1], "bench", "learn", NULL);
    g_autofree char *misses = g_build_filename(argv[1], "bench", "learn.tsv", NULL);
    g_autofree char *corpus = NULL;
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)rv_template_free);
    Bench bench = {
        .folder = folder, .templates = templates, .rand = g_rand_new_with_seed((guint32)seed)};
    const RvPipeline pipeline = {.reader = reader,
                                 .limits = rv_pdf_default_limits,
                                 .page_seconds = PAGE_SECONDS,
                                 .learn = {.marking = rv_marking_default},
                                 .learnt = hear,
                                 .data = &bench};

    if (!templates)
        g_error("%s", error->message);
    g_mkdir_with_parents(folder, 0755);
    srand((unsigned)seed); /* Leptonica's grain */
    bench.misses = fopen(misses, "w");
    if (!bench.misses)
        g_error("%s cannot be written", misses);
    try_papers(&bench, &pipeline, argv[1], seed);
    try_models(&bench, &pipeline, kept);
    fclose(bench.misses);
    test_learnt(argv[1], folder, templates);
    corpus = documents(argv[1], seed);
    bench_learnt_judge(reader, corpus, templates, kept);
    g_rand_free(bench.rand);
    return 0;
}
