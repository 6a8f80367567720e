/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Decisions: what minutes record as resolved, agreed, approved.
 *
 * Rules of kind `decision` are asked of each entry (context `block`) and, when none takes it, of
 * each of its sentences (context `sentence`). The role of the rule says how far the decision
 * reaches: the text itself, the list below it (`lead`), the motion above it (`outcome`), the
 * sentence before it (`before`), or nothing when it only moves something that is lost (`motion`).
 */
#include "split/decisions.h"

#include <string.h>

#include "rules/normal.h"
#include "split/sentences.h"

/* The text of an item's own paragraph holds decisions from this length on, in bold. */
#define LONG_HEADING 100
/* What a decision is about, before a colon, is no longer than this. */
#define TOPIC 120

BpSubject bp_decision_subject(const BpEntry *entry, gsize from, gsize to)
{
    BpSubject subject = bp_split_subject(entry->block, BP_SUBJECT_WHOLE);

    subject.text += from;
    subject.len = to - from;
    subject.in_table = entry->in_table;
    return subject;
}

bool bp_decision_ask(const BpDeciding *deciding, const BpEntry *entry, const char *context,
                     BpSubject *out_subject, BpMatch *out_match)
{
    *out_subject = bp_decision_subject(entry, entry->start, strlen(entry->block->text));
    return bp_matcher_match(deciding->split->matcher, "decision", context, out_subject, out_match);
}

bool bp_decision_has_role(const BpMatch *match, const char *role)
{
    const char *own = bp_rule_get_set(match->rule, "role");

    return own && !strcmp(own, role);
}

bool bp_decision_is_lead(BpSplit *split, const BpEntry *entry)
{
    BpDeciding deciding = {.split = split};
    BpSubject subject;
    BpMatch match;

    return bp_decision_ask(&deciding, entry, "block", &subject, &match) &&
           bp_decision_has_role(&match, "lead");
}

BpRecord *bp_decision_add(BpDeciding *deciding, guint at, const BpMatch *match,
                          const BpSubject *subject, const char *text)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpRecord *record = bp_split_add(deciding->split, "decision", entry->block, match->rule, NULL);
    const char *outcome = bp_rule_get_set(match->rule, "outcome");

    bp_split_set(record, "text", text);
    if (subject)
        bp_split_set_captures(record, match, subject);
    bp_record_set(record, "item", entry->item);
    if (!outcome)
        outcome = bp_normal_word(deciding->split->matcher, "outcome", NULL,
                                 bp_record_get(record, "text"));
    if (outcome)
        bp_record_set(record, "outcome", outcome);
    g_hash_table_add(deciding->taken, GUINT_TO_POINTER(at + 1));
    deciding->last = record;
    deciding->last_at = at;
    return record;
}

/* A place in an entry's text while its sentences are read. */
typedef struct {
    guint at;
    gsize starts[BP_DECISION_BACK]; /* of the sentences before, the nearest first */
    guint n;
    BpRecord *last; /* the decision that the sentence before is */
} Reading;

static void remember(Reading *reading, gsize start)
{
    for (guint k = BP_DECISION_BACK - 1; k > 0; k--)
        reading->starts[k] = reading->starts[k - 1];
    reading->starts[0] = start;
    reading->n = MIN(reading->n + 1, BP_DECISION_BACK);
}

/* Where the text of a decision begins whose sentence does not say what it is about: at the proposal
 * before it, or else at the sentence before. */
static gsize subject_start(const BpDeciding *deciding, const Reading *reading, gsize start)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, reading->at);
    BpMatch match;

    for (guint k = 0; k < reading->n; k++) {
        gsize end =
            bp_sentence_end(deciding->split->matcher, entry->block->text, reading->starts[k]);
        BpSubject subject = bp_decision_subject(entry, reading->starts[k], end);
        if (bp_matcher_match(deciding->split->matcher, "decision", "proposal", &subject, &match))
            return reading->starts[k];
    }
    return reading->n ? reading->starts[0] : start;
}

static void take_before(BpDeciding *deciding, Reading *reading, const BpMatch *match,
                        const BpSubject *subject, gsize start, gsize end)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, reading->at);

    /* "All agreed." after a sentence that is a decision already adds nothing. */
    if (reading->last)
        return;
    int above = reading->n ? -1 : bp_decision_proposal_above(deciding, reading->at);
    if (above >= 0) {
        g_autoptr(GString) whole = g_string_new(NULL);
        for (guint k = (guint)above; k < reading->at; k++)
            g_string_append_printf(whole, "%s ",
                                   bp_entry_peek_text(bp_flow_entry(deciding->flow, k)));
        g_string_append_len(whole, entry->block->text + start, (gssize)(end - start));
        reading->last = bp_decision_add(deciding, (guint)above, match, subject, whole->str);
        bp_split_add_spans(reading->last, entry->block);
        return;
    }
    gsize from = subject_start(deciding, reading, start);
    g_autofree char *own = g_strndup(entry->block->text + from, end - from);
    g_autofree char *before = reading->n == 0        ? bp_decision_dup_above(deciding, reading->at)
                              : from == entry->start ? bp_decision_dup_begun(deciding, reading->at)
                                                     : NULL;
    g_autofree char *text = before ? g_strconcat(before, " ", own, NULL) : g_strdup(own);
    reading->last = bp_decision_add(deciding, reading->at, match, subject, text);
}

