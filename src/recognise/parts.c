/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts: stretches of pages with one purpose.
 *
 * Rules of kind `page-kind` give points to the first texts of a page (context `top`). A page with
 * enough points for one kind begins a part, unless it only repeats the title of the part it is in;
 * so does a page to which the agenda leads (targets.c), and minutes of the next meeting (heads.c).
 * The kind of the first part, and of a document that is one part, is told by all of its text
 * (context `body` as well).
 */
#include "recognise/parts.h"

#include <string.h>

#include "common/text.h"

#include "recognise/heads.h"
#include "recognise/list-shape.h"
#include "recognise/page-kind.h"
#include "recognise/targets.h"

/* A title page has at most so many texts. */
#define TITLE_TEXTS 12
/* Points from which a page begins a part, and from which a document has a kind. */
#define STARTS 4
#define TELLS  3

static bool same_title(const BpBlock *a, const BpBlock *b)
{
    if (!a || !b)
        return a == b;
    g_autofree char *fa = bp_text_dup_folded(a->text);
    g_autofree char *fb = bp_text_dup_folded(b->text);

    return !strcmp(fa, fb);
}

typedef struct {
    guint first; /* block */
    guint kind;
    bool certain; /* told by the part after it: not to be judged again */
    const BpBlock *title;
    const BpRule *rule;
} Start;

/* Whether a page that scores for `kind` begins a part after `before`. */
static bool begins(const Start *before, guint kind, const BpTally *tally)
{
    if (!tally->strong[kind])
        return false;
    if (kind != before->kind || tally->front)
        return true;
    return tally->title[kind] && !same_title(tally->title[kind], before->title);
}

/* A page that begins with a numbered heading goes on with the minutes or agenda it is in, whatever
 * the item is called ("7. Minutes of the last meeting", "8. Report of the Chair"). */
static bool is_numbered_item(const BpBlock *block, const Start *before, guint kind,
                             const BpTally *tally)
{
    if (block->kind != BP_BLOCK_PARA || !block->label || block->bullet || tally->front ||
        kind == BP_NO_PART_KIND || before->kind == BP_NO_PART_KIND)
        return false;
    bool listed = !strcmp(bp_part_kind_names[before->kind], "minutes") ||
                  !strcmp(bp_part_kind_names[before->kind], "agenda");
    bool paper =
        !strcmp(bp_part_kind_names[kind], "paper") || !strcmp(bp_part_kind_names[kind], "appendix");
    return listed || !paper;
}

/* The text that names a part: the one that told its kind, or, when that is only the stamp with the
 * item's number, what stands below it. */
static const BpBlock *below_stamp(const BpLayout *layout, guint first, const BpBlock *title,
                                  BpMatcher *matcher)
{
    BpMatch match;

    for (guint i = first; title && i + 1 < layout->blocks->len; i++) {
        const BpBlock *below = layout->blocks->pdata[i + 1];
        if (layout->blocks->pdata[i] != title)
            continue;
        BpSubject subject = {.text = title->text, .len = strlen(title->text)};
        bool stamp = bp_matcher_match(matcher, "furniture", "stamp", &subject, &match) &&
                     !strchr(title->text + match.captures[0].end, ' ');
        return stamp && below->page == title->page && below->kind == BP_BLOCK_PARA ? below : title;
    }
    return title;
}

/* Minutes of another meeting below those of one: both are minutes then, whatever else they say. */
static bool add_next_minutes(const BpLayout *layout, GArray *starts, guint i, BpMatcher *matcher)
{
    guint at = starts->len;

    while (at > 0 && g_array_index(starts, Start, at - 1).kind != BP_PART_MINUTES &&
           g_array_index(starts, Start, at - 1).kind != BP_NO_PART_KIND)
        at--;
    Start *before = at ? &g_array_index(starts, Start, at - 1) : NULL;
    if (!before || !bp_head_is_again(layout, before->first, i, matcher))
        return false;
    before->kind = BP_PART_MINUTES;
    if (!before->title)
        before->title = layout->blocks->pdata[before->first];
    Start start = {i, BP_PART_MINUTES, false, layout->blocks->pdata[i], before->rule};
    g_array_append_val(starts, start);
    return true;
}

