/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts that are counted inside one text. Numbers inside a part ("Form 7. Sign it") do not begin
 * another one, as only the label that comes next does.
 */
#include "split/counted.h"

#include <string.h>

#include "common/text.h"

static void free_counted(gpointer data)
{
    BpCounted *counted = data;

    g_free(counted->label);
    g_free(counted->text);
    g_free(counted);
}

/* Whether `label` comes after `before`, with at most so many left out between them; anything may be
 * the first. */
static bool goes_on(const char *before, const char *label, guint skipped)
{
    if (!before)
        return true;
    if (g_ascii_isdigit(*before) != g_ascii_isdigit(*label))
        return false;
    bool number = g_ascii_isdigit(*label);
    guint64 last = number ? g_ascii_strtoull(before, NULL, 10) : (guchar)*before;
    guint64 next = number ? g_ascii_strtoull(label, NULL, 10) : (guchar)*label;
    return next > last && next <= last + 1 + skipped;
}

static void end_part(const GPtrArray *parts, const char *text, gsize start, gsize end)
{
    BpCounted *last = parts->pdata[parts->len - 1];

    last->text = g_strstrip(g_strndup(text + start, end - start));
}

GPtrArray *bp_split_dup_counted(BpMatcher *matcher, const char *emit, const char *context,
                                const char *field, const char *text, gsize from, guint skipped)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(free_counted);
    const BpCounted *last = NULL;
    gsize start = from;
    BpMatch match;

    for (gsize offset = from; offset < subject.len &&
                              bp_matcher_search(matcher, emit, context, &subject, offset, &match);
         offset = MAX(match.end, offset + 1)) {
        g_autofree char *label = bp_match_dup(&match, &subject, field);
        if (!last && (match.start > from + 1 || !label))
            return NULL;
        if (!label || !goes_on(last ? last->label : NULL, label, skipped))
            continue;
        if (last)
            end_part(parts, text, start, match.start);
        BpCounted *counted = g_new0(BpCounted, 1);
        counted->label = g_steal_pointer(&label);
        g_ptr_array_add(parts, counted);
        last = counted;
        start = match.end;
    }
    if (parts->len < 2)
        return NULL;
    end_part(parts, text, start, subject.len);
    return g_steal_pointer(&parts);
}
