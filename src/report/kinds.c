/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an item is to whoever looks at it. What has to be done decides, not the status: an empty
 * field may be optional. */
#include "report-private.h"

static gboolean
is_fine(RvStatus status)
{
    return status == RV_STATUS_PRESENT || status == RV_STATUS_FILLED ||
           status == RV_STATUS_SATISFIED;
}

RvMarkKind
rv_report_kind_of(RvSeverity severity)
{
    static const RvMarkKind kinds[] = {
        [RV_SEVERITY_BLOCKING] = RV_MARK_LACKING,
        [RV_SEVERITY_REVIEW] = RV_MARK_DOUBTFUL,
        [RV_SEVERITY_INFO] = RV_MARK_REMARK,
    };

    return kinds[severity];
}

RvMarkKind
rv_report_kind(const RvResult *result, const char *id, RvStatus status)
{
    RvMarkKind kind = is_fine(status) ? RV_MARK_GOOD : RV_MARK_REMARK;
    int worst = -1;

    for (guint i = 0; i < result->findings->len; i++) {
        const RvFinding *finding = g_ptr_array_index(result->findings, i);

        if (g_strcmp0(finding->item, id) == 0 && (worst < 0 || (int)finding->severity < worst))
            worst = (int)finding->severity;
    }
    /* What is only to be known leaves a good item good. */
    if (worst < 0 || (worst == RV_SEVERITY_INFO && kind == RV_MARK_GOOD))
        return kind;
    return rv_report_kind_of((RvSeverity)worst);
}
