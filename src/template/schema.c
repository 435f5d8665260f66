/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a tree against a schema of the templates' folder. */
#include "template-private.h"

#include "recevable/error.h"
#include "recevable/i18n.h"
#include "recevable/paths.h"

#include <libxml/relaxng.h>

/* Ours decides; the one beside the template serves where ours is not installed. */
static char *
schema_path(const char *schema, const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path), *own = rv_data_dir("templates");
    g_autofree char *ours = g_build_filename(own, schema, NULL);

    if (g_file_test(ours, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&ours);
    return g_build_filename(folder, schema, NULL);
}

/* Compiles the schema. The tree was loaded under the limits of templates, and nothing that it may
 * name (include, externalRef) is fetched: it is one file. */
static xmlRelaxNG *
compile(xmlDoc *tree)
{
    xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt(tree);
    RvComplaint complaint = {0};
    xmlRelaxNG *schema;

    xmlSetStructuredErrorFunc(&complaint, rv_complaint_note);
    schema = parser ? xmlRelaxNGParse(parser) : NULL;
    xmlSetStructuredErrorFunc(NULL, NULL);
    g_clear_pointer(&parser, xmlRelaxNGFreeParserCtxt);
    rv_complaint_clear(&complaint);
    return schema;
}

static gboolean
validate(xmlRelaxNG *schema, xmlDoc *doc, RvComplaint *complaint)
{
    xmlRelaxNGValidCtxt *validator = xmlRelaxNGNewValidCtxt(schema);
    int outcome = -1;

    /* Types of data complain through the global handler. */
    xmlSetStructuredErrorFunc(complaint, rv_complaint_note);
    if (validator) {
        xmlRelaxNGSetValidStructuredErrors(validator, rv_complaint_note, complaint);
        outcome = xmlRelaxNGValidateDoc(validator, doc);
    }
    xmlSetStructuredErrorFunc(NULL, NULL);
    g_clear_pointer(&validator, xmlRelaxNGFreeValidCtxt);
    return outcome == 0;
}

gboolean
rv_schema_check(xmlDoc *doc, const char *name, const char *path, GError **error)
{
    g_autofree char *file = schema_path(name, path), *advice = NULL;
    g_autoptr(xmlDoc) tree = rv_xml_load(file, NULL, error);
    xmlRelaxNG *schema = tree ? compile(tree) : NULL;
    RvComplaint complaint = {0};
    gboolean valid = schema && validate(schema, doc, &complaint);

    if (tree && !schema) {
        g_set_error(error, RV_ERROR, RV_ERROR_TEMPLATE,
                    _("%s: this schema of the templates is broken: install recevable again"), file);
    } else if (schema && !valid) {
        advice = rv_schema_explain(tree, &complaint);
        rv_xml_error(error, path, MAX(complaint.line, 1), "%s", advice);
    }
    g_clear_pointer(&schema, xmlRelaxNGFree);
    rv_complaint_clear(&complaint);
    return valid;
}
