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

static char *
version_text(const char *languages)
{
    return g_strdup_printf("tesseract %s, model %s", TessVersion(), languages);
}

RvReader *
rv_reader_new(const char *tessdata, const char *languages, GError **error)
{
    g_auto(GStrv) each = g_strsplit(languages, "+", -1);
    const char *folder = tessdata ? tessdata : g_getenv("TESSDATA_PREFIX");
    g_autoptr(RvReader) reader = g_new0(RvReader, 1);

    if (!folder)
        folder = system_folder(each[0] ? each[0] : "");
    if (!each[0]) {
        g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                    _("no recognition model is named: give one like fra"));
        return NULL;
    }
    if (!check_models(folder, each, error))
        return NULL;
    reader->engine = TessBaseAPICreate();
    if (TessBaseAPIInit2(reader->engine, folder, languages, OEM_LSTM_ONLY) != 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_NO_MODEL,
                    _("the recognition model %s in %s cannot be used: install the package "
                      "tesseract-ocr-%s again"),
                    languages, folder, each[0]);
        return NULL;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(settings); i++)
        TessBaseAPISetVariable(reader->engine, settings[i].name, settings[i].value);
    reader->version = version_text(languages);
    return g_steal_pointer(&reader);
}

void
rv_reader_free(RvReader *reader)
{
    if (!reader)
        return;
    if (reader->engine)
        TessBaseAPIDelete(reader->engine);
    g_free(reader->version);
    g_free(reader);
}

const char *
rv_reader_version(const RvReader *reader)
{
    return reader->version;
}
