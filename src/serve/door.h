/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where guests come from, and what they know. */
#pragma once

#include "recevable/serve.h"

#include <netinet/in.h>

/* ---- address.c ------------------------------------------------------------------------------- */

typedef union {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
} RvAddress;

/* A numeric address, with a port. FALSE: it is none. */
gboolean rv_address_parse(RvAddress *address, const char *text, guint port);
gboolean rv_address_is_loopback(const RvAddress *address);
/* "0.0.0.0", "::": of all that this machine has. */
gboolean rv_address_is_any(const RvAddress *address);
/* But for their ports. */
gboolean rv_address_is_same(const RvAddress *address, const struct sockaddr *other);
/* As it stands in a URL, without a port: "192.0.2.7", "[2001:db8::7]"; owned by the caller. */
char *rv_address_text(const RvAddress *address);

/* ---- passwords.c ----------------------------------------------------------------------------- */

typedef enum {
    RV_ADMIT_YES,
    RV_ADMIT_NO,
    RV_ADMIT_LATER, /* another was wrong a moment ago: it was not looked at */
} RvAdmit;

/* `now`: monotonic, microseconds. */
RvAdmit rv_passwords_admit(RvPasswords *passwords, const char *name, const char *password,
                           gint64 now);
