/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Layers: what belongs together of the rule files, and when it is in force.
 *
 * In a folder of rules, `sector/NAME` and `publisher/NAME` (a folder, or a file NAME.rules) hold
 * what counts in documents of that sector or publisher only; everything else counts always. A later
 * layer outranks those before it: its rules are asked first, and it may replace and disable theirs.
 */
#pragma once

#include "rules/expand.h"

typedef enum {
    BP_LAYER_ALWAYS,
    BP_LAYER_SECTOR,
    BP_LAYER_PUBLISHER,
    BP_N_LAYER_SCOPES
} BpLayerScope;

typedef struct {
    char *name; /* "base", "sector/nhs", or with the folder it comes from in front */
    BpLayerScope scope;
    const char *key;  /* NAME of a sector or publisher, interned; NULL for one that counts always */
    guint rank;       /* from 0, the lowest */
    guint folder;     /* index of the folder it is from */
    GPtrArray *paths; /* char*: its files, sorted */
    BpDefines *defines; /* its own; those of lower layers are seen through it */
    GArray *disabled;   /* BpText: ids */
} BpLayer;

/*
 * The layers of some folders (each may also be a single file), lowest first; a folder that is named
 * twice counts once. BP_ERROR_RULES when one cannot be read or has no rule files.
 */
GPtrArray *bp_layers_find(const char *const *folders, GError **error);

/* Whether the layer is in force in documents of that sector and publisher (NULL: unknown). */
bool bp_layer_is_active(const BpLayer *layer, const char *sector, const char *publisher);
