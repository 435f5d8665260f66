/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-learn BUILD [SEED]: what is learnt from forms whose model is known. Each model is typeset
 * in every style, its mentions in blue, and learnt from that PDF and from a scan of it at 300 dpi.
 * What was not learnt goes to BUILD/bench/learn.tsv. Then what was learnt from scans of the first
 * style judges documents: those of ../shared/devset where that is there, else made ones. */
#include "bench.h"
#include "learnt.h"
#include "recevable/pipeline.h"
#include "recevable/text.h"
#include "recevable/typeset.h"

#include <leptonica/allheaders.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAGE_SECONDS 60.0
#define DPI 300
/* A sheet on the glass of a scanner: turned by so many degrees, its light uneven by so many levels,
 * kept as JPEG. */
#define SKEW 0.6
#define GRAIN 5.0
#define QUALITY 80
#define DOCUMENTS 40
#define RADIANS 0.017453292519943295

enum { MENTIONS, FIELDS, GROUPS, OTHERS, TYPES, RULES, COUNTS };
static const char *const count_names[COUNTS] = {"mentions", "fields", "groups",
                                                "others",   "types",  "rules"};

typedef struct {
    int asked[COUNTS], found[COUNTS], more; /* more: learnt, and not in the model */
} Tally;

typedef struct {
    FILE *misses;
    const char *folder, *what; /* where drafts go; the form that is learnt */
    const RvTemplate *template_;
    const RvDraft *draft;
    Tally *tally;
    int invalid;
    GPtrArray *learnt; /* RvTemplate: kept, of the style and the way that are judged by; or NULL */
    GRand *rand;
} Bench;

/* ---- scans ----------------------------------------------------------------------------------- */

static PIX *
pix_of(const RvPixels *pixels)
{
    PIX *pix = pixCreate(pixels->width, pixels->height, 32);

    for (int y = 0; y < pixels->height; y++) {
        const guint8 *row = pixels->data + (gsize)y * (gsize)pixels->stride;

        for (int x = 0; x < pixels->width; x++) {
            const guint8 *p = row + x * pixels->channels;

            pixSetRGBPixel(pix, x, y, p[0], p[pixels->channels > 1 ? 1 : 0],
                           p[pixels->channels > 1 ? 2 : 0]);
        }
    }
    return pix;
}

/* As it comes from a scanner. */
static PIX *
scan_of(const RvPage *page, GRand *rand)
{
    PIX *flat = pix_of(&page->pixels), *turned, *soft, *grainy;
    double skew = g_rand_double_range(rand, -SKEW, SKEW);

    turned = pixRotate(flat, (l_float32)(skew * RADIANS), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE,
                       pixGetWidth(flat), pixGetHeight(flat));
    soft = pixBlockconv(turned, 1, 1);
    grainy = pixAddGaussianNoise(soft, (l_float32)GRAIN);
    pixDestroy(&flat);
    pixDestroy(&turned);
    pixDestroy(&soft);
    return grainy;
}

static GBytes *
scan(GBytes *pdf, GRand *rand)
{
    g_autoptr(RvDocument) document = rv_document_open(pdf, NULL, &rv_pdf_default_limits, NULL);
    int n = rv_document_n_pages(document);
    PIXA *pages = pixaCreate(n);
    l_uint8 *bytes = NULL;
    size_t size = 0;
    GBytes *scanned;

    for (int number = 1; number <= n; number++) {
        g_autoptr(RvPage) page = rv_document_render(document, number, NULL);

        pixaAddPix(pages, scan_of(page, rand), L_INSERT);
    }
    if (pixaConvertToPdfData(pages, DPI, 1, L_JPEG_ENCODE, QUALITY, "scan", &bytes, &size))
        g_error("no scan was made");
    scanned = g_bytes_new(bytes, size);
    lept_free(bytes);
    pixaDestroy(&pages);
    return scanned;
}

/* ---- was it learnt? -------------------------------------------------------------------------- */

static gboolean
same(const char *a, const char *b)
{
    g_autofree char *x = rv_text_key(a ? a : ""), *y = rv_text_key(b ? b : "");

    return g_str_equal(x, y);
}

static gboolean
same_boxes(const RvItem *item, const RvDraftItem *learnt)
{
    if (item->boxes->len != learnt->boxes->len)
        return FALSE;
    for (guint i = 0; i < item->boxes->len; i++)
        if (!same(((const RvBoxSpec *)g_ptr_array_index(item->boxes, i))->label,
                  ((const RvDraftBox *)g_ptr_array_index(learnt->boxes, i))->label))
            return FALSE;
    return TRUE;
}

