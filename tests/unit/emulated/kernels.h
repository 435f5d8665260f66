/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels of processors that this one need not be, their instructions emulated: slow, but the
 * same sums. Not for is_supported(), which asks this processor. */
#pragma once

#include "net/net-private.h"

#if defined(__x86_64__)
extern const RvNetKernel emulated_avx512, emulated_vnni, emulated_neon;
#endif