static GArray *find_starts(const BpLayout *layout, BpMatcher *matcher)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(Start));

    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        const BpBlock *above = i ? layout->blocks->pdata[i - 1] : NULL;
        if (add_next_minutes(layout, starts, i, matcher) || (above && above->page == block->page))
            continue;
        BpTally tally = {0};
        bp_tally_top(layout, i, matcher, &tally);
        guint kind = bp_tally_best(&tally, STARTS);
        if (starts->len &&
            is_numbered_item(block, &g_array_index(starts, Start, starts->len - 1), kind, &tally))
            continue;
        if (starts->len && kind == BP_NO_PART_KIND)
            continue;
        if (starts->len && !begins(&g_array_index(starts, Start, starts->len - 1), kind, &tally))
            continue;
        Start start = {i, kind, false, NULL, NULL};
        if (kind != BP_NO_PART_KIND) {
            const BpBlock *title = tally.title[kind] ? tally.title[kind] : tally.first[kind];
            start.title = below_stamp(layout, i, title, matcher);
            start.rule = tally.rule[kind] ? tally.rule[kind] : tally.first_rule[kind];
        }
        g_array_append_val(starts, start);
    }
    return starts;
}

/* The block with which a page begins; the number of blocks when it has none. */
static guint first_of_page(const BpLayout *layout, guint from, guint page)
{
    while (from < layout->blocks->len &&
           ((const BpBlock *)layout->blocks->pdata[from])->page < page)
        from++;
    return from;
}

/* What the agenda leads to begins a part, whatever it looks like. */
static void add_targets(const BpDocument *document, BpMatcher *matcher, GArray *starts)
{
    const BpLayout *layout = document->layout;
    guint agenda = 0;

    while (agenda < starts->len && g_array_index(starts, Start, agenda).kind != BP_PART_AGENDA)
        agenda++;
    if (agenda == starts->len)
        return;
    bool last = agenda + 1 == starts->len;
    guint first = g_array_index(starts, Start, agenda).first;
    guint end = last ? layout->blocks->len : g_array_index(starts, Start, agenda + 1).first;
    g_autofree const char **targets = bp_targets_find(document, first, end);
    guint at = agenda + 1, block = first;
    for (guint page = 1; page <= document->pages->len; page++) {
        if (!targets[page])
            continue;
        block = first_of_page(layout, block, page);
        if (block == layout->blocks->len || ((BpBlock *)layout->blocks->pdata[block])->page != page)
            continue;
        while (at < starts->len && g_array_index(starts, Start, at).first < block)
            at++;
        if (block <= first || (at < starts->len && g_array_index(starts, Start, at).first == block))
            continue;
        BpTally tally = {0};
        bp_tally_top(layout, block, matcher, &tally);
        bp_tally_text(matcher, "top", targets[page], NULL, &tally);
        guint kind = bp_tally_best(&tally, STARTS);
        kind = kind == BP_NO_PART_KIND || !tally.strong[kind] ? BP_PART_PAPER : kind;
        Start start = {block, kind, true, below_stamp(layout, block, tally.title[kind], matcher),
                       tally.rule[kind]};
        if (!start.title && ((BpBlock *)layout->blocks->pdata[block])->kind == BP_BLOCK_PARA)
            start.title = layout->blocks->pdata[block];
        g_array_insert_val(starts, at, start);
    }
}

/* Add the points of all texts of some blocks. */
static void tally_all(const BpLayout *layout, guint from, guint end, const char *context,
                      BpMatcher *matcher, BpTally *tally)
{
    for (guint i = from; i < end; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        bp_tally_block(matcher, context, block, tally);
        if (block->label && block->kind == BP_BLOCK_PARA)
            bp_tally_text(matcher, context, bp_block_peek_body(block), block, tally);
    }
}

/* The first part's kind by all of its text, when its top does not tell, or it is alone. */
static void judge_whole(const BpLayout *layout, Start *start, guint end, BpMatcher *matcher)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    BpTally tally = {.counts = counts};

    bp_tally_top(layout, start->first, matcher, &tally);
    tally_all(layout, start->first, end, "body", matcher, &tally);
    /* Where nothing says what it is, what is listed may. */
    if (bp_tally_best(&tally, TELLS) == BP_NO_PART_KIND) {
        const char *shape = bp_list_shape(layout->blocks, start->first, end, matcher);
        tally_all(layout, start->first, end, "list", matcher, &tally);
        if (shape)
            bp_tally_text(matcher, "list", shape, NULL, &tally);
    }
    start->kind = bp_tally_best(&tally, TELLS);
    start->title = start->kind < BP_N_PART_KINDS ? tally.title[start->kind] : NULL;
    start->rule = start->kind < BP_N_PART_KINDS ? tally.rule[start->kind] : NULL;
}

static guint last_page(const BpDocument *document, guint next_page)
{
    return next_page ? MAX(next_page - 1, 1) : document->pages->len;
}

