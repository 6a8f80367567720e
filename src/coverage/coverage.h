/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The coverage stage: how much of what is printed became a record, and what is usually there and
 * is not. A publisher who changes a template breaks no rule, the rules just find less; this is
 * where it shows.
 */
#pragma once

#include "model/document.h"

/* After split, before ids. Sets document->coverage and adds hints; makes and changes no record. */
void bp_coverage_run(BpDocument *document);

/* What is told of as missing: the code of the hint, and what it is in a sum of many. */
typedef struct {
    const char *code; /* "agenda-without-items" */
    const char *what; /* "agendas without items" */
} BpAbsence;

/* The table of them, ended by a NULL code. */
const BpAbsence *bp_coverage_absences(void);
