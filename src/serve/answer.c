/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers, with the headers that every one has. */
#include "http.h"

#include "recevable/report.h"

#include <string.h>

/* Nothing from elsewhere, nothing inline, in no frame: whatever a document's texts hold. */
static const struct {
    const char *name, *value;
} headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src "
     "'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cache-Control", "no-store"},
};

static void
unref_body(void *body)
{
    g_bytes_unref(body);
}

static struct MHD_Response *
make_response(GBytes *body)
{
    gsize size = 0;
    gconstpointer data = body ? g_bytes_get_data(body, &size) : NULL;

    if (!size)
        return MHD_create_response_from_buffer(0, (void *)"", MHD_RESPMEM_PERSISTENT);
    return MHD_create_response_from_buffer_with_free_callback_cls(size, (void *)data, unref_body,
                                                                  g_bytes_ref(body));
}

/* A name that came from outside, as RFC 6266 and 8187 write it. */
static char *
disposition(const char *name)
{
    g_autofree char *escaped = g_uri_escape_string(name, NULL, FALSE);

    return g_strdup_printf("attachment; filename*=UTF-8''%s", escaped);
}

enum MHD_Result
rv_answer_send(struct MHD_Connection *connection, RvAnswer answer)
{
    struct MHD_Response *response = make_response(answer.body);
    enum MHD_Result sent = MHD_NO;

    if (response) {
        for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
            MHD_add_response_header(response, headers[i].name, headers[i].value);
        if (answer.type)
            MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, answer.type);
        if (answer.location)
            MHD_add_response_header(response, MHD_HTTP_HEADER_LOCATION, answer.location);
        if (answer.download) {
            g_autofree char *value = disposition(answer.download);

            MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_DISPOSITION, value);
        }
        if (answer.asks_password)
            MHD_add_response_header(response, MHD_HTTP_HEADER_WWW_AUTHENTICATE,
                                    "Basic realm=\"recevable\", charset=\"UTF-8\"");
        if (answer.retry_seconds) {
            g_autofree char *value = g_strdup_printf("%u", answer.retry_seconds);

            MHD_add_response_header(response, MHD_HTTP_HEADER_RETRY_AFTER, value);
        }
        sent = MHD_queue_response(connection, answer.status, response);
        MHD_destroy_response(response);
    }
    g_clear_pointer(&answer.body, g_bytes_unref);
    g_free((char *)answer.location);
    g_free((char *)answer.download);
    return sent;
}

RvAnswer
rv_answer_text(guint status, const char *type, const char *text)
{
    return (RvAnswer){.status = status, .type = type, .body = g_bytes_new(text, strlen(text))};
}

RvAnswer
rv_answer_error(guint status, const char *message)
{
    g_autoptr(GString) text = g_string_new("{\"error\":");

    rv_json_append_string(text, message);
    g_string_append(text, "}\n");
    return rv_answer_text(status, "application/json", text->str);
}
