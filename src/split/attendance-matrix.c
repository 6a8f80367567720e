/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of people by meetings: the columns bear the dates of a year's meetings, the cells marks.
 * Only the column of the meeting that the minutes are of counts. Its date is that of the part's
 * meeting, or the one of the columns that is printed near the table too.
 */
#include "split/attendance.h"
bool bp_attendance_matrix(BpAttendance *walk, const BpBlock *block) { (void)walk; (void)block; return false; }
