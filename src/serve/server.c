/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop: connections and workers, whichever has something. */
#include "http.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* Connections at once: a browser opens six. */
#define MOST_GUESTS 64
/* Seconds without a byte, after which a connection is closed. */
#define SILENT_SECONDS 15
/* Seconds for a request in all: 268 MB over a slow disk; whoever drips bytes is not waited for. */
#define REQUEST_SECONDS 120
/* Bytes of a request's head. */
#define HEAD_BYTES (32 * 1024)
#define TICK_MILLISECONDS 1000

/* ---- guests ---------------------------------------------------------------------------------- */

void
rv_guest_renew(RvGuest *guest)
{
    guest->until = g_get_monotonic_time() + REQUEST_SECONDS * G_USEC_PER_SEC;
}

static void
guest_comes_or_goes(void *cls, struct MHD_Connection *connection, void **guest,
                    enum MHD_ConnectionNotificationCode code)
{
    RvServer *server = cls;

    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        RvGuest *now = g_new0(RvGuest, 1);

        now->fd =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        rv_guest_renew(now);
        g_ptr_array_add(server->guests, now);
        *guest = now;
    } else if (*guest) {
        g_ptr_array_remove_fast(server->guests, *guest);
        *guest = NULL;
    }
}

static void
show_out(RvServer *server)
{
    gint64 now = g_get_monotonic_time();

    for (guint i = 0; i < server->guests->len; i++) {
        const RvGuest *guest = g_ptr_array_index(server->guests, i);

        /* The library finds the line dead, and clears up. */
        if (guest->until < now)
            shutdown(guest->fd, SHUT_RDWR);
    }
}

/* ---- the daemon ------------------------------------------------------------------------------ */

static gboolean
open_daemon(RvServer *server, GError **error)
{
    const struct sockaddr_in address = {.sin_family = AF_INET,
                                        .sin_port = htons((guint16)server->desk.serve->port),
                                        .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};

    errno = 0;
    server->daemon = MHD_start_daemon(
        MHD_USE_EPOLL, 0, NULL, NULL, rv_handle, server, MHD_OPTION_SOCK_ADDR,
        (const struct sockaddr *)&address, MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_GUESTS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SILENT_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)HEAD_BYTES, MHD_OPTION_NOTIFY_COMPLETED, rv_request_done, server,
        MHD_OPTION_NOTIFY_CONNECTION, guest_comes_or_goes, server, MHD_OPTION_END);
    if (server->daemon)
        return TRUE;
    g_set_error(error, RV_ERROR, RV_ERROR_IO,
                _("port %u cannot be listened on (%s): name another one with --port"),
                server->desk.serve->port, errno ? g_strerror(errno) : "?");
    return FALSE;
}

/* How long may be waited for the next thing. */
static int
patience(const RvServer *server)
{
    MHD_UNSIGNED_LONG_LONG milliseconds;

    if (MHD_get_timeout(server->daemon, &milliseconds) == MHD_YES &&
        milliseconds < TICK_MILLISECONDS)
        return (int)milliseconds;
    return TICK_MILLISECONDS;
}

static void
work(RvServer *server)
{
    const RvServe *serve = server->desk.serve;
    gint64 tidied = g_get_monotonic_time();

    rv_pool_watch(serve->pool,
                  MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd);
    while (!*serve->stop) {
        RvJob *job;

        rv_desk_feed(&server->desk);
        job = rv_pool_wait(serve->pool, patience(server));
        if (job)
            rv_desk_take(&server->desk, job);
        MHD_run(server->daemon);
        if (g_get_monotonic_time() - tidied > TICK_MILLISECONDS * 1000) {
            rv_desk_tidy(&server->desk);
            show_out(server);
            tidied = g_get_monotonic_time();
        }
    }
    rv_pool_watch(serve->pool, -1);
}

gboolean
rv_serve(const RvServe *serve, GError **error)
{
    RvServer server = {.guests = g_ptr_array_new_with_free_func(g_free)};
    gboolean opened;

    rv_desk_init(&server.desk, serve);
    opened = open_daemon(&server, error);
    if (opened) {
        server.port = MHD_get_daemon_info(server.daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
        serve->ready(server.port, serve->data);
        work(&server);
        MHD_stop_daemon(server.daemon);
    }
    rv_desk_clear(&server.desk);
    g_ptr_array_unref(server.guests);
    return opened;
}
