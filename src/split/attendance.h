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
    bool guessed; /* no rule said that it is an organisation */
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

/* `more` (or NULL) holds lines around it: not read, but their form tells what columns are. */
BpPeople *bp_people_read(BpMatcher *matcher, const char *text, const char *more, BpListKind kind);
void bp_people_free(BpPeople *people);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPeople, bp_people_free)

bool bp_people_is_name(BpMatcher *matcher, const char *text);
/* Whether a line is an entry of its own: it begins with a name, and the one before it is whole. */
bool bp_people_are_apart(BpMatcher *matcher, const char *before, const char *line);

/* The first `attendance` rule of a context that takes a text. */
bool bp_people_ask(BpMatcher *matcher, const char *context, const char *text, BpMatch *out_match,
                   BpSubject *out_subject);

typedef struct {
    BpSplit *split;
    GPtrArray *seen;     /* BpRecord*: attendance records of this part */
    const char *status;  /* of the open heading (interned); NULL when none is open */
    char *group;         /* role of those under the heading who have none of their own */
    char *next_group;    /* of the heading that was found last */
    const BpRule *rule;  /* that opened it */
    guint n_found;       /* people under it so far */
    guint n_blank;       /* blocks without people since it was opened */
    bool labelled, bold; /* looks of the heading's first people, compared with later blocks */
    bool head_labelled;
    guint first_page; /* of the part */
    guint last_page;  /* with a person on it */
    guint at;         /* index of the block in the part */
    guint head;       /* of the first heading over people */
    char *held;       /* a list under the open heading whose last line goes on in the next block */
    GArray *columns;  /* BpMeetingColumn: of the last table of meetings, see attendance-matrix.c */
    GPtrArray *offices; /* BpPerson*: people and offices told outside of lists */
} BpAttendance;

/* A column of a table of people by meetings. */
typedef struct {
    double middle; /* of the printed date, points */
    int year, month, day;
} BpMeetingColumn;

/* Make records of people; those listed already with the same status are left out. */
void bp_attendance_add(BpAttendance *walk, const BpBlock *where, const BpPeople *people,
                       const char *status, const BpRule *rule);
void bp_attendance_add_person(BpAttendance *walk, const BpBlock *where, const BpPerson *person,
                              const char *status, const BpRule *rule);
/* Read a list under the open heading; false when it is none. */
bool bp_attendance_list(BpAttendance *walk, const BpBlock *where, const char *text);
/* Whether a text is a heading over people; `out_rest` (freed by the caller) what follows it. */
const BpRule *bp_attendance_heading(BpAttendance *walk, const char *text, char **out_rest);
/* People follow under that heading (NULL: under none). */
void bp_attendance_open(BpAttendance *walk, const BpRule *rule);

/* A copy of a text with wide gaps as two spaces. The caller frees. */
char *bp_attendance_dup_text(const char *text);
/* Read a block outside of a table of people. */
void bp_attendance_read_block(BpAttendance *walk, const BpBlock *block);

/* Lines of a block, joined where the author did not end them; `em`: size of the body's text. */
GPtrArray *bp_attendance_dup_lines(BpMatcher *matcher, const BpBlock *block, double em);

/* Lists under headings side by side, and rows beside one; `walk->at` goes to the last block. */
bool bp_attendance_columns(BpAttendance *walk, const BpBlock *block);
bool bp_attendance_rows(BpAttendance *walk, const BpBlock *block);

/* Put a heading together that wraps beside the first person: "In  Jo Field" above "attendance:". */
void bp_attendance_join_heading(BpAttendance *walk, GPtrArray *lines, const BpBlock *block);
/* Short texts in the margin beside a list belong to its lines: initials. */
void bp_attendance_add_notes(GPtrArray *lines, const BpBlock *block);
/* Whether a list goes on in the middle of an entry in the next block, which hangs under it. */
bool bp_attendance_goes_on(const BpAttendance *walk, const BpBlock *block, const char *list);

/* The person that a cell names, NULL when it names none. The caller frees. */
BpPerson *bp_attendance_person_of_cell(BpMatcher *matcher, const char *text);

/* Rows of people, rows "heading | people", or minutes set as a table. */
void bp_attendance_table(BpAttendance *walk, const BpBlock *block);
bool bp_attendance_is_of_people(const BpTable *table); /* by the roles of its columns */
/* People by meetings; false when the table is none. */
bool bp_attendance_matrix(BpAttendance *walk, const BpBlock *block);
/* People with a mark in the grid beside the minutes. */
void bp_attendance_marks(BpAttendance *walk);
