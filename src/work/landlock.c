/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Landlock by system call: Debian 12's headers know its second version, kernels more. What is
 * handled and not allowed is refused; what a kernel does not know cannot be handled. */
#include "fence-private.h"

#include "recevable/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of versions after the headers' (linux/landlock.h of 6.12). */
#define ACCESS_FS_TRUNCATE (1ULL << 14)  /* 3 */
#define ACCESS_FS_IOCTL_DEV (1ULL << 15) /* 5 */
#define ACCESS_NET_TCP 3ULL              /* 4: bind, connect */
#define SCOPE_ALL 3ULL                   /* 6: abstract sockets, signals */

/* As the newest version has it; older kernels take the beginning. */
typedef struct {
    guint64 fs, net, scoped;
} Ruleset;

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)

/* What rendering and verifying open late. Where one is not there, nothing is lost. */
static const char *const readable[] = {
    "/usr/lib", /* modules that libraries load: NSS, character sets, gdk; /lib leads there */
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/fonts",
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/fontconfig",
    "/var/cache/fontconfig",
    "/usr/share/poppler", /* character maps */
    "/usr/share/locale",
    "/usr/share/zoneinfo",
    "/etc/localtime",
    "/etc/pki/nssdb", /* the system's authorities, as signatures.h says */
    "/dev/null",
    "/dev/urandom",
    "/proc/sys/vm/overcommit_memory", /* malloc looks at it when it gives memory back */
    "/sys/devices/system/cpu",        /* how many there are */
};

static int
create(const Ruleset *attr, gsize size, guint32 flags)
{
    return (int)syscall(SYS_landlock_create_ruleset, attr, size, flags);
}

int
rv_landlock_version(void)
{
    int version = create(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);

    return MAX(version, 0);
}

static gboolean
allow(int rules, const char *path)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    struct landlock_path_beneath_attr rule = {.allowed_access = READ, .parent_fd = fd};
    struct stat st;
    gboolean done;

    if (fd < 0)
        return errno == ENOENT || errno == EACCES || errno == ENOTDIR;
    if (fstat(fd, &st) == 0 && !S_ISDIR(st.st_mode))
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;
    done = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    close(fd);
    return done;
}

static gboolean
allow_own(int rules, const char *kind)
{
    g_autofree char *folder = rv_data_dir(kind);

    return allow(rules, folder);
}

int
rv_landlock_new(void)
{
    int version = rv_landlock_version(), rules;
    Ruleset attr = {.fs = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
    gsize size = version >= 6   ? sizeof attr
                 : version >= 4 ? offsetof(Ruleset, scoped)
                                : offsetof(Ruleset, net);
    gboolean done = TRUE;

    if (version >= 2)
        attr.fs |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        attr.fs |= ACCESS_FS_TRUNCATE;
    if (version >= 4)
        attr.net = ACCESS_NET_TCP;
    if (version >= 5)
        attr.fs |= ACCESS_FS_IOCTL_DEV;
    if (version >= 6)
        attr.scoped = SCOPE_ALL;
    rules = create(&attr, size, 0);
    if (rules < 0)
        return -1;
    for (gsize i = 0; i < G_N_ELEMENTS(readable); i++)
        done = allow(rules, readable[i]) && done;
    if (done && allow_own(rules, "locale"))
        return rules;
    close(rules);
    return -1;
}

gboolean
rv_landlock_close(int rules)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, rules, 0) == 0;
}
