/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the attendance splitter's files share: a person read from a list, a list read from a text,
 * and the state of the walk over a part: which heading the people stand under.
 *
 * In texts handed about here a wide gap (TAB in a line) is two spaces, so that rules can write it
 * and samples can show it, and a line end that the author made is '\n'.
 */
#pragma once

#include "split/split.h"

typedef struct {
    char *name, *role, *organisation, *initials, *note;
} BpPerson;

void bp_person_free(gpointer person);

/* Append to a field of a person, with `gap` between; a field set before stays in front. */
void bp_person_add(char **field, const char *text, const char *gap);

/* Sort out what stands behind a name, in brackets or in a cell: role, organisation, ... */
void bp_person_add_details(BpPerson *person, BpMatcher *matcher, const char *text);

typedef struct {
    GPtrArray *people; /* BpPerson* */
    bool clean;        /* nothing in it was unlike a list */
    bool none;         /* says that there was nobody */
    bool skipped;      /* held something that is known not to be a person */
} BpPeople;

/* How sure we may be that a text is a list of people. */
typedef enum {
    BP_LIST_UNDER_HEADING,
    BP_LIST_IN_SENTENCE, /* ends where it stops looking like a list */
    BP_LIST_IN_TABLE     /* a cell of names: one word may do */
} BpListKind;

BpPeople *bp_people_read(BpMatcher *matcher, const char *text, BpListKind kind);
void bp_people_free(BpPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPeople, bp_people_free)

/* The first `attendance` rule of a context that takes a text. */
bool bp_people_ask(BpMatcher *matcher, const char *context, const char *text, BpMatch *out_match,
                   BpSubject *out_subject);

typedef struct {
    BpSplit *split;
    GPtrArray *seen;     /* BpRecord*: attendance records of this part */
    const char *status;  /* of the open heading (interned); NULL when none is open */
    const BpRule *rule;  /* that opened it */
    guint n_found;       /* people under it so far */
    guint n_blank;       /* blocks without people since it was opened */
    bool labelled, bold; /* looks of the heading's first people, compared with later blocks */
    bool head_labelled;
    guint first_page;
} BpAttendance;

/* Make records of people; those that are listed already with the same status are left out. */
void bp_attendance_add(BpAttendance *walk, const BpBlock *where, const BpPeople *people,
                       const char *status, const BpRule *rule);
/* The same for one person, whose fields are taken over. */
void bp_attendance_add_person(BpAttendance *walk, const BpBlock *where, const BpPerson *person,
                              const char *status, const BpRule *rule);

/* Whether a text is a heading over people; `out_rest` (freed by the caller) what follows it. */
const BpRule *bp_attendance_heading(BpAttendance *walk, const char *text, char **out_rest);
void bp_attendance_open(BpAttendance *walk, const BpRule *rule);

/* A copy of a text with wide gaps as two spaces. The caller frees. */
char *bp_attendance_dup_text(const char *text);

/* Tables. False when the table is none of people and its cells may be read as text. */
bool bp_attendance_table(BpAttendance *walk, const BpBlock *block);
bool bp_attendance_matrix(BpAttendance *walk, const BpBlock *block);
