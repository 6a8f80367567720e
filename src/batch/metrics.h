/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The totals of a run as metrics of Prometheus, for the textfile collector of node_exporter.
 */
#pragma once

#include "state/run-summary.h"

/*
 * Write `path`, aside and renamed, so that a collector never sees half of it. The time of the last
 * success is kept from the file that was there when this run did not get to its end.
 * Sets BP_ERROR_OUTPUT.
 */
bool bp_run_metrics_save(const BpRunSummary *summary, const char *path, GError **error);
