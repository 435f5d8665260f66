/* SPDX-License-Identifier: GPL-3.0-or-later */
/* g_autoptr for the libraries' own types, each under the include guard of its library, so that a
 * stage gets only those of the library it includes. Include after the library's header. */
#pragma once

#include <glib.h>

#ifdef LEPTONICA_ALLHEADERS_H
static inline void
rv_pix_free(PIX *pix)
{
    pixDestroy(&pix);
}
static inline void
rv_boxa_free(BOXA *boxa)
{
    boxaDestroy(&boxa);
}
static inline void
rv_pixa_free(PIXA *pixa)
{
    pixaDestroy(&pixa);
}
static inline void
rv_numa_free(NUMA *numa)
{
    numaDestroy(&numa);
}
static inline void
rv_lept_box_free(BOX *box)
{
    boxDestroy(&box);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PIX, rv_pix_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BOXA, rv_boxa_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PIXA, rv_pixa_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NUMA, rv_numa_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BOX, rv_lept_box_free)
#endif

#ifdef __XML_TREE_H__
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlDoc, xmlFreeDoc)
#endif
