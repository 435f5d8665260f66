/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests as they come in: head, bytes, end. */
#include "http.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/i18n.h"

/* Whoever sends too much is heard out so far, to be told so; then the line is cut. */
#define MOST_SURPLUS (8u * 1000 * 1000)
#define RETRY_SECONDS 5
#define USUAL_NAME "document.pdf"

static gboolean
is_upload(const char *method, const char *path)
{
    return g_str_equal(method, MHD_HTTP_METHOD_PUT) && g_str_equal(path, RV_UPLOAD_PATH);
}

/* What its head claims; G_MAXSIZE: nothing that makes sense. 0: it does not say. */
static gsize
claimed_size(struct MHD_Connection *connection)
{
    const char *text =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_CONTENT_LENGTH);
    guint64 size;

    if (!text)
        return 0;
    return g_ascii_string_to_unsigned(text, 10, 0, G_MAXINT64, &size, NULL) ? (gsize)size
                                                                            : G_MAXSIZE;
}

static enum MHD_Result
count_length(void *n, enum MHD_ValueKind kind, const char *name, const char *value)
{
    (void)kind;
    (void)value;
    if (g_ascii_strcasecmp(name, MHD_HTTP_HEADER_CONTENT_LENGTH) == 0 ||
        g_ascii_strcasecmp(name, MHD_HTTP_HEADER_TRANSFER_ENCODING) == 0)
        ++*(guint *)n;
    return MHD_YES;
}

/* Whoever says twice how long it is means to be understood in two ways (RFC 9112, 6.3). */
static gboolean
has_one_length(struct MHD_Connection *connection)
{
    guint n = 0;

    MHD_get_connection_values(connection, MHD_HEADER_KIND, count_length, &n);
    return n <= 1;
}

static enum MHD_Result
begin(RvServer *server, struct MHD_Connection *connection, const char *method, const char *path,
      RvRequest *request)
{
    RvAnswer answer;

    if (!rv_guard(server, connection, &answer))
        return rv_answer_send(connection, answer);
    if (!has_one_length(connection))
        return rv_answer_send(connection,
                              rv_answer_error(MHD_HTTP_BAD_REQUEST, _("its length is told twice")));
    if (!is_upload(method, path))
        return MHD_YES;
    if (!rv_desk_has_room(&server->desk)) {
        answer = rv_answer_error(MHD_HTTP_TOO_MANY_REQUESTS,
                                 _("there are many documents here already: try again in a moment"));
        answer.retry_seconds = RETRY_SECONDS;
        return rv_answer_send(connection, answer);
    }
    if (claimed_size(connection) > server->desk.serve->max_bytes) {
        g_autoptr(GError) error = NULL;

        rv_file_refuse_size(server->desk.serve->max_bytes, &error);
        return rv_answer_send(connection,
                              rv_answer_error(MHD_HTTP_CONTENT_TOO_LARGE, error->message));
    }
    request->intake = rv_intake_begin(&request->error);
    return MHD_YES;
}

/* MHD_NO cuts the line. */
static enum MHD_Result
take(RvServer *server, RvRequest *request, const char *data, size_t *size)
{
    gsize n = *size;

    *size = 0;
    if (request->intake && !request->error &&
        rv_intake_add(request->intake, data, n, server->desk.serve->max_bytes, &request->error))
        return MHD_YES;
    g_clear_pointer(&request->intake, rv_intake_free);
    request->surplus += n;
    return request->surplus <= MOST_SURPLUS ? MHD_YES : MHD_NO;
}

static guint
status_of(const GError *error)
{
    switch (error->code) {
    case RV_ERROR_FILE_TOO_LARGE:
        return MHD_HTTP_CONTENT_TOO_LARGE;
    case RV_ERROR_EMPTY:
        return MHD_HTTP_BAD_REQUEST;
    default:
        return MHD_HTTP_INSUFFICIENT_STORAGE;
    }
}

static char *
name_of(struct MHD_Connection *connection)
{
    const char *name = MHD_lookup_connection_value(connection, MHD_GET_ARGUMENT_KIND, "name");
    g_autofree char *valid = name ? g_utf8_make_valid(name, -1) : NULL;
    g_autofree char *base = valid ? g_path_get_basename(valid) : NULL;

    return g_strdup(base && *valid ? base : USUAL_NAME);
}

static enum MHD_Result
end(RvServer *server, struct MHD_Connection *connection, RvRequest *request)
{
    g_autofree char *name = name_of(connection);
    RvDeskDocument *document;
    RvAnswer answer;

    if (!request->intake || request->error || !rv_intake_end(request->intake, &request->error))
        return rv_answer_send(connection,
                              rv_answer_error(status_of(request->error), request->error->message));
    document = rv_desk_add(&server->desk, g_steal_pointer(&request->intake), name);
    answer = rv_document_state(document, MHD_HTTP_CREATED);
    answer.location = g_strdup_printf(RV_UPLOAD_PATH "/%s", document->id);
    return rv_answer_send(connection, answer);
}

enum MHD_Result
rv_handle(void *cls, struct MHD_Connection *connection, const char *path, const char *method,
          const char *version, const char *data, size_t *size, void **state)
{
    RvServer *server = cls;
    RvRequest *request = *state;

    (void)version;
    if (!request) {
        request = g_new0(RvRequest, 1);
        *state = request;
        return begin(server, connection, method, path, request);
    }
    if (*size)
        return take(server, request, data, size);
    if (is_upload(method, path))
        return end(server, connection, request);
    return rv_answer_send(connection, rv_route(server, connection, method, path));
}

void
rv_request_done(void *cls, struct MHD_Connection *connection, void **state,
                enum MHD_RequestTerminationCode code)
{
    RvRequest *request = *state;

    const union MHD_ConnectionInfo *guest =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    (void)cls;
    (void)code;
    /* The next one has as long. */
    if (guest && guest->socket_context)
        rv_guest_renew(guest->socket_context);
    if (!request)
        return;
    rv_intake_free(request->intake);
    g_clear_error(&request->error);
    g_free(request);
    *state = NULL;
}
