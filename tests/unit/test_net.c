/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recogniser's network: its kernels against the reference, its results against each other, its
 * files when they are damaged. What it reads as against Tesseract: tests/conformance. */
#include "emulated/kernels.h"
#include "net/net-private.h"

#include "recevable/error.h"

#include <check.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

Suite *suite_net(void);

#define HEIGHT 36

static char *
model_path(void)
{
    static const char *const folders[] = {"/usr/share/tesseract-ocr/5/tessdata",
                                          "/usr/share/tessdata"};

    for (gsize i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(folders[i], "fra.traineddata", NULL);

        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return g_steal_pointer(&path);
    }
    ck_abort_msg("fra.traineddata is not installed");
    return NULL;
}

static RvNet *
load(const char *isa)
{
    g_autofree char *path = model_path();
    g_autoptr(GError) error = NULL;
    RvNet *net;

    if (isa)
        g_setenv("RECEVABLE_ISA", isa, TRUE);
    else
        g_unsetenv("RECEVABLE_ISA");
    net = rv_net_load(path, &error);
    ck_assert_msg(net != NULL, "%s", error ? error->message : "");
    return net;
}

/* ---- kernels ------------------------------------------------------------------------------ */

static gint8
any_weight(GRand *rand)
{
    return (gint8)g_rand_int_range(rand, -127, 128);
}

/* Sizes as in the models, and odd ones: outputs and inputs that need padding, rows that are no
 * multiple of what a kernel takes at once. */
static const struct {
    guint n_out, n_in;
    gsize rows;
} sizes[] = {{16, 9, 7}, {140, 128, 64}, {384, 144, 5}, {33, 17, 1}, {111, 192, 3}, {512, 224, 2}};

static void
multiply_with(const RvNetKernel *kernel, guint size, GArray *sums)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(size + 1);
    guint n_out = sizes[size].n_out, n_in = sizes[size].n_in;
    g_autofree gint8 *plain = g_malloc((gsize)n_out * (n_in + 1));
    g_autofree double *scales = g_new0(double, n_out);
    g_autoptr(RvNetWeights) weights = NULL;
    g_autofree gint8 *rows = NULL;
    g_autofree guint8 *native = NULL;
    gsize n;

    for (gsize i = 0; i < (gsize)n_out * (n_in + 1); i++)
        plain[i] = any_weight(rand);
    weights = rv_net_weights_new(kernel, plain, n_out, n_in, scales);
    n = sizes[size].rows * weights->n_in;
    rows = g_malloc0(n);
    for (gsize i = 0; i < n; i++)
        rows[i] = i % weights->n_in < n_in ? any_weight(rand) : 0;
    native = g_malloc(n * kernel->element);
    kernel->encode(rows, native, n);
    g_array_set_size(sums, (guint)(sizes[size].rows * weights->n_out));
    kernel->multiply(weights, native, weights->n_in, sizes[size].rows,
                     (gint32 *)(gpointer)sums->data);
}

/* All that can be run here, by itself or emulated; ended by NULL. */
static const RvNetKernel **
all_kernels(void)
{
    GPtrArray *kernels = g_ptr_array_new();

    for (const RvNetKernel *const *k = rv_net_kernels; *k; k++)
        if ((*k)->is_supported())
            g_ptr_array_add(kernels, (gpointer)*k);
#if defined(__x86_64__)
    g_ptr_array_add(kernels, (gpointer)&emulated_avx512);
    g_ptr_array_add(kernels, (gpointer)&emulated_vnni);
    g_ptr_array_add(kernels, (gpointer)&emulated_neon);
#endif
    g_ptr_array_add(kernels, NULL);
    return (const RvNetKernel **)(void *)g_ptr_array_free(kernels, FALSE);
}

START_TEST(kernels_sum_alike)
{
    g_autoptr(GArray) expected = g_array_new(FALSE, TRUE, sizeof(gint32));
    g_autofree const RvNetKernel **kernels = all_kernels();

    ck_assert(rv_net_kernel_portable.is_supported());
    multiply_with(&rv_net_kernel_portable, (guint)_i, expected);
    for (const RvNetKernel **k = kernels; *k; k++) {
        g_autoptr(GArray) sums = g_array_new(FALSE, TRUE, sizeof(gint32));

        multiply_with(*k, (guint)_i, sums);
        ck_assert_uint_eq(sums->len, expected->len);
        ck_assert_msg(!memcmp(sums->data, expected->data, sums->len * sizeof(gint32)), "%s",
                      (*k)->name);
    }
}
END_TEST

