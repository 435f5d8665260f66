/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-maker.h"

#include <string.h>

struct _PdfMaker {
    GByteArray *bytes;
    GArray *offsets; /* gsize; of object i + 1 */
    GString *kids;
};

static void
append(PdfMaker *maker, const char *text)
{
    g_byte_array_append(maker->bytes, (const guint8 *)text, (guint)strlen(text));
}

PdfMaker *
pdf_maker_new(void)
{
    PdfMaker *maker = g_new0(PdfMaker, 1);

    maker->bytes = g_byte_array_new();
    maker->offsets = g_array_new(FALSE, TRUE, sizeof(gsize));
    g_array_set_size(maker->offsets, 2);
    maker->kids = g_string_new(NULL);
    append(maker, "%PDF-1.4\n");
    return maker;
}

static void
begin(PdfMaker *maker, guint number)
{
    g_autofree char *head = g_strdup_printf("%u 0 obj\n", number);

    g_array_index(maker->offsets, gsize, number - 1) = maker->bytes->len;
    append(maker, head);
}

static guint
begin_next(PdfMaker *maker)
{
    g_array_set_size(maker->offsets, maker->offsets->len + 1);
    begin(maker, maker->offsets->len);
    return maker->offsets->len;
}

guint
pdf_maker_add(PdfMaker *maker, const char *format, ...)
{
    guint number = begin_next(maker);
    g_autofree char *body = NULL;
    va_list args;

    va_start(args, format);
    body = g_strdup_vprintf(format, args);
    va_end(args);
    append(maker, body);
    append(maker, "\nendobj\n");
    return number;
}

guint
pdf_maker_add_stream(PdfMaker *maker, const char *keys, const void *data, gsize length)
{
    guint number = begin_next(maker);
    g_autofree char *head =
        g_strdup_printf("<<%s/Length %" G_GSIZE_FORMAT ">>stream\n", keys, length);

    append(maker, head);
    g_byte_array_append(maker->bytes, data, (guint)length);
    append(maker, "\nendstream\nendobj\n");
    return number;
}

static guint
add_image(PdfMaker *maker, const MadeImage *image)
{
    g_autofree char *keys = g_strdup_printf(
        "/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent %d"
        "/ColorSpace/%s%s",
        image->width, image->height, image->bits, image->channels == 3 ? "DeviceRGB" : "DeviceGray",
        image->keys ? image->keys : "");

    return pdf_maker_add_stream(maker, keys, image->data, image->length);
}

guint
pdf_maker_add_page(PdfMaker *maker, const MadePage *page)
{
    g_autoptr(GString) images = g_string_new(NULL);
    g_autofree char *content = NULL;
    guint number;

    for (guint i = 0; i < page->n_images; i++)
        g_string_append_printf(images, "/I%u %u 0 R", i, add_image(maker, &page->images[i]));
    if (page->content)
        content = g_strdup_printf("/Contents %u 0 R", pdf_maker_add_stream(maker, "", page->content,
                                                                           strlen(page->content)));
    number = pdf_maker_add(maker,
                           "<</Type/Page/Parent 1 0 R%s%s/Resources<</XObject<<%s>>/Font<</F1<<"
                           "/Type/Font/Subtype/Type1/BaseFont/Helvetica>>%s>>>>>>",
                           page->keys, content ? content : "", images->str,
                           page->fonts ? page->fonts : "");
    g_string_append_printf(maker->kids, "%u 0 R ", number);
    return number;
}

GBytes *
pdf_maker_finish(PdfMaker *maker, int count, const char *trailer)
{
    g_autofree char *tree =
        g_strdup_printf("<</Type/Pages/Count %d/Kids[%s]>>\nendobj\n", count, maker->kids->str);
    g_autoptr(GString) tail = g_string_new(NULL);
    GBytes *bytes;
    gsize at;

    begin(maker, 1);
    append(maker, tree);
    begin(maker, 2);
    append(maker, "<</Type/Catalog/Pages 1 0 R>>\nendobj\n");
    at = maker->bytes->len;
    g_string_append_printf(tail, "xref\n0 %u\n0000000000 65535 f \n", maker->offsets->len + 1);
    for (guint i = 0; i < maker->offsets->len; i++)
        g_string_append_printf(tail, "%010" G_GSIZE_FORMAT " 00000 n \n",
                               g_array_index(maker->offsets, gsize, i));
    g_string_append_printf(
        tail, "trailer\n<</Size %u/Root 2 0 R%s>>\nstartxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
        maker->offsets->len + 1, trailer, at);
    append(maker, tail->str);
    g_array_unref(maker->offsets);
    g_string_free(maker->kids, TRUE);
    bytes = g_byte_array_free_to_bytes(maker->bytes);
    g_free(maker);
    return bytes;
}

GBytes *
made_pdf(const MadePage *pages, guint n)
{
    PdfMaker *maker = pdf_maker_new();

    for (guint i = 0; i < n; i++)
        pdf_maker_add_page(maker, &pages[i]);
    return pdf_maker_finish(maker, (int)n, "");
}

guint8 *
made_noise(gsize length)
{
    guint8 *noise = g_malloc(length);
    guint32 state = 2463534242u; /* Marsaglia's xorshift: the same on every machine */

    for (gsize i = 0; i < length; i++) {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        noise[i] = (guint8)(state >> 11);
    }
    return noise;
}
