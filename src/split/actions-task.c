/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The task that a mark stands for.
 *
 * The sentences of the paragraphs beside the mark are weighed by what they say (rules of kind
 * `action`, contexts `task`: what is to be done, `agreed`: what is settled or put forward, `actor`:
 * who acts) and by how near they are. The best is the task, together with what it cannot be
 * understood without: the sentence before it that a pronoun means, the agreement after it, what the
 * other owners of the same mark are to do. Where no sentence says that anything is to be done the
 * whole paragraph is the task.
 */
#include "split/actions-task.h"

#include <string.h>

#include "split/actions-owner.h"
#include "split/actions-weigh.h"
#include "split/sentences.h"

/* A paragraph in which nothing says task is the task as a whole up to this length, bytes. */
#define WHOLE_LENGTH 450

/* The best sentence; the later among equals, unless another mark is to have one as well. */
static guint best_of(const BpWeighing *weighing)
{
    guint best = 0;

    for (guint i = 1; i < weighing->sentences->len; i++) {
        double more =
            bp_task_sentence(weighing, i)->score - bp_task_sentence(weighing, best)->score;
        if (more > 0 || (more >= 0 && !weighing->mark->more))
            best = i;
    }
    return best;
}

/* Whether a sentence is only an agreement to what stands before it. */
static bool is_agreement(const BpWeighing *weighing, guint i)
{
    const BpTaskSentence *sentence = bp_task_sentence(weighing, i);
    BpSubject subject = bp_task_subject(bp_flow_entry(weighing->flow, sentence->at),
                                        sentence->start, sentence->end);
    BpMatch match;

    if (!bp_matcher_match(weighing->split->matcher, "decision", "sentence", &subject, &match))
        return false;
    const char *role = bp_rule_get_set(match.rule, "role");
    return role && !strcmp(role, "before");
}

/* Take along what the task cannot be understood without. */
static void widen(const BpWeighing *weighing, guint *from, guint *to)
{
    guint n = weighing->sentences->len, acts = bp_task_sentence(weighing, *from)->acts;
    const BpTaskSentence *first = bp_task_sentence(weighing, *from);
    BpSubject subject =
        bp_task_subject(bp_flow_entry(weighing->flow, first->at), first->start, first->end);

    while (acts && *from > 0 && bp_task_sentence(weighing, *from - 1)->acts & ~acts)
        acts |= bp_task_sentence(weighing, --*from)->acts;
    while (acts && *to + 1 < n && bp_task_sentence(weighing, *to + 1)->acts & ~acts)
        acts |= bp_task_sentence(weighing, ++*to)->acts;
    bool means_above = bp_task_says(weighing, "pronoun", &subject) || is_agreement(weighing, *from);
    if (first == bp_task_sentence(weighing, *from) && means_above && *from > 0 &&
        !bp_task_sentence(weighing, *from - 1)->title)
        --*from;
    while (*to + 1 < n && is_agreement(weighing, *to + 1))
        ++*to;
}

/* The whole paragraph (or row) that the best sentence is of, but for titles above it. */
static void take_whole(const BpWeighing *weighing, guint *from, guint *to)
{
    guint rows = bp_flow_entry(weighing->flow, weighing->mark->at)->row_entries;
    guint at = bp_task_sentence(weighing, *from)->at, first = *from, last = *to;
    gsize length = 0;

    while (first > 0 && (rows || bp_task_sentence(weighing, first - 1)->at == at))
        first--;
    while (last + 1 < weighing->sentences->len &&
           (rows || bp_task_sentence(weighing, last + 1)->at == at))
        last++;
    while (first < last && bp_task_sentence(weighing, first)->title)
        first++;
    for (guint i = first; i <= last; i++)
        length += bp_task_sentence(weighing, i)->end - bp_task_sentence(weighing, i)->start;
    if (length > WHOLE_LENGTH)
        return;
    *from = first;
    *to = last;
}

/* Where in a sentence the owners come in: of clauses between semicolons those that tell of others
 * are no part of the task. */
static gsize first_clause(const BpWeighing *weighing, const BpTaskSentence *sentence)
{
    const BpEntry *entry = bp_flow_entry(weighing->flow, sentence->at);
    const char *text = entry->block->text;
    gsize start = sentence->start;

    while (start < sentence->end) {
        const char *stop = memchr(text + start, ';', sentence->end - start);
        gsize end = stop ? (gsize)(stop - text) : sentence->end;
        BpSubject clause = bp_task_subject(entry, start, end);
        if (bp_owners_acting(weighing->owners, weighing->split->matcher, &clause))
            return start;
        start = bp_sentence_next(text, MIN(end + 1, sentence->end));
    }
    return sentence->start;
}

static char *text_of(const BpWeighing *weighing, guint from, guint to)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = from; i <= to; i++) {
        const BpTaskSentence *sentence = bp_task_sentence(weighing, i);
        const char *whole = bp_flow_entry(weighing->flow, sentence->at)->block->text;
        gsize start = from == to ? first_clause(weighing, sentence) : sentence->start;
        if (text->len)
            g_string_append_c(text, ' ');
        g_string_append_len(text, whole + start, (gssize)(sentence->end - start));
        g_hash_table_add(weighing->taken, (gpointer)(gsize)bp_task_place(weighing, sentence));
    }
    const BpTaskSentence *last = bp_task_sentence(weighing, to);
    const BpEntry *entry = bp_flow_entry(weighing->flow, last->at);
    g_autofree char *rest =
        entry->block->text[last->end]
            ? NULL
            : bp_flow_dup_rest(weighing->split->matcher, weighing->flow, last->at);
    if (rest)
        g_string_append_printf(text, " %s", rest);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static char *task_of(BpWeighing *weighing)
{
    bp_tasks_weigh(weighing);
    if (!weighing->sentences->len)
        return g_strdup("");
    guint from = best_of(weighing), to = from;
    if (bp_task_sentence(weighing, from)->task || bp_task_sentence(weighing, from)->agreed)
        widen(weighing, &from, &to);
    else
        take_whole(weighing, &from, &to);
    return text_of(weighing, from, to);
}

char *bp_task_of_mark(BpSplit *split, const BpFlow *flow, const BpMark *mark, BpTasksTaken *taken)
{
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(BpTaskSentence));
    BpOwners owners;
    BpWeighing weighing = {split, flow, mark, &owners, taken, sentences};

    bp_owners_init(&owners, split, mark->owners);
    char *text = task_of(&weighing);
    bp_owners_clear(&owners);
    return text;
}
