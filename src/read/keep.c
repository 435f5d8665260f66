/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading as bytes, and back: bytes that may be anybody's. */
#include "read-private.h"

#include <math.h>

#define BOX "(iiii)"
#define WORD "(s" BOX "duuau)"
#define LINE "(" BOX "uu)"
#define TRACE "(uadday)"
#define READING "(iddba" WORD "a" LINE "a" TRACE ")"

/* Pixels that no sheet has. */
#define FAR (1 << 20)
/* A strip is kept as the numbers that it is made of. */
#define STRIP_NUMBERS (sizeof(RvStrip) / sizeof(double))
G_STATIC_ASSERT(sizeof(RvStrip) == STRIP_NUMBERS * sizeof(double));
/* Costs of digits are kept by their bits. */
#define DIGITS 10
G_STATIC_ASSERT(sizeof(RvDigitCosts) == DIGITS * sizeof(guint32));

const GVariantType *
rv_reading_type(void)
{
    return G_VARIANT_TYPE(READING);
}

/* ---- to bytes -------------------------------------------------------------------------------- */

static GVariant *
pack_box(RvPx box)
{
    return g_variant_new(BOX, box.x, box.y, box.w, box.h);
}

/* 1 + its index; 0: none. */
static guint
index_of(const GPtrArray *all, gconstpointer one)
{
    guint i;

    return one && g_ptr_array_find((GPtrArray *)all, one, &i) ? i + 1 : 0;
}

static GVariant *
pack_word(const RvWord *word, const RvReading *reading)
{
    gsize n = word->digits ? (gsize)g_utf8_strlen(word->text, -1) : 0;

    return g_variant_new("(s@" BOX "duu@au)", word->text, pack_box(word->box), word->confidence,
                         word->line, index_of(reading->traces, word->trace),
                         g_variant_new_fixed_array(G_VARIANT_TYPE_UINT32, word->digits, DIGITS * n,
                                                   sizeof(guint32)));
}

static GVariant *
pack_trace(const RvTrace *trace, const RvReader *reader)
{
    g_autoptr(GBytes) posteriors = rv_posteriors_pack(trace->posteriors);

    return g_variant_new("(u@add@ay)", index_of(reader->nets, trace->net),
                         g_variant_new_fixed_array(G_VARIANT_TYPE_DOUBLE, &trace->strip,
                                                   STRIP_NUMBERS, sizeof(double)),
                         trace->x_height,
                         g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, posteriors, TRUE));
}

GVariant *
rv_reading_pack(const RvReading *reading, const RvReader *reader)
{
    GVariantBuilder words = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" WORD));
    GVariantBuilder lines = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" LINE));
    GVariantBuilder traces = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a" TRACE));

    for (guint i = 0; i < reading->words->len; i++)
        g_variant_builder_add_value(&words,
                                    pack_word(&g_array_index(reading->words, RvWord, i), reading));
    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);

        g_variant_builder_add(&lines, "(@" BOX "uu)", pack_box(line->box), line->first, line->n);
    }
    for (guint i = 0; i < reading->traces->len; i++)
        g_variant_builder_add_value(&traces,
                                    pack_trace(g_ptr_array_index(reading->traces, i), reader));
    return g_variant_new(READING, reading->page, reading->confidence, reading->x_height,
                         reading->complete, &words, &lines, &traces);
}

/* ---- from bytes: each FALSE when that cannot be ---------------------------------------------- */

static gboolean
is_share(double value)
{
    return value >= 0 && value <= 1;
}

static gboolean
box_is_sane(RvPx box)
{
    return ABS((gint64)box.x) <= FAR && ABS((gint64)box.y) <= FAR && box.w >= 0 && box.w <= FAR &&
           box.h >= 0 && box.h <= FAR;
}

