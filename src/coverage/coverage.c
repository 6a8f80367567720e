/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Counts the text of the document and of each part that should be nearly all records, and has the
 * absences found.
 */
#include "coverage/coverage.h"

#include "coverage/absences.h"
#include "coverage/claims.h"

/* Less of a part than this in records is told. Around the items of an agenda stand notices, names
 * and notes; a paper is prose, and what is in no record there is its argument. */
static const struct {
    const char *kind;
    double share;
} least[] = {{"agenda", 0.25}, {"minutes", 0.5}, {"action-log", 0.5}};

/* A part with less text than this may well be a title page. Characters. */
#define LEAST_TEXT 200

static const BpAbsence absences[] = {
    {"unknown-kind", "documents of no kind that is known"},
    {"agenda-without-items", "agendas without items"},
    {"minutes-without-items", "minutes without items"},
    {"minutes-without-attendance", "minutes without attendance"},
    {"log-without-actions", "action logs without actions"},
    {"paper-without-recommendation", "papers of packs without a recommendation"},
    {"item-without-minute", "agenda items without a minute"},
    {"low-coverage", "parts of which most is in no record"},
    {NULL, NULL},
};

const BpAbsence *bp_coverage_absences(void)
{
    return absences;
}

static double least_share(const char *kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(least); i++)
        if (g_str_equal(least[i].kind, kind))
            return least[i].share;
    return 0;
}

static void judge_parts(BpDocument *document, BpClaims *claims)
{
    const BpLayout *layout = document->layout;
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = g_ptr_array_index(layout->parts, i);
        BpCoverage own = {0, 0};
        bp_claims_forget(claims);
        bp_claims_count(claims, part->blocks, &own);
        double share = bp_coverage_share(&own);
        if (own.characters >= LEAST_TEXT && share < least_share(part->kind))
            bp_document_hint(document, "low-coverage", part->record->page,
                             "%s: %.0f%% of the text is in a record", part->kind, share * 100);
    }
}

void bp_coverage_run(BpDocument *document)
{
    const BpLayout *layout = document->layout;
    if (!layout)
        return;
    g_autoptr(BpClaims) claims = bp_claims_new(document);
    document->coverage = (BpCoverage){0, 0};
    bp_claims_count(claims, layout->blocks, &document->coverage);
    if (document->kind && g_str_equal(document->kind, "other"))
        bp_document_hint(document, "unknown-kind", 0, "no agenda, minutes, paper or action log");
    bp_absences_find(document);
    bp_absences_find_unminuted(document);
    judge_parts(document, claims);
}
