/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The two ways in which report.c says things: a table of functions each. Counting is done
 * before they are called.
 */
#pragma once

#include "batch/report.h"

typedef struct {
    void (*start)(BpRunReport *report);
    void (*page)(BpRunReport *report);
    void (*document)(BpRunReport *report, const BpReportLine *line);
    void (*note)(BpRunReport *report, BpLogLevel level, const BpReportLine *line);
    void (*finish)(BpRunReport *report, const BpRunSummary *summary);
} BpReportStyle;

extern const BpReportStyle bp_report_words, bp_report_json;
