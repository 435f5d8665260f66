/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of template/ share. */
#pragma once

#include "recevable/template.h"

#include <libxml/tree.h>

#include "recevable/cleanup.h"

/* Reads and parses a file under all limits, checked against the schema. `sha256` gets the
 * checksum of its bytes. Errors: NOT_FOUND, TEMPLATE. */
xmlDoc *rv_xml_load(const char *path, char **sha256, GError **error);
/* "FILE:LINE: message" as an error of the domain. */
void rv_xml_error(GError **error, const char *path, long line, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* What the schema cannot say: unique ids, references that lead somewhere. `doc` tells the lines. */
gboolean rv_template_check(const RvTemplate *template_, const xmlDoc *doc, GError **error);

RvItem *rv_item_new(void);
void rv_item_free(RvItem *item);
RvRule *rv_rule_new(void);
void rv_rule_free(RvRule *rule);
void rv_section_free(RvSection *section);
void rv_box_spec_free(RvBoxSpec *box);
