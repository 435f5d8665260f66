/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A setup as bytes: a dictionary. Not arguments of a program: everybody sees those, and there is a
 * password among them. */
#include "session.h"

#include "recevable/judge.h"

/* Strings of any bytes, by their names. */
static const struct {
    const char *key;
    gsize offset;
} strings[] = {
    {"template", G_STRUCT_OFFSET(RvSetup, options.template_id)},
    {"templates", G_STRUCT_OFFSET(RvSetup, options.templates)},
    {"models", G_STRUCT_OFFSET(RvSetup, options.models)},
    {"reader", G_STRUCT_OFFSET(RvSetup, options.reader)},
    {"tessdata", G_STRUCT_OFFSET(RvSetup, options.tessdata)},
    {"language", G_STRUCT_OFFSET(RvSetup, options.language)},
    {"learn-mark", G_STRUCT_OFFSET(RvSetup, learn.mark)},
    {"learn-id", G_STRUCT_OFFSET(RvSetup, learn.id)},
    {"learn-kind", G_STRUCT_OFFSET(RvSetup, learn.kind)},
    {"learn-reference", G_STRUCT_OFFSET(RvSetup, learn.reference)},
    {"learn-title", G_STRUCT_OFFSET(RvSetup, learn.title)},
    {"learn-source", G_STRUCT_OFFSET(RvSetup, learn.source)},
    {"password", G_STRUCT_OFFSET(RvSetup, password)},
};

static const struct {
    const char *key;
    gsize offset;
} days[] = {
    {"referenced-on", G_STRUCT_OFFSET(RvSetup, given.referenced_on)},
    {"on", G_STRUCT_OFFSET(RvSetup, given.on)},
};

/* Whole numbers: of 32 and of 64 bits. */
static const struct {
    const char *key;
    gsize offset, size;
} numbers[] = {
    {"no-sandbox", G_STRUCT_OFFSET(RvSetup, options.no_sandbox), sizeof(gint32)},
    {"blank", G_STRUCT_OFFSET(RvSetup, given.blank), sizeof(gint32)},
    {"reading", G_STRUCT_OFFSET(RvSetup, is_reading), sizeof(gint32)},
    {"max-pages", G_STRUCT_OFFSET(RvSetup, pdf.max_pages), sizeof(gint32)},
    {"max-bytes", G_STRUCT_OFFSET(RvSetup, pdf.max_bytes), sizeof(guint64)},
    {"memory", G_STRUCT_OFFSET(RvSetup, work.memory), sizeof(guint64)},
    {"seconds", G_STRUCT_OFFSET(RvSetup, work.step_seconds), sizeof(gint32)},
};
G_STATIC_ASSERT(sizeof(gsize) == sizeof(guint64));

GBytes *
rv_setup_pack(const RvSetup *s)
{
    g_auto(GVariantDict) dict = G_VARIANT_DICT_INIT(NULL);
    g_autoptr(GVariant) variant = NULL;

    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++) {
        const char *text = G_STRUCT_MEMBER(const char *, s, strings[i].offset);

        if (text)
            g_variant_dict_insert_value(&dict, strings[i].key, g_variant_new_bytestring(text));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        const GDate *day = &G_STRUCT_MEMBER(GDate, s, days[i].offset);

        if (g_date_valid(day))
            g_variant_dict_insert(&dict, days[i].key, "t", (guint64)g_date_get_julian(day));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_variant_dict_insert(&dict, numbers[i].key, "t",
                              numbers[i].size == sizeof(guint64)
                                  ? G_STRUCT_MEMBER(guint64, s, numbers[i].offset)
                                  : (guint64)G_STRUCT_MEMBER(guint32, s, numbers[i].offset));
    variant = g_variant_ref_sink(g_variant_dict_end(&dict));
    return g_variant_get_data_as_bytes(variant);
}

gboolean
rv_setup_unpack(GBytes *bytes, RvSetup *s)
{
    g_autoptr(GVariant) variant =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE_VARDICT, bytes, FALSE));

    if (!g_variant_is_normal_form(variant))
        return FALSE;
    s->pdf = rv_pdf_default_limits;
    s->work = rv_work_default_limits;
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        g_variant_lookup(variant, strings[i].key, "^&ay",
                         &G_STRUCT_MEMBER(const char *, s, strings[i].offset));
    for (gsize i = 0; i < G_N_ELEMENTS(days); i++) {
        guint64 julian;

        if (g_variant_lookup(variant, days[i].key, "t", &julian) &&
            g_date_valid_julian((guint32)julian))
            g_date_set_julian(&G_STRUCT_MEMBER(GDate, s, days[i].offset), (guint32)julian);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        guint64 value;

        if (!g_variant_lookup(variant, numbers[i].key, "t", &value))
            return FALSE;
        if (numbers[i].size == sizeof(guint64))
            G_STRUCT_MEMBER(guint64, s, numbers[i].offset) = value;
        else
            G_STRUCT_MEMBER(guint32, s, numbers[i].offset) = (guint32)value;
    }
    return TRUE;
}
