/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the heading of a minute item looks like: set off by bold, capitals, size or underlining, by
 * a column of its own, by bold words or a colon at the start of its paragraph; or short and without
 * a full stop.
 */
#include "split/item-heading.h"

#include <string.h>

#include "split/sentences.h"

/* A heading in plain letters is no longer than this, in bytes. */
#define PLAIN_LENGTH 90
/* Bold words at the start of a paragraph are its heading from this length on. */
#define RUN_IN 3
/* A heading that ends with a colon is no longer than this. */
#define LEAD_IN 60
/* Bytes of the text after the label that are bold, when it goes on in another weight. */
static gsize run_in_length(const BpEntry *entry)
{
    const BpLine *line = entry->block->lines->len ? entry->block->lines->pdata[0] : NULL;

    if (!line || entry->block->style & BP_STYLE_BOLD || line->bold <= entry->start)
        return 0;
    return line->bold - entry->start;
}

/* Bytes up to the colon of a heading that the text follows in the same paragraph ("Apologies: Mr A
 * and Ms B"), 0 when there is none. */
static gsize lead_in_length(const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(entry);
    const char *colon = strchr(text, ':');

    if (!colon || (gsize)(colon - text) > LEAD_IN || colon - text < 3 || !colon[1])
        return 0;
    for (const char *p = text; p < colon; p++)
        if (strchr(".;", *p) && p[1] == ' ')
            return 0;
    return g_unichar_isupper(g_utf8_get_char(text)) ? (gsize)(colon - text) : 0;
}

bool bp_heading_is_emphatic(const BpEntry *entry)
{
    return (entry->block->style & (BP_STYLE_BOLD | BP_STYLE_UNDERLINED)) || entry->block->caps ||
           entry->block->size > 1.12 || run_in_length(entry) >= RUN_IN;
}

bool bp_heading_is(const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(entry);
    gsize len = strlen(text);

    if (entry->title)
        return true;
    if (len < 2 || g_unichar_islower(g_utf8_get_char(text)))
        return false;
    if (*entry->label && lead_in_length(entry))
        return true;
    if (bp_heading_is_emphatic(entry))
        return run_in_length(entry) >= RUN_IN || len <= BP_HEADING_LENGTH;
    return len <= PLAIN_LENGTH && !strchr(".;,", text[len - 1]);
}

bool bp_heading_is_set_off(const BpEntry *entry)
{
    return bp_heading_is_emphatic(entry) || entry->title || entry->from_column;
}

/* First sentence, or the run-in heading, or the whole text of a heading. The caller frees. */
char *bp_heading_dup_title(const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(entry);
    gsize run_in = run_in_length(entry), len = strlen(text);

    if (entry->title) {
        g_autoptr(GString) joined = g_string_new(bp_block_peek_body(entry->title));
        return g_string_free(g_steal_pointer(&joined), FALSE);
    }
    if (run_in >= RUN_IN)
        len = MIN(run_in, len);
    else if (*entry->label && lead_in_length(entry) && !bp_heading_is_emphatic(entry))
        len = lead_in_length(entry);
    else if (len > BP_HEADING_LENGTH || !bp_heading_is_emphatic(entry))
        len = bp_sentence_end(NULL, text, 0);
    char *title = g_strstrip(g_strndup(text, len));
    gsize end = strlen(title);
    while (end > 0 && strchr(" \t-:", title[end - 1]))
        title[--end] = '\0';
    return title;
}
