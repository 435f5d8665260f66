/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The codes of the calls for funding in a text: "AF-HOP-DPI-Va2" names the programme (HOP-DPI) and
 * its wave (Va2). Every wave that is read tells of some call, whether a template is for it or not.
 */
#include "template-private.h"

#include "recevable/text.h"

#include <string.h>

/* Readers take a letter of a code for another; DPI and PFI are two edits apart. */
#define MAX_EDITS 1

/* Splits "AF-HOP-DPI-Va2" into "hopdpi" and "va2"; "AF" only says that it is a call. */
static void
split_code(const char *reference, char **programme, char **wave)
{
    g_autofree char *key = rv_text_key(reference);
    g_auto(GStrv) words = g_strsplit(key, " ", -1);
    guint n = g_strv_length(words), first = n > 1 && g_str_equal(words[0], "af");
    GString *joined = g_string_new(NULL);

    for (guint i = first; i + 1 < n; i++)
        g_string_append(joined, words[i]);
    *programme = g_string_free(joined, FALSE);
    *wave = g_strdup(n ? words[n - 1] : "");
}

/* The last `n` letters before `at`, spaces left out. */
static char *
letters_before(const char *text, const char *at, gsize n)
{
    char *letters = g_malloc0(n + 1);

    while (n && at > text)
        if (*--at != ' ')
            letters[--n] = *at;
    memmove(letters, letters + n, strlen(letters + n) + 1);
    return letters;
}

RvCodes
rv_codes_count(const char *key, const char *reference)
{
    g_autofree char *programme = NULL, *wave = NULL;
    RvCodes codes = {0, 0};
    gsize length;

    split_code(reference, &programme, &wave);
    length = strlen(wave);
    for (const char *at = key; length && (at = strstr(at, wave)); at += length) {
        g_autofree char *before = letters_before(key, at, strlen(programme));

        if (g_ascii_isalnum(at[length]))
            continue;
        if (rv_text_distance(before, programme) <= MAX_EDITS)
            codes.own++;
        else
            codes.foreign++;
    }
    return codes;
}
