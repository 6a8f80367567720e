/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agenda items of a part: from agenda tables, and from numbered lists.
 *
 * In a list every labelled paragraph is an item as long as its numbers go on counting at the same
 * indent; letters and decimals below it are items of their own. Rules of kind `agenda_item` take
 * the line apart (`numbered`), know headings that are business without a number (`heading`), and
 * what lines below an item say of it (`below`). An agenda without numbers is read line by line by
 * the rules of context `unnumbered`.
 */
#include "split/agenda.h"

#include <math.h>
#include <string.h>

/* What is set at least so large is a heading; what is larger than that, the title of a slide. */
#define HEADING_SIZE 1.08
#define SLIDE_SIZE   1.6

bool bp_agenda_is_section(const BpAgenda *agenda, const BpBlock *block, const char *context)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_BODY);
    BpMatch match;

    return bp_matcher_match(agenda->split->matcher, "section", context, &subject, &match);
}

/* The words in bold that an item begins with, when the rest explains; NULL otherwise. */
static char *bold_lead(const BpBlock *block)
{
    g_autoptr(GString) lead = g_string_new(NULL);

    if (!block->lead_bold || (block->style & BP_STYLE_BOLD))
        return NULL;
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        bool whole = (line->style & BP_STYLE_BOLD) != 0;
        guint from = i == 0 ? block->label : 0, to = whole ? strlen(line->text) : line->bold;
        if (to > from)
            g_string_append_len(lead, line->text + from, to - from);
        g_string_append_c(lead, ' ');
        if (!whole)
            break;
    }
    char *text = g_strstrip(g_strdup(lead->str));
    gsize len = strlen(text);
    if (len < 4 || !strchr(":.-", text[len - 1])) {
        g_free(text);
        return NULL;
    }
    text[len - 1] = '\0';
    return g_strchomp(text);
}

static BpRecord *make_item(BpAgenda *agenda, BpBlock *block, const char *context, const char *label)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
    BpMatch match;
    BpRecord *record = NULL;
    g_autofree char *lead = *label ? bold_lead(block) : NULL;

    g_autofree char *columns = *label ? bp_agenda_dup_columns(agenda, block) : NULL;

    if (columns) {
        subject.text = columns;
        subject.len = strlen(columns);
    } else if (*label && !strchr(label, ':')) {
        subject.text += block->label;
        subject.len -= block->label;
    }
    if (bp_matcher_match(agenda->split->matcher, "agenda_item", context, &subject, &match)) {
        record = bp_split_add(agenda->split, "agenda_item", block, match.rule, NULL);
        bp_split_set_captures(record, &match, &subject);
    } else if (*label) {
        record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.list");
        record->confidence = 0.95;
        bp_split_set(record, "title", bp_block_peek_body(block));
    }
    if (record && lead)
        bp_split_set(record, "title", lead);
    return record;
}

static BpRecord *add_item(BpAgenda *agenda, BpBlock *block, const char *context, const char *label)
{
    BpRecord *record = make_item(agenda, block, context, label);

    if (!record)
        return NULL;
    const char *number = bp_record_get(record, "number");
    g_autofree char *bare = bp_label_dup_bare(*number ? number : label);
    bp_record_set(record, "number", bare);
    if (!*bp_record_get(record, "section"))
        bp_split_set(record, "section", agenda->section);
    if (!*bp_record_get(record, "presenter") && block->notes && block->notes->len)
        bp_split_set(record, "presenter", ((const BpBlock *)block->notes->pdata[0])->text);
    if (!bp_agenda_finish_item(agenda, record, block))
        return NULL;
    block->claimed = true;
    return record;
}

BpRecord *bp_agenda_add_line(BpAgenda *agenda, BpBlock *block, const char *context)
{
    return add_item(agenda, block, context, "");
}

static bool is_heading(const BpBlock *block)
{
    return block->size < SLIDE_SIZE &&
           (block->caps || (block->style & BP_STYLE_BOLD) || block->size >= HEADING_SIZE);
}

