/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Against pages of elsewhere: a browser sends requests to this machine for any of them, and a name
 * that somebody owns may lead here. And against whoever knows no password. */
#include "http.h"

#include "recevable/i18n.h"

#include <string.h>

#define WRONG_SECONDS 1

/* Of who comes over this machine's own line. */
static const char *const own_names[] = {"127.0.0.1", "localhost", "[::1]"};

/* Does the browser speak TLS, with this server or with the proxy? */
static gboolean
is_safe(const RvServer *server)
{
    const RvDoor *door = &server->desk.serve->door;

    return door->certificate || door->proxy;
}

static void
add_name(RvServer *server, const char *name)
{
    guint usual = is_safe(server) ? 443 : 80;

    g_ptr_array_add(server->names, g_strdup_printf("%s:%u", name, server->port));
    if (server->port == usual)
        g_ptr_array_add(server->names, g_strdup(name));
}

void
rv_guard_init(RvServer *server)
{
    const RvDoor *door = &server->desk.serve->door;
    g_autofree char *literal = rv_address_text(&server->address);

    /* Names first: rv_guard_url() tells the first. */
    for (gsize i = 0; door->names && door->names[i]; i++) {
        g_ptr_array_add(server->names, g_strdup(door->names[i]));
        add_name(server, door->names[i]);
    }
    if (!rv_address_is_any(&server->address))
        add_name(server, literal);
    for (gsize i = 0; rv_address_is_loopback(&server->address) && i < G_N_ELEMENTS(own_names); i++)
        add_name(server, own_names[i]);
}

char *
rv_guard_url(const RvServer *server)
{
    const RvDoor *door = &server->desk.serve->door;
    /* The proxy has a port of its own. */
    const char *name = g_ptr_array_index(server->names, door->names && !door->proxy ? 1 : 0);

    return g_strdup_printf("%s://%s/", is_safe(server) ? "https" : "http", name);
}

static gboolean
is_own(const RvServer *server, const char *host)
{
    for (guint i = 0; i < server->names->len; i++)
        if (g_ascii_strcasecmp(host, g_ptr_array_index(server->names, i)) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
is_own_origin(const RvServer *server, const char *origin)
{
    const char *scheme = is_safe(server) ? "https://" : "http://";

    return g_str_has_prefix(origin, scheme) && is_own(server, origin + strlen(scheme));
}

static gboolean
is_from_page(const RvServer *server, struct MHD_Connection *connection, RvAnswer *answer)
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

static gboolean
is_admitted(const RvServer *server, struct MHD_Connection *connection, RvAnswer *answer)
{
    RvPasswords *passwords = server->desk.serve->door.passwords;
    RvAdmit admit = RV_ADMIT_NO;
    char *name, *password = NULL;

    if (!passwords)
        return TRUE;
    name = MHD_basic_auth_get_username_password(connection, &password);
    if (name && password)
        admit = rv_passwords_admit(passwords, name, password, g_get_monotonic_time());
    MHD_free(name);
    MHD_free(password);
    if (admit == RV_ADMIT_YES)
        return TRUE;
    if (admit == RV_ADMIT_LATER) {
        *answer = rv_answer_error(MHD_HTTP_TOO_MANY_REQUESTS,
                                  _("a password was wrong just now: try again in a moment"));
        answer->retry_seconds = WRONG_SECONDS;
        return FALSE;
    }
    *answer = rv_answer_error(MHD_HTTP_UNAUTHORIZED, _("a name and a password are needed here"));
    answer->asks_password = TRUE;
    return FALSE;
}

gboolean
rv_guard(const RvServer *server, struct MHD_Connection *connection, RvAnswer *answer)
{
    return is_from_page(server, connection, answer) && is_admitted(server, connection, answer);
}
