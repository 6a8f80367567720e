/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records that rules alone find, one after the other: consultations, events, news. Any record type
 * that is `listed` in the table, in any kind of part that its rules are for.
 *
 * The texts of a part are asked about in reading order: a paragraph or cell as a whole (in the
 * context of the part's kind, "events"), and when no rule takes that, line by line ("events.line").
 * A rule with `set role begin` begins a record; other rules add what they capture to the record
 * that is open. A field is set once: a rule whose captures are all set already leaves the text to
 * later rules, so that "a date, then any text" is a title and the next text a summary. `set given
 * FIELD` holds a rule back until that field is set; `set role more` adds to a text; `set role end`,
 * and the `until` of the rule that began it, close a record. Links that stand on a record's texts
 * are its links.
 */
#include <string.h>

#include "common/text.h"

#include "rules/normal.h"
#include "split/split.h"

typedef struct {
    BpSplit *split;
    const BpRecordType *type;
    char *line_context;
    BpRecord *open;           /* the record being filled; NULL: none. Owned by the document */
    const BpRule *begun;      /* by this rule */
    const BpSubject *subject; /* being asked about */
    const BpBlock *block;     /* it stands in this one */
    const BpField *set;       /* the text that the last answer set */
    double indent;            /* of the first point that began a record, -1 before */
    bool again;               /* not for the first time: only what sets a field counts */
} Listing;

static bool has_role(const BpRule *rule, const char *role)
{
    const char *set = bp_rule_get_set(rule, "role");
    return set && strcmp(set, role) == 0;
}

static const BpField *field_of(const Listing *listing, const char *name)
{
    int index = bp_record_type_field(listing->type, name);
    return index < 0 ? NULL : &listing->type->fields[index];
}

static bool is_set(const Listing *listing, const char *name)
{
    const BpField *field = field_of(listing, name);
    if (!field)
        return false;
    if (field->kind == BP_FIELD_LIST) {
        const GPtrArray *list = bp_record_get_list(listing->open, name);
        return list && list->len;
    }
    return *bp_record_get(listing->open, name) != '\0';
}

static bool has_text(const BpRecord *record, const BpField *field, const char *text)
{
    const GPtrArray *list = bp_record_get_list(record, field->name);
    for (guint i = 0; list && i < list->len; i++)
        if (!strcmp(list->pdata[i], text))
            return true;
    return false;
}

/* Whether the record that is open has nothing of what a group captured. */
static bool is_new(const Listing *listing, const BpCapture *capture)
{
    const BpField *field = field_of(listing, capture->field);
    if (!field || field->kind != BP_FIELD_LIST)
        return field && !is_set(listing, field->name);
    g_autofree char *text =
        g_strndup(listing->subject->text + capture->start, capture->end - capture->start);
    return !has_text(listing->open, field, text);
}

/* Em by which a point stands further in than the points of the list. */
#define FURTHER_IN 0.5

/* A point among the points of a list begins nothing: it belongs to one of them. */
static bool is_inner_point(const Listing *listing)
{
    return listing->block->bullet && listing->indent >= 0 &&
           listing->block->indent > listing->indent + FURTHER_IN;
}

/* Whether a rule has something to add to the record that is open. */
static bool accepts(const BpRule *rule, const BpMatch *match, gpointer data)
{
    const Listing *listing = data;
    const char *given = bp_rule_get_set(rule, "given");

    if (has_role(rule, "begin"))
        return !listing->again && !is_inner_point(listing);
    /* What is given has to be there before the text, not in it. */
    if (!listing->open || (given && (listing->again || !is_set(listing, given))))
        return false;
    if (has_role(rule, "more") || has_role(rule, "end"))
        return !listing->again;
    for (guint i = 0; i < match->n_captures; i++)
        if (is_new(listing, &match->captures[i]))
            return true;
    /* Without a capture it is there for its constants. */
    for (guint i = 0; match->n_captures == 0 && listing->type->fields[i].name; i++) {
        const char *name = listing->type->fields[i].name;
        if (bp_rule_get_set(rule, name) && !is_set(listing, name))
            return true;
    }
    return false;
}

static void add_text(const Listing *listing, const BpField *field, const char *text, bool more)
{
    if (field->kind == BP_FIELD_LIST) {
        if (!has_text(listing->open, field, text))
            bp_record_add(listing->open, field->name, text);
        return;
    }
    const char *old = bp_record_get(listing->open, field->name);
    if (*old && !more)
        return;
    g_autofree char *joined = *old ? g_strconcat(old, " ", text, NULL) : g_strdup(text);
    bp_split_set(listing->open, field->name, joined);
}

static void take(Listing *listing, const BpMatch *match, const BpSubject *subject)
{
    bool more = has_role(match->rule, "more");
    for (guint i = 0; i < match->n_captures; i++) {
        const BpCapture *capture = &match->captures[i];
        const BpField *field = field_of(listing, capture->field);
        g_autofree char *text =
            g_strndup(subject->text + capture->start, capture->end - capture->start);
        if (!field)
            continue;
        add_text(listing, field, text, more);
        listing->set = field->kind == BP_FIELD_TEXT ? field : NULL;
    }
    for (guint i = 0; listing->type->fields[i].name; i++) {
        const BpField *field = &listing->type->fields[i];
        const char *constant = bp_rule_get_set(match->rule, field->name);
        if (constant && field->kind != BP_FIELD_LIST && !*bp_record_get(listing->open, field->name))
            bp_record_set(listing->open, field->name, constant);
    }
}

/* Dates are made from the printed ones; a record without its key text is none. */
static void finish(Listing *listing)
{
    BpRecord *record = listing->open;
    listing->open = NULL;
    if (!record)
        return;
    if (!*bp_record_get(record, listing->type->key)) {
        g_ptr_array_remove(listing->split->document->records, record);
        return;
    }
    for (guint i = 0; listing->type->fields[i].name; i++) {
        const BpField *field = &listing->type->fields[i];
        if (!field->from || *bp_record_get(record, field->name))
            continue;
        g_autofree char *date =
            bp_normal_date(listing->split->matcher, bp_record_get(record, field->from));
        bp_record_set(record, field->name, date);
    }
}

/* The list of the type that holds addresses, NULL when it has none. */
static const BpField *link_field(const BpRecordType *type)
{
    for (guint i = 0; type->fields[i].name; i++)
        if (type->fields[i].kind == BP_FIELD_LIST && !strcmp(type->fields[i].item, "link"))
            return &type->fields[i];
    return NULL;
}

/* Links whose middle is in the block. */
static void add_links(const Listing *listing, const BpBlock *block)
{
    const BpField *field = link_field(listing->type);
    const BpPage *page = bp_document_page(listing->split->document, block->page);
    for (guint i = 0; field && page->links && i < page->links->len; i++) {
        const BpLink *link = &g_array_index(page->links, BpLink, i);
        double x = (link->box.x0 + link->box.x1) / 2, y = (link->box.y0 + link->box.y1) / 2;
        if (link->uri && x >= block->box.x0 && x <= block->box.x1 && y >= block->box.y0 &&
            y <= block->box.y1 && !has_text(listing->open, field, link->uri))
            bp_record_add(listing->open, field->name, link->uri);
    }
}

/* One question about a text; whether a rule took it. */
static bool ask_once(Listing *listing, const char *context, const BpSubject *subject,
                     const BpBlock *block)
{
    BpMatcher *matcher = listing->split->matcher;
    BpMatch match;

    listing->subject = subject;
    listing->block = block;
    if (listing->open && !listing->again && bp_matcher_until(matcher, listing->begun, subject))
        finish(listing);
    if (!subject->len || !bp_matcher_match_if(matcher, listing->type->name, context, subject,
                                              accepts, listing, &match))
        return false;
    if (has_role(match.rule, "end")) {
        finish(listing);
        return true;
    }
    if (has_role(match.rule, "begin")) {
        finish(listing);
        listing->open = bp_split_add(listing->split, listing->type->name, block, match.rule, NULL);
        listing->begun = match.rule;
        if (block->bullet && listing->indent < 0)
            listing->indent = block->indent;
    }
    take(listing, &match, subject);
    return true;
}

/* Ask about a text until no rule has more to say of it: a sentence may hold two dates and an
 * outcome. Whether one had. */
static bool ask(Listing *listing, const char *context, const BpSubject *subject,
                const BpBlock *block)
{
    listing->again = false;
    if (!ask_once(listing, context, subject, block))
        return false;
    listing->again = true;
    while (listing->open && ask_once(listing, context, subject, block))
        continue; /* each time a field is set */
    return true;
}

/* Share of its column that a paragraph fills when its lines are broken for want of room. */
#define FULL 0.8

/* Whether a line ends because the next word had no room. */
static bool is_broken(const BpBlock *block, const BpLine *line, const BpLine *next)
{
    return block->width > FULL && line->box.x1 + next->first_width > block->box.x1;
}

/* Line by line; a line that no rule takes goes on with the value of a broken one above it. */
static void read_lines(Listing *listing, const BpBlock *block, const BpSubject *whole)
{
    const BpField *last = NULL; /* what the line above set last */
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        BpSubject own = *whole;
        own.text = line->text + (i == 0 ? line->label : 0);
        own.len = strlen(own.text);
        listing->set = NULL;
        if (ask(listing, listing->line_context, &own, block))
            last = listing->set;
        else if (last && listing->open && is_broken(block, block->lines->pdata[i - 1], line))
            add_text(listing, last, own.text, true);
        else
            last = NULL;
    }
}

