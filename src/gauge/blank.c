/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages with nothing on them. */
#include "gauge/light.h"

#include <math.h>

/* So many letters, or tiles of print, leave no doubt that something is to be read. */
#define CONTENT_PLENTY 60.0

/* Letters, or places with print, whichever are more: lone ones are specks. */
static double
content(const RvExam *exam, const RvPrintMap *map)
{
    int n = 0;

    for (int r = 0; r < map->rows; r++)
        for (int c = 1; c < map->columns; c++) {
            const RvPrintTile *t = &map->tiles[r * map->columns + c];

            n += t->contrast > 0 && t[-1].contrast > 0;
        }
    return MAX(n, (int)exam->glance->letters->len);
}

RvSeen
rv_see_blank(const RvExam *exam)
{
    g_autoptr(RvPrintMap) own = NULL;
    const RvPrintMap *map = rv_print_map_of(exam, &own);

    return (RvSeen){rv_ramp(log1p(content(exam, map)), log1p(CONTENT_PLENTY), 0), {0}};
}
