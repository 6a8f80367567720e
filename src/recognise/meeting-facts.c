/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Gathering the facts of a meeting: every rule is asked of every text, the most confident wins,
 * then the earlier text. Texts are paragraphs and their lines, the cells and rows of forms, and
 * labels with what stands below them.
 */
#include "recognise/meeting-facts.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

#include "rules/normal.h"

/* Texts between the wide gaps of one line. */
#define MAX_CELLS 8
/* The second line of a box in a form: white space above it in line heights, its indent in em. */
#define FORM_GAP    0.6
#define FORM_INDENT 3

static const char *const names[BP_N_FACTS] = {"body", "type",  "date", "start",
                                              "end",  "venue", "state"};

const char *bp_fact_name(guint id)
{
    return names[id];
}

static void offer(BpFacts *facts, guint id, const char *text, const BpRule *rule)
{
    double confidence = bp_rule_get_confidence(rule);
    BpFact *fact = &facts->facts[id];

    /* Of several ends the last is meant, as a meeting may close in part before; of a place's lines
     * and all of it, all. */
    bool later = id == BP_FACT_END || (id == BP_FACT_VENUE && fact->block == facts->block &&
                                       fact->text && strlen(text) > strlen(fact->text));
    if (fact->text && (fact->confidence > confidence || (fact->confidence == confidence && !later)))
        return;
    g_free(fact->text);
    fact->text = bp_text_dup_squeezed(text);
    fact->block = facts->block;
    fact->rule = rule;
    fact->confidence = confidence;
}

/* A date or time that is none does not win over one that is. */
static bool is_valid(const BpFacts *facts, guint id, const char *text)
{
    g_autofree char *normal = NULL;

    if (id == BP_FACT_DATE)
        normal = bp_normal_date(facts->matcher, text);
    else if (id == BP_FACT_START || id == BP_FACT_END)
        normal = bp_normal_time(facts->matcher, text);
    else
        return true;
    return normal != NULL;
}

static void take_match(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    BpFacts *facts = data;

    (void)score;
    for (guint id = 0; id < BP_N_FACTS; id++) {
        const char *constant = bp_rule_get_set(rule, bp_fact_name(id));
        if (constant)
            offer(facts, id, constant, rule);
        for (guint i = 0; i < match->n_captures; i++) {
            const BpCapture *capture = &match->captures[i];
            if (strcmp(capture->field, bp_fact_name(id)))
                continue;
            g_autofree char *text =
                g_strndup(facts->text + capture->start, capture->end - capture->start);
            if (is_valid(facts, id, text))
                offer(facts, id, text, rule);
        }
    }
}

static void ask_styled(BpFacts *facts, const char *context, const char *text, const BpBlock *block,
                       guint8 style, bool caps)
{
    BpSubject subject = {.text = text,
                         .len = strlen(text),
                         .page = block->page,
                         .style = style,
                         .caps = caps,
                         .centred = block->centred,
                         .size = block->size};

    facts->block = block;
    facts->text = text;
    if (subject.len)
        bp_matcher_score(facts->matcher, "meeting", context, &subject, take_match, facts);
}

void bp_facts_ask(BpFacts *facts, const char *context, const char *text, const BpBlock *block)
{
    ask_styled(facts, context, text, block, block->style, block->caps);
}

/* The texts of a line between its wide gaps, and a line of a title by itself: names stand there. */
void bp_facts_ask_titles(BpFacts *facts, const BpBlock *block)
{
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        g_auto(GStrv) cells = g_strsplit(line->text, "\t", MAX_CELLS);
        for (guint c = 0; cells[c]; c++)
            ask_styled(facts, "title", cells[c], block, line->style, line->caps);
    }
}

static void ask_lines(BpFacts *facts, const char *context, const BpBlock *block)
{
    guint n = block->lines->len;
    bool titles = (block->centred || block->caps) && n > 1;

    if (!titles)
        bp_facts_ask(facts, context, block->text, block);
    for (guint i = 0; n > 1 && i < n; i++) {
        const char *text = ((const BpLine *)block->lines->pdata[i])->text;
        /* A line that begins in lower case goes on with a sentence and means nothing alone. */
        if (!g_unichar_islower(g_utf8_get_char(text)))
            bp_facts_ask(facts, context, text, block);
    }
    if (titles)
        bp_facts_ask(facts, context, block->text, block);
    for (guint i = 0; block->notes && i < block->notes->len && n == 1; i++) {
        const BpBlock *note = block->notes->pdata[i];
        g_autofree char *text = g_strdup_printf("%s\t%s", block->text, note->text);
        bp_facts_ask(facts, context, text, block);
        bp_facts_ask(facts, context, note->text, block);
    }
    if (!strcmp(context, "top"))
        bp_facts_ask_titles(facts, block);
}

