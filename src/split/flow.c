/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Paragraphs and tables of minutes to one list of entries.
 *
 * Of a table's columns the leading ones that hold nothing but numbers are number columns; the last
 * is the margin when its heading says action or owner, or when it is narrow and holds short texts
 * only; of what is left the last is the text, and a narrower one before it the titles.
 */
#include "split/flow.h"

#include <string.h>

#include "split/item-heading.h"

/* A column this narrow, as a share of the table, may be numbers or a margin. */
#define NARROW 0.2
/* Texts of a margin are no longer than this. */
#define MARGIN_TEXT 60
/* A table of unknown kind is running text when it has a cell this long. */
#define LONG_CELL 150
/* Longest reference in a number column. */
#define REFERENCE_LENGTH 14
/* A title is in at most so many pieces. */
#define TITLE_PIECES 3

typedef struct {
    guint numbers; /* leading number columns */
    guint end;     /* of the columns that hold the text, its titles and numbers */
    int title, text, margin, due, outcome; /* -1 where there is none */
    bool titled; /* the heading of the title column says that it holds items */
} Columns;

static void entry_clear(gpointer data)
{
    BpEntry *entry = data;

    g_free(entry->label);
    g_free(entry->item);
    g_clear_pointer(&entry->notes, g_ptr_array_unref);
}

static BpEntry *add_entry(BpFlow *flow, const BpBlock *block)
{
    BpEntry fresh = {.block = block, .start = block->bullet ? block->label : 0};

    fresh.item = g_strdup("");
    if (block->label && !block->bullet) {
        fresh.label = bp_block_dup_label(block);
        fresh.start = block->label;
    } else {
        fresh.label = g_strdup("");
    }
    for (guint i = 0; block->notes && i < block->notes->len; i++) {
        if (!fresh.notes)
            fresh.notes = g_ptr_array_new();
        g_ptr_array_add(fresh.notes, block->notes->pdata[i]);
    }
    g_array_append_val(flow->entries, fresh);
    return bp_flow_entry(flow, flow->entries->len - 1);
}

/* A reference without spaces: "5", "39/1920", "B4.2". A bare number has no label of its own. */
static bool is_reference(const char *text)
{
    gsize len = strlen(text);
    guint letters = 0;

    for (gsize i = 0; i < len; i++) {
        if (!g_ascii_isalnum(text[i]) && !strchr("./()-: ", text[i]))
            return false;
        letters += g_ascii_isalpha(text[i]) != 0;
    }
    return len > 0 && len <= REFERENCE_LENGTH && letters <= 4 && strpbrk(text, "0123456789");
}

static bool is_number_text(const BpCell *cell)
{
    for (guint b = 0; b < cell->blocks->len; b++) {
        const BpBlock *block = cell->blocks->pdata[b];
        bool label = block->label && !*bp_block_peek_body(block);
        if (!label && !is_reference(block->text))
            return false;
    }
    return true;
}

static bool is_number_column(const BpTable *table, guint column)
{
    double width = table->edges[column + 1] - table->edges[column];
    double whole = table->edges[table->n_columns] - table->edges[0];
    guint texts = 0, others = 0;

    if (width > NARROW * whole)
        return false;
    for (guint r = 0; r < table->rows->len; r++) {
        const BpCell *cell = bp_row_get_cell(table->rows->pdata[r], column);
        if (!cell || !*cell->text || cell->span > 1)
            continue;
        texts++;
        others += !is_number_text(cell);
    }
    return texts > 5 * others;
}

static gsize text_in(const BpTable *table, guint column, gsize *out_longest)
{
    gsize n = 0;

    *out_longest = 0;
    for (guint r = 0; r < table->rows->len; r++) {
        gsize len = strlen(bp_row_peek_text(table->rows->pdata[r], column));
        n += len;
        *out_longest = MAX(*out_longest, len);
    }
    return n;
}

static bool is_margin(const BpTable *table, guint column)
{
    double width = table->edges[column + 1] - table->edges[column];
    double whole = table->edges[table->n_columns] - table->edges[0];
    const char *role = table->roles[column];
    gsize longest = 0;

    if (role && (!strcmp(role, "action") || !strcmp(role, "person")))
        return true;
    if (role || column == 0 || column + 1 != table->n_columns)
        return false;
    text_in(table, column, &longest);
    return width < NARROW * whole && longest <= MARGIN_TEXT;
}

