/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The one walk over what a document says. It hands every fact, in a fixed order and already clean,
 * to a sink; JSON and XML are two sinks, and hold the same facts because they are told the same.
 *
 * A new kind of fact is a member of BpSink, and the compiler finds the sinks that lack it.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

#include "model/document.h"

#define BP_SCHEMA_NAME   "boardpack/1"
#define BP_XML_NAMESPACE "https://boardpack.org/ns/1"

/* A FACT describes the object around it (an attribute in XML); a FIELD is a value of its own (an
 * element); the CONTENT is what the object is about (its text). Facts come before anything else. */
typedef enum { BP_PLACE_FACT, BP_PLACE_FIELD, BP_PLACE_CONTENT } BpPlaceOf;

/* Every string is valid UTF-8 that XML may hold, "" when absent. */
typedef struct {
    /* An object: the member `name`, or one of the list `list` when that is not NULL. */
    void (*begin)(gpointer sink, const char *list, const char *name);
    void (*end)(gpointer sink);
    /* A list is told of before its items, also when it has none. */
    void (*list)(gpointer sink, const char *list);
    void (*item)(gpointer sink, const char *list, const char *name, const char *text);
    void (*text)(gpointer sink, BpPlaceOf place, const char *name, const char *text);
    /* 0 is absent for a field. */
    void (*number)(gpointer sink, BpPlaceOf place, const char *name, guint64 number);
    void (*real)(gpointer sink, const char *name, double number);
    void (*box)(gpointer sink, const double corners[4]); /* rounded: x0, y0, x1, y1 */
} BpSink;

void bp_facts_walk_document(const BpDocument *document, const char *rules_hash, const BpSink *sink,
                            gpointer data);

/* The facts and fields of a record, into the object that the sink has open. */
void bp_facts_walk_record(const BpRecord *record, const BpSink *sink, gpointer data);

/* Confidence and coordinates as they are written: 2 decimals from 0 to 1, tenths of a point. */
double bp_facts_confidence(double confidence);
double bp_facts_point(double point);

/* `text` itself when every writer may hold it, otherwise a cleaned copy, which goes to `out_owned`.
 * NULL is "". */
const char *bp_facts_clean(const char *text, char **out_owned);