/* Whether there is little text and no table before a block. */
static bool is_title_page(const BpLayout *layout, guint end)
{
    if (end > TITLE_TEXTS)
        return false;
    for (guint i = 0; i < end; i++)
        if (((const BpBlock *)layout->blocks->pdata[i])->kind == BP_BLOCK_TABLE)
            return false;
    return true;
}

/* A title page has no kind of its own: it belongs to the agenda or minutes that follow. A page of
 * text does not become an agenda because the next one has a heading of that name. */
static void absorb_title_page(const BpLayout *layout, GArray *starts)
{
    if (starts->len < 2)
        return;
    Start *first = &g_array_index(starts, Start, 0);
    const Start *second = &g_array_index(starts, Start, 1);
    if (first->kind != BP_NO_PART_KIND || second->kind > 1)
        return;
    bool heads = layout->blocks->pdata[second->first] == second->title;
    first->kind = second->kind;
    first->certain = heads && is_title_page(layout, second->first);
    first->title = second->title;
    first->rule = second->rule;
    g_array_remove_index(starts, 1);
}

static void add_part(BpDocument *document, const Start *start, guint end, guint next_page,
                     BpMatcher *matcher)
{
    BpLayout *layout = document->layout;
    const BpBlock *first = layout->blocks->pdata[start->first];
    BpPart *part = g_new0(BpPart, 1);
    const char *kind = start->kind < BP_N_PART_KINDS ? bp_part_kind_names[start->kind] : "other";

    part->kind = g_intern_string(kind);
    part->timed =
        start->kind == BP_PART_AGENDA && bp_is_timed(layout->blocks, start->first, end, matcher);
    part->blocks = g_ptr_array_new();
    for (guint i = start->first; i < end; i++)
        g_ptr_array_add(part->blocks, layout->blocks->pdata[i]);
    part->record = bp_document_take_record(document, bp_record_new("part", first->page));
    part->record->rule = g_strdup(start->rule ? bp_rule_get_id(start->rule) : "recognise.parts");
    part->record->confidence = start->kind < BP_N_PART_KINDS ? 0.9 : 0.5;
    bp_record_set(part->record, "kind", kind);
    if (start->title) {
        g_autofree char *title = bp_text_dup_squeezed(start->title->text);
        bp_record_set(part->record, "title", title);
    }
    bp_record_set_page(part->record, "first_page", first->page);
    bp_record_set_page(part->record, "last_page", MAX(last_page(document, next_page), first->page));
    bp_record_add_span(part->record, first->page, first->box);
    g_ptr_array_add(layout->parts, part);
}

/* The document's kind from the kinds of its parts. */
static const char *document_kind(const BpLayout *layout)
{
    guint n[BP_N_PART_KINDS] = {0};

    for (guint i = 0; i < layout->parts->len; i++)
        for (guint k = 0; k < BP_N_PART_KINDS; k++)
            n[k] += !strcmp(((BpPart *)layout->parts->pdata[i])->kind, bp_part_kind_names[k]);
    if (n[BP_PART_AGENDA] && (n[BP_PART_MINUTES] || n[BP_PART_PAPER] || n[BP_PART_LOG]))
        return "pack";
    if (n[BP_PART_MINUTES] && n[BP_PART_PAPER])
        return "pack";
    for (guint k = 0; k < BP_N_PART_KINDS; k++)
        if (n[k])
            return bp_part_kind_documents[k];
    return "other";
}

/* The first page that a part has nothing of when the next one begins at block `end`. */
static guint page_after(const BpLayout *layout, guint end)
{
    const BpBlock *next = layout->blocks->pdata[end];
    const BpBlock *last = end ? layout->blocks->pdata[end - 1] : NULL;

    return last && last->page == next->page ? next->page + 1 : next->page;
}

void bp_recognise_parts(BpDocument *document, BpMatcher *matcher)
{
    BpLayout *layout = document->layout;
    g_autoptr(GArray) starts = find_starts(layout, matcher);

    absorb_title_page(layout, starts);
    add_targets(document, matcher, starts);
    for (guint i = 0; i < starts->len; i++) {
        Start *start = &g_array_index(starts, Start, i);
        bool last = i + 1 == starts->len;
        guint end = last ? layout->blocks->len : g_array_index(starts, Start, i + 1).first;
        guint next_page = last ? 0 : page_after(layout, end);
        if (!start->certain && (start->kind == BP_NO_PART_KIND || starts->len == 1))
            judge_whole(layout, start, end, matcher);
        add_part(document, start, end, next_page, matcher);
    }
    g_free(document->kind);
    document->kind = g_strdup(document_kind(layout));
}
