/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A file -> a tree. A template may come from a stranger: no network, no DOCTYPE (hence no
 * entities), no file but this one, and none that is larger than any template. */
#include "template-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <libxml/parser.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The largest of ours is 20 kB. libxml2's time for attributes grows with the square of their
 * number: 40,000 of them in 429 kB took 11 s, what fits here takes 1 s. */
#define MAX_BYTES (128 * 1024)

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

gboolean
rv_xml_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && g_str_equal((const char *)node->name, name);
}

/* Its words, parted by single spaces. */
static char *
collapse(const xmlChar *raw)
{
    g_auto(GStrv) words = g_strsplit_set(raw ? (const char *)raw : "", " \t\r\n", -1);
    GString *text = g_string_new(NULL);

    for (guint i = 0; words[i]; i++)
        if (*words[i])
            g_string_append_printf(text, "%s%s", text->len ? " " : "", words[i]);
    return g_string_free(text, FALSE);
}

char *
rv_xml_text(const xmlNode *node)
{
    xmlChar *raw = xmlNodeGetContent(node);
    char *text = collapse(raw);

    xmlFree(raw);
    return text;
}

char *
rv_xml_attribute(const xmlNode *node, const char *name)
{
    xmlChar *raw = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *text = raw ? collapse(raw) : NULL;

    xmlFree(raw);
    return text;
}

/* The schema has checked the figures and hyphens of 2026-09-23, not that there is such a day. */
gboolean
rv_xml_day(const xmlNode *node, const char *name, const char *path, GDate *date, GError **error)
{
    g_autofree char *text = rv_xml_attribute(node, name);
    int year, month, day;

    if (!text)
        return TRUE;
    year = (int)g_ascii_strtoll(text, NULL, 10);
    month = (int)g_ascii_strtoll(text + 5, NULL, 10);
    day = (int)g_ascii_strtoll(text + 8, NULL, 10);
    if (g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year)) {
        g_date_set_dmy(date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
        return TRUE;
    }
    rv_xml_error(error, path, xmlGetLineNo(node), _("there is no day '%s': correct '%s'"), text,
                 name);
    return FALSE;
}

/* libxml2 names the element that it complains of, but may hand over the child that it was at. */
static const xmlNode *
element_named(const xmlNode *node, const char *name)
{
    for (const xmlNode *up = node; up && name; up = up->parent)
        if (up->type == XML_ELEMENT_NODE && g_str_equal((const char *)up->name, name))
            return up;
    return node;
}

void
rv_complaint_note(void *data, xmlErrorPtr cause)
{
    RvComplaint *complaint = data;

    if (complaint->message)
        return;
    complaint->message = g_strstrip(g_strdup(cause->message ? cause->message : "?"));
    complaint->name = g_strdup(cause->str1);
    complaint->code = cause->code;
    complaint->node = element_named(cause->node, complaint->name);
    complaint->line = complaint->node ? xmlGetLineNo(complaint->node) : cause->line;
}

void
rv_complaint_clear(RvComplaint *complaint)
{
    g_free(complaint->message);
    g_free(complaint->name);
}

static void
refuse_doctype(void *context, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
    xmlParserCtxt *parser = context;
    RvComplaint *complaint = parser->_private;

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

/* A regular file's bytes, no more than `max` + 1 of them; NULL with errno set. */
static GByteArray *
read_at_most(int fd, gsize max)
{
    g_autoptr(GByteArray) bytes = g_byte_array_sized_new((guint)max + 1);
    struct stat status;
    gssize n = 1;

    if (fstat(fd, &status) != 0)
        return NULL;
    if (!S_ISREG(status.st_mode)) {
        errno = S_ISDIR(status.st_mode) ? EISDIR : ENOTSUP;
        return NULL;
    }
    while (n > 0 && bytes->len <= max) {
        guint8 chunk[4096];

        n = read(fd, chunk, MIN(sizeof chunk, max + 1 - bytes->len));
        if (n > 0)
            g_byte_array_append(bytes, chunk, (guint)n);
    }
    return n < 0 ? NULL : g_steal_pointer(&bytes);
}

static GByteArray *
read_bytes(const char *path, GError **error)
{
    g_autofree char *name = g_filename_display_name(path);
    /* O_NONBLOCK: opening a FIFO must not wait for its writer. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    g_autoptr(GByteArray) bytes = fd >= 0 ? read_at_most(fd, MAX_BYTES) : NULL;
    int cause = errno;

    if (fd >= 0)
        close(fd);
    if (!bytes)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: this template cannot be read (%s): check the name and the rights"), name,
                    g_strerror(cause));
    else if (!bytes->len)
        rv_xml_error(error, path, 1, _("the file is empty: copy another template and change it"));
    else
        return g_steal_pointer(&bytes);
    return NULL;
}

static void
set_parse_error(GError **error, const char *path, const RvComplaint *complaint)
{
    if (complaint->doctype)
        rv_xml_error(error, path, complaint->line,
                     _("a DOCTYPE is not allowed in a template: remove it"));
    else
        rv_xml_error(error, path, MAX(complaint->line, 1),
                     _("this is not well-formed XML (%s): correct it"),
                     complaint->message ? complaint->message : "?");
}

static xmlDoc *
parse(const char *path, GBytes *bytes, GError **error)
{
    xmlParserCtxt *parser = xmlNewParserCtxt();
    RvComplaint complaint = {0};
    xmlDoc *doc;

    if (!parser)
        g_error("out of memory");
    parser->_private = &complaint;
    parser->sax->internalSubset = refuse_doctype;
    xmlSetStructuredErrorFunc(&complaint, rv_complaint_note);
    doc = xmlCtxtReadMemory(parser, g_bytes_get_data(bytes, NULL), (int)g_bytes_get_size(bytes),
                            path, NULL, XML_PARSE_NONET | XML_PARSE_NOCDATA);
    xmlSetStructuredErrorFunc(NULL, NULL);
    xmlFreeParserCtxt(parser);
    if (complaint.doctype || complaint.message || !doc) {
        set_parse_error(error, path, &complaint);
        g_clear_pointer(&doc, xmlFreeDoc);
    }
    rv_complaint_clear(&complaint);
    return doc;
}

xmlDoc *
rv_xml_parse(const char *path, GBytes *bytes, char **sha256, GError **error)
{
    xmlExternalEntityLoader before;
    xmlDoc *doc;

    if (g_bytes_get_size(bytes) > MAX_BYTES) {
        rv_xml_error(error, path, 1, _("larger than %d kB: this is no template; make it smaller"),
                     MAX_BYTES / 1024);
        return NULL;
    }
    before = xmlGetExternalEntityLoader();
    xmlSetExternalEntityLoader(refuse_entity);
    doc = parse(path, bytes, error);
    xmlSetExternalEntityLoader(before);
    if (doc && sha256)
        *sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
    return doc;
}

xmlDoc *
rv_xml_load(const char *path, char **sha256, GError **error)
{
    g_autoptr(GByteArray) array = read_bytes(path, error);
    g_autoptr(GBytes) bytes = array ? g_byte_array_free_to_bytes(g_steal_pointer(&array)) : NULL;

    return bytes ? rv_xml_parse(path, bytes, sha256, error) : NULL;
}
