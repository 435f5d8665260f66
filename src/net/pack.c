/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Posteriors as bytes: a head, the entries of each step counted, the codes, the costs. Numbers are
 * little-endian. */
#include "net-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <string.h>

#define MAGIC "RVP1"

typedef struct {
    char magic[4];
    guint32 n_steps, n_codes, null_code;
} Head;

static void
put_16(GByteArray *to, guint value)
{
    guint16 le = GUINT16_TO_LE((guint16)value);

    g_byte_array_append(to, (const guint8 *)&le, sizeof le);
}

GBytes *
rv_posteriors_pack(const RvPosteriors *p)
{
    Head head = {MAGIC, GUINT32_TO_LE(p->n_steps), GUINT32_TO_LE(p->n_codes),
                 GUINT32_TO_LE(p->null_code)};
    GByteArray *bytes = g_byte_array_new();
    guint32 n = p->first[p->n_steps];

    g_byte_array_append(bytes, (const guint8 *)&head, sizeof head);
    for (guint step = 0; step < p->n_steps; step++)
        put_16(bytes, p->first[step + 1] - p->first[step]);
    for (guint32 i = 0; i < n; i++)
        put_16(bytes, p->codes[i]);
    g_byte_array_append(bytes, p->costs, n);
    return g_byte_array_free_to_bytes(bytes);
}

static guint
get_16(const guint8 *bytes, gsize i)
{
    return bytes[2 * i] | (guint)bytes[2 * i + 1] << 8;
}

/* Takes the head off; FALSE when it is none. */
static gboolean
read_head(const guint8 **at, gsize *left, Head *head)
{
    if (*left < sizeof *head || memcmp(*at, MAGIC, 4) != 0)
        return FALSE;
    memcpy(head, *at, sizeof *head);
    *at += sizeof *head;
    *left -= sizeof *head;
    head->n_steps = GUINT32_FROM_LE(head->n_steps);
    head->n_codes = GUINT32_FROM_LE(head->n_codes);
    head->null_code = GUINT32_FROM_LE(head->null_code);
    return head->n_codes <= G_MAXUINT16 && head->null_code < head->n_codes &&
           head->n_steps <= *left / 2;
}

static RvPosteriors *
read_steps(const Head *head, const guint8 *counts, gsize left)
{
    RvPosteriors *p = rv_posteriors_new(head->n_codes, head->null_code, head->n_steps);
    const guint8 *codes = counts + 2 * (gsize)head->n_steps;
    gsize n = 0;

    for (guint step = 0; step < head->n_steps; step++) {
        n += get_16(counts, step);
        p->first[step + 1] = (guint32)n;
    }
    if (n > G_MAXUINT32 || left != 2 * (gsize)head->n_steps + 3 * n)
        goto damaged;
    p->n_steps = head->n_steps;
    rv_posteriors_trim(p);
    for (gsize i = 0; i < n; i++) {
        p->codes[i] = (guint16)get_16(codes, i);
        if (p->codes[i] >= head->n_codes)
            goto damaged;
    }
    memcpy(p->costs, codes + 2 * n, n);
    return p;

damaged:
    rv_posteriors_free(p);
    return NULL;
}

RvPosteriors *
rv_posteriors_unpack(GBytes *bytes, GError **error)
{
    gsize left;
    const guint8 *at = g_bytes_get_data(bytes, &left);
    Head head;
    RvPosteriors *p = read_head(&at, &left, &head) ? read_steps(&head, at, left) : NULL;

    if (!p)
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("the stored reading of a line is damaged: read the document again"));
    return p;
}
