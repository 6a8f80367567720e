/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One run at a time in an output folder, and tidying up after one that was killed.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

/*
 * Lock `folder`, which must exist, if need be after waiting for it. The lock is the kernel's: it
 * ends with the process, however that ends, so there is no stale one. BP_ERROR_LOCKED when another
 * run holds it, BP_ERROR_OUTPUT when it cannot be made. Who holds it stands in the file, without
 * times when they are not wanted.
 * `*out_fd` is for bp_run_unlock().
 */
bool bp_run_lock(const char *folder, bool wait, bool reproducible, int *out_fd, GError **error);
void bp_run_unlock(int fd);

/* Remove the temporary files that a killed run left in `folder` and in that of its state; below
 * the documents, which takes longer. Only with the lock held. */
void bp_run_sweep(const char *folder);
void bp_run_sweep_all(const char *folder);
