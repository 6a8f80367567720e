/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Descriptors that are closed once and known to be.
 */
#pragma once

#include <unistd.h>

static inline void bp_close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}
