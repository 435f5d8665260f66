/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anchors.h"

#include "bench.h"
#include "recevable/file.h"
#include "recevable/rank.h"
#include "dossier.h"

#include <stdio.h>

#define PAGE_SECONDS 60.0
/* A faint fax: 100 dpi, so much of the ink left, cut to black and white at that level. */
#define FAX_DPI 100.0
#define FAX_INK 0.5
#define FAX_LEVEL 165
#define FAX_GRAIN 24

typedef struct {
    GArray *full, *fast; /* double: scores */
    double seconds;      /* of the image alone */
    double megapixels;
    guint pages;
} Anchor;

/* The page as it comes out of such a fax; the paper's grain falls to both sides of the level. */
static RvPage *
faxed(const RvPage *page, GRand *rand)
{
    RvPage *fax = g_new(RvPage, 1);
    int factor = MAX(1, (int)(page->dpi_x / FAX_DPI + 0.5)), channels = page->pixels.channels;
    const RvPixels *in = &page->pixels;
    RvPixels out = {.width = in->width / factor, .height = in->height / factor, .channels = 1};

    out.stride = out.width;
    out.data = g_malloc((gsize)out.width * (gsize)out.height);
    for (int y = 0; y < out.height; y++)
        for (int x = 0; x < out.width; x++) {
            double sum = 0, grey;

            for (int i = 0; i < factor * factor; i++)
                sum += in->data[(gsize)(y * factor + i / factor) * (gsize)in->stride +
                                (gsize)((x * factor + i % factor) * channels)];
            grey = 255 - FAX_INK * (255 - sum / (factor * factor)) +
                   g_rand_double_range(rand, -FAX_GRAIN, FAX_GRAIN);
            out.data[(gsize)y * (gsize)out.width + (gsize)x] = grey < FAX_LEVEL ? 0 : 255;
        }
    *fax = *page;
    fax->pixels = out;
    fax->text_layer = g_strdup("");
    fax->dpi_x = page->dpi_x / factor;
    fax->dpi_y = page->dpi_y / factor;
    return fax;
}

static void
score_page(const RvPipeline *pipeline, const RvPage *page, Anchor *anchor)
{
    g_autoptr(RvReadability) full = rv_readability_new(), fast = rv_readability_new();
    g_autoptr(RvSheet) sheet = NULL;
    g_autoptr(RvReading) reading = NULL;
    g_autoptr(GError) error = NULL;
    double start = bench_cpu(), score;

    rv_readability_add(fast, page, NULL, FALSE);
    anchor->seconds += bench_cpu() - start;
    anchor->megapixels += (double)page->pixels.width * page->pixels.height / 1e6;
    anchor->pages++;
    if (!rv_dossier_read(pipeline, page, &sheet, &reading, &error))
        g_error("%s", error->message);
    rv_dossier_gauge(full, page, sheet, reading, FALSE);
    if (g_array_index(full->pages, RvPageScore, 0).is_blank)
        return;
    score = full->score;
    g_array_append_val(anchor->full, score);
    score = fast->score;
    g_array_append_val(anchor->fast, score);
}

static void
score_document(const RvPipeline *pipeline, const char *path, GRand *rand, gboolean is_fax,
               Anchor *anchor)
{
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, NULL);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, NULL) : NULL;

    if (!document)
        g_error("%s cannot be opened", path);
    for (int i = 1; i <= rv_document_n_pages(document); i++) {
        g_autoptr(RvPage) page = rv_document_render(document, i, NULL);
        g_autoptr(RvPage) fax = is_fax ? faxed(page, rand) : NULL;

        score_page(pipeline, fax ? fax : page, anchor);
    }
}

static void
print_anchor(const char *name, Anchor *anchor)
{
    printf("%-28s %3u pages  full: median %.0f, %.0f to %.0f   fast: median %.0f, %.0f to %.0f   "
           "%.0f ms a page of %.1f Mpx\n",
           name, anchor->pages, rv_rank_double(anchor->full, 0.5), rv_rank_double(anchor->full, 0),
           rv_rank_double(anchor->full, 1), rv_rank_double(anchor->fast, 0.5),
           rv_rank_double(anchor->fast, 0), rv_rank_double(anchor->fast, 1),
           1000 * anchor->seconds / MAX(1, anchor->pages),
           anchor->megapixels / MAX(1, anchor->pages));
}

void
bench_anchors(const char *build, int n, int seed)
{
    static const struct {
        const char *name, *level;
        gboolean is_fax;
    } anchors[] = {{"born digital", "L0", FALSE},
                   {"scanned at 300 dpi, colour", "L1", FALSE},
                   {"faint fax of 100 dpi", "L0", TRUE}};
    g_autoptr(GError) error = NULL;
    g_autoptr(RvReader) reader = rv_reader_new(NULL, "fra", RV_READER_FAST, &error);
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)seed);
    RvPipeline pipeline = {.reader = reader, .page_seconds = PAGE_SECONDS};

    if (!reader)
        g_error("%s", error->message);
    for (gsize a = 0; a < G_N_ELEMENTS(anchors); a++) {
        const char *const options[] = {"--good",  "--fill",         "typed",
                                       "--level", anchors[a].level, NULL};
        g_autofree char *folder =
            g_strdup_printf("%s/bench/anchors-%s-%d", build, anchors[a].level, seed);
        Anchor anchor = {g_array_new(FALSE, FALSE, sizeof(double)),
                         g_array_new(FALSE, FALSE, sizeof(double)), 0, 0, 0};

        bench_make(build, folder, 0, n, seed, options);
        for (int i = 0; i < n; i++) {
            g_autofree char *name = bench_corpus_name(i);
            g_autofree char *path = g_strdup_printf("%s/%s.pdf", folder, name);

            score_document(&pipeline, path, rand, anchors[a].is_fax, &anchor);
        }
        print_anchor(anchors[a].name, &anchor);
        g_array_unref(anchor.full);
        g_array_unref(anchor.fast);
    }
}
