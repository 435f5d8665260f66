/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and passwords, as hashes that take their time (crypt(5)). What was once right is known by a
 * cheap keyed hash from then on, for a browser says it with every request. The only includer of
 * libcrypt. */
#include "door.h"

#include "recevable/error.h"
#include "recevable/file.h"
#include "recevable/i18n.h"

#include <crypt.h>
#include <string.h>
#include <sys/random.h>

#define MOST_BYTES 100000
#define KEY_BYTES 32
/* After a wrong one: whoever guesses has one guess a second, and the loop is not kept from work. */
#define PAUSE G_USEC_PER_SEC

struct _RvPasswords {
    GHashTable *hashes; /* name -> hash */
    GHashTable *known;  /* keyed hash of name and password: that was right */
    guint8 key[KEY_BYTES];
    gint64 closed_until; /* monotonic, microseconds */
};

void
rv_passwords_free(RvPasswords *passwords)
{
    if (!passwords)
        return;
    g_hash_table_unref(passwords->hashes);
    g_hash_table_unref(passwords->known);
    g_free(passwords);
}

static gboolean
refuse(GError **error, guint line, const char *what)
{
    g_set_error(error, RV_ERROR, RV_ERROR_USAGE, _("line %u: %s"), line, what);
    return FALSE;
}

/* "NAME:HASH", and nothing else on the line. */
static gboolean
take_line(RvPasswords *passwords, char *line, guint number, GError **error)
{
    char *colon;

    g_strchomp(line);
    if (!*line || *line == '#')
        return TRUE;
    colon = strchr(line, ':');
    if (!colon || colon == line || !g_utf8_validate(line, -1, NULL))
        return refuse(
            error, number,
            _("not NAME:HASH; write one with: openssl passwd -6, and the name before it"));
    *colon = 0;
    if (crypt_checksalt(colon + 1) != CRYPT_SALT_OK)
        return refuse(error, number,
                      _("no hash that holds; write one with: openssl passwd -6, and the name "
                        "before it"));
    if (!g_hash_table_insert(passwords->hashes, g_strdup(line), g_strdup(colon + 1)))
        return refuse(error, number, _("this name was there before"));
    return TRUE;
}

RvPasswords *
rv_passwords_read(const char *path, GError **error)
{
    g_autoptr(RvPasswords) passwords = g_new0(RvPasswords, 1);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;

    passwords->hashes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    passwords->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (getrandom(passwords->key, KEY_BYTES, 0) != KEY_BYTES)
        g_error("getrandom");
    bytes = rv_file_read(path, MOST_BYTES, error);
    if (!bytes)
        return NULL;
    text = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++)
        if (!take_line(passwords, lines[i], i + 1, error))
            return NULL;
    if (g_hash_table_size(passwords->hashes))
        return g_steal_pointer(&passwords);
    g_set_error_literal(error, RV_ERROR, RV_ERROR_EMPTY,
                        _("nobody is in it; write a line NAME:HASH, the hash from: openssl passwd "
                          "-6"));
    return NULL;
}

/* A name that is not there takes as long. */
static gboolean
is_right(const RvPasswords *passwords, const char *name, const char *password)
{
    const char *hash = g_hash_table_lookup(passwords->hashes, name);
    gboolean is_there = hash != NULL;
    g_autofree struct crypt_data *data = g_new0(struct crypt_data, 1);
    const char *made;

    if (!is_there) {
        GHashTableIter iter;
        gpointer any;

        g_hash_table_iter_init(&iter, passwords->hashes);
        g_hash_table_iter_next(&iter, NULL, &any);
        hash = any;
    }
    made = crypt_r(password, hash, data);
    return made && g_str_equal(made, hash) && is_there;
}

static char *
keyed(const RvPasswords *passwords, const char *name, const char *password)
{
    g_autoptr(GHmac) hmac = g_hmac_new(G_CHECKSUM_SHA256, passwords->key, KEY_BYTES);

    g_hmac_update(hmac, (const guchar *)name, (gssize)strlen(name) + 1);
    g_hmac_update(hmac, (const guchar *)password, (gssize)strlen(password));
    return g_strdup(g_hmac_get_string(hmac));
}

RvAdmit
rv_passwords_admit(RvPasswords *passwords, const char *name, const char *password, gint64 now)
{
    g_autofree char *key = keyed(passwords, name, password);

    if (g_hash_table_contains(passwords->known, key))
        return RV_ADMIT_YES;
    if (now < passwords->closed_until)
        return RV_ADMIT_LATER;
    if (is_right(passwords, name, password)) {
        g_hash_table_add(passwords->known, g_steal_pointer(&key));
        return RV_ADMIT_YES;
    }
    passwords->closed_until = now + PAUSE;
    return RV_ADMIT_NO;
}