static gboolean
same_columns(const RvItem *item, const RvDraftItem *learnt)
{
    for (guint i = 0; i < learnt->columns->len; i++)
        if (!item->columns[i] || !same(item->columns[i], g_ptr_array_index(learnt->columns, i)))
            return FALSE;
    return item->lines_exactly == learnt->lines;
}

static gboolean
is_same(const RvItem *item, const RvDraftItem *learnt)
{
    if (item->kind != learnt->kind)
        return FALSE;
    if (item->kind == RV_ITEM_TABLE)
        return same_columns(item, learnt);
    return same(item->text, learnt->text) &&
           (item->kind != RV_ITEM_GROUP || same_boxes(item, learnt));
}

/* Each learnt item stands for one. */
static const RvDraftItem *
find(const RvDraft *draft, const RvItem *item, GHashTable *taken)
{
    for (guint s = 0; s < draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            RvDraftItem *learnt = g_ptr_array_index(section->items, i);

            if (!g_hash_table_contains(taken, learnt) && is_same(item, learnt)) {
                g_hash_table_add(taken, learnt);
                return learnt;
            }
        }
    }
    return NULL;
}

static void
count(const Bench *bench, const RvItem *item, const RvDraftItem *learnt)
{
    static const int kinds[] = {
        [RV_ITEM_MENTION] = MENTIONS, [RV_ITEM_FIELD] = FIELDS,     [RV_ITEM_GROUP] = GROUPS,
        [RV_ITEM_TABLE] = OTHERS,     [RV_ITEM_SIGNATURE] = OTHERS,
    };
    Tally *tally = bench->tally;
    int kind = kinds[item->kind], other = item->kind == RV_ITEM_FIELD ? TYPES : RULES;

    tally->asked[kind]++;
    tally->found[kind] += learnt != NULL;
    if (!learnt)
        fprintf(bench->misses, "%s\t%s\t%s\t%s\n", bench->what, count_names[kind], item->id,
                item->text ? item->text : "");
    if (!learnt || (kind != FIELDS && kind != GROUPS))
        return;
    tally->asked[other]++;
    if (kind == FIELDS ? item->type == learnt->type : item->rule == learnt->rule)
        tally->found[other]++;
    else
        fprintf(bench->misses, "%s\t%s\t%s\t%s\n", bench->what, count_names[other], item->id,
                kind == FIELDS ? rv_field_type_name(learnt->type)
                               : rv_group_rule_name(learnt->rule));
}

static void
list_more(const Bench *bench, GHashTable *taken)
{
    for (guint s = 0; s < bench->draft->sections->len; s++) {
        const RvDraftSection *section = g_ptr_array_index(bench->draft->sections, s);

        for (guint i = 0; i < section->items->len; i++) {
            const RvDraftItem *learnt = g_ptr_array_index(section->items, i);
            g_autoptr(GString) boxes = g_string_new(NULL);

            if (g_hash_table_contains(taken, learnt))
                continue;
            for (guint k = 0; learnt->boxes && k < learnt->boxes->len; k++)
                g_string_append_printf(
                    boxes, " [] %s",
                    ((const RvDraftBox *)g_ptr_array_index(learnt->boxes, k))->label);
            bench->tally->more++;
            fprintf(bench->misses, "%s\tmore\t%s %s\t%s%s\n", bench->what,
                    rv_item_kind_name(learnt->kind), learnt->id, learnt->text ? learnt->text : "",
                    boxes->str);
        }
    }
}

static void
compare(const Bench *bench)
{
    const RvTemplate *t = bench->template_;
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < t->items->len; i++) {
        const RvItem *item = g_ptr_array_index(t->items, i);

        if (item->label_required || item->kind != RV_ITEM_FIELD)
            count(bench, item, find(bench->draft, item, taken));
        else
            find(bench->draft, item, taken);
    }
    list_more(bench, taken);
}

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
    RvTemplate *learnt;

    (void)document;
    (void)bytes;
    bench->draft = draft;
    compare(bench);
    if (!g_file_set_contents(name, xml, -1, &error))
        g_error("%s", error->message);
    learnt = rv_template_load(name, &error);
    if (!learnt) {
        bench->invalid++;
        fprintf(bench->misses, "%s\tinvalid\t\t%s\n", bench->what, error->message);
    } else if (bench->learnt) {
        g_ptr_array_add(bench->learnt, g_steal_pointer(&learnt));
    }
    rv_template_free(learnt);
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

