/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for the compiler's own header: every instruction of AVX-512 in plain C. */
#pragma once
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
/* SIMDe 0.7.4 gives this one four arguments. */
#undef _mm512_madd_epi16
#define _mm512_madd_epi16(a, b) simde_mm512_madd_epi16(a, b)