static void read_block(Listing *listing, const BpBlock *block)
{
    BpSubject subject = bp_split_subject(block, BP_SUBJECT_BODY);
    const BpRecord *before = listing->open;

    if (!ask(listing, listing->split->part->kind, &subject, block))
        read_lines(listing, block, &subject);
    if (!listing->open)
        return;
    if (listing->open == before)
        bp_split_add_spans(listing->open, block);
    add_links(listing, block);
}

static void read_texts(Listing *listing, const BpBlock *block)
{
    if (block->kind == BP_BLOCK_PARA) {
        read_block(listing, block);
        return;
    }
    for (guint r = 0; r < block->table->rows->len; r++) {
        const BpRow *row = block->table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            for (guint i = 0; cell && i < cell->blocks->len; i++)
                if (((const BpBlock *)cell->blocks->pdata[i])->kind == BP_BLOCK_PARA)
                    read_block(listing, cell->blocks->pdata[i]);
        }
    }
}

void bp_split_listed(BpSplit *split)
{
    guint n = 0;
    const BpRecordType *types = bp_record_types(&n);
    g_autofree char *line_context = g_strconcat(split->part->kind, ".line", NULL);

    for (guint t = 0; t < n; t++) {
        if (!types[t].listed ||
            (!bp_matcher_has_rules(split->matcher, types[t].name, split->part->kind) &&
             !bp_matcher_has_rules(split->matcher, types[t].name, line_context)))
            continue;
        Listing listing = {split, &types[t], line_context, NULL, NULL, NULL, NULL, NULL, -1, false};
        for (guint i = 0; i < split->part->blocks->len; i++)
            read_texts(&listing, split->part->blocks->pdata[i]);
        finish(&listing);
    }
}
