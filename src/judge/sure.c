/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How sure is a mention's status? The match knows how well its words were read; what people are
 * told is how often statuses that were read so well proved right. */
#include "judge-private.h"

#define MOST_POINTS 8

typedef struct {
    double reading, sure;
} Point;

/* By isotonic regression: `make bench-calibration` prints these rows. docs/calibration.md tells of
 * which documents they are, and how they hold on others. */
static const Point curves[][MOST_POINTS] = {
    /* 39 right of 40, 1142 of 1144, 456 of 456 */
    [RV_STATUS_PRESENT] = {{0.4984, 0.9524},
                           {0.8413, 0.9524},
                           {0.8421, 0.9974},
                           {0.9982, 0.9974},
                           {0.9982, 0.9978},
                           {1.0000, 0.9978}},
    [RV_STATUS_ALTERED] = {{0.4077, 0.6486}, {0.9980, 0.6486}},        /* 23 of 35 */
    [RV_STATUS_MISSING] = {{0.9000, 0.8000}},                          /* 19 of 23 */
    [RV_STATUS_UNREADABLE] = {{0.4742, 0.3375}, {0.9282, 0.3375}},     /* 26 of 78 */
    [RV_STATUS_NOT_APPLICABLE] = {{0.5000, 0.9615}, {0.9000, 0.9615}}, /* 24 of 24 */
};

double
rv_status_sure(RvStatus status, double reading)
{
    Point before = {0, 0};

    if ((gsize)status >= G_N_ELEMENTS(curves) || curves[status][0].sure <= 0)
        return CLAMP(reading, 0, 1);
    for (int i = 0; i < MOST_POINTS && curves[status][i].sure > 0; i++) {
        Point at = curves[status][i];

        if (reading <= at.reading) {
            double width = at.reading - before.reading;
            double share = width > 0 ? (reading - before.reading) / width : 1;

            return before.sure + MAX(share, 0) * (at.sure - before.sure);
        }
        before = at;
    }
    return before.sure;
}