static void
learn(Bench *bench, const RvPipeline *pipeline, GBytes *pdf, const char *style, const char *how)
{
    g_autofree char *what = g_strdup_printf("%s-%s/%s", style, how, bench->template_->id);
    RvPipeline own = *pipeline;
    RvResult *result;

    own.learn.id = bench->template_->id;
    bench->what = what;
    keep(bench, pdf);
    result = rv_pipeline_learn_bytes(&own, what, pdf);
    if (result->verdict == RV_VERDICT_ERROR)
        g_error("%s: %s", what, result->error_message);
    rv_result_free(result);
}

/* `kept` (or NULL): gets what is learnt from the scans. */
static void
try_style(Bench *bench, const RvPipeline *pipeline, const char *style, Tally *born, Tally *scanned,
          GPtrArray *kept)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) pdf =
        rv_typeset(bench->template_, &(RvTypeset){.style = style, .marked = TRUE}, &error);
    g_autoptr(GBytes) image = pdf ? scan(pdf, bench->rand) : NULL;

    if (!pdf)
        g_error("%s", error->message);
    bench->tally = born;
    learn(bench, pipeline, pdf, style, "born");
    bench->tally = scanned;
    bench->learnt = kept;
    learn(bench, pipeline, image, style, "scan");
    bench->learnt = NULL;
}

/* ---- telling --------------------------------------------------------------------------------- */

static void
print_tally(const char *style, const char *how, const Tally *tally)
{
    printf("%-8s %-5s", style, how);
    for (int i = 0; i < COUNTS; i++)
        printf(" %8.2f", tally->asked[i] ? 100.0 * tally->found[i] / tally->asked[i] : 100.0);
    printf(" %6d\n", tally->more);
}

static void
merge(Tally *sum, const Tally *tally)
{
    for (int i = 0; i < COUNTS; i++) {
        sum->asked[i] += tally->asked[i];
        sum->found[i] += tally->found[i];
    }
    sum->more += tally->more;
}

static void
try_all(Bench *bench, const RvPipeline *pipeline, const GPtrArray *templates, GPtrArray *kept)
{
    Tally sums[2] = {0};

    printf("%-8s %-5s", "style", "from");
    for (int i = 0; i < COUNTS; i++)
        printf(" %8s", count_names[i]);
    printf(" %6s\n", "more");
    for (const char *const *style = rv_typeset_styles; *style; style++) {
        Tally born = {0}, scanned = {0};

        for (guint i = 0; i < templates->len; i++) {
            bench->template_ = g_ptr_array_index(templates, i);
            try_style(bench, pipeline, *style, &born, &scanned,
                      style == rv_typeset_styles ? kept : NULL);
        }
        print_tally(*style, "PDF", &born);
        print_tally(*style, "scan", &scanned);
        fflush(stdout);
        merge(&sums[0], &born);
        merge(&sums[1], &scanned);
    }
    print_tally("all", "PDF", &sums[0]);
    print_tally("all", "scan", &sums[1]);
    printf("asked: %d mentions, %d fields, %d groups; drafts that are no valid model: %d\n",
           sums[0].asked[MENTIONS], sums[0].asked[FIELDS], sums[0].asked[GROUPS], bench->invalid);
}

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
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    g_autoptr(GPtrArray) templates = reader ? rv_templates_load("templates", &error) : NULL;
    g_autofree char *folder = g_build_filename(argv[1], "bench", "learn", NULL);
    g_autofree char *misses = g_build_filename(argv[1], "bench", "learn.tsv", NULL);
    g_autofree char *corpus = NULL;
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func((GDestroyNotify)rv_template_free);
    Bench bench = {.folder = folder,
                   .rand = g_rand_new_with_seed((guint32)bench_number(argc, argv, 2, 51))};
    RvPipeline pipeline = {.reader = reader,
                           .limits = rv_pdf_default_limits,
                           .page_seconds = PAGE_SECONDS,
                           .learn = {.marking = rv_marking_default},
                           .learnt = hear,
                           .data = &bench};

    if (!templates)
        g_error("%s", error->message);
    g_mkdir_with_parents(folder, 0755);
    srand((unsigned)bench_number(argc, argv, 2, 51)); /* Leptonica's grain */
    bench.misses = fopen(misses, "w");
    if (!bench.misses)
        g_error("%s cannot be written", misses);
    try_all(&bench, &pipeline, templates, kept);
    fclose(bench.misses);
    test_learnt(argv[1], folder, templates);
    corpus = documents(argv[1], bench_number(argc, argv, 2, 51));
    bench_learnt_judge(reader, corpus, templates, kept);
    g_rand_free(bench.rand);
    return 0;
}
