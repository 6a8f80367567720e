/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines and blocks: making, owning and freeing them, and joining the lines of a block into
 * one text. Everything hangs on one BpLayout, which dies with its document.
 */
#include "model/block.h"

#include <string.h>

static void line_free(gpointer data)
{
    BpLine *line = data;

    g_free(line->text);
    g_free(line);
}

static void block_free(gpointer data)
{
    BpBlock *block = data;

    g_ptr_array_unref(block->lines);
    g_clear_pointer(&block->notes, g_ptr_array_unref);
    g_free(block->text);
    g_free(block);
}

static void part_free(gpointer data)
{
    BpPart *part = data;

    g_ptr_array_unref(part->blocks);
    g_free(part);
}

BpLayout *bp_layout_new(void)
{
    BpLayout *layout = g_new0(BpLayout, 1);

    layout->blocks = g_ptr_array_new();
    layout->furniture = g_ptr_array_new_with_free_func(g_free);
    layout->marks = g_ptr_array_new();
    layout->parts = g_ptr_array_new_with_free_func(part_free);
    layout->all_lines = g_ptr_array_new_with_free_func(line_free);
    layout->all_blocks = g_ptr_array_new_with_free_func(block_free);
    layout->all_tables = g_ptr_array_new_with_free_func(bp_table_free);
    return layout;
}

void bp_layout_free(gpointer data)
{
    BpLayout *layout = data;

    if (!layout)
        return;
    g_ptr_array_unref(layout->blocks);
    g_ptr_array_unref(layout->furniture);
    g_ptr_array_unref(layout->marks);
    g_ptr_array_unref(layout->parts);
    if (layout->draft)
        g_ptr_array_unref(layout->draft);
    g_ptr_array_unref(layout->all_tables);
    g_ptr_array_unref(layout->all_blocks);
    g_ptr_array_unref(layout->all_lines);
    g_free(layout);
}

BpLine *bp_layout_add_line(BpLayout *layout, guint page)
{
    BpLine *line = g_new0(BpLine, 1);

    line->page = page;
    g_ptr_array_add(layout->all_lines, line);
    return line;
}

BpBlock *bp_layout_add_block(BpLayout *layout, BpBlockKind kind, guint page)
{
    BpBlock *block = g_new0(BpBlock, 1);

    block->kind = kind;
    block->page = page;
    block->lines = g_ptr_array_new();
    block->text = g_strdup("");
    g_ptr_array_add(layout->all_blocks, block);
    return block;
}

bool bp_furniture_is_note(const BpFurniture *furniture)
{
    return furniture->kind == BP_FURNITURE_NOTE || furniture->kind == BP_FURNITURE_MARK;
}

BpTable *bp_layout_add_table(BpLayout *layout, guint n_columns)
{
    BpTable *table = bp_table_new(n_columns);

    g_ptr_array_add(layout->all_tables, table);
    return table;
}

const char *bp_block_peek_body(const BpBlock *block)
{
    return block->text + block->label;
}

char *bp_block_dup_label(const BpBlock *block)
{
    guint end = block->label_to ? MIN(block->label_to, block->label) : block->label;

    return g_strstrip(g_strndup(block->text + block->label_from, end - block->label_from));
}

/* Hyphens that break a word at the end of a line, and the fewest letters before one that goes. '-'
 * stays after two, as in "co-\nopt"; the other one is set by programs that hyphenate, seldom typed.
 */
static const struct {
    const char *hyphen;
    gsize stem;
} hyphens[] = {{"-", 3}, {"\xe2\x80\x90", 2}};

/* Whether the last word goes on: `out_end` is where it ends without a hyphen that breaks it. A
 * compound that has a hyphen already keeps this one too. */
static bool is_broken(const GString *text, bool hyphened, const char *next, gsize *out_end)
{
    for (guint i = 0; i < G_N_ELEMENTS(hyphens); i++) {
        if (!g_str_has_suffix(text->str, hyphens[i].hyphen))
            continue;
        gsize end = text->len - strlen(hyphens[i].hyphen), start = end;
        while (start > 0 && g_ascii_isalpha(text->str[start - 1]))
            start--;
        if (start == end)
            return false;
        bool compound = start > 0 && text->str[start - 1] == '-';
        bool goes_on = g_unichar_islower(g_utf8_get_char(next));
        bool breaks = goes_on && !compound && !hyphened && end - start >= hyphens[i].stem;
        *out_end = breaks ? end : text->len;
        return true;
    }
    return false;
}

/*
 * Add a line's text to what stands before it. A soft hyphen at the end joins; a hyphen after a
 * letter joins and goes when the next line goes on in lower case, unless `hyphened` says that it
 * belongs to the word.
 */
static void append_line(GString *text, bool hyphened, const char *next)
{
    gsize end = 0;

    if (g_str_has_suffix(text->str, "\xc2\xad"))
        g_string_truncate(text, text->len - 2);
    else if (is_broken(text, hyphened, next, &end))
        g_string_truncate(text, end);
    else if (text->len)
        g_string_append_c(text, ' ');
    g_string_append(text, next);
}

bool bp_label_follows(const char *label, const char *next)
{
    while (*label && *next) {
        if (g_ascii_isdigit(*label) && g_ascii_isdigit(*next)) {
            char *end, *next_end;
            guint64 number = g_ascii_strtoull(label, &end, 10);
            if (g_ascii_strtoull(next, &next_end, 10) == number + 1)
                return true;
            label = end;
            next = next_end;
        } else {
            if (g_ascii_isalpha(*label) && *next == *label + 1)
                return true;
            label++;
            next++;
        }
    }
    return false;
}

/* Whether a label is a mark only: a number behind its star is more. */
static bool is_bullet(const BpLine *line)
{
    for (guint i = 0; i < line->label; i++)
        if (g_ascii_isalnum(line->text[i]))
            return false;
    return true;
}

void bp_block_finish(BpBlock *block, double body_size)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint8 style = 0xff;
    bool caps = true, hyphened = false;
    double size = 0, weight = 0;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        append_line(text, hyphened, line->text);
        hyphened = line->hyphened;
        style &= line->style;
        caps = caps && line->caps;
        double length = (double)strlen(line->text);
        size += line->size * length;
        weight += length;
        if (line->page == block->page)
            block->box = bp_box_union(block->box, line->box);
    }
    g_free(block->text);
    block->text = g_strdup(text->str);
    block->style = block->lines->len ? style : 0;
    block->caps = block->lines->len && caps;
    block->size = weight > 0 && body_size > 0 ? size / weight / body_size : 1;
    if (block->lines->len) {
        const BpLine *first = block->lines->pdata[0];
        block->label = first->label;
        block->label_from = first->label ? first->label_from : 0;
        block->label_to = first->label ? first->label_to : 0;
        block->lead_bold = first->lead_bold;
        block->bullet = block->label && is_bullet(first);
    }
}
