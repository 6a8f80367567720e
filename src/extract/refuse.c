/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Inputs that cannot be read are results, not errors.
 */
#include "extract/refuse.h"

void bp_refuse(BpDocument *document, BpStatus status, const char *code, const char *message)
{
    bp_document_find(document, code, 0, "%s", message);
    document->status = status;
}

void bp_refuse_large(BpDocument *document, BpLimitId id, guint64 value)
{
    const BpLimit *limit = bp_limit(id);
    bp_document_find(document, "limit", 0,
                     "%s: %" G_GUINT64_FORMAT " %s are more than the limit of %" G_GUINT64_FORMAT,
                     limit->name, value, limit->unit, bp_limit_value(id));
    document->status = BP_STATUS_LIMIT;
}
