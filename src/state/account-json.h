/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Accounts as JSON objects: whole for the journal, in part for the manifest.
 */
#pragma once

#include "common/json-compat.h"

#include "model/account.h"

/* Add all members to `object`. File names that are no UTF-8 are escaped and come back as they
 * were. */
void bp_account_put(const BpAccount *account, json_t *object);

/* The account of a line; NULL when a member is missing or of another kind. */
BpAccount *bp_account_get(const json_t *object);

/* The line of the manifest, with its line feed; without what differs from run to run when
 * `measures` is false. The caller frees. */
char *bp_account_dup_manifest_line(const BpAccount *account, bool measures);
