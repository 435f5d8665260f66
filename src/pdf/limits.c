/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-private.h"

const RvPdfLimits rv_pdf_default_limits = {
    /* A colour page at 600 dpi is 5 MB, a dossier of 50 of them is accepted. The file is held in
     * memory. */
    .max_bytes = 256 * 1024 * 1024,
    /* A form has 2-10 pages, with a dossier around it some dozens. Each costs seconds to read. */
    .max_pages = 500,
    /* A3 at 600 dpi is 70 million. Cairo takes 4 bytes a pixel, and the image is held beside the
     * page: 800 MB together. */
    .max_pixels = 100 * 1000 * 1000,
    /* Programs that make a PDF of a photograph often set one point a pixel: 100 million pixels at
     * 4:3 are 11,547 points wide. What is larger is a plan, or a trap for memory. */
    .max_side_pt = 11600,
    /* A dense page says 6 kB; of what claims forty times that, the rest may go unheard: text layers
     * are evidence of nothing but themselves. */
    .max_page_text = 256 * 1024,
    /* 500 dense pages are 3 MB. All of it is held, and made comparable, at once. */
    .max_text = 4 * 1024 * 1024,
};
