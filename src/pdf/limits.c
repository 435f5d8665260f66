/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-private.h"

const RvPdfLimits rv_pdf_default_limits = {
    /* A 20-page colour scan at 600 dpi is 100 MB; the file is held in memory. */
    .max_bytes = 256 * 1024 * 1024,
    /* A form has 2-10 pages; with a dossier around it, some dozens. Each costs seconds to read. */
    .max_pages = 300,
    /* A3 at 600 dpi is 70 million; grey and colour planes of it must fit in memory together. */
    .max_pixels = 100 * 1000 * 1000,
    /* Twice A0. What is larger is a plan, or a file made to exhaust memory. */
    .max_side_pt = 6740,
};
