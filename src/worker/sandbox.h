/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What keeps a worker that was taken over by its document from doing harm: Landlock (no file but
 * fonts and the PDF library's tables), seccomp (no call but those that reading takes), and limits
 * of the process. The template is confined once; each worker tightens that for itself.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum { BP_PROTECTION_LANDLOCK = 1 << 0, BP_PROTECTION_SECCOMP = 1 << 1 } BpProtection;

#define BP_PROTECTIONS_ALL ((guint)(BP_PROTECTION_LANDLOCK | BP_PROTECTION_SECCOMP))

typedef enum {
    BP_SANDBOX_AUTO,    /* what the kernel offers; refuse to work without any */
    BP_SANDBOX_REQUIRE, /* all of it */
    BP_SANDBOX_OFF
} BpSandboxMode;

/* Names of the modes, in the order of the enum, ended by NULL. */
const char *const *bp_sandbox_modes(void);

/* "landlock+seccomp", "landlock", "seccomp" or "off". */
const char *bp_sandbox_name(guint protections);

typedef struct BpSandbox BpSandbox;

/*
 * Confine this process, and make ready what bp_sandbox_tighten() wants. `missing` are protections
 * that are taken for not there (for tests). BP_ERROR_SANDBOX when the mode wants what cannot be
 * had.
 */
BpSandbox *bp_sandbox_enter(BpSandboxMode mode, guint missing, GError **error);

/* Which protections hold. */
guint bp_sandbox_get_protections(const BpSandbox *sandbox);

/* In a worker: also take away what only the template needs. False when that fails. */
bool bp_sandbox_tighten(const BpSandbox *sandbox);

/* Limit the address space of this process to `memory` bytes, which it may raise up to `most`. */
bool bp_sandbox_limit_memory(guint64 memory, guint64 most);

/* Limit what else a worker may have: processor time, open files; no core, no growing file. */
bool bp_sandbox_limit_process(void);
