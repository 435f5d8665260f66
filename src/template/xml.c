/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file -> a tree that follows the schema. A template may come from a stranger: no network, no
 * DOCTYPE (hence no entities), no file but this one, and none that is larger than any template. */
#include "template-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/paths.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

/* The largest of ours is 20 kB; the time for attributes grows with their square (40,000 of them in
 * 429 kB took 11 s). */
#define MAX_BYTES (128 * 1024)
#define SCHEMA "recevable-template.rng"

/* The first complaint of the parser or the schema. */
typedef struct {
    char *message;
    long line;
    gboolean doctype;
} Complaint;

void
rv_xml_error(GError **error, const char *path, long line, const char *format, ...)
{
    g_autofree char *name = g_filename_display_name(path);
    g_autofree char *message = NULL;
    va_list args;

    va_start(args, format);
    message = g_strdup_vprintf(format, args);
    va_end(args);
    g_strdelimit(message, "\r\n", ' ');
    g_set_error(error, RV_ERROR, RV_ERROR_TEMPLATE, "%s:%ld: %s", name, line, g_strchomp(message));
}

static void
note_complaint(void *data, xmlErrorPtr cause)
{
    Complaint *complaint = data;

    if (complaint->message)
        return;
    complaint->message = g_strdup(cause->message ? cause->message : "?");
    complaint->line = cause->line;
}

static void
refuse_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    xmlParserCtxt *parser = context;
    Complaint *complaint = parser->_private;

    (void)name;
    (void)external;
    (void)system;
    complaint->doctype = TRUE;
    complaint->line = xmlSAX2GetLineNumber(parser);
    xmlStopParser(parser);
}

static xmlParserInputPtr
refuse_entity(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)url;
    (void)id;
    (void)parser;
    return NULL;
}

static char *
read_bytes(const char *path, gsize *size, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *name = g_filename_display_name(path);
    g_autofree char *bytes = NULL;

    if (!g_file_test(path, G_FILE_TEST_IS_REGULAR) ||
        !g_file_get_contents(path, &bytes, size, &cause)) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: there is no such template file: check the name"), name);
        return NULL;
    }
    if (*size > MAX_BYTES) {
        rv_xml_error(error, path, 1, _("larger than %d kB: this is no template"), MAX_BYTES / 1024);
        return NULL;
    }
    return g_steal_pointer(&bytes);
}

static xmlDoc *
parse(const char *path, const char *bytes, gsize size, GError **error)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    Complaint complaint = {0};
    xmlDoc *doc;

    parser->_private = &complaint;
    parser->sax->internalSubset = refuse_doctype;
    parser->sax->serror = note_complaint;
    xmlSetStructuredErrorFunc(&complaint, note_complaint);
    doc = xmlCtxtReadMemory(parser, bytes, (int)size, path, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlFreeParserCtxt(parser);
    if (complaint.doctype || !doc) {
        rv_xml_error(error, path, MAX(complaint.line, 1), "%s",
                     complaint.doctype   ? _("a DOCTYPE is not allowed in a template: remove it")
                     : complaint.message ? complaint.message
                                         : _("this is not XML"));
        g_clear_pointer(&doc, xmlFreeDoc);
    }
    g_free(complaint.message);
    return doc;
}

/* The schema stands beside the template, or where the product's templates are. */
static char *
schema_path(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path), *own = rv_data_dir("templates");
    g_autofree char *beside = g_build_filename(own, SCHEMA, NULL);

    if (g_file_test(beside, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&beside);
    return g_build_filename(folder, SCHEMA, NULL);
}

static gboolean
follows_schema(xmlDoc *doc, const char *path, GError **error)
{
    g_autofree char *schema_file = schema_path(path);
    Complaint complaint = {0};
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt(schema_file);
    xmlRelaxNG *schema;
    xmlRelaxNGValidCtxt *validator = NULL;
    int outcome = -1;

    xmlSetStructuredErrorFunc(&complaint, note_complaint);
    schema = parser ? xmlRelaxNGParse(parser) : NULL;
    if (schema)
        validator = xmlRelaxNGNewValidCtxt(schema);
    if (validator) {
        xmlRelaxNGSetValidStructuredErrors(validator, note_complaint, &complaint);
        outcome = xmlRelaxNGValidateDoc(validator, doc);
    }
    xmlSetStructuredErrorFunc(NULL, NULL);
    if (!schema)
        g_set_error(error, RV_ERROR, RV_ERROR_TEMPLATE,
                    _("%s: the schema of the templates cannot be read: install recevable again"),
                    schema_file);
    else if (outcome != 0)
        rv_xml_error(error, path, MAX(complaint.line, 1), _("%s (see the schema %s)"),
                     complaint.message ? g_strstrip(complaint.message) : "?", SCHEMA);
    g_clear_pointer(&validator, xmlRelaxNGFreeValidCtxt);
    g_clear_pointer(&schema, xmlRelaxNGFree);
    g_clear_pointer(&parser, xmlRelaxNGFreeParserCtxt);
    g_free(complaint.message);
    return outcome == 0;
}

xmlDoc *
rv_xml_load(const char *path, char **sha256, GError **error)
{
    gsize size;
    g_autofree char *bytes = read_bytes(path, &size, error);
    g_autoptr(xmlDoc) doc = NULL;

    if (!bytes)
        return NULL;
    xmlSetExternalEntityLoader(refuse_entity);
    doc = parse(path, bytes, size, error);
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader);
    if (!doc || !follows_schema(doc, path, error))
        return NULL;
    *sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)bytes, size);
    return g_steal_pointer(&doc);
}
