/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "recevable/error.h"

G_DEFINE_QUARK(rv - error - quark, rv_error)

static const char *const names[] = {
    [RV_ERROR_USAGE] = "usage",
    [RV_ERROR_NOT_FOUND] = "not-found",
    [RV_ERROR_NOT_A_FILE] = "not-a-file",
    [RV_ERROR_EMPTY] = "empty",
    [RV_ERROR_NOT_PDF] = "not-pdf",
    [RV_ERROR_DAMAGED] = "damaged",
    [RV_ERROR_ENCRYPTED] = "encrypted",
    [RV_ERROR_NO_PAGES] = "no-pages",
    [RV_ERROR_FILE_TOO_LARGE] = "file-too-large",
    [RV_ERROR_TOO_MANY_PAGES] = "too-many-pages",
    [RV_ERROR_PAGE_TOO_LARGE] = "page-too-large",
    [RV_ERROR_NO_MODEL] = "no-model",
    [RV_ERROR_TEMPLATE] = "template",
    [RV_ERROR_IO] = "io",
    [RV_ERROR_TOO_LONG] = "took-too-long",
    [RV_ERROR_MEMORY] = "out-of-memory",
    [RV_ERROR_CRASHED] = "crashed",
    [RV_ERROR_WORKER] = "worker-lost",
    [RV_ERROR_INTERNAL] = "internal",
};

const char *
rv_error_name(int code)
{
    return code >= 0 && code < (int)G_N_ELEMENTS(names) ? names[code] : "internal";
}
