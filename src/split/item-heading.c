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
/* A line is full when it ends so near the others' end, in font sizes. */
#define FULL 6

/* Where a line begins in the text of its block, when the line before it ends at `end`: joining them
 * puts a blank between them or takes a hyphen away. */
static gsize line_start(const BpBlock *block, const BpLine *line, gsize end)
{
    gsize len = strlen(block->text), head = MIN(strlen(line->text), 8);

    for (gsize at = end + 1; at + 2 > end && at > 0; at--)
        if (at <= len && !strncmp(block->text + at, line->text, head))
            return at;
    return len;
}

/* Whether the first `len` bytes of a text have letters, all of them capitals. */
static bool is_caps(const char *text, gsize len)
{
    bool letters = false;

    for (const char *p = text; p < text + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_islower(c))
            return false;
        letters = letters || g_unichar_isupper(c);
    }
    return letters;
}

/* Bytes of the text after the label that are bold, when it goes on in another weight. */
static gsize run_in_length(const BpEntry *entry)
{
    const BpBlock *block = entry->block;
    gsize end = 0;

    if (block->style & BP_STYLE_BOLD)
        return 0;
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        gsize start = i ? line_start(block, line, end) : 0;
        /* "RESOLVED: ..." below a heading is none of its words. */
        if (i && !((const BpLine *)block->lines->pdata[0])->caps && is_caps(line->text, line->bold))
            break;
        if (line->bold)
            end = start + line->bold;
        /* A heading goes on in the next line when this one is full. */
        if (line->bold < strlen(line->text) || line->box.x1 < block->box.x1 - FULL * line->size)
            break;
    }
    return end > entry->start ? end - entry->start : 0;
}

/* Whether a sentence ends in the first `len` bytes of a text. */
static bool has_sentence_end(const char *text, gsize len)
{
    for (const char *p = text; p < text + len; p++)
        if (strchr(".;", *p) && p[1] == ' ')
            return true;
    return false;
}

/* Bytes up to the colon or dash behind a heading that the text follows in the same paragraph
 * ("Apologies: Mr A and Ms B"), 0 when there is none. What follows a dash is a sentence: a heading
 * may have one of its own. */
static gsize lead_in_length(const BpEntry *entry)
{
    static const char *const dashes[] = {" - ", " \xe2\x80\x93 ", " \xe2\x80\x94 "};
    const char *text = bp_entry_peek_text(entry);
    const char *end = strchr(text, ':');
    gsize len = strlen(text);

    if (!end || !end[1])
        end = NULL;
    for (guint i = 0; i < G_N_ELEMENTS(dashes) && len > 0 && text[len - 1] == '.'; i++) {
        const char *dash = strstr(text, dashes[i]);
        if (dash && (!end || dash < end))
            end = dash;
    }
    if (!end || (gsize)(end - text) > LEAD_IN || end - text < 3)
        return 0;
    if (has_sentence_end(text, (gsize)(end - text)))
        return 0;
    return g_unichar_isupper(g_utf8_get_char(text)) ? (gsize)(end - text) : 0;
}

bool bp_heading_is_emphatic(const BpEntry *entry)
{
    return (entry->block->style & (BP_STYLE_BOLD | BP_STYLE_UNDERLINED)) || entry->block->caps ||
           entry->block->heading || entry->block->size > 1.12 || bp_heading_runs_in(entry);
}

bool bp_heading_runs_in(const BpEntry *entry)
{
    return run_in_length(entry) >= RUN_IN;
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
        return bp_heading_runs_in(entry) || len <= BP_HEADING_LENGTH;
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
