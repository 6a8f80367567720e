/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts hints by their code, and keeps the few documents with the lowest share. Only kinds that
 * should be nearly all records are compared: reports and packs are prose, and would always be the
 * lowest.
 */
#include "batch/coverage-sum.h"

#include <stdio.h>

#include "common/text.h"

#include "coverage/coverage.h"

#define N_LOWEST 5

typedef struct {
    double share;
    char *file;
} Low;

struct BpRunCoverage {
    GArray *counts;  /* guint, in the order of the table of absences */
    GPtrArray *lows; /* Low*, lowest first, at most N_LOWEST */
};

static void free_low(gpointer data)
{
    Low *low = data;
    g_free(low->file);
    g_free(low);
}

BpRunCoverage *bp_run_coverage_new(void)
{
    BpRunCoverage *coverage = g_new0(BpRunCoverage, 1);
    const BpAbsence *absences = bp_coverage_absences();
    guint n = 0;
    while (absences[n].code)
        n++;
    coverage->counts = g_array_new(FALSE, TRUE, sizeof(guint));
    g_array_set_size(coverage->counts, n);
    coverage->lows = g_ptr_array_new_with_free_func(free_low);
    return coverage;
}

void bp_run_coverage_free(BpRunCoverage *coverage)
{
    if (!coverage)
        return;
    g_array_unref(coverage->counts);
    g_ptr_array_unref(coverage->lows);
    g_free(coverage);
}

static void count_hint(BpRunCoverage *coverage, const char *code)
{
    const BpAbsence *absences = bp_coverage_absences();
    for (guint i = 0; absences[i].code; i++)
        if (g_str_equal(absences[i].code, code))
            g_array_index(coverage->counts, guint, i)++;
}

/* Documents come in the order of their names, so equal shares stay in it. */
static void keep_low(BpRunCoverage *coverage, const char *file, double share)
{
    guint at = coverage->lows->len;
    while (at > 0 && ((const Low *)g_ptr_array_index(coverage->lows, at - 1))->share > share)
        at--;
    if (at >= N_LOWEST)
        return;
    Low *low = g_new(Low, 1);
    *low = (Low){share, g_strdup(file)};
    g_ptr_array_insert(coverage->lows, (int)at, low);
    if (coverage->lows->len > N_LOWEST)
        g_ptr_array_set_size(coverage->lows, N_LOWEST);
}

void bp_run_coverage_add(BpRunCoverage *coverage, const BpDocument *document)
{
    static const char *const kinds[] = {"agenda", "minutes", "action-log", NULL};
    for (guint i = 0; i < document->findings->len; i++) {
        const BpFinding *finding = g_ptr_array_index(document->findings, i);
        if (finding->level == BP_FINDING_HINT)
            count_hint(coverage, finding->code);
    }
    if (document->coverage.characters && document->kind && g_strv_contains(kinds, document->kind))
        keep_low(coverage, document->file, bp_coverage_share(&document->coverage));
}

void bp_run_coverage_print(const BpRunCoverage *coverage)
{
    const BpAbsence *absences = bp_coverage_absences();
    const char *heading = "not found, see the hints among the diagnostics:\n";
    for (guint i = 0; absences[i].code; i++) {
        guint n = g_array_index(coverage->counts, guint, i);
        if (n == 0)
            continue;
        fprintf(stderr, "%s  %s: %u\n", heading, absences[i].what, n);
        heading = "";
    }
    if (coverage->lows->len)
        fputs("least of the text in records, of agendas, minutes and action logs:\n", stderr);
    for (guint i = 0; i < coverage->lows->len; i++) {
        const Low *low = g_ptr_array_index(coverage->lows, i);
        g_autofree char *shown = bp_text_dup_escaped(low->file);
        fprintf(stderr, "  %3.0f%% %s\n", low->share * 100, shown);
    }
}
