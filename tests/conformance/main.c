/* SPDX-License-Identifier: GPL-3.0-or-later */
/* conformance FILE.pdf ...: the lines of the files through Tesseract's network and through ours, by
 * each kernel that this machine can run, compared at every time step. Differences can only come
 * from the curves: the portable kernel has Tesseract's tables and must agree with it; the others
 * compute them and may round otherwise. */
#include "net/net-private.h"
#include "read/find-private.h"
#include "recevable/file.h"
#include "recevable/pdf.h"
#include "steps.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODEL "/usr/share/tesseract-ocr/5/tessdata/fra.traineddata"
/* Tesseract tells of probabilities from here on. */
#define LEAST 0.01
/* One line in so many is taken from another picture too. */
#define OTHER_PICTURE 5
/* What is asked for. */
#define SAME_SHARE 0.995
#define MEAN_DIFFERENCE 0.01
/* Of the reference: what the floats of two compilers may differ. */
#define REFERENCE_SAME 0.9999
#define REFERENCE_DIFFERENCE 0.0005

typedef struct {
    const RvNet *net;
    float *values; /* [step][code] */
    guint n_codes, n_steps, room;
} Dense;

typedef struct {
    const char *name;
    RvNet *net;
    guint64 lines, steps, same, compared;
    double difference, worst;
} Tally;

static void
see_tesseract(int step, const char *character, float probability, void *data)
{
    Dense *dense = data;
    guint16 codes[RV_NET_MAX_CODES] = {(guint16)rv_net_null_code(dense->net)};
    guint n;

    if ((guint)step >= dense->room ||
        (*character && !rv_net_codes(dense->net, character, codes, &n)))
        return;
    dense->values[(guint)step * dense->n_codes + codes[0]] += probability;
}

static void
see_ours(guint line, guint step, const float *costs, gpointer data)
{
    Dense *dense = data;

    (void)line;
    for (guint c = 0; c < dense->n_codes && step < dense->room; c++)
        dense->values[step * dense->n_codes + c] = expf(-costs[c]);
}

static guint
best(const float *row, guint n)
{
    guint at = 0;

    for (guint c = 1; c < n; c++)
        at = row[c] > row[at] ? c : at;
    return at;
}

static void
compare(const Dense *theirs, const Dense *ours, Tally *tally)
{
    tally->lines++;
    for (guint step = 0; step < theirs->n_steps; step++) {
        const float *a = theirs->values + step * theirs->n_codes;
        const float *b = ours->values + step * ours->n_codes;

        tally->steps++;
        tally->same += best(a, theirs->n_codes) == best(b, ours->n_codes);
        for (guint c = 0; c < theirs->n_codes; c++) {
            double d = fabs((double)a[c] - (double)b[c]);

            if (a[c] < LEAST && b[c] < 2 * LEAST)
                continue; /* Tesseract does not say how much less */
            tally->compared++;
            tally->difference += d;
            tally->worst = MAX(tally->worst, d);
        }
    }
}

static Dense
dense_new(const RvNet *net, guint room)
{
    guint n = rv_net_n_codes(net);

    return (Dense){net, g_new0(float, (gsize)room *n), n, room, room};
}

static void
compare_line(void *engine, const RvSheet *sheet, RvSheetPicture picture, const RvStrip *strip,
             GArray *tallies)
{
    const RvNet *net = g_array_index(tallies, Tally, 0).net;
    int height = rv_net_height(net), width = rv_strip_width(strip, height);
    g_autofree guint8 *pixels = g_malloc((gsize)MAX(width, 1) * (gsize)height);
    guint room = (guint)MAX(width, 0) / (guint)rv_net_step(net);
    Dense theirs = dense_new(net, room);

    rv_sheet_cut(sheet, picture, strip, height, pixels);
    if (room > 1 &&
        (guint)steps_read(engine, pixels, width, height, see_tesseract, &theirs) == room)
        for (guint k = 0; k < tallies->len; k++) {
            Tally *tally = &g_array_index(tallies, Tally, k);
            Dense ours = dense_new(tally->net, room);

            g_ptr_array_unref(
                rv_net_run_witnessed(tally->net, &(RvNetLine){pixels, width}, 1, see_ours, &ours));
            compare(&theirs, &ours, tally);
            g_free(ours.values);
        }
    g_free(theirs.values);
}

static gboolean
compare_file(void *engine, const char *path, GArray *tallies, GError **error)
{
    g_autoptr(GBytes) bytes = rv_file_read(path, rv_pdf_default_limits.max_bytes, error);
    g_autoptr(RvDocument) document =
        bytes ? rv_document_open(bytes, NULL, &rv_pdf_default_limits, error) : NULL;

    for (int number = 1; document && number <= rv_document_n_pages(document); number++) {
        g_autoptr(RvPage) page = rv_document_render(document, number, error);
        g_autoptr(RvSheet) sheet = page ? rv_sheet_new(page, 0, error) : NULL;
        g_autoptr(GArray) lines = sheet ? rv_find_lines(sheet) : NULL;

        for (guint i = 0; lines && i < lines->len; i++) {
            const RvStrip *strip = &g_array_index(lines, RvFoundLine, i).strip;

            compare_line(engine, sheet, RV_SHEET_TEXT, strip, tallies);
            if (i % OTHER_PICTURE == 0)
                compare_line(engine, sheet, i % 2 ? RV_SHEET_GRAY : RV_SHEET_PRINT, strip, tallies);
        }
    }
    return document != NULL;
}

static gboolean
report(const Tally *tally)
{
    gboolean reference = g_str_equal(tally->name, rv_net_kernel_portable.name);
    double same = tally->steps ? (double)tally->same / (double)tally->steps : 0;
    double mean = tally->compared ? tally->difference / (double)tally->compared : 1;
    gboolean good = same >= (reference ? REFERENCE_SAME : SAME_SHARE) &&
                    mean <= (reference ? REFERENCE_DIFFERENCE : MEAN_DIFFERENCE);

    printf("%s conformance of %s: %" G_GUINT64_FORMAT " lines, %" G_GUINT64_FORMAT
           " steps, best path the same on %.3f %%, mean difference %.5f, greatest %.3f\n",
           good ? "ok" : "not ok", tally->name, tally->lines, tally->steps, 100 * same, mean,
           tally->worst);
    return good;
}

int
main(int argc, char **argv)
{
    g_autoptr(GArray) tallies = g_array_new(FALSE, TRUE, sizeof(Tally));
    void *engine = steps_new();
    gboolean good = engine != NULL;

    for (const RvNetKernel *const *k = rv_net_kernels; *k; k++) {
        Tally tally = {.name = (*k)->name};

        if (!(*k)->is_supported()) {
            printf("skip conformance of %s: this processor cannot run it\n", (*k)->name);
            continue;
        }
        g_setenv("RECEVABLE_ISA", (*k)->name, TRUE);
        tally.net = rv_net_load(MODEL, NULL);
        good = good && tally.net;
        g_array_append_val(tallies, tally);
    }
    for (int i = 1; i < argc && good; i++) {
        g_autoptr(GError) error = NULL;

        if (!compare_file(engine, argv[i], tallies, &error))
            printf("not ok %s: %s\n", argv[i], error ? error->message : "");
    }
    for (guint k = 0; k < tallies->len; k++) {
        good = report(&g_array_index(tallies, Tally, k)) && good;
        g_clear_pointer(&g_array_index(tallies, Tally, k).net, rv_net_free);
    }
    if (engine)
        steps_free(engine);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
