/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Grids of marks beside minutes: a column a member, and lines that say what a mark means. What a
 * line is called is asked of rules; a ballot is a run of lines with different votes, and belongs to
 * the decision that it stands beside.
 */
#include "split/mark-lines.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

/* A ballot begins at most this far above or below its decision, points. */
#define BESIDE 14.0

static const char *vote_of(BpMatcher *matcher, const char *label)
{
    BpSubject subject = {.text = label, .len = strlen(label), .in_table = true};
    BpMatch match;

    return *label && bp_matcher_match(matcher, "vote", NULL, &subject, &match)
               ? g_intern_string(bp_rule_get_set(match.rule, "value"))
               : NULL;
}

GArray *bp_mark_lines(const BpSplit *split)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(BpMarkLine));
    const BpLayout *layout = split->document->layout;
    guint first = bp_record_get_page(split->part->record, "first_page");
    guint last = bp_record_get_page(split->part->record, "last_page");

    for (guint i = 0; i < layout->marks->len; i++) {
        const BpBlock *block = layout->marks->pdata[i];
        for (guint r = 0;
             block->page >= first && block->page <= last && r < block->table->rows->len; r++) {
            BpMarkLine line = {.table = block->table, .row = block->table->rows->pdata[r]};
            line.label = bp_row_peek_text(line.row, 0);
            line.label += strspn(line.label, "* ");
            line.vote = vote_of(split->matcher, line.label);
            g_array_append_val(lines, line);
        }
    }
    return lines;
}

bool bp_mark_line_has(const BpMarkLine *line, guint column)
{
    const char *text = bp_row_peek_text(line->row, column);

    return column > 0 && !bp_text_is_blank(text) && strcmp(text, "-") != 0;
}

static const BpMarkLine *line_at(const GArray *lines, guint i)
{
    return &g_array_index(lines, BpMarkLine, i);
}

static double top_of(const BpMarkLine *line)
{
    return line->row->box.y0;
}

/* The first line after a ballot that begins at `from`. */
static guint ballot_end(const GArray *lines, guint from)
{
    guint i = from + 1;

    for (; i < lines->len; i++) {
        const BpMarkLine *line = line_at(lines, i);
        if (line->row->page != line_at(lines, from)->row->page || !line->vote)
            break;
        bool again = false;
        for (guint k = from; k < i; k++)
            again = again || line_at(lines, k)->vote == line->vote;
        if (again)
            break;
    }
    return i;
}

/* Those with a mark in a line, joined by commas; NULL for nobody. The caller frees. */
static char *dup_marked(const BpMarkLine *line)
{
    GString *names = g_string_new(NULL);

    for (guint c = 1; c < line->table->n_columns; c++) {
        const char *name = line->table->heads->pdata[c];
        if (*name && bp_mark_line_has(line, c))
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", name);
    }
    return g_string_free(names, names->len == 0);
}

static BpRecord *decision_beside(const BpSplit *split, const GPtrArray *decisions,
                                 const BpMarkLine *line)
{
    BpRecord *best = NULL;
    double away = BESIDE;

    for (guint i = 0; i < decisions->len; i++) {
        BpRecord *decision = decisions->pdata[i];
        for (guint s = 0; decision->part_record == split->part->record && s < decision->spans->len;
             s++) {
            const BpSpan *span = &g_array_index(decision->spans, BpSpan, s);
            double own = fabs(span->box.y0 - top_of(line));
            if (span->page == line->row->page && own < away) {
                best = decision;
                away = own;
            }
        }
    }
    return best;
}

static void set_if_empty(BpRecord *record, const char *field, const char *text)
{
    if (text && !*bp_record_get(record, field))
        bp_split_set(record, field, text);
}

static void read_ballot(const GArray *lines, guint from, guint to, BpRecord *decision)
{
    g_autoptr(GString) votes = g_string_new(NULL);

    for (guint i = from; i < to; i++) {
        const BpMarkLine *line = line_at(lines, i);
        g_autofree char *names = dup_marked(line);
        if (!names)
            continue;
        if (!strcmp(line->vote, "proposer") || !strcmp(line->vote, "seconder"))
            set_if_empty(decision, line->vote, names);
        else
            g_string_append_printf(votes, "%s%s: %s", votes->len ? "; " : "", line->label, names);
    }
    set_if_empty(decision, "votes", votes->len ? votes->str : NULL);
}

void bp_split_read_ballots(BpSplit *split)
{
    g_autoptr(GArray) lines = bp_mark_lines(split);
    g_autoptr(GPtrArray) decisions = bp_document_dup_records(split->document, "decision");

    for (guint i = 0, end; i < lines->len; i = end) {
        end = i + 1;
        if (!line_at(lines, i)->vote)
            continue;
        end = ballot_end(lines, i);
        BpRecord *decision = decision_beside(split, decisions, line_at(lines, i));
        if (decision)
            read_ballot(lines, i, end, decision);
    }
}
