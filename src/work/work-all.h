/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Many documents through workers, one after the other, for commands that look at rules. */
#pragma once

#include "work/work.h"

/* What is done with each: `result` as the pool gives it. */
typedef void (*BpResultFunc)(const BpResult *result, gpointer data);

/*
 * Work through the documents at `paths` (files and folders, ended by NULL) in the order of their
 * names. Text that `work->show` sends goes to standard output; `data` goes to `done`. False for
 * what stops a run. Ends the program by the signal that interrupted it.
 */
bool bp_work_all(const BpWork *work, char *const *paths, BpResultFunc done, gpointer data,
                 GError **error);
