/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine and its models: where they are, and how it is set. */
#include "read-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

/* Where Debian and others put the models, the newest first. */
static const char *const tessdata_folders[] = {
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
};

/* The engine's settings that are not its defaults. */
static const struct {
    const char *name, *value;
} settings[] = {
    {"tessedit_do_invert", "0"}, /* dark bars are turned by image/ already; saves 4 % */
    {"debug_file", "/dev/null"},
    {"load_number_dawg", "1"},
};

#define SHOWN_OF_HASH 12 /* hexadecimal digits */

static char *
model_path(const char *folder, const char *language)
{
    g_autofree char *name = g_strconcat(language, ".traineddata", NULL);

    return g_build_filename(folder, name, NULL);
}

static const char *
system_folder(const char *language)
{
    for (gsize i = 0; i < G_N_ELEMENTS(tessdata_folders); i++) {
        g_autofree char *path = model_path(tessdata_folders[i], language);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return tessdata_folders[i];
    }
    return tessdata_folders[0];
}

/* A language name goes into a path and a message: letters, digits, '_' and '/' as in "script/Latin"
 * only, and no way up. */
static gboolean
language_is_sane(const char *language)
{
    for (const char *p = language; *p; p++)
        if (!g_ascii_isalnum(*p) && *p != '_' && *p != '/')
            return FALSE;
    return *language && *language != '/';
}

static gboolean
check_models(const char *folder, GStrv languages, GError **error)
{
    for (guint i = 0; languages[i]; i++) {
        g_autofree char *path = NULL, *package = NULL;

        if (!language_is_sane(languages[i])) {
            g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                        _("'%s' is not the name of a recognition model: give one like fra, or "
                          "several like fra+eng"),
                        languages[i]);
            return FALSE;
        }
        path = model_path(folder, languages[i]);
        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            continue;
        package = g_strdelimit(g_strconcat("tesseract-ocr-", languages[i], NULL), "_/", '-');
        g_set_error(error, RV_ERROR, RV_ERROR_NO_MODEL,
                    _("no recognition model %s: install the package %s, or name the folder that "
                      "holds it with --tessdata"),
                    path, package);
        return FALSE;
    }
    return TRUE;
}

/* The networks of all the languages; none when one of them cannot be run: Tesseract mixes its
 * languages itself. `why` then says which, and is owned by the caller. */
static GPtrArray *
load_nets(const char *folder, GStrv languages, char **why)
{
    GPtrArray *nets = g_ptr_array_new_with_free_func((GDestroyNotify)rv_net_free);

    for (guint i = 0; languages[i]; i++) {
        g_autofree char *path = model_path(folder, languages[i]);
        g_autoptr(GError) error = NULL;
        RvNet *net = rv_net_load(path, &error);

        if (!net) {
            *why = g_strdup(error->message);
            g_ptr_array_set_size(nets, 0);
            break;
        }
        g_ptr_array_add(nets, net);
    }
    return nets;
}

/* The first bytes of a hash of all models: those of one name differ between systems. */
static char *
models_hash(const RvReader *reader, GStrv languages)
{
    g_autoptr(GChecksum) all = g_checksum_new(G_CHECKSUM_SHA256);

    for (guint i = 0; languages[i]; i++) {
        g_autofree char *path = model_path(reader->folder, languages[i]);
        g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);

        if (file)
            g_checksum_update(all, (const guchar *)g_mapped_file_get_contents(file),
                              (gssize)g_mapped_file_get_length(file));
    }
    return g_strndup(g_checksum_get_string(all), SHOWN_OF_HASH);
}

static char *
version_text(const RvReader *reader, GStrv languages, const char *why)
{
    g_autofree char *hash = models_hash(reader, languages);

    if (reader->kind == RV_READER_FAST)
        return g_strdup_printf("recevable %s (%s), model %s %s", RV_VERSION,
                               rv_net_kernel(g_ptr_array_index(reader->nets, 0)), reader->languages,
                               hash);
    return g_strdup_printf("tesseract %s, model %s %s%s%s%s", TessVersion(), reader->languages,
                           hash, why ? " (" : "", why ? why : "", why ? ")" : "");
}

/* Loads Tesseract itself, once. */
gboolean
rv_engine_load(RvReader *reader, GError **error)
{
    if (reader->engine)
        return TRUE;
    reader->engine = TessBaseAPICreate();
    if (TessBaseAPIInit2(reader->engine, reader->folder, reader->languages, OEM_LSTM_ONLY) != 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_NO_MODEL,
                    _("the recognition model %s in %s cannot be used: install its package again"),
                    reader->languages, reader->folder);
        TessBaseAPIDelete(g_steal_pointer(&reader->engine));
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
        TessBaseAPISetVariable(reader->engine, settings[i].name, settings[i].value);
    return TRUE;
}

RvReader *
rv_reader_new(const char *tessdata, const char *languages, RvReaderKind kind, GError **error)
{
    g_auto(GStrv) each = g_strsplit(languages, "+", -1);
    const char *folder = tessdata ? tessdata : g_getenv("TESSDATA_PREFIX");
    g_autoptr(RvReader) reader = g_new0(RvReader, 1);
    g_autofree char *why = NULL;

    if (!folder)
        folder = system_folder(each[0] ? each[0] : "");
    if (!each[0]) {
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                    _("no recognition model is named: give one like fra"));
        return NULL;
    }
    if (!check_models(folder, each, error))
        return NULL;
    reader->folder = g_strdup(folder);
    reader->languages = g_strdup(languages);
    reader->nets = kind == RV_READER_FAST ? load_nets(folder, each, &why) : g_ptr_array_new();
    reader->kind = reader->nets->len ? RV_READER_FAST : RV_READER_TESSERACT;
    if (reader->kind == RV_READER_TESSERACT && !rv_engine_load(reader, error))
        return NULL;
    reader->version = version_text(reader, each, why);
    return g_steal_pointer(&reader);
}

void
rv_reader_free(RvReader *reader)
{
    if (!reader)
        return;
    if (reader->engine)
        TessBaseAPIDelete(reader->engine);
    g_clear_pointer(&reader->nets, g_ptr_array_unref);
    g_free(reader->folder);
    g_free(reader->languages);
    g_free(reader->version);
    g_free(reader);
}

const char *
rv_reader_version(const RvReader *reader)
{
    return reader->version;
}
