/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What runs in the template and in a worker, and how the coordinator and the template talk.
 */
#pragma once

#include "worker/template.h"

/* A request is this head and a task; descriptors: frames, standard error, those that are told. */
typedef struct {
    guint8 has_input, has_pages;
} BpRequestHead;

#define BP_REQUEST_MOST_FDS   4
#define BP_REQUEST_MOST_BYTES 65536

/* The answer to a request: the worker's process id, or an errno below 0. And, before the first
 * request: */
typedef struct {
    gint32 error_code; /* of BP_ERROR, or -1: it is ready */
    char message[500];
} BpReadiness;

/* The template's life, on a socket of which it has one end. */
G_NORETURN void bp_serve(const BpTemplateSetup *setup, int control_fd, int stderr_fd,
                         pid_t coordinator);
