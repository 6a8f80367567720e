/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tables are for. */
#pragma once

#include "model/block.h"

/* Set BpTable.kind of every table at top level. */
void bp_recognise_tables(BpLayout *layout);

/* "agenda", "minutes", "actions", "attendance", "recommendations" or "other". */
const char *bp_table_kind_name(BpTableKind kind);
