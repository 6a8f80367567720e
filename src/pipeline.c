/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Runs the table of stages over one document.
 *
 * Text comes first and what hangs in hostile files (outline, links) after it, so that it can be
 * left out in a second try. The file is closed before layout begins: nothing behind extract needs
 * it, and its memory counts against the worker's limit.
 */
#include "pipeline.h"

#include "coverage/coverage.h"
#include "extract/extract.h"
#include "extract/input.h"
#include "layout/layout.h"
#include "model/block.h"
#include "model/turn.h"
#include "recognise/recognise.h"
#include "split/split.h"

typedef struct {
    const BpRuleSet *rules;
    const BpPipelineInput *from;
    BpDocument *document;
    BpInput *input; /* NULL when it could not be opened, or is closed */
    bool stored;    /* its pages were there at once, with outline and links */
    bool whole;     /* nothing was left out of it */
    BpMatcher *matcher;
    const BpPipelineHooks *hooks;
    BpStage last;
    guint flags;
    BpWant *tables; /* of the first look: by page, whether its tables matter, */
    bool *headings; /* and whether its headings are in doubt */
    GBytes *file;   /* that was asked for; NULL otherwise */
} Pipeline;

/* Points; of a page that is left out, which is told of where it is known why. */
#define A4_WIDTH  595.28
#define A4_HEIGHT 841.89

/* Whether the status lets later stages go on. */
static bool is_usable(const BpDocument *document)
{
    return document->status == BP_STATUS_OK || document->status == BP_STATUS_OK_WARN ||
           document->status == BP_STATUS_PARTIAL;
}

/* A document without any text is not a document that says nothing. */
static void judge_text(BpDocument *document)
{
    if (!is_usable(document))
        return;
    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = g_ptr_array_index(document->pages, i);
        if (page->words->len > 0)
            return;
    }
    bp_document_find(document, "no-text", 0, "none of the %u pages has text", document->n_pages);
    if (document->status != BP_STATUS_PARTIAL)
        document->status = BP_STATUS_NO_TEXT;
}

/* The bytes of the file, to be freed; `data` is the pipeline. */
static GBytes *get_file(gpointer data)
{
    const Pipeline *pipeline = data;
    if (pipeline->from->file)
        return g_bytes_ref(pipeline->from->file);
    g_assert(pipeline->hooks->file);
    return pipeline->hooks->file(pipeline->hooks->data);
}

/* A second try, that leaves something out, is always one of the file. */
static void open_input(Pipeline *pipeline)
{
    if (pipeline->from->pages && !pipeline->flags)
        pipeline->input =
            bp_input_open_stored(pipeline->from->pages, pipeline->document, get_file, pipeline);
    pipeline->stored = pipeline->input != NULL;
    if (pipeline->stored)
        return;
    if (!pipeline->from->file)
        pipeline->file = get_file(pipeline);
    GBytes *bytes = pipeline->file ? pipeline->file : pipeline->from->file;
    pipeline->input = bp_input_open(bytes, pipeline->document);
}

static void read_page(Pipeline *pipeline, guint number)
{
    BpDocument *document = pipeline->document;
    const BpPipelineHooks *hooks = pipeline->hooks;
    if (hooks->leave_out && hooks->leave_out(number, hooks->data)) {
        g_ptr_array_add(document->pages, bp_page_new(number, A4_WIDTH, A4_HEIGHT));
        pipeline->whole = false;
    } else {
        bp_input_read_page(pipeline->input, document, number);
    }
}

static void run_pages(Pipeline *pipeline)
{
    BpDocument *document = pipeline->document;
    open_input(pipeline);
    if (pipeline->input == NULL)
        return;
    const BpPipelineHooks *hooks = pipeline->hooks;
    for (guint number = 0; number <= document->n_pages; number++) {
        if (number > 0 && !pipeline->stored)
            read_page(pipeline, number);
        if (hooks->page)
            hooks->page(number, document->n_pages, hooks->data);
    }
    if (!pipeline->stored)
        judge_text(document);
}

static void close_input(Pipeline *pipeline)
{
    g_clear_pointer(&pipeline->input, bp_input_free);
}

static void run_extras(Pipeline *pipeline)
{
    if (!pipeline->stored)
        bp_input_read_extras(pipeline->input, pipeline->document);
}

/* Whether its pages can be of use to another run. */
static bool is_kept(const Pipeline *pipeline)
{
    const BpDocument *document = pipeline->document;
    return pipeline->input && pipeline->hooks->store && pipeline->whole &&
           (is_usable(document) || document->status == BP_STATUS_NO_TEXT);
}

/* Between extras and layers: what follows depends on the rules, and layout changes words. */
static void keep_pages(Pipeline *pipeline)
{
    if (is_kept(pipeline))
        bp_input_keep_pages(pipeline->input, pipeline->document);
}

