/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts of a meeting from the texts above the first item of a part (rules of kind `meeting`,
 * context `top`), from its first running text (`open`) and its last (`tail`). Every rule is asked
 * of every text; for each field the most confident rule wins, then the earlier text.
 */
#include "recognise/meeting.h"

#include <string.h>

#include "common/text.h"
#include "rules/normal.h"

/* Texts that are looked at: above the first item, at the beginning, at the end. */
#define TOP_TEXTS 30
#define OPEN_TEXTS 40
#define TAIL_TEXTS 14

typedef struct {
    char *text;
    const BpBlock *block; /* where it stands */
    const BpRule *rule;
    double confidence;
} Fact;

typedef enum { BODY, TYPE, DATE, START, END, VENUE, STATE, N_FACTS } FactId;
static const char *const fact_names[N_FACTS] = {"body", "type", "date", "start",
                                                "end",  "venue", "state"};

typedef struct {
    Fact facts[N_FACTS];
    const BpBlock *block;
    const char *text;
    BpMatcher *matcher;
} Facts;

static void offer(Facts *facts, guint id, const char *text, const BpRule *rule)
{
    double confidence = bp_rule_get_confidence(rule);
    Fact *fact = &facts->facts[id];

    if (fact->text && fact->confidence >= confidence)
        return;
    g_free(fact->text);
    fact->text = bp_text_dup_squeezed(text);
    fact->block = facts->block;
    fact->rule = rule;
    fact->confidence = confidence;
}

/* A date or time that is none does not win over one that is. */
static bool is_valid(const Facts *facts, guint id, const char *text)
{
    g_autofree char *normal = NULL;

    if (id == DATE)
        normal = bp_normal_date(facts->matcher, text);
    else if (id == START || id == END)
        normal = bp_normal_time(facts->matcher, text);
    else
        return true;
    return normal != NULL;
}

static void take_match(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    Facts *facts = data;

    (void)score;
    for (guint id = 0; id < N_FACTS; id++) {
        const char *constant = bp_rule_get_set(rule, fact_names[id]);
        if (constant)
            offer(facts, id, constant, rule);
        for (guint i = 0; i < match->n_captures; i++) {
            const BpCapture *capture = &match->captures[i];
            if (strcmp(capture->field, fact_names[id]))
                continue;
            g_autofree char *text = g_strndup(facts->text + capture->start, capture->end - capture->start);
            if (is_valid(facts, id, text))
                offer(facts, id, text, rule);
        }
    }
}

static void ask(Facts *facts, const char *context, const char *text, const BpBlock *block)
{
    BpSubject subject = {.text = text,
                         .len = strlen(text),
                         .page = block->page,
                         .style = block->style,
                         .caps = block->caps,
                         .centred = block->centred,
                         .size = block->size};

    facts->block = block;
    facts->text = text;
    if (subject.len)
        bp_matcher_score(facts->matcher, "meeting", context, &subject, take_match, facts);
}

static void ask_lines(Facts *facts, const char *context, const BpBlock *block)
{
    ask(facts, context, block->text, block);
    for (guint i = 0; block->lines->len > 1 && i < block->lines->len; i++)
        ask(facts, context, ((const BpLine *)block->lines->pdata[i])->text, block);
}

static void ask_table(Facts *facts, const char *context, const BpBlock *block)
{
    const BpTable *table = block->table;

    for (guint r = 0; r < MIN(table->rows->len, 8); r++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint c = 0; c < table->n_columns; c++) {
            const char *cell = bp_row_peek_text(table->rows->pdata[r], c);
            if (!*cell)
                continue;
            if (text->len)
                g_string_append_c(text, '\t');
            g_string_append(text, cell);
            ask(facts, context, cell, block);
        }
        ask(facts, context, text->str, block);
    }
}

static void ask_block(Facts *facts, const char *context, const BpBlock *block)
{
    if (block->kind == BP_BLOCK_PARA)
        ask_lines(facts, context, block);
    else if (block->table->kind == BP_TABLE_OTHER || block->table->kind == BP_TABLE_ATTENDANCE)
        ask_table(facts, context, block);
}

static bool is_item(const BpBlock *block)
{
    return block->kind == BP_BLOCK_PARA ? block->label > 0 && !block->bullet &&
                                              g_ascii_isdigit(block->text[0])
                                        : block->table->kind == BP_TABLE_AGENDA ||
                                              block->table->kind == BP_TABLE_MINUTES ||
                                              block->table->kind == BP_TABLE_ACTIONS;
}