static bool is_due(const BpTable *table, guint column)
{
    return table->roles[column] && !strcmp(table->roles[column], "due");
}

static Columns columns_of(const BpTable *table)
{
    Columns columns = {0, 0, -1, -1, -1, -1, bp_table_find_role(table, "outcome"), false};
    guint last = table->kind == BP_TABLE_ACTIONS ? (guint)bp_table_find_role(table, "action")
                                                 : table->n_columns;
    gsize best = 0, longest = 0;

    while (columns.numbers + 1 < table->n_columns && is_number_column(table, columns.numbers))
        columns.numbers++;
    if (last > columns.numbers + 2 && is_due(table, last - 1) && is_margin(table, last - 2))
        columns.due = (int)--last;
    if (last > columns.numbers + 1 && is_margin(table, last - 1))
        columns.margin = (int)--last;
    for (guint c = columns.numbers; c < last; c++) {
        gsize n = text_in(table, c, &longest);
        /* What was decided stands beside the items, however short they are. */
        if ((int)c == columns.outcome && last > columns.numbers + 1)
            continue;
        if (columns.text < 0 || n > best) {
            best = n;
            columns.text = (int)c;
        }
    }
    if (columns.text > (int)columns.numbers)
        columns.title = (int)columns.numbers;
    columns.end = last;
    const char *role = columns.title < 0 ? NULL : table->roles[columns.title];
    columns.titled = role && (!strcmp(role, "item") || !strcmp(role, "title"));
    return columns;
}

static void take_label(BpEntry *entry, const BpBlock *number)
{
    g_free(entry->label);
    entry->label = *number->text ? g_strdup(number->text) : g_strdup("");
    entry->from_column = true;
}

/* A number may be set a line below its heading: what stands above it and is bold as it is, when
 * the text beside it is not. */
static BpEntry *heading_above(BpFlow *flow, guint first, guint beside, const BpBlock *number)
{
    BpEntry *above = beside > first ? bp_flow_entry(flow, beside - 1) : NULL;
    const BpEntry *entry = bp_flow_entry(flow, beside);

    if (!above || above->from_column || *above->label || above->block->page != number->page ||
        !(number->style & above->block->style & BP_STYLE_BOLD) ||
        entry->block->style & BP_STYLE_BOLD)
        return NULL;
    double height = number->box.y1 - number->box.y0;
    return number->box.y0 - above->block->box.y1 < height ? above : NULL;
}

/* The entry that a number in a number column stands beside. */
static void add_number(BpFlow *flow, guint first, const BpBlock *number)
{
    for (guint i = first; i < flow->entries->len; i++) {
        BpEntry *entry = bp_flow_entry(flow, i);
        if (entry->from_column)
            continue;
        if (entry->block->page > number->page || entry->block->box.y1 > number->box.y0) {
            BpEntry *above = heading_above(flow, first, i, number);
            entry = above ? above : entry;
            if (!*entry->label || entry->block->bullet)
                entry->start = 0;
            take_label(entry, number);
            return;
        }
    }
}

static void add_cell(BpFlow *flow, const BpCell *cell, bool side)
{
    for (guint b = 0; cell && b < cell->blocks->len; b++) {
        BpEntry *entry = add_entry(flow, cell->blocks->pdata[b]);
        entry->in_table = true;
        entry->row = flow->rows;
        entry->side = side;
    }
}

/* The title of a row, which may bear the row's number. */
static void take_title(BpEntry *entry, const BpBlock *title)
{
    entry->title = title;
    if (!title->label || title->bullet || entry->from_column)
        return;
    if (!entry->block->bullet)
        entry->start = 0;
    g_free(entry->label);
    entry->label = bp_block_dup_label(title);
    entry->from_column = true;
}

/* Whether the text of a row has a heading with a number of its own. */
static bool has_own_heading(const BpEntry *entry)
{
    return *entry->label && !entry->from_column && bp_heading_is_emphatic(entry);
}

/* The title column's cell of a row: the title of its text, or all there is in the row. What stands
 * there in many pieces, or beside a heading, is a column of its own. */
static void add_title(BpFlow *flow, guint first, const BpCell *title, bool numbers)
{
    bool empty = flow->entries->len == first;

    if (!title->blocks->len)
        return;
    const BpBlock *block = title->blocks->pdata[0];
    bool beside =
        !empty && !numbers && !block->label && has_own_heading(bp_flow_entry(flow, first));
    if (empty || beside || title->blocks->len > TITLE_PIECES)
        add_cell(flow, title, !empty);
    else
        take_title(bp_flow_entry(flow, first), block);
    if (empty && title->blocks->len == 1)
        bp_flow_entry(flow, first)->title = block;
}

