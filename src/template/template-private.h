/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of template/ share. */
#pragma once

#include "recevable/template.h"

#include <libxml/tree.h>

#include "recevable/cleanup.h"

/* The first complaint of the parser or the schema. */
typedef struct {
    char *message;
    char *name; /* of the element or attribute it is about, or NULL */
    long line;
    int code;            /* xmlParserErrors */
    const xmlNode *node; /* of the tree, or NULL */
    gboolean doctype;    /* stopped at a DOCTYPE */
} RvComplaint;

/* A handler of structured errors; `data` is the RvComplaint. */
void rv_complaint_note(void *data, xmlErrorPtr cause);
void rv_complaint_clear(RvComplaint *complaint);

/* Reads and parses a file under all limits. `sha256` (or NULL) gets the checksum of its bytes.
 * Errors: NOT_FOUND, TEMPLATE. */
xmlDoc *rv_xml_load(const char *path, char **sha256, GError **error);
/* The same of bytes that stand in for the file. Error: TEMPLATE. */
xmlDoc *rv_xml_parse(const char *path, GBytes *bytes, char **sha256, GError **error);
/* Is it an element of that name? */
gboolean rv_xml_is(const xmlNode *node, const char *name);
/* Its text with runs of white space made single spaces, so that wording may be broken over lines;
 * owned by the caller. */
char *rv_xml_text(const xmlNode *node);
/* White space likewise, as the schema sees it; NULL when it is not there; owned by the caller. */
char *rv_xml_attribute(const xmlNode *node, const char *name);
/* A template of its tree; `path` is what messages call it. Error: TEMPLATE. */
RvTemplate *rv_template_of_tree(xmlDoc *doc, const char *path, const char *sha256, GError **error);
/* Does the tree follow a schema of ours? */
#define RV_SCHEMA_TEMPLATE "recevable-template.rng"
#define RV_SCHEMA_DEADLINES "recevable-deadlines.rng"
gboolean rv_schema_check(xmlDoc *doc, const char *schema, const char *path, GError **error);
/* A complaint of the schema in words: what is wrong and what to do. Owned by the caller. */
char *rv_schema_explain(const xmlDoc *schema, const RvComplaint *complaint);
/* "FILE:LINE: message" as an error of the domain. */
void rv_xml_error(GError **error, const char *path, long line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* What the schema cannot say: unique ids, references that lead somewhere. `lines` tells on which
 * line of the file an item, box, section or rule stands. */
gboolean rv_template_check(const RvTemplate *template_, GHashTable *lines, GError **error);

/* edition.c: takes from the root of a tree of which edition it is. Error: TEMPLATE. */
gboolean rv_edition_load(RvTemplate *template_, const xmlNode *root, GError **error);
/* The day of an attribute; TRUE, and *date as it was, when it is not there. Error: TEMPLATE. */
gboolean rv_xml_day(const xmlNode *node, const char *name, const char *path, GDate *date,
                    GError **error);

/* Of two editions of one form. */
gboolean rv_edition_is_newer(const RvTemplate *a, const RvTemplate *b);
gboolean rv_template_has_date(const RvTemplate *template_, const char *id);

/* Reads a list of deadlines and gives each to the templates (RvTemplate) that it binds; *n (or
 * NULL) gets their number. Errors: NOT_FOUND, TEMPLATE. */
gboolean rv_deadlines_load(const char *path, const GPtrArray *templates, guint *n, GError **error);
void rv_deadline_free(RvDeadline *deadline);

/* revise-tree.c: the element of that id from `from` on, and within; an item's of a whole file; the
 * n-th child of that name, from 0; NULL: there is none. */
xmlNode *rv_tree_find(xmlNode *from, const char *id);
xmlNode *rv_tree_item(xmlDoc *doc, const char *id);
xmlNode *rv_tree_child(xmlNode *node, const char *name, guint nth);
/* The blanks that put a node on a line of its own; and a node behind another one with them. */
xmlNode *rv_tree_indent(const xmlNode *node);
xmlNode *rv_tree_add_behind(xmlNode *before, xmlNode *node);
/* Another wording in an element; its strict words are those of both lists that it holds. */
void rv_tree_set_wording(xmlNode *node, const char *text, GStrv before, GStrv after);
/* pairs.c: item of `after` -> the item of `before` that it is, in its words or in about these. */
GHashTable *rv_template_pairs(const RvTemplate *before, const RvTemplate *after);

RvItem *rv_item_new(void);
void rv_item_free(RvItem *item);
RvRule *rv_rule_new(void);
void rv_rule_free(RvRule *rule);
void rv_section_free(RvSection *section);
void rv_box_spec_free(RvBoxSpec *box);

/* One piece of wording, and how surely it stands in a text. */
typedef struct {
    char *key;      /* comparable text, at most 64 bytes: one machine word of the search */
    double found;   /* 0-1: how surely it stands in the text */
    int distance;   /* edits to the place where it fits best ... */
    int start, end; /* ... which is there, in bytes of the text */
} RvWording;

typedef struct {
    GPtrArray *all; /* RvWording, no two alike */
    GPtrArray *of;  /* GHashTable: the set of RvWording of each template, borrowed from `all` */
} RvWordings;

RvWordings *rv_wordings_new(const GPtrArray *templates);
void rv_wordings_free(RvWordings *wordings);
/* Looks for all of them in a text (comparable: rv_text_key). */
void rv_wordings_find(RvWordings *wordings, const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvWordings, rv_wordings_free)

/* How often a text (comparable: rv_text_key) names a call for funding, and others of its wave. */
typedef struct {
    guint own, foreign;
} RvCodes;

RvCodes rv_codes_count(const char *key, const char *reference);

/* lint-rules.c: adds a warning when no way of ticking keeps all rules. */
void rv_template_lint_rules(const RvTemplate *template_, GPtrArray *warnings);
