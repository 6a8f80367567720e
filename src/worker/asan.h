/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether this build has AddressSanitizer, which reserves terabytes of address space and makes
 * calls of its own.
 */
#pragma once

#if defined(__SANITIZE_ADDRESS__)
#define BP_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BP_HAS_ASAN 1
#endif
#endif
#ifndef BP_HAS_ASAN
#define BP_HAS_ASAN 0
#endif