/* How many of n native activations differ from those of the portable kernel. */
static int
count_different(const RvNetKernel *kernel, const guint8 *got, const gint16 *expected, int n)
{
    g_autofree gint8 *values = g_new(gint8, n);
    g_autofree guint8 *wanted = g_malloc((gsize)n * kernel->element);
    int differ = 0;

    for (int i = 0; i < n; i++)
        values[i] = (gint8)expected[i];
    kernel->encode(values, wanted, (gsize)n);
    for (int i = 0; i < n; i++)
        differ += memcmp(got + (gsize)i * kernel->element, wanted + (gsize)i * kernel->element,
                         kernel->element) != 0;
    return differ;
}

/* A curve that is off by 3e-7 rounds otherwise on less than one value in 10,000. */
START_TEST(curves_are_within_bounds)
{
    g_autofree const RvNetKernel **kernels = all_kernels();
    float scale[RV_NET_LANES];
    gint32 sums[RV_NET_LANES];

    ck_assert(rv_net_kernel_portable.is_supported());
    for (const RvNetKernel **k = kernels; *k; k++) {
        int differ = 0, n = 0;

        for (gint32 sum = -40000; sum < 40000; sum += RV_NET_LANES, n += RV_NET_LANES) {
            gint16 expected[RV_NET_LANES];
            guint8 got[RV_NET_LANES * 2];

            for (int i = 0; i < RV_NET_LANES; i++) {
                sums[i] = sum + i;
                scale[i] = 1e-4F;
            }
            rv_net_kernel_portable.squash(sums, scale, RV_NET_LANES, expected);
            (*k)->squash(sums, scale, RV_NET_LANES, got);
            differ += count_different(*k, got, expected, RV_NET_LANES);
        }
        ck_assert_msg(differ * 10000 <= n, "%s: %d of %d", (*k)->name, differ, n);
    }
}
END_TEST

/* Cells that have been fed the same for some time still hold the same. */
START_TEST(cells_agree)
{
    enum { CELLS = 2 * RV_NET_LANES, TIMES = 400 };
    g_autofree const RvNetKernel **kernels = all_kernels();

    ck_assert(rv_net_kernel_portable.is_supported());
    for (const RvNetKernel **k = kernels; *k; k++) {
        g_autoptr(GRand) rand = g_rand_new_with_seed(9);
        float state[CELLS] = {0}, other[CELLS] = {0}, scale[4 * CELLS];
        gint32 sums[4 * CELLS];
        gint16 expected[CELLS];
        guint8 got[2 * CELLS];
        int differ = 0;

        for (int t = 0; t < TIMES; t++) {
            for (int i = 0; i < 4 * CELLS; i++) {
                sums[i] = g_rand_int_range(rand, -50000, 50000);
                scale[i] = 1e-4F;
            }
            rv_net_kernel_portable.gate(sums, scale, CELLS, state, expected);
            (*k)->gate(sums, scale, CELLS, other, got);
            differ += count_different(*k, got, expected, CELLS);
            for (int i = 0; i < CELLS; i++)
                ck_assert_float_eq_tol(state[i], other[i], 1e-5F);
        }
        ck_assert_msg(differ * 2000 <= TIMES * CELLS, "%s: %d", (*k)->name, differ);
    }
}
END_TEST

START_TEST(softmaxes_agree)
{
    enum { CODES = 111, ROOM = 112 };
    g_autofree const RvNetKernel **kernels = all_kernels();
    g_autoptr(GRand) rand = g_rand_new_with_seed(10);
    float expected[ROOM], got[ROOM], scale[ROOM] = {0};
    gint32 sums[ROOM] = {0};

    ck_assert(rv_net_kernel_portable.is_supported());
    for (int t = 0; t < 50; t++) {
        for (int i = 0; i < CODES; i++) {
            sums[i] = g_rand_int_range(rand, -100000, 200000);
            scale[i] = 1e-4F;
        }
        rv_net_kernel_portable.softmax(sums, scale, CODES, expected);
        for (const RvNetKernel **k = kernels; *k; k++) {
            (*k)->softmax(sums, scale, CODES, got);
            for (int i = 0; i < CODES; i++)
                ck_assert_msg(fabsf(got[i] - expected[i]) < 1e-3F, "%s: %g, not %g", (*k)->name,
                              (double)got[i], (double)expected[i]);
        }
    }
}
END_TEST

