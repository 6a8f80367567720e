/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Functions that do not appear in this program, after git's banned.h. The Makefile passes this
 * header with -include to every source of ours, so that a call of one of them does not compile.
 *
 * Numbers are read by bp_parse_uint() (common/text.h), text is built with GString and
 * g_strdup_printf(), times are made with GDateTime. The system headers come first so that their
 * own declarations are not touched.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef atoi
#undef atol
#undef strtol
#undef strtoul
#undef sscanf
#undef strcpy
#undef strcat
#undef strtok
#undef sprintf
#undef vsprintf
#undef localtime

#define atoi(...)      atoi_is_banned_use_bp_parse_uint
#define atol(...)      atol_is_banned_use_bp_parse_uint
#define strtol(...)    strtol_is_banned_use_bp_parse_uint
#define strtoul(...)   strtoul_is_banned_use_bp_parse_uint
#define sscanf(...)    sscanf_is_banned_use_bp_parse_uint
#define strcpy(...)    strcpy_is_banned_use_g_strdup
#define strcat(...)    strcat_is_banned_use_GString
#define strtok(...)    strtok_is_banned_use_g_strsplit
#define sprintf(...)   sprintf_is_banned_use_g_strdup_printf
#define vsprintf(...)  vsprintf_is_banned_use_g_strdup_vprintf
#define localtime(...) localtime_is_banned_use_GDateTime