/* What a line below an item says of it: who presents it, how long it takes. */
static bool takes_below(BpAgenda *agenda, const BpBlock *block, const char *text)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_WHOLE);
    BpMatch match;

    subject.text = text;
    subject.len = strlen(text);
    if (!bp_matcher_match(agenda->split->matcher, "agenda_item", "below", &subject, &match))
        return false;
    for (guint i = 0; i < match.n_captures; i++) {
        const char *field = match.captures[i].field;
        g_autofree char *value = bp_match_dup(&match, &subject, field);
        if (!*bp_record_get(agenda->item, field))
            bp_split_set(agenda->item, field, value);
    }
    return true;
}

static bool add_below(BpAgenda *agenda, const BpBlock *block)
{
    const BpLine *last = block->lines->pdata[block->lines->len - 1];

    if (!agenda->item)
        return false;
    if (bp_agenda_is_wrapped(agenda, block)) {
        g_autofree char *title =
            g_strdup_printf("%s %s", bp_record_get(agenda->item, "title"), block->text);
        bp_split_set(agenda->item, "title", title);
        bp_split_add_spans(agenda->item, block);
        return true;
    }
    agenda->open = false;
    return takes_below(agenda, block, block->text) ||
           (block->lines->len > 1 && takes_below(agenda, block, last->text));
}

static void add_labelled(BpAgenda *agenda, BpBlock *block)
{
    g_autofree char *label = bp_block_dup_label(block);
    g_autofree char *bare = bp_label_dup_bare(label);
    gsize time = g_ascii_isdigit(*label) ? strcspn(label, " \t") : strlen(label);

    /* A time may stand before the number and is in the label then. */
    if (bp_agenda_counts(agenda, block, label[time] ? label + time + 1 : label))
        add_item(agenda, block, "numbered", bare);
    else if (!agenda->in_recommendations)
        agenda->item = NULL;
}

/* The last heading above the first item; one line in other letters may stand between. */
static void note_opening(BpAgenda *agenda, const BpBlock *block)
{
    if (is_heading(block) && bp_agenda_is_section(agenda, block, "agenda"))
        agenda->opening = block;
    else if (agenda->opening && agenda->below_opening)
        agenda->opening = NULL;
    agenda->below_opening = agenda->opening != block;
}

void bp_agenda_add_para(BpAgenda *agenda, BpBlock *block)
{
    if (agenda->in_contents) {
        agenda->in_contents = !bp_agenda_is_section(agenda, block, "agenda-title");
        return;
    }
    if (block->label && !block->bullet) {
        add_labelled(agenda, block);
    } else if (!agenda->found && bp_agenda_add_run_in(agenda, block)) {
        return;
    } else if (agenda->found && bp_agenda_is_section(agenda, block, "agenda-contents")) {
        agenda->in_contents = true;
        agenda->item = NULL;
    } else if (add_below(agenda, block)) {
        return;
    } else if (bp_agenda_is_section(agenda, block, "recommendations")) {
        agenda->in_recommendations = true;
        agenda->letters_in_recommendations = false;
    } else if (is_heading(block) && bp_agenda_is_break(agenda, block->text)) {
        agenda->item = NULL;
    } else if (is_heading(block) && add_item(agenda, block, "heading", "")) {
        agenda->in_recommendations = false;
    } else if (agenda->found && bp_agenda_is_section(agenda, block, "agenda")) {
        bp_agenda_take_group(agenda, block);
        agenda->item = NULL;
    } else if (!agenda->found) {
        note_opening(agenda, block);
    }
}

/* An unnumbered list ends at a heading of its own size or on another page. */
static bool ends_bullets(const BpBlock *title, const BpBlock *block)
{
    return block->page != title->page || block->size >= title->size * 0.95;
}

/* Left edges of one column, points; sizes of one list, shares of the body's. */
#define SAME_COLUMN 30.0
#define SAME_SIZE   0.12

/* Items without numbers stand in one column, in letters of one size; names in a sidebar do not. */
static bool is_beside(const BpBlock *first, const BpBlock *block)
{
    return first->centred ? block->centred
                          : fabs(block->box.x0 - first->box.x0) < SAME_COLUMN &&
                                fabs(block->size - first->size) < SAME_SIZE;
}

