/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What speaks for a sentence being the task of a mark: what it says, whom it names, and how near it
 * is. Looked at are the sentences of the paragraph that has the mark (or of the row, when the mark
 * is for a whole row), and of those next to it where the mark stands between them or has no task
 * left in its own.
 */
#include "split/actions-weigh.h"

#include <math.h>
#include <string.h>

#include "split/actions-owner.h"
#include "split/sentences.h"

/* What a sentence says. */
#define SAYS_TASK     4.0
#define SAYS_AGREED   3.0
#define SAYS_PROPOSED 1.0
#define OWNER_ACTS    6.0
#define OWNER_NAMED   1.0
#define IS_TAKEN      (-6.0)
/* A title is no task. */
#define IS_TITLE     (-3.0)
#define TITLE_LENGTH 60
/* A mark is beside a line when their middles are at most so many line heights apart, and near it
 * up to the second. */
#define BESIDE 0.65
#define NEAR   1.6
/* A paragraph without a mark in which an owner acts may be so many line heights away. */
#define FAR 6.0
/* A mark beside a title is meant for the paragraph below it, so many line heights away. */
#define BELOW_TITLE 3.0
/* What being near is worth, against being beside. */
#define NEAR_SHARE 0.25

BpSubject bp_task_subject(const BpEntry *entry, gsize start, gsize end)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += start;
    subject.len = end - start;
    subject.in_table = entry->in_table;
    return subject;
}

const char *bp_task_place(const BpWeighing *weighing, const BpTaskSentence *sentence)
{
    return bp_flow_entry(weighing->flow, sentence->at)->block->text + sentence->start;
}

/* How far (in line heights) the mark's middle is from the lines of a sentence; infinite on another
 * page. */
static double distance(const BpBlock *block, gsize start, gsize end, const BpBlock *note)
{
    double y = (note->box.y0 + note->box.y1) / 2, best = G_MAXDOUBLE;
    gsize offset = 0;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        gsize len = strlen(line->text);
        if (line->page == note->page && offset < end && offset + len > start)
            best = MIN(best, fabs((line->box.y0 + line->box.y1) / 2 - y) /
                                 MAX(line->box.y1 - line->box.y0, 1));
        offset += len + 1;
    }
    return best;
}

static double nearness(const BpWeighing *weighing, const BpEntry *entry,
                       const BpTaskSentence *sentence)
{
    const BpMark *mark = weighing->mark;

    if (!mark->note)
        return mark->beside >= sentence->start && mark->beside <= sentence->end ? 1 : 0;
    double away = distance(entry->block, sentence->start, sentence->end, mark->note);
    return away <= BESIDE ? 1 : away <= NEAR ? NEAR_SHARE : 0;
}

bool bp_task_says(const BpWeighing *weighing, const char *context, const BpSubject *subject)
{
    BpMatch match;

    return bp_matcher_match(weighing->split->matcher, "action", context, subject, &match);
}

/* What the sentence settles: something agreed, something only put forward, nothing. */
static double settles(const BpWeighing *weighing, const BpSubject *subject)
{
    BpMatch match;

    if (!bp_matcher_match(weighing->split->matcher, "action", "agreed", subject, &match))
        return 0;
    const char *role = bp_rule_get_set(match.rule, "role");
    return role && !strcmp(role, "proposed") ? SAYS_PROPOSED : SAYS_AGREED;
}

/* A short text without an end, the whole of its paragraph. */
static bool is_title(const BpEntry *entry, gsize start, gsize end)
{
    const char *text = entry->block->text;

    return start == entry->start && !text[end] && end > start && end - start <= TITLE_LENGTH &&
           !strchr(".:;!?", text[end - 1]);
}

static void weigh(BpWeighing *weighing, BpTaskSentence *sentence)
{
    const BpEntry *entry = bp_flow_entry(weighing->flow, sentence->at);
    BpSubject subject = bp_task_subject(entry, sentence->start, sentence->end);
    const BpMark *mark = weighing->mark;
    bool says_task = bp_task_says(weighing, "task", &subject);

    sentence->acts = bp_owners_acting(weighing->owners, weighing->split->matcher, &subject);
    sentence->task = says_task || sentence->acts;
    double settled = settles(weighing, &subject);
    sentence->agreed = settled > 0;
    sentence->title =
        !sentence->task && !sentence->agreed && is_title(entry, sentence->start, sentence->end);
    sentence->score = mark->weight * nearness(weighing, entry, sentence);
    sentence->score += says_task ? SAYS_TASK : 0;
    sentence->score += settled;
    sentence->score += sentence->title ? IS_TITLE : 0;
    if (sentence->acts)
        sentence->score += OWNER_ACTS;
    else if (bp_owners_named(weighing->owners, &subject))
        sentence->score += OWNER_NAMED;
    if (g_hash_table_contains(weighing->taken, bp_task_place(weighing, sentence)))
        sentence->score += IS_TAKEN;
}

