/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading that a journal held. */
#include "fuzz.h"

#include "recevable/read.h"

static RvReader *reader; /* kept: it is dear */

static void
check_words(const RvReading *reading)
{
    for (guint i = 0; i < reading->words->len; i++) {
        const RvWord *word = &g_array_index(reading->words, RvWord, i);

        g_assert_true(*word->text && g_utf8_validate(word->text, -1, NULL));
        g_assert_cmpuint(word->line, <, reading->lines->len);
        g_assert_true(!word->trace || g_ptr_array_find(reading->traces, word->trace, NULL));
    }
    for (guint i = 0; i < reading->lines->len; i++) {
        const RvLine *line = &g_array_index(reading->lines, RvLine, i);

        g_assert_cmpuint((guint64)line->first + line->n, <=, reading->words->len);
    }
}

/* What is taken is the same when it is kept again, and can be searched. */
void
rv_fuzz_reading(const guint8 *data, gsize size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(GVariant) packed =
        g_variant_ref_sink(g_variant_new_from_bytes(rv_reading_type(), bytes, FALSE));
    g_autoptr(GVariant) again = NULL;
    g_autoptr(RvReading) reading = NULL;

    if (!reader)
        reader = rv_reader_new(NULL, "fra", RV_READER_FAST, NULL);
    g_assert_nonnull(reader);
    if (!g_variant_is_normal_form(packed))
        return;
    reading = rv_reading_unpack(packed, reader);
    if (!reading)
        return;
    check_words(reading);
    again = g_variant_ref_sink(rv_reading_pack(reading, reader));
    g_assert_true(g_variant_equal(again, packed));
    rv_spotted_free(rv_spot((const RvTrace *const *)reading->traces->pdata,
                            MIN(reading->traces->len, 4), "Bon de commande"));
}