/* A form set without a table: labels side by side, what they ask for below them. */
void bp_facts_ask_form(BpFacts *facts, const BpBlock *labels, const BpBlock *values)
{
    g_auto(GStrv) heads = g_strsplit(labels->text, "\t", MAX_CELLS);
    g_auto(GStrv) cells = g_strsplit(values->text, "\t", MAX_CELLS);

    guint n = g_strv_length(heads), n_cells = g_strv_length(cells);
    if (labels->lines->len != 1 || values->lines->len != 1 || n < 2)
        return;
    /* The second line of the first box. */
    if (n_cells == 1 && values->gap < FORM_GAP && values->indent > labels->indent + FORM_INDENT) {
        g_autofree char *text = g_strdup_printf("%s\t%s", heads[0], values->text);
        bp_facts_ask(facts, "top", text, values);
    }
    if (n != n_cells)
        return;
    for (guint i = 0; heads[i]; i++) {
        g_autofree char *text = g_strdup_printf("%s\t%s", heads[i], cells[i]);
        bp_facts_ask(facts, "top", text, values);
    }
}

/* Whether a cell goes on where the one before it ends: a column's edge that runs through a text. */
static bool joins(const BpCell *before, const BpCell *cell)
{
    if (!before || before->blocks->len != 1 || cell->blocks->len != 1)
        return false;
    const BpBlock *a = before->blocks->pdata[0], *b = cell->blocks->pdata[0];
    const BpLine *first = b->lines->len ? b->lines->pdata[0] : NULL;

    return first && a->page == b->page && fabs(a->box.y0 - b->box.y0) < 0.3 * first->size &&
           b->box.x0 - a->box.x1 < 0.6 * first->size;
}

/* A row with several dates is one of a table of attendance over time, and names no date. */
static bool has_dates(const BpFacts *facts, const BpRow *row, guint n_columns)
{
    guint dates = 0;

    for (guint c = 0; c < n_columns; c++) {
        const char *text = bp_row_peek_text(row, c);
        g_autofree char *date =
            *text && strlen(text) < 40 ? bp_normal_date(facts->matcher, text) : NULL;
        dates += date != NULL;
    }
    return dates > 1;
}

/* A title page may be set in the cell of a frame. */
static void ask_paras(BpFacts *facts, const char *context, const BpCell *cell)
{
    for (guint b = 0; b < cell->blocks->len; b++) {
        const BpBlock *block = cell->blocks->pdata[b];
        if (block->kind == BP_BLOCK_PARA && (cell->blocks->len > 1 || block->lines->len > 1))
            ask_lines(facts, context, block);
    }
}

static void ask_row(BpFacts *facts, const char *context, const BpBlock *block, const BpRow *row)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const BpCell *before = NULL;

    if (has_dates(facts, row, block->table->n_columns))
        return;
    for (guint c = 0; c < block->table->n_columns; c++) {
        const BpCell *cell = bp_row_get_cell(row, c);
        if (!cell || !cell->text || !*cell->text)
            continue;
        if (text->len)
            g_string_append_c(text, joins(before, cell) ? ' ' : '\t');
        g_string_append(text, cell->text);
        ask_paras(facts, context, cell);
        bp_facts_ask(facts, context, cell->text, block);
        before = cell;
    }
    bp_facts_ask(facts, context, text->str, block);
}

static void ask_table(BpFacts *facts, const char *context, const BpBlock *block)
{
    const BpTable *table = block->table;

    if (table->header)
        ask_row(facts, context, block, table->header);
    for (guint r = 0; r < MIN(table->rows->len, 8); r++) {
        const BpRow *row = table->rows->pdata[r];
        if (row->page == block->page) /* a table that goes on over pages goes on with items */
            ask_row(facts, context, block, row);
    }
}

void bp_facts_ask_block(BpFacts *facts, const char *context, const BpBlock *block)
{
    if (block->kind == BP_BLOCK_PARA)
        ask_lines(facts, context, block);
    else if (block->table->kind == BP_TABLE_OTHER || block->table->kind == BP_TABLE_ATTENDANCE)
        ask_table(facts, context, block);
}

void bp_facts_clear(BpFacts *facts)
{
    for (guint id = 0; id < BP_N_FACTS; id++)
        g_clear_pointer(&facts->facts[id].text, g_free);
}