/* Add the sentences of an entry before the one at `to`; perhaps only those in which an owner acts.
 */
static void add_sentences(BpWeighing *weighing, guint at, guint to, bool acting)
{
    const BpEntry *entry = bp_flow_entry(weighing->flow, at);
    const char *text = entry->block->text;
    gsize end;

    gsize until = at == weighing->mark->at ? weighing->mark->until : 0;

    for (gsize start = entry->start; text[start]; start = bp_sentence_next(text, end)) {
        end = bp_sentence_end(weighing->split->matcher, text, start);
        if (until && start >= until)
            break;
        end = until ? MIN(end, until) : end;
        BpTaskSentence sentence = {.at = at, .start = start, .end = end};
        weigh(weighing, &sentence);
        if (sentence.acts || !acting)
            g_array_insert_val(weighing->sentences, to++, sentence);
    }
}

/* What is left for the mark in its own paragraph. */
typedef enum { LEFT_NOTHING, LEFT_TEXT, LEFT_TASK, LEFT_ALL } Left;

static Left what_is_left(const BpWeighing *weighing)
{
    Left left = LEFT_NOTHING;
    bool all = true;

    for (guint i = 0; i < weighing->sentences->len; i++) {
        const BpTaskSentence *sentence = bp_task_sentence(weighing, i);
        if (g_hash_table_contains(weighing->taken, bp_task_place(weighing, sentence)))
            all = false;
        else
            left = MAX(left, sentence->task || sentence->agreed ? LEFT_TASK : LEFT_TEXT);
    }
    return all ? LEFT_ALL : left;
}

/*
 * Whether the sentences of the paragraph at `at`, next to the one that has the mark, may be meant
 * as well: the mark stands between the two, and no other mark beside that one unless the own is a
 * mere title; or there is nothing left in the own. Some of them: those in which an owner acts,
 * where the own has no task.
 */
typedef enum { MEANT_NONE, MEANT_ACTING, MEANT_ALL } Meant;

static Meant is_neighbour(const BpWeighing *weighing, guint at, Left left)
{
    const BpMark *mark = weighing->mark;
    const BpEntry *own = bp_flow_entry(weighing->flow, mark->at);

    if (!mark->note || at >= weighing->flow->entries->len)
        return MEANT_NONE;
    const BpEntry *entry = bp_flow_entry(weighing->flow, at);
    bool other_item = entry->is_item || (at > mark->at ? entry->title : own->title) != NULL;
    gsize own_end = strlen(own->block->text);
    double away = distance(entry->block, entry->start, strlen(entry->block->text), mark->note);
    if (other_item || entry->in_table != own->in_table || away > FAR)
        return MEANT_NONE;
    bool title =
        at > mark->at && weighing->sentences->len == 1 && bp_task_sentence(weighing, 0)->title;
    bool between = !entry->notes && distance(own->block, own->start, own_end, mark->note) > BESIDE;
    if (away <= (title ? BELOW_TITLE : NEAR) && (left == LEFT_NOTHING || title || between))
        return MEANT_ALL;
    return left < LEFT_TASK && !entry->notes ? MEANT_ACTING : MEANT_NONE;
}

void bp_tasks_weigh(BpWeighing *weighing)
{
    guint at = weighing->mark->at;
    guint rows = bp_flow_entry(weighing->flow, at)->row_entries;

    for (guint i = at; i < at + MAX(rows, 1); i++)
        add_sentences(weighing, i, weighing->sentences->len, false);
    if (rows)
        return;
    Left left = what_is_left(weighing);
    Meant below = is_neighbour(weighing, at + 1, left);
    Meant above = at > 0 ? is_neighbour(weighing, at - 1, left) : MEANT_NONE;
    if (below)
        add_sentences(weighing, at + 1, weighing->sentences->len, below == MEANT_ACTING);
    if (above)
        add_sentences(weighing, at - 1, 0, above == MEANT_ACTING);
}