static bool stands(const BpDeciding *deciding, guint at, const BpMatch *match, bool is_lead)
{
    if (!bp_decision_has_role(match, "motion"))
        return true;
    BpMotionEnd end = bp_motion_end(deciding, at, is_lead);
    return end != BP_MOTION_LOST && end != BP_MOTION_RESTATED;
}

/* Whether what stands below an entry is a list that it decides. */
static bool opens_list(const BpDeciding *deciding, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;

    return bp_decision_ends_with_colon(entry->block->text) &&
           !bp_decision_ask(deciding, entry, "closed", &subject, &match);
}

static bool is_first_label(const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);

    return bare[0] && !bare[1] && strchr("1aAiI", bare[0]);
}

/* Whether the sentence that ends an entry goes on in the list below it: no mark ends it, and the
 * list is set in. */
static bool runs_into_list(const BpDeciding *deciding, guint at)
{
    const BpBlock *block = bp_flow_entry(deciding->flow, at)->block;

    if (at + 1 >= deciding->flow->entries->len ||
        !g_ascii_isalnum(block->text[strlen(block->text) - 1]))
        return false;
    const BpEntry *next = bp_flow_entry(deciding->flow, at + 1);
    return !next->is_item && is_first_label(next->label) && next->block->indent > block->indent;
}

/* What a sentence is about may stand before a colon ("The fence: it was agreed ..."): where the
 * text of the decision begins. */
static gsize after_topic(const BpDeciding *deciding, const BpEntry *entry, gsize start, gsize end)
{
    const char *text = entry->block->text;
    BpMatch match;

    for (gsize i = start; i + 2 < end; i++) {
        gsize next = bp_sentence_next(text, i + 1);
        if (text[i] != ':' || next == i + 1 || next >= end ||
            !g_unichar_isupper(g_utf8_get_char(text + next)))
            continue;
        BpSubject subject = bp_decision_subject(entry, next, end);
        if (i - start <= TOPIC &&
            bp_matcher_match(deciding->split->matcher, "decision", "sentence", &subject, &match) &&
            !bp_rule_get_set(match.rule, "role"))
            return next;
    }
    return start;
}

guint bp_decision_read_sentences(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpMatcher *matcher = deciding->split->matcher;
    const char *text = entry->block->text;
    Reading reading = {.at = at};
    gsize end;

    for (gsize start = entry->start; text[start]; start = bp_sentence_next(text, end)) {
        end = bp_sentence_end(matcher, text, start);
        BpSubject subject = bp_decision_subject(entry, start, end);
        BpMatch match;
        gsize from = start;
        bool decides = bp_matcher_match(matcher, "decision", "sentence", &subject, &match);
        if (decides)
            from = after_topic(deciding, entry, start, end);
        g_autofree char *sentence = g_strndup(text + from, end - from);
        if (decides) {
            if (!text[end] && (opens_list(deciding, entry) || runs_into_list(deciding, at)) &&
                stands(deciding, at, &match, true))
                return bp_decision_take_list(deciding, at, &match, NULL, sentence);
            if (bp_decision_has_role(&match, "before"))
                take_before(deciding, &reading, &match, &subject, start, end);
            else if (stands(deciding, at, &match, false))
                reading.last = bp_decision_add(deciding, at, &match, &subject, sentence);
            if (reading.last && !text[end])
                bp_decision_add_rest(deciding, at, reading.last);
        } else if (reading.last &&
                   bp_matcher_match(matcher, "decision", "after", &subject, &match)) {
            /* "Proposed by X, seconded by Y." belongs to the decision before it. */
            g_autofree char *longer =
                g_strconcat(bp_record_get(reading.last, "text"), " ", sentence, NULL);
            bp_split_set_captures(reading.last, &match, &subject);
            bp_split_set(reading.last, "text", longer);
        } else {
            reading.last = NULL;
        }
        remember(&reading, start);
    }
    return at + 1;
}

/* A word such as AGREED alone on its line: a lead when a list begins below it; nothing new when
 * what stands above it is a decision already. */
