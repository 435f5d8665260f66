/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the product's own data is: beside the program in a build tree, else where it was
 * installed. */
#pragma once

#include <glib.h>

/* The folder of `kind` ("templates", "locale", "models"): $RECEVABLE_DATA/kind, else that of the
 * build tree the program runs from, else PREFIX/share/recevable/kind. Owned by the caller; the
 * folder may not exist. */
char *rv_data_dir(const char *kind);