START_TEST(a_named_kernel_runs)
{
    g_autoptr(RvNet) portable = load("portable");
    g_autoptr(RvNet) unknown = load("abacus");

    ck_assert_str_eq(rv_net_kernel(portable), "portable");
    ck_assert(rv_net_kernels[0]->is_supported() == FALSE ||
              g_str_equal(rv_net_kernel(unknown), rv_net_kernels[0]->name));
}
END_TEST

/* ---- lines -------------------------------------------------------------------------------- */

/* Something like print: upright strokes on paper. */
static guint8 *
strokes(int width, guint seed)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(seed);
    guint8 *pixels = g_malloc((gsize)width * HEIGHT);

    memset(pixels, 250, (gsize)width * HEIGHT);
    for (int x = 2; x < width - 3; x += g_rand_int_range(rand, 4, 12))
        for (int y = g_rand_int_range(rand, 4, 12); y < 28; y++)
            memset(pixels + (gsize)y * (gsize)width + x, 10, 2);
    return pixels;
}

static gboolean
same(const RvPosteriors *a, const RvPosteriors *b)
{
    guint n = a->n_steps;

    if (n == 0 || n != b->n_steps)
        return n == b->n_steps;
    return !memcmp(a->first, b->first, sizeof *a->first * (n + 1)) &&
           !memcmp(a->codes, b->codes, sizeof *a->codes * a->first[n]) &&
           !memcmp(a->costs, b->costs, a->first[n]);
}

/* A line's result does not depend on the lines it is run with, nor on their order. */
START_TEST(lines_do_not_mix)
{
    static const int widths[] = {300, 3, 2, 0, 1200, 301, 64, 299, 40, 41, 42, 700};
    g_autoptr(RvNet) net = load(NULL);
    RvNetLine lines[G_N_ELEMENTS(widths)];
    g_autoptr(GPtrArray) together = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
        lines[i] = (RvNetLine){strokes(widths[i] + 1, i), widths[i]};
    together = rv_net_run(net, lines, G_N_ELEMENTS(widths));
    ck_assert_uint_eq(together->len, G_N_ELEMENTS(widths));
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++) {
        g_autoptr(GPtrArray) alone = rv_net_run(net, &lines[i], 1);
        const RvPosteriors *p = g_ptr_array_index(together, i);

        ck_assert_uint_eq(p->n_steps, (guint)widths[i] / 3);
        ck_assert(same(p, g_ptr_array_index(alone, 0)));
        g_free((guint8 *)lines[i].pixels);
    }
}
END_TEST

START_TEST(costs_are_probabilities)
{
    g_autoptr(RvNet) net = load(NULL);
    g_autofree guint8 *pixels = strokes(400, 5);
    g_autoptr(GPtrArray) result = rv_net_run(net, &(RvNetLine){pixels, 400}, 1);
    const RvPosteriors *p = g_ptr_array_index(result, 0);
    g_autofree float *costs = g_new(float, p->n_codes);

    for (guint step = 0; step < p->n_steps; step++) {
        double sum = 0;

        rv_posteriors_row(p, step, costs);
        for (guint c = 0; c < p->n_codes; c++)
            sum += exp(-(double)costs[c]);
        ck_assert_double_eq_tol(sum, 1, 0.05);
    }
}
END_TEST

START_TEST(posteriors_can_be_kept)
{
    g_autoptr(RvNet) net = load(NULL);
    g_autofree guint8 *pixels = strokes(400, 6);
    g_autoptr(GPtrArray) result = rv_net_run(net, &(RvNetLine){pixels, 400}, 1);
    const RvPosteriors *p = g_ptr_array_index(result, 0);
    g_autoptr(GBytes) kept = rv_posteriors_pack(p);
    g_autoptr(RvPosteriors) again = rv_posteriors_unpack(kept, NULL);
    gsize size = g_bytes_get_size(kept);
    g_autofree guint8 *spoilt = g_memdup2(g_bytes_get_data(kept, NULL), size);

    ck_assert(again && same(p, again));
    ck_assert_uint_eq(again->n_codes, p->n_codes);
    ck_assert_uint_eq(again->null_code, p->null_code);
    for (gsize n = 0; n < size; n++) {
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes(kept, 0, n);
        g_autoptr(GError) error = NULL;

        ck_assert_ptr_null(rv_posteriors_unpack(cut, &error));
        ck_assert(g_error_matches(error, RV_ERROR, RV_ERROR_IO));
    }
    for (gsize i = 0; i < size; i++) {
        g_autoptr(GBytes) other = NULL;
        g_autoptr(RvPosteriors) read = NULL;
        gboolean is_sane = TRUE;

        spoilt[i] ^= 0x5a;
        other = g_bytes_new_static(spoilt, size);
        read = rv_posteriors_unpack(other, NULL);
        for (guint32 k = 0; read && k < read->first[read->n_steps]; k++)
            is_sane = is_sane && read->codes[k] < read->n_codes;
        ck_assert(is_sane);
        spoilt[i] ^= 0x5a;
    }
}
END_TEST

