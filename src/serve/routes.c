/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked for. To add something: a function, a row. src/serve/web/openapi.json tells the
 * same to programs. */
#include "http.h"

#include "recevable/i18n.h"
#include "recevable/report.h"

#include <string.h>

/* What a path holds in the places of its stars. */
typedef struct {
    RvServer *server;
    RvDeskDocument *document; /* of the first star; never NULL where there is one */
    const char *rest;         /* of the second */
} Asked;

/* ---- the page -------------------------------------------------------------------------------- */

static RvAnswer
get_page(const Asked *asked)
{
    g_autofree char *html = rv_page_html(rv_address_is_loopback(&asked->server->address) &&
                                         !asked->server->desk.serve->door.proxy);

    return rv_answer_text(MHD_HTTP_OK, "text/html; charset=utf-8", html);
}

static RvAnswer
get_style(const Asked *asked)
{
    g_autofree char *both = g_strconcat(rv_html_style, rv_page_style, NULL);

    (void)asked;
    return rv_answer_text(MHD_HTTP_OK, "text/css; charset=utf-8", both);
}

static RvAnswer
get_script(const Asked *asked)
{
    (void)asked;
    return rv_answer_text(MHD_HTTP_OK, "text/javascript; charset=utf-8", rv_page_script);
}

static RvAnswer
get_openapi(const Asked *asked)
{
    (void)asked;
    return rv_answer_text(MHD_HTTP_OK, "application/json", rv_page_openapi);
}

/* What browsers ask for by themselves. */
static RvAnswer
get_nothing(const Asked *asked)
{
    (void)asked;
    return (RvAnswer){.status = MHD_HTTP_NO_CONTENT};
}

/* ---- documents ------------------------------------------------------------------------------- */

static RvAnswer
get_document(const Asked *asked)
{
    return rv_document_state(asked->document, MHD_HTTP_OK);
}

static RvAnswer
delete_document(const Asked *asked)
{
    rv_desk_forget(&asked->server->desk, asked->document);
    return (RvAnswer){.status = MHD_HTTP_NO_CONTENT};
}

static RvAnswer
get_result(const Asked *asked)
{
    return rv_document_result(asked->document);
}

static RvAnswer
get_report(const Asked *asked)
{
    return rv_document_report(asked->document);
}

static RvAnswer
get_annotated(const Asked *asked)
{
    return rv_document_annotated(asked->document);
}

static RvAnswer
get_picture(const Asked *asked)
{
    return rv_document_page(asked->document, asked->rest);
}

static RvAnswer
mark_seen(const Asked *asked, gboolean is_seen)
{
    if (!rv_desk_mark_seen(asked->document, asked->rest, is_seen))
        return rv_answer_error(MHD_HTTP_NOT_FOUND, _("the document has no such item"));
    return (RvAnswer){.status = MHD_HTTP_NO_CONTENT};
}

static RvAnswer
put_seen(const Asked *asked)
{
    return mark_seen(asked, TRUE);
}

static RvAnswer
delete_seen(const Asked *asked)
{
    return mark_seen(asked, FALSE);
}

/* ---- the table ------------------------------------------------------------------------------- */

static const struct {
    const char *method, *path; /* "*": any one part */
    RvAnswer (*answer)(const Asked *asked);
} routes[] = {
    {"GET", "/", get_page},
    {"GET", "/page.css", get_style},
    {"GET", "/page.js", get_script},
    {"GET", "/favicon.ico", get_nothing},
    {"GET", "/api/openapi.json", get_openapi},
    {"GET", "/api/documents/*", get_document},
    {"DELETE", "/api/documents/*", delete_document},
    {"GET", "/api/documents/*/result.json", get_result},
    {"GET", "/api/documents/*/report.html", get_report},
    {"GET", "/api/documents/*/annotated.pdf", get_annotated},
    {"GET", "/api/documents/*/pages/*", get_picture},
    {"PUT", "/api/documents/*/seen/*", put_seen},
    {"DELETE", "/api/documents/*/seen/*", delete_seen},
};

/* The parts in the places of stars; FALSE: it is another path. */
static gboolean
fits(GStrv parts, const char *pattern, const char *stars[2])
{
    g_auto(GStrv) wanted = g_strsplit(pattern, "/", -1);
    guint n = 0, i;

    for (i = 0; wanted[i] && parts[i]; i++) {
        if (!g_str_equal(wanted[i], "*") && !g_str_equal(wanted[i], parts[i]))
            return FALSE;
        if (g_str_equal(wanted[i], "*"))
            stars[n++] = parts[i];
    }
    return !wanted[i] && !parts[i];
}

RvAnswer
rv_route(RvServer *server, struct MHD_Connection *connection, const char *method, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, "/", 16);
    gboolean is_known = FALSE;

    (void)connection;
    /* HEAD is answered like GET; the library leaves the body out. */
    if (g_str_equal(method, "HEAD"))
        method = "GET";
    for (gsize i = 0; i < G_N_ELEMENTS(routes); i++) {
        const char *stars[2] = {NULL, NULL};
        Asked asked = {.server = server};

        if (!fits(parts, routes[i].path, stars))
            continue;
        is_known = TRUE;
        if (!g_str_equal(method, routes[i].method))
            continue;
        asked.rest = stars[1];
        if (stars[0] && !(asked.document = rv_desk_find(&server->desk, stars[0])))
            return rv_answer_error(MHD_HTTP_NOT_FOUND,
                                   _("there is no such document, or no more: give it again"));
        /* cppcheck-suppress returnDanglingLifetime */
        return routes[i].answer(&asked);
    }
    return is_known ? rv_answer_error(MHD_HTTP_METHOD_NOT_ALLOWED, _("that cannot be done here"))
                    : rv_answer_error(MHD_HTTP_NOT_FOUND, _("there is nothing here"));
}
