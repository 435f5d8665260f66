/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hot folder: which of its files are there to stay. Whoever puts a file there may take a while:
 * it counts when neither its size nor its time has changed for so long. */
#include "recevable/batch.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* Not everything is told: of a folder that another machine writes to, nothing is. */
#define RESCAN_USEC (30 * G_USEC_PER_SEC)
/* That the folder itself was removed is not told as long as it is open. */
#define CHECK_USEC (2 * G_USEC_PER_SEC)
#define EVENTS                                                                                     \
    (IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF)

typedef struct {
    struct stat st;
    gint64 since;      /* monotonic, microseconds: it has been like that */
    gboolean is_given; /* as it is now */
} Candidate;

struct _RvHotFolder {
    char *path;
    int notify, folder; /* descriptors */
    gint64 settle;      /* microseconds */
    gint64 scanned;
    GHashTable *files; /* name -> Candidate */
    gboolean is_gone;
};

RvHotFolder *
rv_hot_folder_new(const char *path, double settle_seconds, GError **error)
{
    RvHotFolder *hot = g_new0(RvHotFolder, 1);

    hot->path = g_strdup(path);
    hot->settle = (gint64)(settle_seconds * G_USEC_PER_SEC);
    hot->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    hot->scanned = -RESCAN_USEC; /* at once */
    hot->folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    hot->notify = hot->folder < 0 ? -1 : inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (hot->notify >= 0 && inotify_add_watch(hot->notify, path, EVENTS | IN_ONLYDIR) >= 0)
        return hot;
    g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                _("%s: the folder cannot be watched (%s): check its name and permissions"), path,
                g_strerror(errno));
    rv_hot_folder_free(hot);
    return NULL;
}

void
rv_hot_folder_free(RvHotFolder *hot)
{
    if (!hot)
        return;
    if (hot->folder >= 0)
        close(hot->folder);
    if (hot->notify >= 0)
        close(hot->notify);
    g_hash_table_unref(hot->files);
    g_free(hot->path);
    g_free(hot);
}

int
rv_hot_folder_fd(const RvHotFolder *hot)
{
    return hot->folder;
}

/* ---- what is there --------------------------------------------------------------------------- */

static gboolean
is_same(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Looks at a name, and at how long it has been what it is. */
static void
look_at(RvHotFolder *hot, const char *name)
{
    Candidate *known = g_hash_table_lookup(hot->files, name);
    struct stat st;

    if (*name == '.' || fstatat(hot->folder, name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
        !S_ISREG(st.st_mode)) {
        g_hash_table_remove(hot->files, name);
        return;
    }
    if (known && is_same(&known->st, &st))
        return;
    if (!known) {
        known = g_new0(Candidate, 1);
        g_hash_table_insert(hot->files, g_strdup(name), known);
    }
    *known = (Candidate){st, g_get_monotonic_time(), FALSE};
}

static gboolean
is_gone(gpointer name, gpointer candidate, gpointer hot)
{
    struct stat st;

    (void)candidate;
    return fstatat(((const RvHotFolder *)hot)->folder, name, &st, AT_SYMLINK_NOFOLLOW) < 0;
}

static void
scan(RvHotFolder *hot)
{
    int fd = openat(hot->folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *item;

    hot->scanned = g_get_monotonic_time();
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    /* cppcheck-suppress readdirCalled */
    while ((item = readdir(dir)))
        look_at(hot, item->d_name);
    closedir(dir);
    g_hash_table_foreach_remove(hot->files, is_gone, hot);
}

static gboolean
is_removed(const RvHotFolder *hot)
{
    struct stat st;

    return fstat(hot->folder, &st) < 0 || st.st_nlink == 0;
}

static void
take_events(RvHotFolder *hot)
{
    char bytes[16 * 1024] __attribute__((aligned(__alignof__(struct inotify_event))));
    gssize got;

    while ((got = read(hot->notify, bytes, sizeof bytes)) > 0)
        for (const char *at = bytes; at < bytes + got;) {
            const struct inotify_event *event = (const void *)at;

            if (event->mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_IGNORED | IN_UNMOUNT))
                hot->is_gone = TRUE;
            if (event->mask & IN_Q_OVERFLOW)
                hot->scanned = -RESCAN_USEC; /* some were lost */
            if (event->len)
                look_at(hot, event->name);
            at += sizeof *event + event->len;
        }
    hot->is_gone |= is_removed(hot);
}

/* ---- what stays ------------------------------------------------------------------------------ */

/* A file that has not changed for long enough; NULL: none, and *wait tells for how long. */
static const char *
settled(RvHotFolder *hot, gint64 *wait)
{
    gint64 now = g_get_monotonic_time();
    GHashTableIter all;
    gpointer name, value;

    *wait = MAX(0, hot->scanned + RESCAN_USEC - now);
    g_hash_table_iter_init(&all, hot->files);
    while (g_hash_table_iter_next(&all, &name, &value)) {
        const Candidate *candidate = value;
        gint64 left = candidate->since + hot->settle - now;

        if (candidate->is_given)
            continue;
        if (left <= 0)
            return name;
        *wait = MIN(*wait, left);
    }
    return NULL;
}

char *
rv_hot_folder_next(RvHotFolder *hot, const volatile sig_atomic_t *stop, GError **error)
{
    while (!*stop && !hot->is_gone) {
        struct pollfd wait = {.fd = hot->notify, .events = POLLIN};
        const char *name;
        gint64 left;

        if (g_get_monotonic_time() - RESCAN_USEC >= hot->scanned)
            scan(hot);
        while ((name = settled(hot, &left))) {
            g_autofree char *copy = g_strdup(name);
            Candidate *candidate;

            look_at(hot, copy); /* it may have changed without a word */
            candidate = g_hash_table_lookup(hot->files, copy);
            if (!candidate || candidate->since + hot->settle > g_get_monotonic_time())
                continue;
            candidate->is_given = TRUE;
            return g_steal_pointer(&copy);
        }
        poll(&wait, 1, (int)(MIN(left, CHECK_USEC) / 1000) + 1);
        take_events(hot);
    }
    if (hot->is_gone)
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: the folder is gone: make it again, then give the same command"),
                    hot->path);
    return NULL;
}
