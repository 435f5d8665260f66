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
/* Is it an element of that name? */
gboolean rv_xml_is(const xmlNode *node, const char *name);
/* Its text with runs of white space made single spaces, so that wording may be broken over lines;
 * owned by the caller. */
char *rv_xml_text(const xmlNode *node);
/* White space likewise, as the schema sees it; NULL when it is not there; owned by the caller. */
char *rv_xml_attribute(const xmlNode *node, const char *name);
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

/* Reads a list of deadlines and gives each to the templates (RvTemplate) that it binds; *n (or
 * NULL) gets their number. Errors: NOT_FOUND, TEMPLATE. */
gboolean rv_deadlines_load(const char *path, const GPtrArray *templates, guint *n, GError **error);
void rv_deadline_free(RvDeadline *deadline);

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
