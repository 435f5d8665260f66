/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How two wordings differ, in as few words as tell it. */
#include "recevable/template.h"
#include "recevable/text.h"

typedef gboolean (*SameFunc)(const char *a, const char *b);

static gboolean
are_equal(const char *a, const char *b)
{
    return g_str_equal(a, b);
}

/* Whatever their apostrophes and capitals. */
static gboolean
read_alike(const char *a, const char *b)
{
    g_autofree char *x = rv_text_fold(a), *y = rv_text_fold(b);

    return g_str_equal(x, y);
}

static char *
join(GStrv words, guint from, guint to)
{
    GString *out = g_string_new(NULL);

    for (guint i = from; i < to; i++)
        g_string_append_printf(out, "%s%s", i > from ? " " : "", words[i]);
    return g_string_free(out, FALSE);
}

/* NULL: they do not differ so. */
static char *
difference_by(GStrv a, GStrv b, SameFunc same)
{
    guint na = g_strv_length(a), nb = g_strv_length(b), head = 0, tail = 0;
    g_autofree char *from = NULL, *to = NULL;

    while (head < na && head < nb && same(a[head], b[head]))
        head++;
    while (tail < na - head && tail < nb - head && same(a[na - 1 - tail], b[nb - 1 - tail]))
        tail++;
    if (head == na && head == nb)
        return NULL;
    from = join(a, head, na - tail);
    to = join(b, head, nb - tail);
    return g_strdup_printf("“%s” → “%s”", from, to);
}

char *
rv_wording_difference(const char *before, const char *after)
{
    g_auto(GStrv) a = g_strsplit(before ? before : "", " ", -1);
    g_auto(GStrv) b = g_strsplit(after ? after : "", " ", -1);
    char *told = difference_by(a, b, read_alike);

    return told ? told : difference_by(a, b, are_equal);
}
