/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which layers of rules a document calls for.
 *
 * Rules of kind `sector` and `publisher` give points to names: by the text of the first pages and
 * the last (context `text`), the document's title and producer (`title`, `producer`) and the
 * addresses it links to (`link`). Nothing of layout is known yet, for the layers have a say in it.
 * The name with most points is taken when it has enough.
 */
#include <string.h>

#include "recognise/recognise.h"

/* Pages at the beginning that are asked. */
#define FIRST_PAGES 3
/* Addresses that are asked, and the pages looked at for them. */
#define MOST_LINKS 60
#define LINK_PAGES 12
/* One rule counts so often: a name in every line is no better known than one in two places. */
#define MOST_OF_ONE 2
/* Points that a name needs. */
#define LEAST_SCORE 4

typedef struct {
    GHashTable *points; /* interned name -> points */
    GHashTable *times;  /* rule -> times */
} Poll;

static void count_points(const BpRule *rule, const BpMatch *match, int score, gpointer data)
{
    Poll *poll = data;
    const char *name = bp_rule_get_set(rule, "name");
    guint times = GPOINTER_TO_UINT(g_hash_table_lookup(poll->times, rule));

    (void)match;
    if (times >= MOST_OF_ONE)
        return;
    g_hash_table_insert(poll->times, (gpointer)(gsize)rule, GUINT_TO_POINTER(times + 1));
    int sum = GPOINTER_TO_INT(g_hash_table_lookup(poll->points, name)) + score;
    g_hash_table_insert(poll->points, (gpointer)(gsize)name, GINT_TO_POINTER(sum));
}

static void ask(BpMatcher *matcher, const char *kind, const char *context, const char *text,
                guint page, Poll *poll)
{
    BpSubject subject = {.text = text, .len = text ? strlen(text) : 0, .page = page};

    if (subject.len)
        bp_matcher_score(matcher, kind, context, &subject, count_points, poll);
}

static void ask_links(const BpDocument *document, BpMatcher *matcher, const char *kind, Poll *poll)
{
    guint n = 0;

    for (guint i = 0; i < MIN(document->pages->len, LINK_PAGES); i++) {
        const BpPage *page = document->pages->pdata[i];
        for (guint k = 0; page->links && k < page->links->len && n < MOST_LINKS; k++) {
            const BpLink *link = &g_array_index(page->links, BpLink, k);
            if (!link->uri)
                continue;
            ask(matcher, kind, "link", link->uri, page->number, poll);
            n++;
        }
    }
}

static void choose(const BpDocument *document, BpMatcher *matcher, const char *kind,
                   BpLayerChoice *out)
{
    g_autoptr(GHashTable) points = g_hash_table_new(g_direct_hash, g_direct_equal);
    g_autoptr(GHashTable) times = g_hash_table_new(g_direct_hash, g_direct_equal);
    Poll poll = {points, times};
    guint n = document->pages->len;

    for (guint i = 0; i < n; i++) {
        const BpPage *page = document->pages->pdata[i];
        if (i < FIRST_PAGES || i + 1 == n)
            ask(matcher, kind, "text", page->text, page->number, &poll);
    }
    ask(matcher, kind, "title", document->title, 0, &poll);
    ask(matcher, kind, "producer", document->producer, 0, &poll);
    ask_links(document, matcher, kind, &poll);

    const char *best = NULL;
    int most = LEAST_SCORE - 1;
    GHashTableIter iter;
    gpointer name, sum;
    g_hash_table_iter_init(&iter, points);
    while (g_hash_table_iter_next(&iter, &name, &sum)) {
        int score = GPOINTER_TO_INT(sum);
        /* Among equals by name: the order of a hash table is none. */
        if (score > most || (best && score == most && strcmp(name, best) < 0)) {
            best = name;
            most = score;
        }
    }
    out->name = g_strdup(best);
    out->score = best ? (guint)most : 0;
}

void bp_recognise_layers(BpDocument *document, BpMatcher *matcher)
{
    choose(document, matcher, "sector", &document->sector);
    choose(document, matcher, "publisher", &document->publisher);
    bp_matcher_set_layers(matcher, document->sector.name, document->publisher.name);
}
