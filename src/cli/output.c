/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where results go. A file is written beside its place under another name, brought to the disk,
 * then renamed: whoever reads it finds the whole of the old or the whole of the new. */
#include "cli.h"

#include "recevable/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

struct _RvOutput {
    FILE *stream;
    char *path;      /* NULL: the stream itself is the place */
    char *temporary; /* the file that takes its place */
    int error;       /* errno of the first failure; 0: none */
};

/* The results, and one annotated document. */
#define MOST_OPEN 2

static const int deadly[] = {SIGINT, SIGTERM, SIGHUP};
/* For the signal handler: nothing of a document may stay behind in a file that nobody asked for. */
static const char *volatile temporary_files[MOST_OPEN];

/* What was done with them before. */
static struct sigaction before[G_N_ELEMENTS(deadly)];

static void
remove_temporary(int signal_number)
{
    for (int i = 0; i < MOST_OPEN; i++)
        if (temporary_files[i])
            unlink(temporary_files[i]);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

static gboolean
is_guarding(void)
{
    for (int i = 0; i < MOST_OPEN; i++)
        if (temporary_files[i])
            return TRUE;
    return FALSE;
}

static void
guard_temporary(const char *path)
{
    const struct sigaction guard = {.sa_handler = remove_temporary};
    gboolean was_guarding = is_guarding();

    for (int i = 0; i < MOST_OPEN; i++)
        if (!temporary_files[i]) {
            temporary_files[i] = path;
            break;
        }
    for (gsize i = 0; i < G_N_ELEMENTS(deadly) && !was_guarding; i++)
        sigaction(deadly[i], &guard, &before[i]);
}

static void
release_temporary(const char *path)
{
    for (int i = 0; i < MOST_OPEN; i++)
        if (temporary_files[i] == path)
            temporary_files[i] = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(deadly) && !is_guarding(); i++)
        sigaction(deadly[i], &before[i], NULL);
}

/* A device or a pipe is written to as it is; renaming a file over it would destroy it. */
static gboolean
is_special(const char *path)
{
    GStatBuf st;

    /* /dev/stdout may lead to a file, which the shell holds open: also not to be replaced. */
    return g_str_has_prefix(path, "/dev/") || (g_stat(path, &st) == 0 && !S_ISREG(st.st_mode));
}

static FILE *
open_temporary(RvOutput *output, const char *path)
{
    /* Through a link: the file that it leads to is replaced, not the link. */
    char *real = realpath(path, NULL);
    int fd;

    output->path = g_strdup(real ? real : path);
    free(real);
    output->temporary = g_strconcat(output->path, ".XXXXXX", NULL);
    fd = g_mkstemp_full(output->temporary, O_WRONLY | O_CLOEXEC, 0644);
    if (fd < 0)
        return NULL;
    guard_temporary(output->temporary);
    return fdopen(fd, "w");
}

static void
output_free(RvOutput *output)
{
    g_free(output->path);
    g_free(output->temporary);
    g_free(output);
}

RvOutput *
rv_output_open(const char *path)
{
    RvOutput *output = g_new0(RvOutput, 1);

    if (!path)
        output->stream = stdout;
    else if (is_special(path))
        output->stream = g_fopen(path, "we");
    else
        output->stream = open_temporary(output, path);
    if (output->stream)
        return output;
    rv_cli_complain(_("%s: cannot be written (%s): name a file in a folder of yours"), path,
                    g_strerror(errno));
    output_free(output);
    return NULL;
}

gboolean
rv_output_write(RvOutput *output, const GString *text)
{
    if (!output->error &&
        (fwrite(text->str, 1, text->len, output->stream) != text->len || fflush(output->stream)))
        output->error = errno;
    return !output->error;
}

/* A rename lasts once the folder is on the disk; a file system that cannot do that is no reason to
 * fail. */
static void
sync_folder(const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0)
        return;
    fsync(fd);
    close(fd);
}

gboolean
rv_output_close(RvOutput *output)
{
    int error = output->error;

    if (!error && output->path && fsync(fileno(output->stream)) != 0)
        error = errno;
    if (output->stream != stdout && fclose(output->stream) != 0 && !error)
        error = errno;
    if (!error && output->path && g_rename(output->temporary, output->path) != 0)
        error = errno;
    if (error && output->path)
        g_unlink(output->temporary);
    if (output->path)
        release_temporary(output->temporary);
    if (!error && output->path)
        sync_folder(output->path);
    if (error)
        rv_cli_complain(_("the results could not be written (%s): make room, or name another "
                          "place"),
                        g_strerror(error));
    output_free(output);
    return !error;
}

void
rv_output_drop(RvOutput *output)
{
    if (output->stream != stdout)
        fclose(output->stream);
    if (output->path) {
        g_unlink(output->temporary);
        release_temporary(output->temporary);
    }
    output_free(output);
}
