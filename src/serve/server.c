/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The loop: connections and workers, whichever has something. */
#include "http.h"

#include <sys/socket.h>

/* Seconds for a request in all: 268 MB over a slow disk; whoever drips bytes is not waited for. */
#define REQUEST_SECONDS 120
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

/* ---- the loop -------------------------------------------------------------------------------- */

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
        job = rv_pool_wait(serve->pool, rv_desk_pack(&server->desk) ? 0 : patience(server));
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
    RvServer server = {.guests = g_ptr_array_new_with_free_func(g_free),
                       .names = g_ptr_array_new_with_free_func(g_free)};
    gboolean opened;

    rv_desk_init(&server.desk, serve);
    opened = rv_door_open(&server, guest_comes_or_goes, error);
    if (opened) {
        g_autofree char *url = rv_guard_url(&server);

        serve->ready(url, serve->data);
        work(&server);
        MHD_stop_daemon(server.daemon);
    }
    rv_desk_clear(&server.desk);
    g_ptr_array_unref(server.guests);
    g_ptr_array_unref(server.names);
    return opened;
}
