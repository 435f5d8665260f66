/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in for the header of compilers for ARM: every instruction of NEON in plain C. */
#pragma once
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/arm/neon.h>
