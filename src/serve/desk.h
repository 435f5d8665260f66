/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The documents that were given, and how far each is. Two jobs for each: a glance at all its pages,
 * which takes a moment, and the check. */
#pragma once

#include "recevable/serve.h"

#define RV_DESK_ID 32 /* hexadecimal digits: 128 bits that nobody guesses */

typedef enum { RV_DESK_WAITING, RV_DESK_CHECKING, RV_DESK_DONE } RvDeskState;

typedef struct {
    char id[RV_DESK_ID + 1];
    char *name; /* as given; never NULL */
    RvDeskState state;
    RvJob *look, *check; /* under way, borrowed from the pool; NULL: not */
    RvIntake *intake;    /* NULL: it was checked */
    char sha256[65];
    RvResult *glance;  /* readability from the images alone; NULL: not yet */
    RvResult *result;  /* NULL: not yet */
    RvAnnotated how;   /* the copy was annotated; NOT: no check yet, or none that came to an end */
    GBytes *annotated; /* DONE: the copy; owned */
    gint64 touched;    /* monotonic, microseconds */
} RvDeskDocument;

typedef struct {
    const RvServe *serve;
    GHashTable *documents;               /* id -> RvDeskDocument */
    GQueue to_glance, to_check, to_pack; /* ids (char *, owned) */
    guint checking;
} RvDesk;

/* Documents at the most, and their bytes in all: what a machine of today has to spare. */
#define RV_DESK_DOCUMENTS 200
#define RV_DESK_BYTES (2000u * 1000 * 1000)
/* Pages of a document that are shown: a form has four, and a picture takes 2 MB at first. */
#define RV_DESK_PICTURES 50

void rv_desk_init(RvDesk *desk, const RvServe *serve);
void rv_desk_clear(RvDesk *desk);
/* What is held of them all. */
gsize rv_desk_bytes(const RvDesk *desk);
/* Whether another document may come. */
gboolean rv_desk_has_room(const RvDesk *desk);
/* Takes the intake over; its document, the desk's. */
RvDeskDocument *rv_desk_add(RvDesk *desk, RvIntake *intake, const char *name);
/* NULL: there is none. It counts as asked for. */
RvDeskDocument *rv_desk_find(RvDesk *desk, const char *id);
void rv_desk_forget(RvDesk *desk, RvDeskDocument *document);
/* Gives the pool what it has room for. */
void rv_desk_feed(RvDesk *desk);
/* Takes what the pool is done with over. */
void rv_desk_take(RvDesk *desk, RvJob *job);
/* Forgets what nobody asked for. */
void rv_desk_tidy(RvDesk *desk);
/* A person says to have looked at an item, or takes that back. FALSE: the result has none such. */
gboolean rv_desk_mark_seen(RvDeskDocument *document, const char *item, gboolean is_seen);

/* pictures.c: those that a job brought are to be made small. */
void rv_desk_pack_later(RvDesk *desk, RvDeskDocument *document);
/* Makes one of them small: what takes a moment. FALSE: there is none. */
gboolean rv_desk_pack(RvDesk *desk);
/* A page's, as a PNG; the caller's. NULL: there is none, or not yet. */
GBytes *rv_desk_picture(RvDeskDocument *document, int page);
gsize rv_desk_picture_bytes(const RvDeskDocument *document);
