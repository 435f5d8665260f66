/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxml2 says that an element "failed to validate attributes", not which and why. The schema
 * knows; it is asked here. */
#include "template-private.h"

#include "recevable/i18n.h"

#include <libxml/relaxng.h>
#include <libxml/xmlregexp.h>

/* Definitions that refer to definitions; ours go two deep. */
#define MAX_DEPTH 8

/* The first <kind name="name"> of the schema. */
static const xmlNode *
definition(const xmlNode *node, const char *kind, const char *name)
{
    for (; node; node = node->next) {
        g_autofree char *own = rv_xml_is(node, kind) ? rv_xml_attribute(node, "name") : NULL;
        const xmlNode *below;

        if (own && g_str_equal(own, name))
            return node;
        below = definition(node->children, kind, name);
        if (below)
            return below;
    }
    return NULL;
}

/* What an attribute may be, gathered from its definition. */
typedef struct {
    const xmlNode *schema;
    const char *value;
    GString *choices; /* listed values, parted by ", " */
    char *pattern;    /* of a string, or NULL */
    gboolean listed;  /* the value is among the choices */
} Allowed;

static void
gather_allowed(Allowed *allowed, const xmlNode *node, int depth)
{
    for (; node && depth < MAX_DEPTH; node = node->next) {
        if (rv_xml_is(node, "value")) {
            xmlChar *choice = xmlNodeGetContent(node);

            g_string_append_printf(allowed->choices, "%s%s", allowed->choices->len ? ", " : "",
                                   (const char *)choice);
            allowed->listed |= g_str_equal((const char *)choice, allowed->value);
            xmlFree(choice);
        } else if (rv_xml_is(node, "param")) {
            g_autofree char *name = rv_xml_attribute(node, "name");
            xmlChar *content = xmlNodeGetContent(node);

            if (!allowed->pattern && g_strcmp0(name, "pattern") == 0)
                allowed->pattern = g_strdup((const char *)content);
            xmlFree(content);
        } else if (rv_xml_is(node, "ref")) {
            g_autofree char *name = rv_xml_attribute(node, "name");
            const xmlNode *target = name ? definition(allowed->schema, "define", name) : NULL;

            if (target)
                gather_allowed(allowed, target->children, depth + 1);
        }
        gather_allowed(allowed, node->children, depth + 1);
    }
}

static gboolean
matches(const char *pattern, const char *value)
{
    xmlRegexp *regexp = xmlRegexpCompile((const xmlChar *)pattern);
    gboolean match = regexp && xmlRegexpExec(regexp, (const xmlChar *)value) == 1;

    xmlRegFreeRegexp(regexp);
    return match;
}

/* What is wrong with one attribute of `node`, or NULL. */
static char *
explain_attribute(const xmlNode *schema, const xmlNode *attribute, gboolean optional,
                  const xmlNode *node)
{
    g_autofree char *name = rv_xml_attribute(attribute, "name");
    g_autofree char *value = name ? rv_xml_attribute(node, name) : NULL;
    Allowed allowed = {schema, value, NULL, NULL, FALSE};
    char *text = NULL;

    if (!name || (!value && optional))
        return NULL;
    if (!value)
        return g_strdup_printf(_("the attribute '%s' is missing in <%s>: add it"), name,
                               (const char *)node->name);
    allowed.choices = g_string_new(NULL);
    gather_allowed(&allowed, attribute->children, 0);
    if (allowed.choices->len && !allowed.listed)
        text = g_strdup_printf(_("%s=\"%s\" is not known in <%s>: use one of %s"), name, value,
                               (const char *)node->name, allowed.choices->str);
    else if (allowed.pattern && !matches(allowed.pattern, value))
        text = g_strdup_printf(_("%s=\"%s\" is not allowed in <%s>: it must look like %s"), name,
                               value, (const char *)node->name, allowed.pattern);
    g_string_free(allowed.choices, TRUE);
    g_free(allowed.pattern);
    return text;
}

/* Goes through the attributes that the schema gives an element; those of elements below it are not
 * its own. */
static char *
explain_attributes(const xmlNode *schema, const xmlNode *definition_, gboolean optional,
                   const xmlNode *node, int depth)
{
    char *text = NULL;

    for (const xmlNode *part = definition_->children; part && !text && depth < MAX_DEPTH;
         part = part->next) {
        g_autofree char *ref = rv_xml_is(part, "ref") ? rv_xml_attribute(part, "name") : NULL;
        const xmlNode *target = ref ? definition(schema, "define", ref) : NULL;

        if (rv_xml_is(part, "attribute"))
            text = explain_attribute(schema, part, optional, node);
        else if (target)
            text = explain_attributes(schema, target, optional, node, depth + 1);
        else if (part->type == XML_ELEMENT_NODE && !rv_xml_is(part, "element"))
            text = explain_attributes(schema, part, optional || rv_xml_is(part, "optional"), node,
                                      depth + 1);
    }
    return text;
}

/* What is wrong with the attributes that the schema knows of an element, or NULL. */
static char *
explain_node(const xmlDoc *schema, const xmlNode *node)
{
    const xmlNode *root = xmlDocGetRootElement(schema);
    const xmlNode *element = node ? definition(root, "element", (const char *)node->name) : NULL;

    return element ? explain_attributes(root, element, FALSE, node, 0) : NULL;
}

char *
rv_schema_explain(const xmlDoc *schema, const RvComplaint *complaint)
{
    const char *element = complaint->node ? (const char *)complaint->node->name : "?";
    const char *name = complaint->name ? complaint->name : "?";
    char *text;

    switch (complaint->code) {
    case XML_RELAXNG_ERR_ATTRVALID:
        text = explain_node(schema, complaint->node);
        return text ? text
                    : g_strdup_printf(_("an attribute of <%s> has a value that is not allowed: "
                                        "correct it"),
                                      element);
    case XML_RELAXNG_ERR_INVALIDATTR:
        /* Said of an unknown attribute, and of an optional one with a wrong value. */
        text = explain_node(schema, complaint->node);
        if (text)
            return text;
        return g_strdup_printf(_("<%s> has no attribute '%s': correct its name or remove it"),
                               element, name);
    case XML_RELAXNG_ERR_ELEMWRONG:
        return g_strdup_printf(_("<%s> may not stand here: correct its name or its place"), name);
    case XML_RELAXNG_ERR_NOELEM:
    case XML_RELAXNG_ERR_CONTENTVALID:
    case XML_RELAXNG_ERR_DATATYPE:
        return g_strdup_printf(_("what <%s> holds is not complete or not allowed: correct it"),
                               element);
    default:
        break;
    }
    return g_strdup_printf(_("%s: correct it"),
                           complaint->message ? complaint->message : _("not a template"));
}
