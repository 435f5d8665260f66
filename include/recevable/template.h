/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stage 5, template: the document models, and which of them a document follows. The only includer
 * of libxml2. A template is immutable once loaded. */
#pragma once

#include <glib.h>

typedef enum {
    RV_ITEM_MENTION,   /* a fixed phrase */
    RV_ITEM_FIELD,     /* a label and a value */
    RV_ITEM_GROUP,     /* a question and its boxes */
    RV_ITEM_TABLE,     /* the price table */
    RV_ITEM_SIGNATURE, /* a label and a place for ink */
} RvItemKind;

typedef enum {
    RV_FIELD_TEXT,
    RV_FIELD_ADDRESS,
    RV_FIELD_DATE,
    RV_FIELD_SIRET,
    RV_FIELD_FINESS,
    RV_FIELD_PHONE,
    RV_FIELD_EMAIL,
    RV_FIELD_REFERENCE,
    RV_FIELD_NUMBER,
    RV_FIELD_FREETEXT,
} RvFieldType;

typedef enum {
    RV_GROUP_EXACTLY_ONE,
    RV_GROUP_AT_LEAST_ONE,
    RV_GROUP_AT_MOST_ONE,
    RV_GROUP_ALL,
} RvGroupRule;

/* One box of a group. */
typedef struct {
    char *id;
    char *label;
    GStrv strict; /* words of the label in which no letter may differ; never NULL */
    char *detail; /* id of the field that belongs to it ("préciser : ..."), or NULL */
} RvBoxSpec;

/* A reference to a box, "group/box", or to a whole group, "group" (box NULL). */
typedef struct {
    char *group; /* NULL: no reference at all */
    char *box;
} RvBoxRef;

typedef struct {
    char *id;
    RvItemKind kind;
    char *section; /* id */
    char *text;    /* mention: the wording; field, signature: the label; group: the prompt or NULL;
                    * table: the column headings joined by spaces */
    GStrv strict;  /* never NULL */
    gboolean required;       /* its absence fails the document */
    gboolean label_required; /* field: FALSE when the label may be left out of the paper */
    gboolean informative;    /* never decides the verdict */
    /* mention */
    char *when;         /* the condition under which it is demanded, in words; NULL: always */
    char *when_without; /* ... holds where this field is empty ... */
    char *when_before;  /* ... or this date is before the solution was referenced; may be NULL */
    /* field */
    RvFieldType type;
    char *required_unless;  /* id of the mention whose presence waives the value, or NULL */
    RvBoxRef required_when; /* the value is demanded only when that box is ticked */
    /* group */
    RvGroupRule rule;
    gboolean guessed;       /* nobody confirmed the rule: it decides nothing */
    GPtrArray *boxes;       /* RvBoxSpec; NULL for other kinds */
    char *under;            /* the question that stands above its prompt, or NULL */
    RvBoxRef applies_when;  /* counts only when that box is ticked */
    RvBoxRef optional_when; /* may be left out of the paper when that box is ticked */
    /* table */
    GStrv columns;     /* headings */
    int lines_exactly; /* how many lines of goods */
    GStrv line_labels; /* one of these each */
    char *agrees_with; /* id of the group whose ticked box the line's label must agree with */
    char *software;    /* id of the field that names the software, which a line may name; or NULL */
    /* signature */
    GStrv signatories; /* ids of the fields that name who signs, or for whom; NULL: none does */
} RvItem;

typedef enum { RV_RULE_NONE_OF, RV_RULE_ONE_OF_EACH, RV_RULE_FILLED, RV_RULE_DATES } RvRuleKind;

/* A condition over several items. */
typedef struct {
    char *id;
    char *text; /* the rule in words, French */
    RvRuleKind kind;
    RvBoxRef condition; /* group NULL: unconditional */
    gboolean unless;    /* the condition is "unless", not "if" */
    GStrv items;        /* groups (none_of, one_of_each), fields (filled, dates: first, second) */
    int at_least_months,
        at_least_days; /* dates: the second is at least that much after the first */
} RvRule;

/* One state of a deadline: they move. */
typedef struct {
    GDate valid_from; /* the day from which this is the deadline */
    GDate date;       /* the last day; not g_date_valid(): it is counted, months and days ... */
    char *after;      /* ... after this date field; or NULL */
    int months, days;
    char *time;   /* "12:00": the hour of the last day; NULL: all of it */
    char *source; /* the official document that says so, French */
} RvLimit;

