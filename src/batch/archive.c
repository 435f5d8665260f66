/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a folder tree holds. Nobody is trusted to have made it: names are bytes, links lead
 * anywhere, devices and pipes hang, and all of it may change meanwhile. */
#include "recevable/batch.h"

#include "recevable/error.h"
#include "recevable/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Folders within folders. What is deeper is told. */
#define MOST_DEPTH 200
/* PDF's mark stands within so many bytes (ISO 32000-2, annex I of its elder). */
#define MARK_BYTES 1024

static void
entry_free(gpointer data)
{
    RvEntry *entry = data;

    g_free(entry->path);
    g_free(entry);
}

static void
skipped_free(gpointer data)
{
    RvSkipped *skipped = data;

    g_free(skipped->path);
    g_free(skipped);
}

RvArchive *
rv_archive_new(void)
{
    RvArchive *archive = g_new0(RvArchive, 1);

    archive->entries = g_ptr_array_new_with_free_func(entry_free);
    archive->skipped = g_ptr_array_new_with_free_func(skipped_free);
    archive->folders = g_array_new(FALSE, FALSE, sizeof(int));
    return archive;
}

void
rv_archive_free(RvArchive *archive)
{
    if (!archive)
        return;
    for (guint i = 0; i < archive->folders->len; i++)
        close(g_array_index(archive->folders, int, i));
    g_ptr_array_unref(archive->entries);
    g_ptr_array_unref(archive->skipped);
    g_array_unref(archive->folders);
    g_free(archive);
}

static void
add_entry(RvArchive *archive, const char *path, int folder, guint below)
{
    RvEntry *entry = g_new0(RvEntry, 1);

    *entry = (RvEntry){g_strdup(path), folder, below};
    g_ptr_array_add(archive->entries, entry);
}

static void
skip(RvArchive *archive, const char *path, const char *why, gboolean is_loss)
{
    RvSkipped *skipped = g_new0(RvSkipped, 1);

    *skipped = (RvSkipped){g_strdup(path), why, is_loss};
    g_ptr_array_add(archive->skipped, skipped);
}

/* ---- which files ----------------------------------------------------------------------------- */

static gboolean
matches(const GPtrArray *globs, const char *name, const char *below)
{
    for (guint i = 0; globs && i < globs->len; i++) {
        const char *glob = g_ptr_array_index(globs, i);

        if (fnmatch(glob, strchr(glob, '/') ? below : name, 0) == 0)
            return TRUE;
    }
    return FALSE;
}

/* By its first bytes, whatever it is called. What cannot be read is taken for one: then it is told.
 */
static gboolean
begins_like_one(int folder, const char *name)
{
    char bytes[MARK_BYTES];
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    gssize got = fd < 0 ? -1 : read(fd, bytes, sizeof bytes);

    if (fd >= 0)
        close(fd);
    return got < 0 || (got > 0 && memmem(bytes, (gsize)got, "%PDF-", 5));
}

gboolean
rv_archive_is_document(int folder, const char *name)
{
    return fnmatch("*.pdf", name, FNM_CASEFOLD) == 0 || begins_like_one(folder, name);
}

static gboolean
is_document(int folder, const char *name, const char *below, const RvArchiveFilter *filter)
{
    if (filter->include && filter->include->len)
        return matches(filter->include, name, below);
    return rv_archive_is_document(folder, name);
}

/* ---- the tree -------------------------------------------------------------------------------- */

typedef struct {
    RvArchive *archive;
    const RvArchiveFilter *filter;
    int folder;
    guint below;
    GArray *above; /* struct stat of the folders that lead here */
} Walk;

static void walk_folder(Walk *walk, int fd, const char *path);

static gboolean
is_above(const Walk *walk, const struct stat *st)
{
    for (guint i = 0; i < walk->above->len; i++) {
        const struct stat *other = &g_array_index(walk->above, struct stat, i);

        if (other->st_dev == st->st_dev && other->st_ino == st->st_ino)
            return TRUE;
    }
    return FALSE;
}

static void
enter(Walk *walk, int parent, const char *name, const char *path, const struct stat *st)
{
    int fd;

    if (walk->above->len >= MOST_DEPTH) {
        skip(walk->archive, path, _("too deep"), TRUE);
        return;
    }
    if (is_above(walk, st)) {
        skip(walk->archive, path, _("a loop"), FALSE);
        return;
    }
    fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        skip(walk->archive, path, _("a folder that cannot be opened"), TRUE);
        return;
    }
    g_array_append_val(walk->above, *st);
    walk_folder(walk, fd, path);
    g_array_set_size(walk->above, walk->above->len - 1);
}

