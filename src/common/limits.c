/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of limits. The values are far above what honest board packs need (the largest one
 * measured has some 1,500 pages and 6 MiB of text) and far below what hurts a machine with two
 * jobs running.
 */
#include "common/limits.h"

#include <string.h>

#define KIB (G_GUINT64_CONSTANT(1) << 10)
#define MIB (G_GUINT64_CONSTANT(1) << 20)
#define GIB (G_GUINT64_CONSTANT(1) << 30)
#define TIB (G_GUINT64_CONSTANT(1) << 40)

/* Largest values that can be given: sizes are counted in 32 bits here and there. */
#define MOST_BYTES GIB
#define MOST_OTHER G_GUINT64_CONSTANT(1000000000)

static const BpLimit limits[BP_N_LIMITS] = {
    [BP_LIMIT_INPUT_BYTES] = {"input", 256 * MIB, "bytes", "a file is held in memory whole"},
    [BP_LIMIT_TEXT_INPUT_BYTES] = {"text-input", 16 * MIB, "bytes",
                                   "a text or web page of two bytes a word grows thirtyfold"},
    [BP_LIMIT_ELEMENTS] = {"elements", 400000, "elements",
                           "an element of a web page is three bytes and takes some 200 of memory"},
    [BP_LIMIT_ELEMENT_DEPTH] = {"element-depth", 250, "levels",
                                "elements that are never closed nest without end"},
    [BP_LIMIT_URI_BYTES] = {"uri", 4 * KIB, "bytes",
                            "a link can hold a picture, or a base that is repeated in every link"},
    [BP_LIMIT_PAGES] = {"pages", 5000, "pages", "a page tree can claim millions of pages"},
    [BP_LIMIT_WORDS_PER_PAGE] = {"words-per-page", 50000, "words",
                                 "layout compares words with their neighbours"},
    [BP_LIMIT_TEXT_BYTES_PER_PAGE] = {"text-per-page", 4 * MIB, "bytes",
                                      "a small content stream can repeat text without end"},
    [BP_LIMIT_TEXT_BYTES] = {"text", 64 * MIB, "bytes", "the text of all pages is kept together"},
    [BP_LIMIT_OUTLINE_NODES] = {"outline-nodes", 50000, "entries", "an outline can be a loop"},
    [BP_LIMIT_OUTLINE_DEPTH] = {"outline-depth", 64, "levels", "an outline can be a loop"},
    [BP_LIMIT_LINKS_PER_PAGE] = {"links-per-page", 5000, "links",
                                 "generated files put a link on every word"},
    [BP_LIMIT_TAG_NODES] = {"tag-nodes", 500000, "elements",
                            "the tags of a page can be more than its words"},
    [BP_LIMIT_TAG_DEPTH] = {"tag-depth", 64, "levels", "tags can be nested without end"},
    [BP_LIMIT_TAG_WORDS] = {"tag-words", 200000, "words",
                            "each text asked of a tag reads its page again"},
    [BP_LIMIT_RECORDS] = {"records", 200000, "records", "a rule can match everywhere"},
    [BP_LIMIT_DIAGNOSTICS] = {"diagnostics", 1000, "findings",
                              "a broken file can break on every page"},
    [BP_LIMIT_SUBJECT_BYTES] = {"subject", 64 * KIB, "bytes",
                                "rules are for headings and paragraphs, not for whole pages"},
    [BP_LIMIT_MATCH_STEPS] = {"match-steps", 100000, "steps",
                              "a pattern can backtrack for ever on hostile text"},
    [BP_LIMIT_MATCH_HEAP_KIB] = {"match-heap", 16384, "KiB", "a pattern can backtrack deep"},
    [BP_LIMIT_JIT_STACK_BYTES] = {"jit-stack", 1 * MIB, "bytes", "one stack for every pattern"},
    [BP_LIMIT_DEFINE_DEPTH] = {"define-depth", 8, "levels", "definitions can name each other"},
    [BP_LIMIT_WORKER_MEMORY_BYTES] = {"worker-memory", 512 * MIB, "bytes",
                                      "address space of a worker beside the input"},
    [BP_LIMIT_CPU_SECONDS] = {"cpu-time", 900, "seconds",
                              "processor time of a try, whatever its pages let it take"},
    [BP_LIMIT_BASE_SECONDS] = {"base-time", 60, "seconds", "time for any document"},
    [BP_LIMIT_PAGE_MILLISECONDS] = {"page-time", 500, "milliseconds",
                                    "more time for each page of it"},
    [BP_LIMIT_STALL_SECONDS] = {"stall", 20, "seconds",
                                "a worker says nothing for so long only when it hangs"},
    [BP_LIMIT_STDERR_BYTES] = {"worker-stderr", 64 * KIB, "bytes",
                               "a damaged file makes the PDF library talk without end"},
    [BP_LIMIT_STDERR_TOTAL_BYTES] = {"stderr-total", 16 * MIB, "bytes",
                                     "a worker that talks more than this does nothing else"},
    [BP_LIMIT_PAGE_RETRIES] = {"page-retries", 3, "pages",
                               "each page that costs a worker its life takes one more try"},
    [BP_LIMIT_START_FAILURES] = {"start-failures", 5, "workers",
                                 "when none can begin it is the machine, not the documents"},
    [BP_LIMIT_FRAME_BYTES] = {"frame", 4 * MIB, "bytes",
                              "a worker that was taken over can claim any length"},
    [BP_LIMIT_DOCUMENT_BYTES] = {"document", 256 * MIB, "bytes",
                                 "every text can be in an item, in a minute and in a decision"},
    [BP_LIMIT_STORE_BYTES] = {"store", 128 * MIB, "bytes",
                              "what is kept of a document's pages for the next run"},
    [BP_LIMIT_REVIEW_BYTES] = {"review", 96 * MIB, "bytes",
                               "a page for checking is held in memory whole, and in a browser"},
    [BP_LIMIT_KEPT_BYTES] = {"kept-pages", 64 * MIB, "bytes",
                             "pages that are kept between runs are unpacked in memory whole"},
    [BP_LIMIT_CACHE_BYTES] = {"cache", 2048 * MIB, "bytes",
                              "pages are kept for every document, at some 3 KiB a page"},
    [BP_LIMIT_TRIES] = {"tries", 2, "tries", "a document that kills its worker would each night"},
    [BP_LIMIT_SUSPECT_SECONDS] =
        {"suspect", 5, "seconds",
         "a try that lasts so long when its run is killed counts as failed"},
    [BP_LIMIT_INTERRUPTIONS] = {"interruptions", 20, "tries",
                                "a document may be what ends run after run"},
    [BP_LIMIT_SETTLE_SECONDS] = {"settle", 2, "seconds",
                                 "a file that was changed so lately may still be written"},
};