/* A deadline of the programme that binds the documents of a template. */
typedef struct {
    char *id;
    char *text;        /* what ends, French */
    char *field;       /* the date field that must be in time; NULL: the day of submission */
    char *mention;     /* binds only where this mention stands; or NULL */
    char *without;     /* binds only where this field is empty; or NULL */
    GPtrArray *limits; /* RvLimit, the older first: the last one that is valid counts */
} RvDeadline;

typedef enum {
    RV_TEMPLATE_FULL,
    RV_TEMPLATE_FROM_SLIDES,
    RV_TEMPLATE_SCENARIO_ONLY
} RvTemplateStatus;

typedef struct {
    char *id, *title, *kind, *reference, *source;
    char *model;                   /* the same for all editions of one form */
    char *edition;                 /* what people call it; or NULL */
    GDate valid_from, valid_until; /* the first and the last day; not g_date_valid(): not told */
    char *dated_by; /* id of the date field that tells which edition counts; or NULL */
    RvTemplateStatus status;
    char *path;             /* of the file it came from */
    char *sha256;           /* of that file's bytes */
    GPtrArray *sections;    /* RvSection, in the order of the paper */
    GPtrArray *items;       /* RvItem, in the order of the paper */
    GPtrArray *rules;       /* RvRule */
    GPtrArray *deadlines;   /* RvDeadline; none when it was loaded by itself */
    char *deadlines_sha256; /* of the file they came from; NULL: there is none */
} RvTemplate;

typedef struct {
    char *id;
    GStrv anchors; /* headings under which it may start ("Fournisseur"); may be empty */
} RvSection;

/* Loads one file, checked against the schema. Error: TEMPLATE ("file:line: ..."), NOT_FOUND. */
RvTemplate *rv_template_load(const char *path, GError **error);
void rv_template_free(RvTemplate *template_);
/* The file of a folder of templates that holds the deadlines of all of them; it may lack. */
#define RV_DEADLINES_FILE "deadlines.xml"
/* All other *.xml of a folder (NULL: the installed one), sorted by id; owned, frees its templates.
 */
GPtrArray *rv_templates_load(const char *folder, GError **error);
/* Checks a list of deadlines beside the templates of its folder, or where it stands alone, beside
 * the installed ones; *n: how many it holds. Error: as rv_template_load(). */
gboolean rv_deadlines_validate(const char *path, guint *n, GError **error);
/* The same of bytes that stand in for that file, which need not be there. */
RvTemplate *rv_template_load_bytes(const char *path, GBytes *bytes, GError **error);
/* markup.c: text as it may stand in such a file; what is no XML becomes a blank. And a wording,
 * with its strict words (ended by NULL) in their element. Both owned by the caller. */
char *rv_xml_escape(const char *text);
char *rv_wording_to_xml(const char *text, const char *const *strict);
/* Appends the words of a text, in lines of that many columns, each behind so many blanks. */
#define RV_XML_WIDTH 100
void rv_xml_wrap(GString *out, const char *text, int indent);
/* difference.c: the words that differ, with those between them: "“120” → “90”"; either may be NULL.
 * NULL: none does. Owned by the caller. */
char *rv_wording_difference(const char *before, const char *after);
/* revise.c: the file of a template as a newer draft of the same form asks for: what the draft words
 * otherwise is worded so, what it adds is added in its place, what it lacks stays with a comment;
 * all else stays as somebody wrote it. `changes` gets a line (char *) for each. The caller's.
 * Errors as rv_template_load(). */
char *rv_template_revise(const char *path, GBytes *draft, GPtrArray *changes, GError **error);
/* What would fail in the field though the template is valid: sentences (char *) for its author;
 * owned, frees them. `others`: the templates beside it, which it may be among. */
GPtrArray *rv_template_lint(const RvTemplate *template_, const GPtrArray *others);
const RvTemplate *rv_templates_find(const GPtrArray *templates, const char *id);
const RvItem *rv_template_item(const RvTemplate *template_, const char *id);
const char *rv_item_kind_name(RvItemKind kind);   /* "mention" */
const char *rv_field_type_name(RvFieldType type); /* "siret" */
const char *rv_group_rule_name(RvGroupRule rule); /* "exactly-one" */

/* The edition of the same form that counts on a day: of several the newest; NULL: none does. */
const RvTemplate *rv_templates_edition(const GPtrArray *templates, const RvTemplate *of,
                                       const GDate *day);

/* Which model does this text follow? `text` is all that was read, lines parted by '\n'. NULL when
 * none fits well enough or two fit alike, unless they are editions of one form, of which the one
 * that fits best is told, or the newest; *confidence (may be NULL) is 0-1. */
const RvTemplate *rv_templates_classify(const GPtrArray *templates, const char *text,
                                        double *confidence);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(RvTemplate, rv_template_free)