/* Text for `open` and `tail` inside a table of minutes as well. */
static void ask_cells(Facts *facts, const char *context, const BpTable *table, guint from, guint to)
{
    for (guint r = from; r < to; r++) {
        const BpRow *row = table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            for (guint b = 0; cell && b < cell->blocks->len; b++)
                ask_block(facts, context, cell->blocks->pdata[b]);
        }
    }
}

static void ask_any(Facts *facts, const char *context, const BpBlock *block, bool end)
{
    if (block->kind == BP_BLOCK_PARA) {
        ask_block(facts, context, block);
        return;
    }
    guint n = block->table->rows->len;
    ask_cells(facts, context, block->table, end && n > 3 ? n - 3 : 0, end ? n : MIN(n, 3));
}

static void collect(Facts *facts, const BpDocument *document, const BpPart *part)
{
    const BpLayout *layout = document->layout;
    const GPtrArray *blocks = part->blocks;

    for (guint i = 0; i < blocks->len && i < TOP_TEXTS && !is_item(blocks->pdata[i]); i++)
        ask_block(facts, "top", blocks->pdata[i]);
    for (guint i = 0; i < blocks->len && i < OPEN_TEXTS; i++)
        ask_any(facts, "open", blocks->pdata[i], false);
    guint tail = blocks->len > TAIL_TEXTS ? blocks->len - TAIL_TEXTS : 0;
    for (guint i = tail; i < blocks->len; i++)
        ask_any(facts, "tail", blocks->pdata[i], true);
    /* What the running header says, last: it may be the only place of the body's name. */
    const BpBlock *first = blocks->pdata[0];
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BpFurniture *furniture = layout->furniture->pdata[i];
        if (furniture->line->page == first->page && furniture->kind == BP_FURNITURE_HEADER)
            ask(facts, "top", furniture->line->text, first);
    }
}

/* A title line that holds the body's name and says more is the better name: "PARISH COUNCIL" in
 * the sentence, "ANYTOWN PARISH COUNCIL" above it. */
static void prefer_longer_title(Facts *facts, const BpPart *part)
{
    Fact *body = &facts->facts[BODY];
    Facts titles = {.matcher = facts->matcher};

    if (!body->text)
        return;
    g_autofree char *have = bp_text_dup_folded(body->text);
    for (guint i = 0; i < part->blocks->len && i < 6; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA || strlen(block->text) > 90)
            continue;
        g_clear_pointer(&titles.facts[BODY].text, g_free);
        ask(&titles, "title", block->text, block);
        if (!titles.facts[BODY].text)
            continue;
        g_autofree char *title = bp_text_dup_folded(titles.facts[BODY].text);
        if (strlen(title) > strlen(have) && g_str_has_suffix(title, have)) {
            g_free(body->text);
            body->text = g_strdup(titles.facts[BODY].text);
            break;
        }
    }
    for (guint id = 0; id < N_FACTS; id++)
        g_free(titles.facts[id].text);
}

static BpRecord *make_meeting(BpDocument *document, const BpPart *part, Facts *facts)
{
    const BpBlock *first = part->blocks->pdata[0];
    const Fact *lead = facts->facts[DATE].text ? &facts->facts[DATE] : &facts->facts[BODY];
    BpRecord *meeting = bp_record_new("meeting", first->page);

    for (guint id = 0; id < N_FACTS; id++) {
        Fact *fact = &facts->facts[id];
        if (!fact->text)
            continue;
        g_autofree char *normal = NULL;
        if (id == DATE)
            normal = bp_normal_date(facts->matcher, fact->text);
        else if (id == START || id == END)
            normal = bp_normal_time(facts->matcher, fact->text);
        else
            normal = g_strdup(fact->text);
        if (normal)
            bp_record_set(meeting, fact_names[id], normal);
        bp_record_add_span(meeting, fact->block->page, fact->block->box);
    }
    meeting->rule = g_strdup(lead->rule ? bp_rule_get_id(lead->rule) : "recognise.meeting");
    meeting->confidence = facts->facts[DATE].text && facts->facts[BODY].text
                              ? MIN(facts->facts[DATE].confidence, facts->facts[BODY].confidence)
                              : 0.5;
    return bp_document_take_record(document, meeting);
}

static BpRecord *meeting_of(BpDocument *document, const BpPart *part, BpMatcher *matcher)
{
    Facts facts = {.matcher = matcher};
    BpRecord *meeting = NULL;

    if (!part->blocks->len)
        return NULL;
    collect(&facts, document, part);
    prefer_longer_title(&facts, part);
    if (facts.facts[DATE].text || facts.facts[BODY].text)
        meeting = make_meeting(document, part, &facts);
    for (guint id = 0; id < N_FACTS; id++)
        g_free(facts.facts[id].text);
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