static gboolean
take_digits(GVariant *packed, RvWord *word)
{
    gsize n, letters = (gsize)g_utf8_strlen(word->text, -1);
    gconstpointer bits = g_variant_get_fixed_array(packed, &n, sizeof(guint32));

    if (!n)
        return TRUE;
    if (n != DIGITS * letters)
        return FALSE;
    word->digits = g_memdup2(bits, n * sizeof(guint32));
    for (gsize i = 0; i < n; i++) {
        float cost = word->digits[i / DIGITS].of[i % DIGITS];

        if (!(cost >= 0 && cost <= RV_NET_FLOOR))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_word(GVariant *packed, RvReading *reading)
{
    g_autoptr(GVariant) digits = NULL;
    guint trace;
    RvWord *word;

    g_array_set_size(reading->words, reading->words->len + 1);
    word = &g_array_index(reading->words, RvWord, reading->words->len - 1);
    g_variant_get(packed, "(s" BOX "duu@au)", &word->text, &word->box.x, &word->box.y, &word->box.w,
                  &word->box.h, &word->confidence, &word->line, &trace, &digits);
    if (!*word->text || !box_is_sane(word->box) || !is_share(word->confidence) ||
        word->line >= reading->lines->len || trace > reading->traces->len)
        return FALSE;
    word->trace = trace ? g_ptr_array_index(reading->traces, trace - 1) : NULL;
    return take_digits(digits, word);
}

static gboolean
take_line(GVariant *packed, RvReading *reading, gsize n_words)
{
    RvLine line;

    g_variant_get(packed, LINE, &line.box.x, &line.box.y, &line.box.w, &line.box.h, &line.first,
                  &line.n);
    g_array_append_val(reading->lines, line);
    return box_is_sane(line.box) && line.first <= n_words && line.n <= n_words - line.first;
}

static gboolean
take_strip(GVariant *packed, RvStrip *strip)
{
    gsize n;
    const double *numbers = g_variant_get_fixed_array(packed, &n, sizeof(double));

    if (n != STRIP_NUMBERS)
        return FALSE;
    for (gsize i = 0; i < n; i++)
        if (!(fabs(numbers[i]) <= FAR))
            return FALSE;
    memcpy(strip, numbers, sizeof *strip);
    return TRUE;
}

static gboolean
take_trace(GVariant *packed, const RvReader *reader, RvReading *reading)
{
    g_autoptr(GVariant) strip = NULL, posteriors = NULL;
    g_autoptr(GBytes) bytes = NULL;
    RvFoundLine line = {0};
    RvPosteriors *p;
    const RvNet *net;
    guint of;

    g_variant_get(packed, "(u@add@ay)", &of, &strip, &line.x_height, &posteriors);
    if (!of || of > reader->nets->len || !take_strip(strip, &line.strip) ||
        !(line.x_height >= 0 && line.x_height <= FAR))
        return FALSE;
    net = g_ptr_array_index(reader->nets, of - 1);
    bytes = g_variant_get_data_as_bytes(posteriors);
    p = rv_posteriors_unpack(bytes, NULL);
    if (!p)
        return FALSE;
    g_ptr_array_add(reading->traces, rv_trace_new(net, p, &line));
    return p->n_codes == rv_net_n_codes(net) && p->null_code == rv_net_null_code(net);
}

static gboolean
take_all(GVariant *words, GVariant *lines, GVariant *traces, const RvReader *reader,
         RvReading *reading)
{
    gsize n_words = g_variant_n_children(words);

    for (gsize i = 0; i < g_variant_n_children(traces); i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(traces, i);

        if (!take_trace(one, reader, reading))
            return FALSE;
    }
    for (gsize i = 0; i < g_variant_n_children(lines); i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(lines, i);

        if (!take_line(one, reading, n_words))
            return FALSE;
    }
    for (gsize i = 0; i < n_words; i++) {
        g_autoptr(GVariant) one = g_variant_get_child_value(words, i);

        if (!take_word(one, reading))
            return FALSE;
    }
    return TRUE;
}

RvReading *
rv_reading_unpack(GVariant *packed, const RvReader *reader)
{
    g_autoptr(RvReading) reading = rv_reading_new(0);
    g_autoptr(GVariant) words = NULL, lines = NULL, traces = NULL;

    g_variant_get(packed, "(iddb@a" WORD "@a" LINE "@a" TRACE ")", &reading->page,
                  &reading->confidence, &reading->x_height, &reading->complete, &words, &lines,
                  &traces);
    if (!is_share(reading->confidence) || !(reading->x_height >= 0 && reading->x_height <= FAR) ||
        !take_all(words, lines, traces, reader, reading))
        return NULL;
    return g_steal_pointer(&reading);
}
