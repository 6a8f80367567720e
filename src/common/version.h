/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The version, as the Makefile gives it; the fallback is for tools that read one file alone.
 */
#pragma once

#ifndef BOARDPACK_VERSION
#define BOARDPACK_VERSION "0.1.0"
#endif
