/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Members that hold nothing else. */
#pragma once

#include "json-shape.h"

#include "recevable/geometry.h"

/* A member in its struct. */
#define RV_JSON_MEMBER(type, from, member)                                                         \
    ((type)(gpointer)((char *)(gpointer)(from) + (member)->offset))
#define RV_JSON_CONST_MEMBER(type, from, member)                                                   \
    ((const type)(gconstpointer)((const char *)(from) + (member)->offset))

typedef struct {
    json_t *(*write)(const RvJsonMember *member, gconstpointer from);
    gboolean (*read)(const RvJsonMember *member, const json_t *value, gpointer into);
} RvJsonValue;

/* By RvJsonType; {NULL} for what holds others, and for PLACE. */
extern const RvJsonValue rv_json_values[RV_JSON_N_TYPES];

void rv_json_write_place(json_t *object, const RvPlace *place);
gboolean rv_json_read_place(const json_t *object, RvPlace *place);
