/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How an input ends that cannot be read: a status and a sentence that an operator can act on.
 */
#pragma once

#include "common/limits.h"

#include "model/document.h"

/* Give the document the status and the finding. */
void bp_refuse(BpDocument *document, BpStatus status, const char *code, const char *message);

/* The same for `value` being above a limit. */
void bp_refuse_large(BpDocument *document, BpLimitId id, guint64 value);
