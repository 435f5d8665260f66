/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "emulated/kernels.h"

#if defined(__x86_64__)
#define rv_net_kernel_vnni emulated_vnni
#include "net/kernel-vnni.c"
#endif
