/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests and their answers. */
#pragma once

#include "desk.h"
#include "door.h"

#include <microhttpd.h>

typedef struct {
    RvDesk desk;
    GPtrArray *names; /* char *: what its address may be called, with the port where it must be */
    RvAddress address, proxy;
    guint port;        /* that it listens on */
    GPtrArray *guests; /* RvGuest: connections that are open */
    struct MHD_Daemon *daemon;
} RvServer;

/* A connection, and what it may take. */
typedef struct {
    int fd;
    gint64 until; /* monotonic, microseconds: its request must have come whole by then */
} RvGuest;

/* server.c: it begins another request. */
void rv_guest_renew(RvGuest *guest);

/* An upload, or any request between its head and its end. */
typedef struct {
    RvIntake *intake; /* NULL: nothing is taken in */
    GError *error;    /* why it is not */
    gsize surplus;    /* bytes that were read and not kept */
} RvRequest;

/* door.c: listens. Errors: USAGE, IO. */
gboolean rv_door_open(RvServer *server, MHD_NotifyConnectionCallback notify, GError **error);

/* What is answered: the status, the kind of text, the text. */
typedef struct {
    guint status;
    const char *type;     /* "application/json"; static */
    GBytes *body;         /* owned; NULL: none */
    const char *location; /* "/api/documents/...", owned, or NULL */
    const char *download; /* name of the file it is to be kept as, owned, or NULL */
    guint retry_seconds;  /* 0: does not say */
    gboolean asks_password;
} RvAnswer;

/* answer.c: takes body, location and download over. */
enum MHD_Result rv_answer_send(struct MHD_Connection *connection, RvAnswer answer);
RvAnswer rv_answer_text(guint status, const char *type, const char *text);
/* {"error": ...}, in words for people. */
RvAnswer rv_answer_error(guint status, const char *message);

/* guard.c: what the page may be called, when its address and port are known. */
void rv_guard_init(RvServer *server);
/* Its address for people: "http://127.0.0.1:8473/"; owned by the caller. */
char *rv_guard_url(const RvServer *server);
/* Whether a request comes from the page, or from a program that was told its address: not from a
 * page of elsewhere that uses the browser as its hand, nor from whom passwords are asked of and who
 * knows none. FALSE: answered with *answer. */
gboolean rv_guard(const RvServer *server, struct MHD_Connection *connection, RvAnswer *answer);

/* routes.c: the answer of everything but uploads. */
RvAnswer rv_route(RvServer *server, struct MHD_Connection *connection, const char *method,
                  const char *path);
/* What uploads are put to. */
#define RV_UPLOAD_PATH "/api/documents"

/* document.c: what a document has to say. */
RvAnswer rv_document_state(RvDeskDocument *document, guint status);
RvAnswer rv_document_result(RvDeskDocument *document);
RvAnswer rv_document_report(RvDeskDocument *document);
RvAnswer rv_document_annotated(RvDeskDocument *document);
RvAnswer rv_document_page(RvDeskDocument *document, const char *page);

/* page.c: the page itself, in the language of the program. */
char *rv_page_html(gboolean is_local);
extern const char rv_page_style[], rv_page_script[], rv_page_openapi[];

/* upload.c: MHD's handler of all requests. */
enum MHD_Result rv_handle(void *server, struct MHD_Connection *connection, const char *path,
                          const char *method, const char *version, const char *data, size_t *size,
                          void **request);
void rv_request_done(void *server, struct MHD_Connection *connection, void **request,
                     enum MHD_RequestTerminationCode code);
