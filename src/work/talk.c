/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "talk.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define MOST_FDS 4

typedef union {
    char bytes[CMSG_SPACE(MOST_FDS * sizeof(int))];
    struct cmsghdr align;
} Control;

gboolean
rv_talk_send(int socket, gconstpointer bytes, gsize size, const int *fds, guint n_fds)
{
    Control control = {{0}};
    struct iovec part = {.iov_base = (gpointer)(gsize)bytes, .iov_len = size};
    struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
    gssize sent;

    g_return_val_if_fail(n_fds <= MOST_FDS, FALSE);
    if (n_fds) {
        struct cmsghdr *head;

        message.msg_control = control.bytes;
        message.msg_controllen = CMSG_SPACE(n_fds * sizeof(int));
        head = CMSG_FIRSTHDR(&message);
        head->cmsg_level = SOL_SOCKET;
        head->cmsg_type = SCM_RIGHTS;
        head->cmsg_len = CMSG_LEN(n_fds * sizeof(int));
        memcpy(CMSG_DATA(head), fds, n_fds * sizeof(int));
    }
    do
        sent = sendmsg(socket, &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (gssize)size;
}

/* Takes the descriptors out of a message, and returns how many there were. */
static guint
take_fds(struct msghdr *message, int *fds)
{
    guint n = 0;

    for (struct cmsghdr *head = CMSG_FIRSTHDR(message); head; head = CMSG_NXTHDR(message, head)) {
        gsize size = head->cmsg_len - CMSG_LEN(0);

        if (head->cmsg_level != SOL_SOCKET || head->cmsg_type != SCM_RIGHTS)
            continue;
        for (gsize i = 0; i < size / sizeof(int) && n < MOST_FDS; i++)
            memcpy(&fds[n++], CMSG_DATA(head) + i * sizeof(int), sizeof(int));
    }
    return n;
}

gboolean
rv_talk_receive(int socket, gpointer bytes, gsize size, int *fds, guint n_fds)
{
    Control control = {{0}};
    char beyond;
    struct iovec parts[] = {{bytes, size}, {&beyond, 1}};
    struct msghdr message = {.msg_iov = parts,
                             .msg_iovlen = G_N_ELEMENTS(parts),
                             .msg_control = control.bytes,
                             .msg_controllen = sizeof control.bytes};
    int got_fds[MOST_FDS];
    gssize got;
    guint n;

    do
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return FALSE;
    n = take_fds(&message, got_fds);
    if (got == (gssize)size && n == n_fds && !(message.msg_flags & (MSG_TRUNC | MSG_CTRUNC))) {
        for (guint i = 0; i < n; i++)
            fds[i] = got_fds[i];
        return TRUE;
    }
    for (guint i = 0; i < n; i++)
        close(got_fds[i]);
    return FALSE;
}