/* Largest values of those that may be more, and limits that may be none. */
static const guint64 most_of[BP_N_LIMITS] = {
    [BP_LIMIT_WORKER_MEMORY_BYTES] = TIB, [BP_LIMIT_CACHE_BYTES] = 16 * TIB};
static const bool can_be_none[BP_N_LIMITS] = {[BP_LIMIT_PAGE_RETRIES] = true,
                                              [BP_LIMIT_CACHE_BYTES] = true,
                                              [BP_LIMIT_SETTLE_SECONDS] = true};
/* What becomes of a document does not depend on these. */
static const bool is_of_run[BP_N_LIMITS] = {
    [BP_LIMIT_START_FAILURES] = true,  [BP_LIMIT_STORE_BYTES] = true,
    [BP_LIMIT_REVIEW_BYTES] = true,    [BP_LIMIT_KEPT_BYTES] = true,
    [BP_LIMIT_CACHE_BYTES] = true,     [BP_LIMIT_TRIES] = true,
    [BP_LIMIT_SUSPECT_SECONDS] = true, [BP_LIMIT_INTERRUPTIONS] = true,
    [BP_LIMIT_SETTLE_SECONDS] = true,
};

/* What was given on the command line, before anything else was done; 0: nothing. One more than the
 * value, so that none can be given. */
static guint64 given[BP_N_LIMITS];

const BpLimit *bp_limit(BpLimitId id)
{
    g_assert(id < BP_N_LIMITS);
    return &limits[id];
}

guint64 bp_limit_value(BpLimitId id)
{
    return given[id] ? given[id] - 1 : bp_limit(id)->standard;
}

bool bp_limit_is_bytes(BpLimitId id)
{
    return strcmp(bp_limit(id)->unit, "bytes") == 0;
}

guint64 bp_limit_most(BpLimitId id)
{
    guint64 usual = bp_limit_is_bytes(id) ? MOST_BYTES : MOST_OTHER;
    return most_of[id] ? most_of[id] : usual;
}

bool bp_limit_set(BpLimitId id, guint64 value)
{
    if (value > bp_limit_most(id) || (value == 0 && !can_be_none[id]))
        return false;
    given[id] = value + 1;
    return true;
}

static int by_name(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *bp_limits_dup_changed(void)
{
    g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < BP_N_LIMITS; i++)
        if (!is_of_run[i] && bp_limit_value((BpLimitId)i) != limits[i].standard)
            g_ptr_array_add(changed, g_strdup_printf("%s=%" G_GUINT64_FORMAT, limits[i].name,
                                                     bp_limit_value((BpLimitId)i)));
    g_ptr_array_sort(changed, by_name);
    g_ptr_array_add(changed, NULL);
    return g_strjoinv(" ", (char **)changed->pdata);
}
