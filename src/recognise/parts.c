/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts: stretches of pages with one purpose.
 *
 * Rules of kind `page-kind` give points to the first texts of a page (context `top`). A page with
 * enough points for one kind begins a part, unless it only repeats the title of the part it is in.
 * The kind of the first part, and of a document that is one part, is told by all of its text
 * (context `body` as well).
 */
#include "recognise/parts.h"

#include <string.h>

#include "common/text.h"

#include "recognise/front.h"
#include "recognise/table-kinds.h"

/* Texts at the top of a page that may say what it begins. */
#define TOP_TEXTS 14
/* On later pages only the first few may: a heading further down does not begin a part. */
#define LATER_TEXTS 5
/* A title page has at most so many texts. */
#define TITLE_TEXTS 12
/* Points of one rule that make it strong: a title, a front sheet. Without one no page begins a
 * part. */
#define STRONG 4
/* Rows from which a table ends the top of a page; labels that make a front sheet. */
#define BIG_TABLE    4
#define FRONT_LABELS 4
#define TITLE_LINES  4
/* Points from which a page begins a part, and from which a document has a kind. */
#define STARTS 4
#define TELLS  3
/* One rule counts so often over a document, so that long texts do not drown titles. */
#define MOST_OF_ONE 4

static const char *const kind_names[] = {"agenda", "minutes", "action-log", "paper", "appendix"};
#define N_KINDS G_N_ELEMENTS(kind_names)
#define NO_KIND N_KINDS

typedef struct {
    int score[N_KINDS];
    bool strong[N_KINDS];
    bool front;         /* the page begins with a front sheet */
    GHashTable *counts; /* rule -> times, NULL: do not limit */
    const BpBlock *block;
    const BpBlock *title[N_KINDS]; /* first text that spoke strongly for the kind */
    const BpRule *rule[N_KINDS];
} Tally;

static void count_rule(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    Tally *tally = data;
    const char *kind = bp_rule_get_set(rule, "kind");

    (void)match;
    if (tally->counts) {
        guint times = GPOINTER_TO_UINT(g_hash_table_lookup(tally->counts, rule)) + 1;
        g_hash_table_insert(tally->counts, (gpointer)(gsize)rule, GUINT_TO_POINTER(times));
        if (times > MOST_OF_ONE)
            return;
    }
    for (guint k = 0; kind && k < N_KINDS; k++)
        if (!strcmp(kind_names[k], kind)) {
            tally->score[k] += score;
            tally->strong[k] = tally->strong[k] || score >= STRONG;
            if (!tally->title[k] && score >= STRONG && tally->block &&
                tally->block->kind == BP_BLOCK_PARA) {
                tally->title[k] = tally->block;
                tally->rule[k] = rule;
            }
        }
}

static void ask(BpMatcher *matcher, const char *context, const char *text, const BpBlock *block,
                Tally *tally)
{
    BpSubject subject = {.text = text, .len = strlen(text)};

    if (block) {
        subject.page = block->page;
        subject.style = block->style;
        subject.caps = block->caps;
        subject.centred = block->centred;
        subject.size = block->size;
        subject.page_start = block->page_start;
    }
    tally->block = block;
    bp_matcher_score(matcher, "page-kind", context, &subject, count_rule, tally);
}

static void ask_block(BpMatcher *matcher, const char *context, const BpBlock *block, Tally *tally)
{
    if (block->kind == BP_BLOCK_PARA) {
        ask(matcher, context, block->text, block, tally);
        /* A title may be set in several lines, each for itself. */
        bool title = block->lines->len > 1 && block->lines->len <= TITLE_LINES &&
                     (block->centred || block->style & BP_STYLE_BOLD);
        for (guint i = 0; title && i < block->lines->len; i++)
            ask(matcher, context, ((const BpLine *)block->lines->pdata[i])->text, block, tally);
        return;
    }
    g_autofree char *text = g_strdup_printf("table: %s", bp_table_kind_name(block->table->kind));
    ask(matcher, context, text, block, tally);
    /* The texts of a form or a framed title count like paragraphs. */
    guint rows = block->table->kind == BP_TABLE_OTHER ? MIN(block->table->rows->len, 4) : 0;
    for (guint r = 0; r < rows; r++)
        for (guint c = 0; c < block->table->n_columns; c++)
            ask(matcher, context, bp_row_peek_text(block->table->rows->pdata[r], c), NULL, tally);
}

/* Points of the page whose first block is blocks[first]. */
static void ask_top(const BpLayout *layout, guint first, BpMatcher *matcher, Tally *tally)
{
    const BpBlock *start = layout->blocks->pdata[first];
    guint end = first;

    guint most = first ? LATER_TEXTS : TOP_TEXTS;
    while (end < layout->blocks->len && end < first + most &&
           ((const BpBlock *)layout->blocks->pdata[end])->page == start->page)
        end++;
    for (guint i = first; i < end; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        if (!block->label || i == first)
            ask_block(matcher, "top", block, tally);
        /* What stands below a table is not the top of the page. */
        if (block->kind == BP_BLOCK_TABLE && block->table->rows->len >= BIG_TABLE)
            break;
    }
    guint labels = bp_front_count(layout->blocks, first, TOP_TEXTS, matcher);
    tally->front = labels >= FRONT_LABELS;
    if (labels) {
        g_autofree char *text = g_strdup_printf("front: %u labels", labels);
        /* The paper is named by the first line above or on its front sheet. */
        ask(matcher, "top", text, start, tally);
    }
}

