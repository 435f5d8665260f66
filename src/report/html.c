/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as one page that needs nothing else: style, script and pictures are in it. One document
 * is shown whole; of many there is a table, and those whose pictures are known below it. */
#include "html.h"

#include "rows.h"

#include "recevable/i18n.h"

#include <string.h>

/* The files of this folder as they are, compiled in. */
#define FILE_OF(name, path)                                                                        \
    __asm__(".pushsection .rodata\n.global " #name "\n" #name ":\n.incbin \"" path                 \
            "\"\n.byte 0\n.popsection\n")

FILE_OF(rv_html_style, "src/report/html/report.css");
FILE_OF(rv_html_script, "src/report/html/report.js");

extern const char rv_html_script[];

typedef struct {
    RvHtmlLot lot;
    GString *documents;
    gsize first; /* bytes of the first document */
    gboolean first_has_pictures;
} Kept;

/* ---- head and foot --------------------------------------------------------------------------- */

static char *
hash_of(const char *text)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize size = sizeof digest;

    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text));
    g_checksum_get_digest(sum, digest, &size);
    return g_base64_encode(digest, size);
}

/* Nothing may be fetched, and nothing but the style and the script below is run: whatever a
 * document's texts hold. */
static void
append_head(GString *out, const char *title)
{
    g_autofree char *style = hash_of(rv_html_style), *script = hash_of(rv_html_script);

    rv_html_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n",
                   rv_i18n_language());
    g_string_append_printf(out,
                           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                           "'none'; img-src data:; style-src 'sha256-%s'; script-src "
                           "'sha256-%s'\">\n",
                           style, script);
    rv_html_printf(out,
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<title>%s</title>\n",
                   title);
    g_string_append_printf(out, "<style>%s</style>\n</head>\n<body>\n", rv_html_style);
    rv_html_printf(out, "<main>\n<h1>%s</h1>\n", title);
}

static void
append_foot(GString *out)
{
    g_autofree char *when = rv_i18n_moment(rv_report_moment());
    g_autofree char *line = g_strdup_printf(_("Made by recevable %s, %s."), RV_VERSION, when);

    rv_html_printf(out, "</main>\n<footer>%s</footer>\n", line);
    g_string_append_printf(out, "<script>%s</script>\n</body>\n</html>\n", rv_html_script);
}

/* ---- the report ------------------------------------------------------------------------------ */

void
rv_report_html_begin(RvReport *report, GString *out)
{
    Kept *kept = g_new0(Kept, 1);

    (void)out; /* the title hangs on how many there are */
    kept->lot.rows = g_string_new(NULL);
    kept->lot.models = rv_html_tally_new();
    kept->lot.causes = rv_html_tally_new();
    kept->documents = g_string_new(NULL);
    report->kept = kept;
}

void
rv_report_html(RvReport *report, const RvResult *result, GString *out)
{
    Kept *kept = report->kept;
    gboolean has_pictures = rv_html_page(result, 1) != NULL;

    (void)out;
    rv_html_lot_add(&kept->lot, result, report->n + 1);
    if (!report->n || has_pictures)
        rv_html_document(kept->documents, result, report->n + 1);
    if (!report->n) {
        kept->first = kept->documents->len;
        kept->first_has_pictures = has_pictures;
    }
}

gboolean
rv_report_html_end(RvReport *report, GString *out, GError **error)
{
    Kept *kept = report->kept;
    gsize from = report->n > 1 && !kept->first_has_pictures ? kept->first : 0;
    g_autofree char *title =
        report->n == 1
            ? g_strdup(_("Check of a document"))
            : g_strdup_printf(P_("Check of %u document", "Check of %u documents", report->n),
                              report->n);

    (void)error;
    append_head(out, title);
    if (report->n != 1)
        rv_html_table(out, &kept->lot);
    g_string_append_len(out, kept->documents->str + from, (gssize)(kept->documents->len - from));
    append_foot(out);
    g_string_free(kept->lot.rows, TRUE);
    g_hash_table_unref(kept->lot.models);
    g_hash_table_unref(kept->lot.causes);
    g_string_free(kept->documents, TRUE);
    g_free(kept);
    return TRUE;
}
