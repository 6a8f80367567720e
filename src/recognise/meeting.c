/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts of a meeting from the texts above the first item of a part (rules of kind `meeting`,
 * context `top`), from its first running text (`open`) and its last (`tail`). Every rule is asked
 * of every text; for each field the most confident rule wins, then the earlier text.
 */
#include "recognise/meeting.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

#include "recognise/meeting-facts.h"
#include "recognise/meeting-venue.h"
#include "rules/normal.h"

/* Texts that are looked at: above the first item, at the beginning, at the end. */
#define TOP_TEXTS  30
#define OPEN_TEXTS 40
#define TAIL_TEXTS 14
/* The second item of a list stands among so many texts after the first, at its indent in em. */
#define LIST_TEXTS  20
#define LIST_INDENT 2.0
#define DIGITS      "0123456789"
/* Lines of one heading are no further apart than this, in lines. */
#define JOINED_GAP 0.5
/* Rules that go by a printed label are at least so sure. */
#define LABELLED 0.94

/* Whether the list that a label may begin goes on: what only looks like a label (the initial of a
 * name, the day of a date) stands alone. */
static bool is_counted(const GPtrArray *blocks, guint at)
{
    const BpBlock *block = blocks->pdata[at];
    g_autofree char *label = bp_block_dup_label(block);

    for (guint i = at + 1; i < blocks->len && i < at + LIST_TEXTS; i++) {
        const BpBlock *below = blocks->pdata[i];
        if (below->kind != BP_BLOCK_PARA || !below->label || below->bullet ||
            fabs(below->indent - block->indent) > LIST_INDENT)
            continue;
        g_autofree char *next = bp_block_dup_label(below);
        if (bp_label_follows(label, next))
            return true;
    }
    return false;
}

/* Whether an item begins: a number with its mark, or a bare one or a letter of a list that goes on.
 */
static bool is_item(const GPtrArray *blocks, guint at)
{
    const BpBlock *block = blocks->pdata[at];

    if (block->kind != BP_BLOCK_PARA)
        return block->table->kind == BP_TABLE_AGENDA || block->table->kind == BP_TABLE_MINUTES ||
               block->table->kind == BP_TABLE_ACTIONS;
    if (!block->label || block->bullet)
        return false;
    g_autofree char *label = bp_block_dup_label(block);
    bool marked = g_ascii_isdigit(*label) && strspn(label, DIGITS) < strlen(label);
    return marked || is_counted(blocks, at);
}

/* Text for `open` and `tail` inside a table of minutes as well. */
static void ask_cells(BpFacts *facts, const char *context, const BpTable *table, guint from,
                      guint to)
{
    for (guint r = from; r < to; r++) {
        const BpRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            for (guint b = 0; cell && b < cell->blocks->len; b++)
                bp_facts_ask_block(facts, context, cell->blocks->pdata[b]);
        }
    }
}

static void ask_any(BpFacts *facts, const char *context, const BpBlock *block, bool end)
{
    if (block->kind == BP_BLOCK_PARA) {
        bp_facts_ask_block(facts, context, block);
        return;
    }
    guint n = block->table->rows->len;
    ask_cells(facts, context, block->table, end && n > 3 ? n - 3 : 0, end ? n : MIN(n, 3));
}

static void collect(BpFacts *facts, const BpDocument *document, const BpPart *part)
{
    const BpLayout *layout = document->layout;
    const GPtrArray *blocks = part->blocks;

    const BpBlock *above = NULL;
    for (guint i = 0; i < blocks->len && i < TOP_TEXTS && !is_item(blocks, i); i++) {
        const BpBlock *block = blocks->pdata[i];
        bp_facts_ask_block(facts, "top", block);
        if (above && above->kind == BP_BLOCK_PARA && block->kind == BP_BLOCK_PARA)
            bp_facts_ask_form(facts, above, block);
        above = block;
    }
    for (guint i = 0; i < blocks->len && i < OPEN_TEXTS; i++)
        ask_any(facts, "open", blocks->pdata[i], false);
    guint tail = blocks->len > TAIL_TEXTS ? blocks->len - TAIL_TEXTS : 0;
    for (guint i = tail; i < blocks->len; i++)
        ask_any(facts, "tail", blocks->pdata[i], true);
    /* Lists and annexes may stand behind the sentence that closes the meeting. */
    for (guint i = blocks->len / 2; i < blocks->len; i++)
        ask_any(facts, "late", blocks->pdata[i], true);
    /* What the running header says, last: it may be the only place of the body's name. */
    const BpBlock *first = blocks->pdata[0];
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        if (furniture->line->page == first->page && furniture->kind == BP_FURNITURE_HEADER)
            bp_facts_ask(facts, "top", furniture->line->text, first);
    }
}

/* A title line that holds the body's name and says more is the better name: "PARISH COUNCIL" in
 * the sentence, "ANYTOWN PARISH COUNCIL" above it. */
static void prefer_longer_title(BpFacts *facts, const BpPart *part)
{
    BpFact *body = &facts->facts[BP_FACT_BODY];
    BpFacts titles = {.matcher = facts->matcher};

    if (!body->text)
        return;
    g_autofree char *have = bp_text_dup_folded(body->text);
    for (guint i = 0; i < part->blocks->len && i < 6; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        g_clear_pointer(&titles.facts[BP_FACT_BODY].text, g_free);
        bp_facts_ask_titles(&titles, block);
        if (!titles.facts[BP_FACT_BODY].text)
            continue;
        g_autofree char *title = bp_text_dup_folded(titles.facts[BP_FACT_BODY].text);
        if (strlen(title) > strlen(have) && g_str_has_suffix(title, have)) {
            g_free(body->text);
            body->text = g_strdup(titles.facts[BP_FACT_BODY].text);
            break;
        }
    }
    bp_facts_clear(&titles);
}