static void hand_over_store(Pipeline *pipeline)
{
    g_autoptr(GBytes) store = is_kept(pipeline) ? bp_input_dup_store(pipeline->input) : NULL;
    if (store)
        pipeline->hooks->store(store, pipeline->hooks->data);
}

static void run_layers(Pipeline *pipeline)
{
    bp_recognise_layers(pipeline->document, pipeline->matcher);
}

/*
 * Rulings tell a table's cells exactly, but drawing a page costs several times what reading its
 * text does. So a draft of the layout without them, and recognise, say which pages hold tables that
 * matter; those are drawn, and layout goes on from the draft. The same goes for the text of tags.
 */
static void run_look(Pipeline *pipeline)
{
    BpDocument *document = pipeline->document;
    g_autoptr(BpMatcher) matcher = bp_matcher_new(pipeline->rules);

    if (!bp_input_is_drawn(pipeline->input))
        return;
    bp_matcher_set_layers(matcher, document->sector.name, document->publisher.name);
    bp_layout_draft(document, matcher);
    bp_recognise_run(document, matcher);
    pipeline->tables = bp_recognise_want_rulings(document, matcher);
    pipeline->headings = bp_recognise_want_headings(document);
}

/* A page that takes its time is no reason to take the worker for one that hangs. */
static void tell_page(const Pipeline *pipeline, BpStage stage, guint skip_flag)
{
    if (pipeline->hooks->stage)
        pipeline->hooks->stage(stage, skip_flag, pipeline->hooks->data);
}

static void run_rulings(Pipeline *pipeline)
{
    BpDocument *document = pipeline->document;

    for (guint i = 0; pipeline->tables && i < document->pages->len; i++) {
        BpPage *page = g_ptr_array_index(document->pages, i);
        BpWant want = pipeline->tables[page->number];
        bool tabular = want == BP_WANT_TABULAR && bp_layout_wants_rulings(page);
        bool white = want != BP_WANT_NOT && bp_extract_has_white(page);
        if (want != BP_WANT_ANYWAY && !tabular && !white && !bp_layout_has_stacks(page))
            continue;
        bp_input_read_rulings(pipeline->input, document, page);
        tell_page(pipeline, BP_STAGE_RULINGS, BP_PIPELINE_NO_RULINGS);
    }
}

/* Whether tags could tell what the page does not. */
static bool is_in_doubt(const Pipeline *pipeline, const BpPage *page)
{
    return pipeline->headings[page->number] ||
           (pipeline->tables[page->number] == BP_WANT_ANYWAY && bp_layout_lacks_grid(page));
}

/* Reading the tree costs a tenth of what the text does, each text of it as much as a page: neither
 * is done where nothing is in doubt, except that a dump shows the tree. */
static void run_tags(Pipeline *pipeline)
{
    BpDocument *document = pipeline->document;
    g_autoptr(GPtrArray) doubtful = g_ptr_array_new();

    if (!pipeline->tables)
        return;
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = g_ptr_array_index(document->pages, i);
        if (is_in_doubt(pipeline, page))
            g_ptr_array_add(doubtful, page);
    }
    if (doubtful->len > 0 || pipeline->last == BP_STAGE_TAGS)
        bp_input_read_tags(pipeline->input, document);
    for (guint i = 0; i < doubtful->len; i++) {
        BpPage *page = doubtful->pdata[i];
        bool rows = bp_layout_lacks_grid(page) && bp_layout_wants_tag_rows(document, page);
        guint what = rows ? BP_TAG_ROWS : 0;
        if (pipeline->headings[page->number])
            what |= BP_TAG_HEADINGS;
        if (!page->tags || !what)
            continue;
        bp_input_read_tag_texts(pipeline->input, document, page, what);
        tell_page(pipeline, BP_STAGE_TAGS, BP_PIPELINE_NO_TAGS);
    }
}

/* Take back what the first look made, but for the draft. */
static void forget_look(Pipeline *pipeline)
{
    BpDocument *document = pipeline->document;

    g_clear_pointer(&pipeline->tables, g_free);
    g_clear_pointer(&pipeline->headings, g_free);
    if (document->layout)
        g_ptr_array_set_size(((BpLayout *)document->layout)->parts, 0);
    g_ptr_array_set_size(document->records, 0);
    g_clear_pointer(&document->kind, g_free);
}

static void run_layout(Pipeline *pipeline)
{
    bp_layout_run(pipeline->document, pipeline->matcher);
}

static void run_recognise(Pipeline *pipeline)
{
    bp_recognise_run(pipeline->document, pipeline->matcher);
}

static void run_split(Pipeline *pipeline)
{
    bp_split_run(pipeline->document, pipeline->matcher);
}

static void run_coverage(Pipeline *pipeline)
{
    bp_coverage_run(pipeline->document);
}

