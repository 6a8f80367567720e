/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A small JSON object to be written: members stand in the order in which they are told. For
 * callers that do not know jansson.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct BpJsonOut BpJsonOut;

BpJsonOut *bp_json_out_new(void);
void bp_json_out_free(BpJsonOut *out);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpJsonOut, bp_json_out_free)

/* A text. Control and bidi characters and bytes that are no UTF-8 are escaped as by
 * bp_text_dup_escaped(), so that a line can be shown on a terminal as it is. */
void bp_json_out_text(BpJsonOut *out, const char *name, const char *text);
void bp_json_out_number(BpJsonOut *out, const char *name, gint64 number);
void bp_json_out_real(BpJsonOut *out, const char *name, double number);
void bp_json_out_flag(BpJsonOut *out, const char *name, bool flag);

/* A time in seconds since 1970, as "2026-11-26T02:00:00Z"; nothing for 0. */
void bp_json_out_time(BpJsonOut *out, const char *name, gint64 seconds);

/* An object as a member. */
void bp_json_out_take(BpJsonOut *out, const char *name, BpJsonOut *member);

/* Begin a list, which stays empty when nothing is appended, and append to it. */
void bp_json_out_list(BpJsonOut *out, const char *name);
void bp_json_out_append_text(BpJsonOut *out, const char *list, const char *text);
void bp_json_out_append_take(BpJsonOut *out, const char *list, BpJsonOut *item);

/* The object on one line, with a line feed. */
char *bp_json_out_dup_line(const BpJsonOut *out);