START_TEST(characters_have_codes)
{
    static const char *const known[] = {" ", "a", "É", "œ", "€", "7", "«"};
    g_autoptr(RvNet) net = load(NULL);
    guint16 codes[RV_NET_MAX_CODES];
    guint n;

    for (guint i = 0; i < G_N_ELEMENTS(known); i++) {
        ck_assert_msg(rv_net_codes(net, known[i], codes, &n), "%s", known[i]);
        ck_assert_str_eq(rv_net_text(net, codes, n), known[i]);
    }
    ck_assert(!rv_net_codes(net, "漢", codes, &n));
    codes[0] = (guint16)rv_net_null_code(net);
    ck_assert_ptr_null(rv_net_text(net, codes, 1));
    ck_assert_uint_ge(rv_net_longest(net), 1);
}
END_TEST

/* ---- damaged files ------------------------------------------------------------------------ */

/* What comes of a model's bytes: NULL for a refusal, which must explain itself. */
static RvNet *
load_bytes(const char *bytes, gsize length)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "recevable-net-XXXXXX", NULL);
    int fd = g_mkstemp(path);
    g_autoptr(GError) error = NULL;
    RvNet *net;

    ck_assert_int_ge(fd, 0);
    g_close(fd, NULL);
    ck_assert(g_file_set_contents(path, bytes, (gssize)length, NULL));
    net = rv_net_load(path, &error);
    g_unlink(path);
    ck_assert(net || g_error_matches(error, RV_ERROR, RV_ERROR_NO_MODEL));
    return net;
}

START_TEST(cut_models_are_refused)
{
    g_autofree char *path = model_path(), *bytes = NULL;
    gsize length;

    ck_assert(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize n = 0; n < 1200; n += 7)
        ck_assert_ptr_null(load_bytes(bytes, n));
    for (gsize n = 1200; n < length; n += 61007)
        ck_assert_ptr_null(load_bytes(bytes, n));
}
END_TEST

/* Whatever single bytes are changed in the heads of layers, nothing breaks; what still loads runs.
 */
START_TEST(spoilt_models_do_no_harm)
{
    g_autofree char *path = model_path(), *bytes = NULL;
    g_autofree guint8 *pixels = strokes(60, 1);
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    gsize length;

    ck_assert(g_file_get_contents(path, &bytes, &length, NULL));
    for (int i = 0; i < 300; i++) {
        gsize at = (gsize)g_rand_int_range(rand, 0, i % 2 ? 700 : (gint)length);
        char old = bytes[at];
        g_autoptr(RvNet) net = NULL;

        bytes[at] = (char)g_rand_int_range(rand, 0, 256);
        net = load_bytes(bytes, length);
        bytes[at] = old;
        if (net && rv_net_height(net) == HEIGHT) {
            g_autoptr(GPtrArray) result = rv_net_run(net, &(RvNetLine){pixels, 60}, 1);

            ck_assert_uint_eq(result->len, 1);
        }
    }
}
END_TEST

Suite *
suite_net(void)
{
    Suite *suite = suite_create("net");
    TCase *kernels = tcase_create("kernels"), *lines = tcase_create("lines"),
          *files = tcase_create("files");

    tcase_set_timeout(lines, 60);
    tcase_set_timeout(files, 120);
    tcase_add_loop_test(kernels, kernels_sum_alike, 0, G_N_ELEMENTS(sizes));
    tcase_add_test(kernels, curves_are_within_bounds);
    tcase_add_test(kernels, cells_agree);
    tcase_add_test(kernels, softmaxes_agree);
    tcase_add_test(kernels, a_named_kernel_runs);
    tcase_add_test(lines, lines_do_not_mix);
    tcase_add_test(lines, costs_are_probabilities);
    tcase_add_test(lines, characters_have_codes);
    tcase_add_test(lines, posteriors_can_be_kept);
    tcase_add_test(files, cut_models_are_refused);
    tcase_add_test(files, spoilt_models_do_no_harm);
    suite_add_tcase(suite, kernels);
    suite_add_tcase(suite, lines);
    suite_add_tcase(suite, files);
    return suite;
}
