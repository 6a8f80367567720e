/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kinds of part: what a stretch of pages is. One row each: its name in C, its name in rules and
 * outputs, and what a document is called that has such a part and none of a row before (an agenda
 * with papers or minutes is a pack).
 *
 * To add a kind: a row here, and rules of kind `page-kind` that recognise it.
 */
#pragma once

/* clang-format off */
#define BP_PART_KIND_ROWS(row)                              \
    row(AGENDA,        "agenda",        "agenda")           \
    row(MINUTES,       "minutes",       "minutes")          \
    row(LOG,           "action-log",    "action-log")       \
    row(PAPER,         "paper",         "report")           \
    row(APPENDIX,      "appendix",      "other")            \
    row(CONSULTATIONS, "consultations", "consultations")    \
    row(EVENTS,        "events",        "events")           \
    row(NEWS,          "news",          "news")
/* clang-format on */

typedef enum {
#define ROW(id, name, document) BP_PART_##id,
    BP_PART_KIND_ROWS(ROW)
#undef ROW
        BP_N_PART_KINDS
} BpPartKind;
#define BP_NO_PART_KIND BP_N_PART_KINDS

/* "agenda", ... by BpPartKind; ended by "other" and NULL. */
extern const char *const bp_part_kind_names[BP_N_PART_KINDS + 2];
/* What a document with such a part is, by BpPartKind; ended by "pack" and NULL. */
extern const char *const bp_part_kind_documents[BP_N_PART_KINDS + 2];
