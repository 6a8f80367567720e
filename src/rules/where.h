/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The layout predicates of `where`: the table is in where.c. */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "rules/reader.h"
#include "rules/rules.h"

typedef enum {
    BP_COMPARE_NONE,
    BP_COMPARE_GE,
    BP_COMPARE_GT,
    BP_COMPARE_LE,
    BP_COMPARE_LT
} BpCompare;

typedef struct {
    guint8 row; /* of the table */
    bool negated;
    BpCompare compare;
    double value;
    const char *text; /* as written, interned */
} BpWhere;

/* "bold", "!caps", "size>=1.1"; false when it was reported. */
bool bp_where_parse(BpText word, const char *rule, BpDiagList *diags, BpWhere *out_where);

bool bp_where_holds(const BpWhere *where, const BpSubject *subject);

/* Make the predicate true of a sample's subject: "bold", "size=1.2", "indent=0". */
bool bp_where_apply(BpText word, const char *rule, BpDiagList *diags, BpSubject *subject);

/* A number with an optional fraction, "0.85"; no sign, no exponent. */
bool bp_parse_number(const char *text, double *out_value);
