/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tree of a template, changed so that its file looks as if a person had done it. */
#include "template-private.h"

#include <libxml/parser.h>
#include <string.h>

xmlNode *
rv_tree_find(xmlNode *from, const char *id)
{
    for (xmlNode *node = from; node; node = node->next) {
        g_autofree char *own = node->type == XML_ELEMENT_NODE ? rv_xml_attribute(node, "id") : NULL;
        xmlNode *below;

        if (own && g_str_equal(own, id) && !rv_xml_is(node, "template") && !rv_xml_is(node, "box"))
            return node;
        below = node->type == XML_ELEMENT_NODE ? rv_tree_find(node->children, id) : NULL;
        if (below)
            return below;
    }
    return NULL;
}

xmlNode *
rv_tree_item(xmlDoc *doc, const char *id)
{
    for (xmlNode *section = xmlDocGetRootElement(doc)->children; section; section = section->next) {
        xmlNode *found = rv_xml_is(section, "section") ? rv_tree_find(section->children, id) : NULL;

        if (found)
            return found;
    }
    return NULL;
}

xmlNode *
rv_tree_child(xmlNode *node, const char *name, guint nth)
{
    for (xmlNode *child = node->children; child; child = child->next)
        if (rv_xml_is(child, name) && !nth--)
            return child;
    return NULL;
}

static int
depth_of(const xmlNode *node)
{
    int depth = 0;

    for (const xmlNode *up = node->parent; up && up->type == XML_ELEMENT_NODE; up = up->parent)
        depth++;
    return depth;
}

/* The blanks before a node, which put it on a line of its own. */
xmlNode *
rv_tree_indent(const xmlNode *node)
{
    g_autofree char *text = g_strdup_printf("\n%*s", 2 * depth_of(node), "");

    return xmlNewText((const xmlChar *)text);
}

xmlNode *
rv_tree_add_behind(xmlNode *before, xmlNode *node)
{
    xmlNode *added = xmlAddNextSibling(before, node);

    xmlAddPrevSibling(added, rv_tree_indent(added));
    return added;
}

/* Strict words of the draft, and those that somebody marked. */
static char **
strict_of(GStrv before, GStrv after)
{
    GPtrArray *all = g_ptr_array_new();

    for (; *before; before++)
        g_ptr_array_add(all, *before);
    for (; *after; after++)
        g_ptr_array_add(all, *after);
    g_ptr_array_add(all, NULL);
    return (char **)g_ptr_array_free(all, FALSE);
}

/* As it stands in our files: on the line of its element, or on lines of its own. */
static char *
over_lines(const xmlNode *node, const char *xml)
{
    int indent = 2 * depth_of(node);
    GString *out;

    if (indent + 2 * (int)strlen((const char *)node->name) + (int)g_utf8_strlen(xml, -1) + 5 <=
        RV_XML_WIDTH)
        return g_strdup(xml);
    out = g_string_new("\n");
    rv_xml_wrap(out, xml, indent + 2);
    g_string_append_printf(out, "%*s", indent, "");
    return g_string_free(out, FALSE);
}

void
rv_tree_set_wording(xmlNode *node, const char *text, GStrv before, GStrv after)
{
    g_autofree char **strict = strict_of(before, after);
    g_autofree char *plain = rv_wording_to_xml(text, (const char *const *)strict);
    g_autofree char *xml = over_lines(node, plain);
    xmlNode *content = NULL;

    while (node->children) {
        xmlNode *child = node->children;

        xmlUnlinkNode(child);
        xmlFreeNode(child);
    }
    if (xmlParseInNodeContext(node, xml, (int)strlen(xml), XML_PARSE_NONET, &content) == XML_ERR_OK)
        xmlAddChildList(node, content);
}
