/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The filters of system calls, made by libseccomp: one for the template, and a stricter one that is
 * made ready there and put in place by each worker.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What a process ends with after a call that its filter forbids; the call's number is on its
 * standard error then, as BP_FILTER_WORDS and digits. */
#define BP_FILTER_EXIT_STATUS 99
#define BP_FILTER_WORDS       "sandbox: call "

typedef struct BpFilter BpFilter;

/* Build both and put the template's in place. NULL when the kernel or the library does not let. */
BpFilter *bp_filter_enter(void);

/* In a worker. False when it cannot be put in place. */
bool bp_filter_tighten(const BpFilter *filter);

/* The call that a process named on its standard error, "socket", or NULL. */
char *bp_filter_dup_call(const char *errors);
