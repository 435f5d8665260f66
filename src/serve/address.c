/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "door.h"

#include <arpa/inet.h>
#include <string.h>

gboolean
rv_address_parse(RvAddress *address, const char *text, guint port)
{
    *address = (RvAddress){.any.sa_family = AF_UNSPEC};
    if (inet_pton(AF_INET, text, &address->v4.sin_addr) == 1) {
        address->v4.sin_family = AF_INET;
        address->v4.sin_port = htons((guint16)port);
        return TRUE;
    }
    if (inet_pton(AF_INET6, text, &address->v6.sin6_addr) == 1) {
        address->v6.sin6_family = AF_INET6;
        address->v6.sin6_port = htons((guint16)port);
        return TRUE;
    }
    return FALSE;
}

gboolean
rv_address_is_loopback(const RvAddress *address)
{
    if (address->any.sa_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&address->v6.sin6_addr);
    return ntohl(address->v4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
}

gboolean
rv_address_is_any(const RvAddress *address)
{
    if (address->any.sa_family == AF_INET6)
        return IN6_IS_ADDR_UNSPECIFIED(&address->v6.sin6_addr);
    return address->v4.sin_addr.s_addr == htonl(INADDR_ANY);
}

gboolean
rv_address_is_same(const RvAddress *address, const struct sockaddr *other)
{
    const struct sockaddr_in *v4 = (gconstpointer)other;
    const struct sockaddr_in6 *v6 = (gconstpointer)other;

    if (address->any.sa_family != other->sa_family)
        return FALSE;
    if (other->sa_family == AF_INET6)
        return IN6_ARE_ADDR_EQUAL(&address->v6.sin6_addr, &v6->sin6_addr);
    return other->sa_family == AF_INET && address->v4.sin_addr.s_addr == v4->sin_addr.s_addr;
}

char *
rv_address_text(const RvAddress *address)
{
    char text[INET6_ADDRSTRLEN] = "";
    gboolean is_v6 = address->any.sa_family == AF_INET6;

    inet_ntop(address->any.sa_family,
              is_v6 ? (gconstpointer)&address->v6.sin6_addr : &address->v4.sin_addr, text,
              sizeof text);
    return is_v6 ? g_strdup_printf("[%s]", text) : g_strdup(text);
}
