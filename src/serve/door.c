/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The socket that guests come through, and what must hold before others than this machine may. */
#include "http.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <errno.h>
#include <string.h>

/* Connections at once: a browser opens six. */
#define MOST_GUESTS 64
/* Seconds without a byte, after which a connection is closed. */
#define SILENT_SECONDS 15
/* Bytes of a request's head. */
#define HEAD_BYTES (32 * 1024)
/* What is older has been broken. */
#define TLS_PRIORITIES "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2"

typedef struct {
    RvAddress address, proxy;
} Places;

/* NULL: it may be opened. */
static const char *
why_not(const RvDoor *door, const Places *places)
{
    gboolean is_shared = !rv_address_is_loopback(&places->address) || door->proxy;

    if (!door->certificate != !door->key)
        return _("TLS needs both a certificate and its key: give --certificate and --key");
    if (door->certificate && door->proxy)
        return _("TLS is done by the proxy, or here: give either --proxy or --certificate");
    if (is_shared && !door->passwords)
        return _("whoever is not on this machine has to be asked for a password: give --users");
    if (is_shared && !door->certificate && !door->proxy)
        return _("passwords and documents must not cross a network in clear: give --certificate "
                 "and --key, or --proxy");
    if ((rv_address_is_any(&places->address) || door->proxy) && !(door->names && *door->names))
        return _("what it is called has to be known, so that no other name leads here: give "
                 "--name");
    return NULL;
}

static gboolean
parse(RvAddress *address, const char *text, guint port, GError **error)
{
    if (rv_address_parse(address, text, port))
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_USAGE,
                _("'%s' is no address in figures, like 192.0.2.7 or 2001:db8::7"), text);
    return FALSE;
}

static gboolean
find_places(const RvDoor *door, Places *places, GError **error)
{
    const char *why;

    if (!parse(&places->address, door->address ? door->address : "127.0.0.1", door->port, error) ||
        (door->proxy && !parse(&places->proxy, door->proxy, 0, error)))
        return FALSE;
    why = why_not(door, places);
    if (why)
        g_set_error_literal(error, RV_ERROR, RV_ERROR_USAGE, why);
    return !why;
}

gboolean
rv_door_check(const RvDoor *door, GError **error)
{
    Places places;

    return find_places(door, &places, error);
}

/* Of others than the proxy nothing is read. */
static enum MHD_Result
accept_from(void *cls, const struct sockaddr *from, socklen_t size)
{
    const RvServer *server = cls;

    (void)size;
    return !server->desk.serve->door.proxy || rv_address_is_same(&server->proxy, from) ? MHD_YES
                                                                                       : MHD_NO;
}

/* Its complaints are about guests, who come and go. */
static void
say_nothing(void *cls, const char *format, va_list arguments)
{
    (void)cls;
    (void)format;
    (void)arguments;
}

static gboolean
refuse(const RvDoor *door, int number, GError **error)
{
    if (door->certificate && !number)
        g_set_error_literal(error, RV_ERROR, RV_ERROR_USAGE,
                            _("the certificate and its key do not fit, or are none: give both as "
                              "PEM, the key without a password"));
    else
        g_set_error(error, RV_ERROR, RV_ERROR_IO,
                    _("port %u cannot be listened on (%s): name another one with --port"),
                    door->port, number ? g_strerror(number) : "?");
    return FALSE;
}

gboolean
rv_door_open(RvServer *server, MHD_NotifyConnectionCallback notify, GError **error)
{
    const RvDoor *door = &server->desk.serve->door;
    const struct MHD_OptionItem tls[] = {
        {MHD_OPTION_HTTPS_MEM_CERT, 0, (void *)door->certificate},
        {MHD_OPTION_HTTPS_MEM_KEY, 0, (void *)door->key},
        {MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)TLS_PRIORITIES},
        {MHD_OPTION_END, 0, NULL},
    };
    const struct MHD_OptionItem none[] = {{MHD_OPTION_END, 0, NULL}};
    unsigned flags = MHD_USE_EPOLL | MHD_USE_ERROR_LOG;
    Places places;

    if (!find_places(door, &places, error))
        return FALSE;
    server->address = places.address;
    server->proxy = places.proxy;
    if (server->address.any.sa_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    if (door->certificate)
        flags |= MHD_USE_TLS;
    errno = 0;
    server->daemon = MHD_start_daemon(
        flags, 0, accept_from, server, rv_handle, server, MHD_OPTION_EXTERNAL_LOGGER, say_nothing,
        NULL, MHD_OPTION_SOCK_ADDR, &server->address.any, MHD_OPTION_CONNECTION_LIMIT,
        (unsigned)MOST_GUESTS, MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENT_SECONDS,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEAD_BYTES, MHD_OPTION_NOTIFY_COMPLETED,
        rv_request_done, server, MHD_OPTION_NOTIFY_CONNECTION, notify, server, MHD_OPTION_ARRAY,
        door->certificate ? tls : none, MHD_OPTION_END);
    if (!server->daemon)
        return refuse(door, errno, error);
    server->port = MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
    rv_guard_init(server);
    return TRUE;
}