static void add_unnumbered(BpAgenda *agenda)
{
    const GPtrArray *blocks = agenda->split->part->blocks;
    const BpBlock *title = NULL, *first = NULL;
    bool bullets = false;

    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        if (!title) {
            title = bp_agenda_is_section(agenda, block, "agenda-title") ? block : NULL;
            continue;
        }
        if (bp_agenda_is_section(agenda, block, "agenda-end") ||
            (bullets && !block->bullet && ends_bullets(title, block)))
            break;
        bullets = bullets || block->bullet;
        if (first && !is_beside(first, block))
            continue;
        if ((block->bullet || !bullets) && !bp_agenda_is_break(agenda, block->text) &&
            bp_agenda_add_line(agenda, block, "unnumbered") && !first)
            first = block;
    }
}

/* Lines that begin with a time of day, which looks like a number. */
static void add_timed(BpAgenda *agenda)
{
    const GPtrArray *blocks = agenda->split->part->blocks;

    for (guint i = 0; i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA && !bp_agenda_is_break(agenda, block->text))
            bp_agenda_add_line(agenda, block, "timed");
    }
}

/* Advice is numbered too, in sentences of at least so many bytes. */
#define ADVICE 60

static bool is_advice(const BpBlock *block)
{
    gsize len = strlen(block->text);

    return len >= ADVICE && strchr(".:", block->text[len - 1]);
}

/* The first block from `from` on that is below a list of advice, if there is one: numbers begin
 * again there, before what is no sentence. */
static guint skip_advice(const GPtrArray *blocks, guint from)
{
    guint64 last = 0;

    for (guint i = from; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA || !block->label || block->bullet)
            continue;
        guint64 number = g_ascii_strtoull(block->text, NULL, 10);
        if (!number || !is_advice(block))
            return number && number <= last ? i : from;
        last = number;
    }
    return from;
}

/* The first block of the list: below the agenda's title, when a list follows it. */
static guint find_start(const BpAgenda *agenda, const GPtrArray *blocks)
{
    guint title = 0, labels = 0;

    for (guint i = 0; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind != BP_BLOCK_PARA)
            continue;
        if (!title && !block->label && bp_agenda_is_section(agenda, block, "agenda-title"))
            title = i + 1;
        else
            labels += title && block->label && !block->bullet;
    }
    return skip_advice(blocks, labels >= 3 ? title : 0);
}

void bp_agenda_open(BpAgenda *agenda, BpSplit *split)
{
    *agenda = (BpAgenda){
        .split = split, .section = g_strdup(""), .main = g_strdup(""), .below_indent = -1};
    agenda->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    agenda->widest = bp_agenda_widest(agenda, split->part->blocks);
}

void bp_agenda_close(BpAgenda *agenda)
{
    g_hash_table_unref(agenda->seen);
    g_free(agenda->section);
    g_free(agenda->shape);
    g_free(agenda->main);
}

/* Whether the agenda numbers its items or sets them in a table. */
static bool is_listed(const GPtrArray *blocks)
{
    guint labels = 0;

    for (guint i = 0; i < blocks->len; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_TABLE && block->table->kind == BP_TABLE_AGENDA)
            return true;
        labels += block->kind == BP_BLOCK_PARA && block->label && !block->bullet;
    }
    return labels >= 2;
}

void bp_split_agenda(BpSplit *split)
{
    const GPtrArray *blocks = split->part->blocks;
    BpAgenda agenda;

    bp_agenda_open(&agenda, split);
    bool listed = is_listed(blocks);
    if (!listed)
        add_unnumbered(&agenda);
    if (split->part->timed && agenda.found < 2)
        add_timed(&agenda);
    guint start = find_start(&agenda, blocks);
    listed = listed && !(split->part->timed && agenda.found);
    for (guint i = 0; (listed || agenda.found < 2) && i < blocks->len; i++) {
        BpBlock *block = blocks->pdata[i];
        if (block->kind == BP_BLOCK_PARA && i >= start)
            bp_agenda_add_para(&agenda, block);
        else if (block->kind == BP_BLOCK_TABLE && block->table->kind == BP_TABLE_AGENDA)
            bp_agenda_add_table(&agenda, block->table);
    }
    if (listed && agenda.found < 2)
        add_unnumbered(&agenda);
    bp_agenda_close(&agenda);
}
