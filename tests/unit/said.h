/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines whose every probability is set by the test. */
#pragma once

#include "recevable/read.h"

/* The French model; fails the test when it is not installed. */
RvNet *said_net(void);
/* The same between these fixtures. */
extern RvNet *said_by;
void said_load(void);
void said_unload(void);
/* The code of a character; "_" is the null. */
guint16 said_code(const RvNet *net, const char *character);
/* A line that the network read without a doubt: of each character a null, two steps, a null.
 * "[ab.6]" is one step that may be a or b, a with probability 0.6; "_" is the null. */
RvPosteriors *said_posteriors(const RvNet *net, const char *text);
