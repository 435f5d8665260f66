/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kernels that were built in, and which one to run. */
#include "net-private.h"

const RvNetKernel *const rv_net_kernels[] = {
#if defined(__x86_64__)
    &rv_net_kernel_vnni,     &rv_net_kernel_avx512,
    &rv_net_kernel_avx2,
#elif defined(__aarch64__)
    &rv_net_kernel_neon,
#endif
    &rv_net_kernel_portable, NULL,
};

const RvNetKernel *
rv_net_choose_kernel(void)
{
    const char *wanted = g_getenv("RECEVABLE_ISA");

    for (const RvNetKernel *const *k = rv_net_kernels; wanted && *k; k++)
        if (g_str_equal((*k)->name, wanted) && (*k)->is_supported())
            return *k;
    for (const RvNetKernel *const *k = rv_net_kernels; *k; k++)
        if ((*k)->is_supported())
            return *k;
    return &rv_net_kernel_portable;
}