/* What is handed out has its places on the pages as they are shown. */
static void run_ids(Pipeline *pipeline)
{
    bp_document_turn_back(pipeline->document);
    bp_document_assign_ids(pipeline->document);
}

static const struct {
    const char *name;
    guint skip_flag;
    bool needs_text; /* left out when nothing could be read */
    void (*run)(Pipeline *pipeline);
} stages[BP_N_STAGES] = {
    [BP_STAGE_PAGES] = {"pages", 0, false, run_pages},
    [BP_STAGE_EXTRAS] = {"extras", BP_PIPELINE_NO_EXTRAS, true, run_extras},
    [BP_STAGE_LAYERS] = {"layers", 0, true, run_layers},
    [BP_STAGE_LOOK] = {"look", 0, true, run_look},
    [BP_STAGE_RULINGS] = {"rulings", BP_PIPELINE_NO_RULINGS, true, run_rulings},
    [BP_STAGE_TAGS] = {"tags", BP_PIPELINE_NO_TAGS, true, run_tags},
    [BP_STAGE_LAYOUT] = {"layout", 0, true, run_layout},
    [BP_STAGE_RECOGNISE] = {"recognise", 0, true, run_recognise},
    [BP_STAGE_SPLIT] = {"split", 0, true, run_split},
    [BP_STAGE_COVERAGE] = {"coverage", 0, true, run_coverage},
    [BP_STAGE_IDS] = {"ids", 0, false, run_ids},
};

static void run_stage(Pipeline *pipeline, BpStage stage)
{
    if (stages[stage].needs_text && !is_usable(pipeline->document))
        return;
    if (pipeline->flags & stages[stage].skip_flag) {
        bp_document_find(pipeline->document, "stage-left-out", 0,
                         "the stage '%s' was left out: the first try did not survive it",
                         stages[stage].name);
        pipeline->whole = false;
        return;
    }
    if (pipeline->hooks->stage)
        pipeline->hooks->stage(stage, stages[stage].skip_flag, pipeline->hooks->data);
    stages[stage].run(pipeline);
}

/* What the rules did; those that did nothing are left out. */
static void keep_uses(BpDocument *document, const BpRuleSet *rules, const BpMatcher *matcher)
{
    const BpRuleStat *stats = bp_matcher_get_stats(matcher);
    for (guint i = 0; i < bp_rule_set_get_n_rules(rules); i++) {
        BpRuleUse use = {i, stats[i].taken, stats[i].seconds};
        if (use.taken || use.seconds > 0)
            g_array_append_val(document->uses, use);
    }
}

/* A rule that ran into a limit is not "no match": something may be missing. */
static void report_limit_hits(BpDocument *document, const BpMatcher *matcher)
{
    const GArray *hits = bp_matcher_get_limit_hits(matcher);
    for (guint i = 0; hits && i < hits->len; i++) {
        const BpLimitHit *hit = &g_array_index(hits, BpLimitHit, i);
        bp_document_find(document, "rule-limit", hit->page, "rule '%s' reached its %s at line %u",
                         hit->rule, hit->what, hit->line);
    }
}

void bp_pipeline_run(const BpRuleSet *rules, const BpPipelineInput *input, BpDocument *document,
                     BpStage last, guint flags, const BpPipelineHooks *hooks)
{
    g_autoptr(BpMatcher) matcher = bp_matcher_new(rules);
    Pipeline pipeline = {.rules = rules,
                         .from = input,
                         .document = document,
                         .matcher = matcher,
                         .hooks = hooks,
                         .last = last,
                         .flags = flags,
                         .whole = true};
    if (hooks->timing)
        bp_matcher_set_timing(matcher);
    bp_matcher_set_trace(matcher, hooks->trace, hooks->trace_data);
    for (guint i = 0; i <= (guint)last; i++) {
        run_stage(&pipeline, (BpStage)i);
        if (i == BP_STAGE_EXTRAS)
            keep_pages(&pipeline);
        if (i == BP_STAGE_TAGS) {
            forget_look(&pipeline);
            hand_over_store(&pipeline);
            close_input(&pipeline);
        }
    }
    g_free(pipeline.tables);
    g_free(pipeline.headings);
    close_input(&pipeline);
    g_clear_pointer(&pipeline.file, g_bytes_unref);
    report_limit_hits(document, matcher);
    keep_uses(document, rules, matcher);
}

const char *bp_pipeline_stage_name(guint stage)
{
    return stage < BP_N_STAGES ? stages[stage].name : NULL;
}

static const BpStageDump dumps[] = {
    {"extract", BP_STAGE_TAGS, bp_extract_dump},
    {"layout", BP_STAGE_LAYOUT, bp_layout_dump},
    {"recognise", BP_STAGE_RECOGNISE, bp_recognise_dump},
    {NULL, BP_N_STAGES, NULL},
};

const BpStageDump *bp_pipeline_dumps(void)
{
    return dumps;
}
