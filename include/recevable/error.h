/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain. Every fallible function takes GError ** last and reports one of these
 * codes with a message that says what is wrong, where, and what to do, in the user's language. */
#pragma once

#include <glib.h>

#define RV_ERROR (rv_error_quark())
GQuark rv_error_quark(void);

typedef enum {
    RV_ERROR_USAGE,          /* the command line cannot be understood */
    RV_ERROR_NOT_FOUND,      /* no such file, or not allowed to read it */
    RV_ERROR_NOT_A_FILE,     /* a directory, a device, a FIFO */
    RV_ERROR_EMPTY,          /* a file of 0 bytes */
    RV_ERROR_NOT_PDF,        /* the bytes are not a PDF */
    RV_ERROR_DAMAGED,        /* a PDF that cannot be opened or drawn */
    RV_ERROR_ENCRYPTED,      /* needs a password, or the one given is wrong */
    RV_ERROR_NO_PAGES,       /* a PDF of zero pages */
    RV_ERROR_FILE_TOO_LARGE, /* more bytes than the limit */
    RV_ERROR_TOO_MANY_PAGES, /* more pages than the limit */
    RV_ERROR_PAGE_TOO_LARGE, /* a page too large to be drawn at a readable resolution */
    RV_ERROR_NO_MODEL,       /* no recognition model for the language; names the package */
    RV_ERROR_TEMPLATE,       /* a template that cannot be used; names file and line */
    RV_ERROR_IO,             /* reading or writing failed */
    RV_ERROR_TOO_LONG,       /* a document took longer than the limit */
    RV_ERROR_MEMORY,         /* a document took more memory than the limit */
    RV_ERROR_CRASHED,        /* a document made the program that reads it fail */
    RV_ERROR_WORKER,         /* the process that worked on a document was lost */
    RV_ERROR_INTERNAL,       /* a library failed where it should not */
} RvError;

/* The stable name of a code as written in results ("not-pdf"); never NULL, not translated. */
const char *rv_error_name(int code);