static guint best_kind(const Tally *tally, int least)
{
    guint best = NO_KIND;

    for (guint k = 0; k < N_KINDS; k++)
        if (tally->score[k] >= least && (best == NO_KIND || tally->score[k] > tally->score[best]))
            best = k;
    return best;
}

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
static bool begins(const Start *before, guint kind, const Tally *tally)
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
                             const Tally *tally)
{
    if (block->kind != BP_BLOCK_PARA || !block->label || block->bullet || tally->front ||
        kind == NO_KIND || before->kind == NO_KIND)
        return false;
    bool listed =
        !strcmp(kind_names[before->kind], "minutes") || !strcmp(kind_names[before->kind], "agenda");
    bool paper = !strcmp(kind_names[kind], "paper") || !strcmp(kind_names[kind], "appendix");
    return listed || !paper;
}

static GArray *find_starts(const BpLayout *layout, BpMatcher *matcher)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(Start));

    for (guint i = 0; i < layout->blocks->len; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        const BpBlock *above = i ? layout->blocks->pdata[i - 1] : NULL;
        if (above && above->page == block->page)
            continue;
        Tally tally = {0};
        ask_top(layout, i, matcher, &tally);
        guint kind = best_kind(&tally, STARTS);
        if (starts->len &&
            is_numbered_item(block, &g_array_index(starts, Start, starts->len - 1), kind, &tally))
            continue;
        if (starts->len && kind == NO_KIND)
            continue;
        if (starts->len && !begins(&g_array_index(starts, Start, starts->len - 1), kind, &tally))
            continue;
        Start start = {i, kind, false, kind < N_KINDS ? tally.title[kind] : NULL,
                       kind < N_KINDS ? tally.rule[kind] : NULL};
        g_array_append_val(starts, start);
    }
    return starts;
}

/* The first part's kind by all of its text, when its top does not tell, or it is alone. */
static void judge_whole(const BpLayout *layout, Start *start, guint end, BpMatcher *matcher)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    Tally tally = {.counts = counts};

    ask_top(layout, start->first, matcher, &tally);
    for (guint i = start->first; i < end; i++) {
        const BpBlock *block = layout->blocks->pdata[i];
        ask_block(matcher, "body", block, &tally);
        if (block->label && block->kind == BP_BLOCK_PARA)
            ask(matcher, "body", bp_block_peek_body(block), block, &tally);
    }
    start->kind = best_kind(&tally, TELLS);
    start->title = start->kind < N_KINDS ? tally.title[start->kind] : NULL;
    start->rule = start->kind < N_KINDS ? tally.rule[start->kind] : NULL;
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
    if (first->kind != NO_KIND || second->kind > 1)
        return;
    bool heads = layout->blocks->pdata[second->first] == second->title;
    first->kind = second->kind;
    first->certain = heads && is_title_page(layout, second->first);
    first->title = second->title;
    first->rule = second->rule;
    g_array_remove_index(starts, 1);
}

static void add_part(BpDocument *document, const Start *start, guint end, guint next_page)
{
    BpLayout *layout = document->layout;
    const BpBlock *first = layout->blocks->pdata[start->first];
    BpPart *part = g_new0(BpPart, 1);
    const char *kind = start->kind < N_KINDS ? kind_names[start->kind] : "other";

    part->kind = g_intern_string(kind);
    part->blocks = g_ptr_array_new();
    for (guint i = start->first; i < end; i++)
        g_ptr_array_add(part->blocks, layout->blocks->pdata[i]);
    part->record = bp_document_take_record(document, bp_record_new("part", first->page));
    part->record->rule = g_strdup(start->rule ? bp_rule_get_id(start->rule) : "recognise.parts");
    part->record->confidence = start->kind < N_KINDS ? 0.9 : 0.5;
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
    guint n[N_KINDS] = {0};

    for (guint i = 0; i < layout->parts->len; i++)
        for (guint k = 0; k < N_KINDS; k++)
            n[k] += !strcmp(((BpPart *)layout->parts->pdata[i])->kind, kind_names[k]);
    enum { AGENDA, MINUTES, LOG, PAPER, APPENDIX };
    if (n[AGENDA] && (n[MINUTES] || n[PAPER] || n[LOG]))
        return "pack";
    if (n[MINUTES] && n[PAPER])
        return "pack";
    if (n[AGENDA])
        return "agenda";
    if (n[MINUTES])
        return "minutes";
    if (n[LOG])
        return "action-log";
    return n[PAPER] ? "report" : "other";
}

void bp_recognise_parts(BpDocument *document, BpMatcher *matcher)
{
    BpLayout *layout = document->layout;
    g_autoptr(GArray) starts = find_starts(layout, matcher);

    absorb_title_page(layout, starts);
    for (guint i = 0; i < starts->len; i++) {
        Start *start = &g_array_index(starts, Start, i);
        bool last = i + 1 == starts->len;
        guint end = last ? layout->blocks->len : g_array_index(starts, Start, i + 1).first;
        guint next_page = last ? 0 : ((BpBlock *)layout->blocks->pdata[end])->page;
        if (!start->certain && (start->kind == NO_KIND || starts->len == 1))
            judge_whole(layout, start, end, matcher);
        add_part(document, start, end, next_page);
    }
    g_free(document->kind);
    document->kind = g_strdup(document_kind(layout));
}
