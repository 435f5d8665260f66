/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against pages of elsewhere: a browser sends requests to this machine for any of them, and a name
 * that somebody owns may lead here. */
#include "http.h"

#include "recevable/i18n.h"

static const char *const own_names[] = {"127.0.0.1", "localhost", "[::1]"};

/* "NAME:PORT" of this server; the port may be left out when it is the protocol's. */
static gboolean
is_own(const RvServer *server, const char *host)
{
    for (gsize i = 0; i < G_N_ELEMENTS(own_names); i++) {
        g_autofree char *full = g_strdup_printf("%s:%u", own_names[i], server->port);

        if (g_ascii_strcasecmp(host, full) == 0 ||
            (server->port == 80 && g_ascii_strcasecmp(host, own_names[i]) == 0))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_own_origin(const RvServer *server, const char *origin)
{
    static const char scheme[] = "http://";

    return g_str_has_prefix(origin, scheme) && is_own(server, origin + sizeof scheme - 1);
}

gboolean
rv_guard(const RvServer *server, struct MHD_Connection *connection, RvAnswer *answer)
{
    const char *host =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_HOST);
    const char *origin =
        MHD_lookup_connection_value(connection, MHD_HEADER_KIND, MHD_HTTP_HEADER_ORIGIN);
    const char *site = MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Sec-Fetch-Site");

    if (!host || !is_own(server, host)) {
        *answer = rv_answer_error(MHD_HTTP_MISDIRECTED_REQUEST,
                                  _("this is not the address of the page: use the one that "
                                    "'recevable serve' told"));
        return FALSE;
    }
    /* "none": somebody typed the address. */
    if ((origin && !is_own_origin(server, origin)) ||
        (site && !g_str_equal(site, "same-origin") && !g_str_equal(site, "none"))) {
        *answer = rv_answer_error(MHD_HTTP_FORBIDDEN,
                                  _("another site may not use the page: open it yourself"));
        return FALSE;
    }
    return TRUE;
}