static void
look_at(Walk *walk, int parent, const char *name, const char *path)
{
    const char *below = path + walk->below;
    struct stat st;

    if (matches(walk->filter->exclude, name, below))
        walk->archive->n_others++;
    else if (fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) < 0)
        skip(walk->archive, path, _("gone, or not to be seen"), TRUE);
    else if (S_ISDIR(st.st_mode))
        enter(walk, parent, name, path, &st);
    else if (S_ISLNK(st.st_mode))
        skip(walk->archive, path, _("a symbolic link"), FALSE);
    else if (!S_ISREG(st.st_mode))
        skip(walk->archive, path, _("neither a file nor a folder"), FALSE);
    else if (is_document(parent, name, below, walk->filter))
        add_entry(walk->archive, path, walk->folder, walk->below);
    else
        walk->archive->n_others++;
}

/* Takes the descriptor over. */
static void
walk_folder(Walk *walk, int fd, const char *path)
{
    DIR *dir = fdopendir(fd);
    const struct dirent *item;

    if (!dir) {
        close(fd);
        skip(walk->archive, path, _("a folder that cannot be read"), TRUE);
        return;
    }
    errno = 0;
    /* readdir_r() is the one to avoid. */
    /* cppcheck-suppress readdirCalled */
    while ((item = readdir(dir))) {
        g_autofree char *inner = g_build_filename(path, item->d_name, NULL);

        if (!g_str_equal(item->d_name, ".") && !g_str_equal(item->d_name, ".."))
            look_at(walk, dirfd(dir), item->d_name, inner);
        errno = 0;
    }
    if (errno)
        skip(walk->archive, path, _("a folder that cannot be read to its end"), TRUE);
    closedir(dir);
}

gboolean
rv_archive_add(RvArchive *archive, const char *path, const RvArchiveFilter *filter, GError **error)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    Walk walk = {.archive = archive, .filter = filter, .folder = (int)archive->folders->len};
    g_autofree char *name = NULL;
    struct stat st;

    if (fd < 0 && errno == ENOTDIR) {
        rv_archive_add_file(archive, path);
        return TRUE;
    }
    if (fd < 0 || fstat(fd, &st) < 0) {
        g_set_error(error, RV_ERROR, RV_ERROR_NOT_FOUND,
                    _("%s: the folder cannot be opened (%s): check its name and permissions"), path,
                    g_strerror(errno));
        return FALSE;
    }
    g_array_append_val(archive->folders, fd);
    name = g_build_filename(path, "x", NULL);
    walk.below = (guint)strlen(name) - 1;
    name[walk.below - 1] = 0; /* without slashes at its end */
    walk.above = g_array_new(FALSE, FALSE, sizeof(struct stat));
    g_array_append_val(walk.above, st);
    walk_folder(&walk, fcntl(fd, F_DUPFD_CLOEXEC, 0), *name ? name : "/");
    g_array_unref(walk.above);
    /* The archive has the descriptor. */
    /* cppcheck-suppress resourceLeak */
    return TRUE;
}

void
rv_archive_add_file(RvArchive *archive, const char *path)
{
    add_entry(archive, path, -1, 0);
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
    return strcmp((*(const RvEntry *const *)a)->path, (*(const RvEntry *const *)b)->path);
}

void
rv_archive_settle(RvArchive *archive)
{
    GPtrArray *entries = archive->entries;
    guint kept = 0;

    g_ptr_array_sort(entries, compare_entries);
    for (guint i = 0; i < entries->len; i++) {
        RvEntry *entry = g_ptr_array_index(entries, i);
        const RvEntry *last = kept ? g_ptr_array_index(entries, kept - 1) : NULL;

        if (last && g_str_equal(last->path, entry->path))
            entry_free(entry);
        else
            g_ptr_array_index(entries, kept++) = entry;
    }
    for (guint i = kept; i < entries->len; i++)
        g_ptr_array_index(entries, i) = NULL;
    g_ptr_array_set_free_func(entries, NULL);
    g_ptr_array_set_size(entries, (int)kept);
    g_ptr_array_set_free_func(entries, entry_free);
}

RvIntake *
rv_archive_intake(const RvArchive *archive, const RvEntry *entry, gsize max_bytes, GError **error)
{
    if (entry->folder < 0)
        return rv_intake_new(AT_FDCWD, entry->path, 0, max_bytes, error);
    return rv_intake_new(g_array_index(archive->folders, int, entry->folder),
                         entry->path + entry->below, O_NOFOLLOW, max_bytes, error);
}
