/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which layers of rules counted in a document, and what its rules did. */
#pragma once

#include <glib.h>

/* The layer of rules that a document calls for: its sector, its publisher. */
typedef struct {
    char *name;  /* NULL: none is known */
    guint score; /* points that its rules gave */
} BpLayerChoice;

/* How often a rule took something, and what asking it cost. */
typedef struct {
    guint rule; /* its index in the rule set */
    guint taken;
    double seconds; /* 0 when it was not measured */
} BpRuleUse;
