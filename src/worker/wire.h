/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The wire format between a worker and the coordinator: frames of a length (u32), a type (u8) and
 * a payload; all numbers little-endian.
 *
 * Order: HELLO, (STAGE | PAGE | TEXT | STORE)*, then either WANT_INPUT or FACTS, RULES?, FINDING*,
 * RECORD*, END. Adding something: a row in BpFrameType, a put in wire-send.c or link.c, a get in
 * receiver.c; tests/unit/test-wire.c sends every record type there and back.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

typedef enum {
    BP_FRAME_HELLO = 1,  /* u32: the set of BpProtection that hold */
    BP_FRAME_STAGE,      /* u32 its index, u32 the work flag that would leave it out, 0 for none */
    BP_FRAME_PAGE,       /* u32 number, u32 of how many: a page is done; number 0: none is yet */
    BP_FRAME_TEXT,       /* bytes for the caller's `text` function */
    BP_FRAME_STORE,      /* bytes to be kept */
    BP_FRAME_WANT_INPUT, /* nothing: the stored pages do not do */
    BP_FRAME_FACTS,      /* what is known of the document as a whole */
    BP_FRAME_FINDING,
    BP_FRAME_RECORD,
    BP_FRAME_RULES, /* u32 rule, u32 times, double seconds; again and again: what was of use */
    BP_FRAME_END    /* u32 findings, u32 records: what the worker believes to have sent */
} BpFrameType;

#define BP_FRAME_HEADER_BYTES 5
#define BP_WIRE_NO_TEXT       G_MAXUINT32 /* length that stands for NULL */

void bp_wire_put_u8(GByteArray *out, guint8 value);
void bp_wire_put_u32(GByteArray *out, guint32 value);
void bp_wire_put_double(GByteArray *out, double value);
void bp_wire_put_text(GByteArray *out, const char *text); /* NULL stays NULL */

/* Append a frame around `payload`. */
void bp_wire_put_frame(GByteArray *out, BpFrameType type, const void *payload, gsize len);

/* A payload being read. Reading past the end sets `bad` and gives zeros. */
typedef struct {
    const guint8 *data;
    gsize len, at;
    bool bad;
} BpWireReader;

guint8 bp_wire_get_u8(BpWireReader *reader);
guint32 bp_wire_get_u32(BpWireReader *reader);
double bp_wire_get_double(BpWireReader *reader);  /* `bad` when it is not finite */
char *bp_wire_dup_text(BpWireReader *reader);     /* clean UTF-8, NULL for NULL */
bool bp_wire_is_done(const BpWireReader *reader); /* all read, nothing bad */

/* The frames FACTS to END of a document whose ids are assigned. A record that is larger than a
 * frame may be is left out, with a finding in the document. */
void bp_wire_put_document(GByteArray *out, BpDocument *document);

/* The record of a RECORD frame, of a document of so many pages; NULL when it is wrong. */
BpRecord *bp_wire_get_record(BpWireReader *in, guint n_pages);