static void complete_venue(BpFacts *facts, const BpPart *part)
{
    BpFact *venue = &facts->facts[BP_FACT_VENUE], *date = &facts->facts[BP_FACT_DATE];

    const BpLine *below =
        date->text ? bp_meeting_line_below(part, TOP_TEXTS, date->block, date->text) : NULL;
    if (below)
        bp_facts_ask(facts, "below-date", below->text, date->block);

    if (!venue->text)
        return;
    char *whole = bp_meeting_dup_venue(facts->matcher, part, TOP_TEXTS, venue->text, venue->block,
                                       venue->confidence >= LABELLED);
    g_free(venue->text);
    venue->text = bp_text_dup_squeezed(whole);
    g_free(whole);
}

/* A centred heading is broken anywhere, and each of its lines is a paragraph to the layout: where
 * no text has a date, one may go on from the end of a paragraph to the next. */
static void join_date(BpFacts *facts, const BpPart *part)
{
    BpFact *date = &facts->facts[BP_FACT_DATE];
    const BpBlock *above = NULL;

    for (guint i = 0; i < part->blocks->len && i < TOP_TEXTS && !is_item(part->blocks, i); i++) {
        const BpBlock *block = part->blocks->pdata[i];
        bool joined = !date->text && above && above->kind == BP_BLOCK_PARA &&
                      block->kind == BP_BLOCK_PARA && block->gap < JOINED_GAP;
        if (joined) {
            const BpLine *end = above->lines->pdata[above->lines->len - 1];
            const BpLine *start = block->lines->pdata[0];
            g_autofree char *text = g_strdup_printf("%s %s", end->text, start->text);
            BpFacts found = {.matcher = facts->matcher};
            bp_facts_ask(&found, "top", text, block);
            *date = found.facts[BP_FACT_DATE];
            found.facts[BP_FACT_DATE].text = NULL;
            bp_facts_clear(&found);
        }
        above = block;
    }
}

static BpRecord *make_meeting(BpDocument *document, const BpPart *part, BpFacts *facts)
{
    const BpBlock *first = part->blocks->pdata[0];
    const BpFact *lead =
        facts->facts[BP_FACT_DATE].text ? &facts->facts[BP_FACT_DATE] : &facts->facts[BP_FACT_BODY];
    BpRecord *meeting = bp_record_new("meeting", first->page);

    for (guint id = 0; id < BP_N_FACTS; id++) {
        BpFact *fact = &facts->facts[id];
        if (!fact->text)
            continue;
        g_autofree char *normal = NULL;
        if (id == BP_FACT_DATE)
            normal = bp_normal_date(facts->matcher, fact->text);
        else if (id == BP_FACT_START || id == BP_FACT_END)
            normal = bp_normal_time(facts->matcher, fact->text);
        else
            normal = g_strdup(fact->text);
        if (normal)
            bp_record_set(meeting, bp_fact_name(id), normal);
        bp_record_add_span(meeting, fact->block->page, fact->block->box);
    }
    meeting->rule = g_strdup(lead->rule ? bp_rule_get_id(lead->rule) : "recognise.meeting");
    meeting->confidence =
        facts->facts[BP_FACT_DATE].text && facts->facts[BP_FACT_BODY].text
            ? MIN(facts->facts[BP_FACT_DATE].confidence, facts->facts[BP_FACT_BODY].confidence)
            : 0.5;
    return bp_document_take_record(document, meeting);
}

static BpRecord *meeting_of(BpDocument *document, const BpPart *part, BpMatcher *matcher)
{
    BpFacts facts = {.matcher = matcher};
    BpRecord *meeting = NULL;

    if (!part->blocks->len)
        return NULL;
    collect(&facts, document, part);
    join_date(&facts, part);
    prefer_longer_title(&facts, part);
    complete_venue(&facts, part);
    /* A log without a date is kept from meeting to meeting and is of none. */
    bool dated = facts.facts[BP_FACT_DATE].text;
    if (dated || (facts.facts[BP_FACT_BODY].text && strcmp(part->kind, "action-log")))
        meeting = make_meeting(document, part, &facts);
    bp_facts_clear(&facts);
    return meeting;
}

static bool same_meeting(const BpRecord *a, const BpRecord *b)
{
    const char *date = bp_record_get(a, "date");

    return *date && !strcmp(date, bp_record_get(b, "date")) &&
           !g_ascii_strcasecmp(bp_record_get(a, "body"), bp_record_get(b, "body"));
}

void bp_recognise_meetings(BpDocument *document, BpMatcher *matcher)
{
    BpLayout *layout = document->layout;
    BpRecord *own = NULL;

    for (guint i = 0; i < layout->parts->len; i++) {
        BpPart *part = layout->parts->pdata[i];
        bool agenda = !strcmp(part->kind, "agenda"), minutes = !strcmp(part->kind, "minutes");
        bool log = !strcmp(part->kind, "action-log") && layout->parts->len == 1;
        if (agenda && own) {
            part->meeting = own;
        } else if (agenda || minutes || log) {
            part->meeting = meeting_of(document, part, matcher);
            if (part->meeting && own && same_meeting(own, part->meeting)) {
                g_ptr_array_remove(document->records, part->meeting);
                part->meeting = own;
            }
        } else {
            part->meeting = own;
        }
        if ((agenda || log) && !own)
            own = part->meeting;
        part->record->meeting_record = part->meeting;
    }
}
