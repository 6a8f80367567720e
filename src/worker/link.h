/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The worker's end of the wire, for the process that runs the work function.
 */
#pragma once

#include "worker/worker.h"

/* Frames go to `fd`. The process ends when it cannot be written. */
BpWorkerLink *bp_worker_link_new(int fd);

/* The first frame: which protections hold (a set of BpProtection). */
void bp_worker_link_hello(BpWorkerLink *link, guint protections);

/* The last ones. */
void bp_worker_link_document(BpWorkerLink *link, BpDocument *document);
