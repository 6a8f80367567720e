/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A worker that misbehaves on demand, so that tests can show that it costs one document.
 */
#pragma once

#include "worker/template.h"

/*
 * Does what $BOARDPACK_TEST_WORKER says, "MODE:NAME", when `file` is NAME, or for every file when
 * there is only a MODE ("FILE#PAGE" is the drawing of a page for review): die, hang, or try what a
 * worker must not. The modes are in the table of test-hook.c. Nothing in a build without
 * BOARDPACK_TEST_HOOKS.
 */
void bp_test_hook_run(const char *file);

/* The same before a page is read; as NAME is "FILE@PAGE". */
void bp_test_hook_page(const char *file, guint page);

/*
 * Read the variable before the environment of workers is wiped. $BOARDPACK_TEST_SANDBOX names
 * protections that are taken for not there ("landlock", "seccomp", "landlock+seccomp").
 */
void bp_test_hook_set_up(BpTemplateSetup *setup);
