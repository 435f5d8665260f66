/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signed PDFs, made by tests/sign-pdf. */
#pragma once

#include "recevable/signatures.h"

/* A PDF of one page, unsigned. */
GBytes *unsigned_pdf(void);
/* The same file signed once more; `options` are those of tests/sign-pdf, as a shell parts them.
 * Frees `bytes`. */
GBytes *sign_pdf(GBytes *bytes, const char *options);
/* `text` replaced where it stands first, by one of the same length. Frees `bytes`. */
GBytes *replace_in(GBytes *bytes, const char *text, const char *by);
GBytes *append_to(GBytes *bytes, const char *text);
/* What is told of a file's signatures. Frees `bytes`. */
GPtrArray *signatures_of(GBytes *bytes);
