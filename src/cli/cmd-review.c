/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boardpack review: one document as an HTML page on which people check what was found in it.
 *
 * The worker writes the body, since it has the pages and is where poppler may draw. When drawing
 * costs it its life, the document is tried again without pictures.
 */
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/file.h"
#include "common/limits.h"
#include "common/text.h"

#include "cli/command.h"
#include "cli/work-options.h"
#include "extract/extract.h"
#include "extract/input.h"
#include "review/review.h"
#include "work/test-hook.h"
#include "work/work.h"

#define DPI 80

/* Pages that are drawn when more are not asked for: a picture is some 100 kB. */
#define MOST_PICTURES 60

#define FLAG_NO_PICTURES BP_WORK_FIRST_FLAG

typedef struct {
    guint first, last; /* pages asked for */
    bool no_pictures;
    GString *body;  /* as it came from the worker */
    bool too_large; /* more came than may */
} Review;

typedef struct {
    BpPdf *pdf;
    BpWorkerLink *link;
    const char *file;
} Drawing;

static bool draw(guint page, GByteArray *out_png, gpointer data)
{
    Drawing *drawing = data;
    bp_worker_link_stage(drawing->link, BP_WORK_STAGE_SHOW,
                         FLAG_NO_PICTURES); /* also a sign of life */
    g_autofree char *place = g_strdup_printf("%s#%u", drawing->file, page);
    bp_test_hook_run(place);
    return bp_extract_png(drawing->pdf, page, DPI, out_png);
}

/* The PDF once more, closed since its pages were read; its findings were made then. Other formats
 * have no picture. */
static BpPdf *open_again(GBytes *bytes, const BpDocument *document)
{
    g_autoptr(BpDocument) scratch = bp_document_new(document->file);
    bool drawn = document->pages->len > 0 && bp_input_is_pdf(bytes, document);
    return drawn ? bp_pdf_open(bytes, scratch) : NULL;
}

static void show(GBytes *bytes, const BpDocument *document, guint flags, BpWorkerLink *link,
                 gpointer data)
{
    const Review *review = data;
    BpReviewWish wish = {.first = review->first, .last = MIN(review->last, document->n_pages)};
    bool few = wish.last < wish.first || wish.last - wish.first < MOST_PICTURES;
    bool wanted = few && !review->no_pictures && !(flags & FLAG_NO_PICTURES);
    g_autoptr(BpPdf) pdf = wanted ? open_again(bytes, document) : NULL;
    Drawing drawing = {pdf, link, document->file};
    if (pdf) {
        wish.draw = draw;
        wish.data = &drawing;
    }
    g_autoptr(GString) body = g_string_new(NULL);
    bp_review_write_body(document, &wish, body);
    bp_worker_link_stage(link, BP_WORK_STAGE_SHOW, 0);
    /* All at once, so that a try that fails has sent nothing. */
    bp_worker_link_text(link, body->str, body->len);
}

static void take_body(const char *text, gsize len, gpointer data)
{
    Review *review = data;
    if (review->body->len + len > bp_limit_value(BP_LIMIT_REVIEW_BYTES))
        review->too_large = true;
    else
        g_string_append_len(review->body, text, (gssize)len);
}

/* "7" or "3-9". */
static bool read_pages(Review *review, const char *text, GError **error)
{
    guint64 most = bp_limit_value(BP_LIMIT_PAGES), first = 1, last = most;
    g_auto(GStrv) ends = g_strsplit(text ? text : "", "-", 2);
    bool fits = text == NULL || (ends[0] && bp_parse_uint(ends[0], most, &first));
    if (text && fits) {
        last = first;
        fits = ends[1] == NULL || bp_parse_uint(ends[1], most, &last);
    }
    review->first = (guint)first;
    review->last = (guint)last;
    if (fits && first >= 1 && first <= last)
        return true;
    g_autofree char *shown = bp_text_dup_escaped(text);
    g_set_error(error, BP_ERROR, BP_ERROR_USAGE,
                "review: --pages wants a page, or two such as 3-9, not '%s'", shown);
    return false;
}

static bool save(const Review *review, const BpDocument *document, const char *path, GError **error)
{
    if (review->too_large) {
        g_set_error(error, BP_ERROR, BP_ERROR_LIMIT, "the page would be larger than %d MiB",
                    (int)(bp_limit_value(BP_LIMIT_REVIEW_BYTES) >> 20));
        return false;
    }
    if (!bp_review_is_whole(review->body)) /* no worker survived; the report says why */
        return true;
    g_autofree char *head = bp_review_dup_head(document->file);
    g_autofree char *foot = bp_review_dup_foot();
    g_string_prepend(review->body, head);
    g_string_append(review->body, foot);
    if (path == NULL)
        return bp_stdout_write(review->body->str, review->body->len, error);
    return bp_file_save(path, review->body->str, review->body->len, error);
}

static int run(Review *review, char *const *rules_folders, BpSandboxMode sandbox, const char *file,
               const char *path, GError **error)
{
    g_autoptr(BpRuleSet) rules = bp_rules_load(rules_folders, error);
    if (rules == NULL)
        return BP_EXIT_CONFIG;
    BpWork work = {.rules = rules, .last = BP_STAGE_IDS, .show = show, .sandbox = sandbox};
    work.text = take_body;
    work.data = review;
    g_autoptr(BpDocument) document = bp_work_one(&work, file, error);
    bool done = document && save(review, document, path, error);
    return done ? bp_work_report(document) : BP_EXIT_INTERNAL;
}

int bp_command_review(char **argv, GError **error)
{
    g_autofree char *output = NULL, *pages = NULL;
    g_auto(GStrv) rules_folders = NULL;
    gboolean no_pictures = FALSE;
    g_auto(BpWorkOptions) options_of_work = {0};
    const GOptionEntry options[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, "page to write, else standard output",
         "FILE.html"},
        {"pages", 0, 0, G_OPTION_ARG_FILENAME, &pages, "pages to show", "N[-M]"},
        {"no-images", 0, 0, G_OPTION_ARG_NONE, &no_pictures, "show the text of pages only", NULL},
        BP_OPTION_RULES(rules_folders),
        BP_OPTIONS_WORK(options_of_work),
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_auto(GStrv) rest = NULL;
    BpParsed parsed = bp_options_parse(
        argv[0], "FILE", "Writes a page of HTML that shows one document with what was found in it.",
        options, argv, &rest, error);
    if (parsed != BP_PARSED || !bp_options_expect(rest, 1, "one FILE", error))
        return BP_EXIT_OK;
    g_autoptr(GString) body = g_string_new(NULL);
    Review review = {.no_pictures = no_pictures, .body = body};
    BpSandboxMode sandbox;
    if (!read_pages(&review, pages, error) ||
        !bp_work_options_apply(&options_of_work, &sandbox, error))
        return BP_EXIT_USAGE;
    return run(&review, rules_folders, sandbox, rest[0], output, error);
}
