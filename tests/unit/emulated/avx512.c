/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "emulated/kernels.h"

#if defined(__x86_64__)
#define rv_net_kernel_avx512 emulated_avx512
#include "net/kernel-avx512.c"
#endif