static guint take_bare(BpDeciding *deciding, guint at, const BpMatch *match,
                       const BpSubject *subject)
{
    const BpEntry *next =
        at + 1 < deciding->flow->entries->len ? bp_flow_entry(deciding->flow, at + 1) : NULL;
    BpSubject below;
    BpMatch part;

    if (next && !next->is_item && subject->text[subject->len - 1] != '.' &&
        (is_first_label(next->label) || bp_decision_ask(deciding, next, "part", &below, &part)))
        return bp_decision_take_list(deciding, at, match, subject, "");
    BpSubject vote;
    if (at > 0 &&
        bp_decision_ask(deciding, bp_flow_entry(deciding->flow, at - 1), "vote", &vote, &part)) {
        bp_motion_take_outcome(deciding, at, match, subject);
        return at + 1;
    }
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    bool first = entry->title != NULL, headless = deciding->items && !*entry->item;
    if (headless)
        return at + 1;
    if (first || !g_hash_table_contains(deciding->taken, GUINT_TO_POINTER(at)))
        bp_decision_add(deciding, at, match, subject, subject->text);
    return at + 1;
}

static guint take_lead(BpDeciding *deciding, guint at, const BpMatch *match,
                       const BpSubject *subject)
{
    g_autofree char *own = bp_match_dup(match, subject, "text");

    if (!opens_list(deciding, bp_flow_entry(deciding->flow, at)) &&
        subject->text[subject->len - 1] == ':') {
        bp_decision_add(deciding, at, match, subject, subject->text);
        return at + 1;
    }
    return bp_decision_take_list(deciding, at, match, subject, own ? g_strstrip(own) : "");
}

/* Whether the paragraph above says that what follows is only put forward. */
static bool is_only_proposed(const BpDeciding *deciding, guint at)
{
    BpSubject subject;
    BpMatch match;

    for (guint k = at; k-- > 0;) {
        const BpEntry *entry = bp_flow_entry(deciding->flow, k);
        if (bp_decision_ask(deciding, entry, "pending", &subject, &match))
            return true;
        /* A resolution below another is put forward with it. */
        if (entry->is_item || k + 4 < at)
            return false;
    }
    return false;
}

static guint take_block(BpDeciding *deciding, guint at, const BpMatch *match,
                        const BpSubject *subject)
{
    bool motion = bp_decision_has_role(match, "motion");

    if (bp_decision_has_role(match, "bare"))
        return take_bare(deciding, at, match, subject);
    if (bp_decision_has_role(match, "lost"))
        return at + 1;
    if (bp_decision_has_role(match, "outcome")) {
        bp_motion_take_outcome(deciding, at, match, subject);
        return at + 1;
    }
    if (!stands(deciding, at, match, true) || (!motion && is_only_proposed(deciding, at)))
        return at + 1;
    if (motion || bp_decision_has_role(match, "lead"))
        return take_lead(deciding, at, match, subject);
    BpRecord *record = bp_decision_add(deciding, at, match, subject, subject->text);
    if (!bp_decision_has_role(match, "alone"))
        bp_decision_add_rest(deciding, at, record);
    bp_decision_part_text(deciding, at, match, record);
    return at + 1;
}

/* A line below a decision that says who moved it and how the vote ended. */
static bool take_after(BpDeciding *deciding, guint at)
{
    const BpEntry *entry = bp_flow_entry(deciding->flow, at);
    BpSubject subject;
    BpMatch match;

    if (!deciding->last || at == 0 || deciding->last_at + 2 < at || entry->is_item ||
        entry->title || !bp_decision_ask(deciding, entry, "after", &subject, &match))
        return false;
    bp_split_set_captures(deciding->last, &match, &subject);
    bp_split_add_spans(deciding->last, entry->block);
    return true;
}

/* An item's own paragraph: its heading decides nothing, but text may run on behind it. */
static bool is_mere_heading(const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(entry);

    if (!entry->is_item || entry->title)
        return false;
    bool set_off =
        entry->block->style & (BP_STYLE_BOLD | BP_STYLE_UNDERLINED) || entry->block->caps;
    return set_off ? strlen(text) <= LONG_HEADING : !strpbrk(text, ".:");
}

void bp_split_find_decisions(BpSplit *split, BpFlow *flow)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    BpDeciding deciding = {.split = split, .flow = flow, .taken = taken};

    for (guint i = 0; i < flow->entries->len; i++)
        deciding.items = deciding.items || bp_flow_entry(flow, i)->is_item;

    for (guint i = 0; i < flow->entries->len;) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        BpSubject subject;
        BpMatch match;
        if (is_mere_heading(entry) || take_after(&deciding, i))
            i++;
        else if (bp_decision_ask(&deciding, entry, "block", &subject, &match))
            i = take_block(&deciding, i, &match, &subject);
        else
            i = bp_decision_read_sentences(&deciding, i);
    }
}