static void add_row(BpFlow *flow, const BpRow *row, const Columns *columns)
{
    guint first = flow->entries->len;

    flow->rows++;
    const BpCell *title = columns->title >= 0 ? bp_row_get_cell(row, (guint)columns->title) : NULL;
    const BpCell *text = bp_row_get_cell(row, (guint)columns->text);

    /* A title that spans the text column as well is the text. */
    bool spanning = title && title->span > 1;
    guint end = MIN(columns->end, row->cells->len);
    if (spanning)
        add_cell(flow, title, false);
    add_cell(flow, text, false);
    for (guint i = first; i < flow->entries->len; i++)
        bp_flow_entry(flow, i)->listed = columns->outcome >= 0 && columns->outcome != columns->text;
    for (guint c = columns->numbers; c < end; c++) {
        guint before = flow->entries->len;
        if ((int)c != columns->title && (int)c != columns->text)
            add_cell(flow, bp_row_get_cell(row, c), true);
        for (guint i = before; i < flow->entries->len; i++)
            bp_flow_entry(flow, i)->outcome = columns->outcome == (int)c;
    }
    if (title && !spanning)
        add_title(flow, first, title, columns->numbers > 0);
    if (flow->entries->len > first && bp_flow_entry(flow, first)->title)
        bp_flow_entry(flow, first)->titled = columns->titled;
    for (guint c = 0; c < columns->numbers; c++) {
        const BpCell *cell = bp_row_get_cell(row, c);
        if (cell && (cell->span > 1 || (*cell->text && !is_number_text(cell))))
            add_cell(flow, cell, true);
        else
            for (guint b = 0; cell && b < cell->blocks->len; b++)
                add_number(flow, first, cell->blocks->pdata[b]);
    }
    const BpCell *margin =
        columns->margin >= 0 ? bp_row_get_cell(row, (guint)columns->margin) : NULL;
    const BpCell *due = columns->due >= 0 ? bp_row_get_cell(row, (guint)columns->due) : NULL;
    if (margin && flow->entries->len > first)
        bp_flow_add_notes(flow, first, margin, due);
}

/* A table whose rows say what was discussed before they say what is to be done, and by whom. */
static bool has_discussion(const BpTable *table)
{
    int notes = bp_table_find_role(table, "notes"), action = bp_table_find_role(table, "action");
    gsize longest;

    return notes >= 0 && action > notes &&
           text_in(table, (guint)notes, &longest) > text_in(table, (guint)action, &longest);
}

static bool is_running_text(const BpTable *table)
{
    if (table->kind == BP_TABLE_MINUTES ||
        (table->kind == BP_TABLE_ACTIONS && has_discussion(table)))
        return true;
    if (table->kind != BP_TABLE_OTHER && table->kind != BP_TABLE_AGENDA)
        return false;
    for (guint r = 0; r < table->rows->len; r++)
        for (guint c = 0; c < table->n_columns; c++)
            if (strlen(bp_row_peek_text(table->rows->pdata[r], c)) > LONG_CELL)
                return true;
    return false;
}

BpFlow *bp_flow_of_part(const BpPart *part)
{
    BpFlow *flow = g_new0(BpFlow, 1);

    flow->entries = g_array_new(FALSE, FALSE, sizeof(BpEntry));
    g_array_set_clear_func(flow->entries, entry_clear);
    for (guint i = 0; i < part->blocks->len; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        bool para = block->kind == BP_BLOCK_PARA;
        if (block->claimed || (!para && !is_running_text(block->table))) {
            if (flow->entries->len)
                bp_flow_entry(flow, flow->entries->len - 1)->followed = true;
        } else if (para) {
            add_entry(flow, block);
        } else {
            Columns columns = columns_of(block->table);
            for (guint r = 0; r < block->table->rows->len; r++)
                add_row(flow, block->table->rows->pdata[r], &columns);
        }
    }
    return flow;
}

void bp_flow_free(BpFlow *flow)
{
    if (!flow)
        return;
    g_array_unref(flow->entries);
    g_free(flow);
}

const char *bp_entry_peek_text(const BpEntry *entry)
{
    return entry->block->text + entry->start;
}
