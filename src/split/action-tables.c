/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Actions from tables: action logs, trackers, "actions to be taken". Roles of the columns say which
 * cell is what; a cell that spans rows, and a group row, hold for the rows below them.
 */
#include <string.h>

#include "common/text.h"

#include "split/counted.h"
#include "split/flow.h"
#include "split/owners.h"
#include "split/split.h"

/* Texts of one row begin level within so many points. */
#define LEVEL 3.0

/* Longest number of an item. */
#define LONG_NUMBER 16

/* Letters in a cell may leave out so many. */
#define MOST_SKIPPED 2

typedef struct {
    int ref, item, text, owner, due, status, progress;
    const char *under; /* number of the item that the table stands in, "" for none */
} Columns;

static int first_role(const BpTable *table, const char *const *roles)
{
    for (; *roles; roles++) {
        int column = bp_table_find_role(table, *roles);
        if (column >= 0)
            return column;
    }
    return -1;
}

static gsize text_in(const BpTable *table, guint column)
{
    gsize n = 0;

    for (guint r = 0; r < table->rows->len; r++)
        n += strlen(bp_row_peek_text(table->rows->pdata[r], column));
    return n;
}

/* The column without a role that holds the most text: the task in tables that do not head it. */
static int widest_unnamed(const BpTable *table)
{
    int best = -1;
    gsize most = 0;

    for (guint c = 0; c < table->n_columns; c++) {
        gsize n = table->roles[c] ? 0 : text_in(table, c);
        if (n > most) {
            most = n;
            best = (int)c;
        }
    }
    return best;
}

/* Whether a record begins above a table. */
static bool begins_above(const BpRecord *record, const BpBlock *table)
{
    const BpSpan *span = &g_array_index(record->spans, BpSpan, 0);

    return span->page < table->page || (span->page == table->page && span->box.y0 < table->box.y0);
}

/*
 * The number of the minute item that a table stands in, or of the agenda item that its part is for;
 * "" when neither is known, and for a table below the last item, which sums up the whole meeting.
 */
static const char *item_around(const BpSplit *split, const BpBlock *table)
{
    g_autoptr(GPtrArray) items = bp_document_dup_records(split->document, "minute_item");
    const BpRecord *part = split->part->record;
    int field = part ? bp_record_type_field(part->type, "agenda_item") : -1;
    const char *number = "";
    bool more = false;

    for (guint i = 0; i < items->len; i++) {
        const BpRecord *item = items->pdata[i];
        if (item->part_record != part || item->spans->len == 0)
            continue;
        if (begins_above(item, table))
            number = bp_record_get(item, "number");
        else
            more = true;
    }
    if (strcmp(split->part->kind, "minutes") == 0)
        return more ? number : "";
    return field >= 0 && part->values[field].ref ? bp_record_get(part->values[field].ref, "number")
                                                 : "";
}

/*
 * A reference to a minute tells the item when the table sums up the meeting whose minutes it ends.
 * In a log, or below an item about matters arising, it is of an earlier meeting and the only
 * reference that the action has.
 */
static void place_references(Columns *columns, const BpSplit *split, const BpBlock *block)
{
    bool minutes = strcmp(split->part->kind, "minutes") == 0;

    columns->under = item_around(split, block);
    if (columns->ref >= 0 || columns->item < 0 || (minutes && !*columns->under))
        return;
    columns->ref = columns->item;
    if (minutes)
        columns->item = -1;
}

static Columns columns_of(const BpTable *table)
{
    static const char *const texts[] = {"action", "notes", "title", NULL};
    Columns columns = {
        .ref = bp_table_find_role(table, "number"),
        .item = bp_table_find_role(table, "item"),
        .text = first_role(table, texts),
        .owner = bp_table_find_role(table, "person"),
        .due = bp_table_find_role(table, "due"),
        .status = bp_table_find_role(table, "status"),
        .progress = bp_table_find_role(table, "progress"),
        .under = "",
    };

    if (columns.text < 0)
        columns.text = widest_unnamed(table);
    if (columns.text < 0) {
        columns.text = columns.item;
        columns.item = -1;
    }
    /* Minute references beside action references head as "Minute" or "Item". */
    if (columns.status < 0)
        columns.status = columns.progress;
    return columns;
}

/* The cell of a row, or the one above that spans it. */
static const BpCell *cell_at(const BpTable *table, guint row, int column)
{
    for (guint r = row + 1; column >= 0 && r > 0; r--) {
        const BpCell *cell = bp_row_get_cell(table->rows->pdata[r - 1], (guint)column);
        if (!cell || !cell->covers)
            return cell;
    }
    return NULL;
}

static bool is_covered(const BpTable *table, guint row, int column)
{
    const BpCell *cell =
        row < table->rows->len ? bp_row_get_cell(table->rows->pdata[row], (guint)column) : NULL;

    return cell && cell->covers;
}

/* Upper edge of the text of a row's own cells on a page; a large number when it has none. */
static double top_of(const BpTable *table, guint row, guint page)
{
    const BpRow *cells = row < table->rows->len ? table->rows->pdata[row] : NULL;
    double top = G_MAXDOUBLE;

    for (guint c = 0; cells && c < cells->cells->len; c++) {
        const BpCell *cell = cells->cells->pdata[c];
        const BpBlock *first =
            cell && !cell->covers && cell->blocks->len ? cell->blocks->pdata[0] : NULL;
        if (first && first->page == page)
            top = MIN(top, first->box.y0);
    }
    return top;
}

/*
 * The text of a cell for one row. A cell may only seem to span rows, as two of one colour that
 * touch do: then a paragraph of it begins level with every row, and each row has its own.
 */
static char *text_at(const BpTable *table, guint row, int column)
{
    const BpCell *cell = cell_at(table, row, column);
    bool spans = cell && (is_covered(table, row, column) || is_covered(table, row + 1, column));

    if (!spans || cell->blocks->len < 2)
        return g_strdup(cell ? cell->text : "");
    g_autoptr(GString) own = g_string_new(NULL);
    for (guint i = 0; i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        double top = top_of(table, row, block->page), next = top_of(table, row + 1, block->page);
        if (block->box.y0 >= top - LEVEL && block->box.y0 < next - LEVEL)
            g_string_append_printf(own, "%s%s", own->len ? " " : "", block->text);
    }
    return g_strdup(own->len ? own->str : cell->text);
}

static const BpBlock *block_at(const BpRow *row)
{
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (cell && cell->blocks->len)
            return cell->blocks->pdata[0];
    }
    return NULL;
}

/* What the cells of a row say of an action. */
typedef struct {
    char *text, *owner, *due, *status;
    const BpBlock *where;
} Cells;

/* Whether a cell gives the number of an item, and not its title. */
static bool is_number(const char *text)
{
    return strpbrk(text, "0123456789") ? strlen(text) <= LONG_NUMBER : strlen(text) <= 2;
}

static BpRecord *add_action(BpSplit *split, const BpTable *table, guint r, const Columns *columns,
                            const Cells *cells)
{
    const BpRow *row = table->rows->pdata[r];
    BpRecord *record = bp_split_add(split, "action", cells->where, NULL, "actions.table");
    g_autofree char *ref = text_at(table, r, columns->ref);
    g_autofree char *item = text_at(table, r, columns->item);

    record->confidence = columns->owner >= 0 ? 0.95 : 0.8;
    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        for (guint b = 0; cell && b < cell->blocks->len; b++)
            bp_split_add_spans(record, cell->blocks->pdata[b]);
    }
    bp_split_set(record, "text", cells->text);
    bp_split_set(record, "ref", ref);
    bp_split_set(record, "item", columns->item < 0 ? columns->under : is_number(item) ? item : "");
    bp_split_set(record, "due", cells->due);
    bp_split_set(record, "status", cells->status);
    bp_split_add_owners(split, record, cells->owner);
    bp_record_set(record, "source", "table");
    bp_split_finish_action(split, record);
    return record;
}

static GPtrArray *parts_of(BpSplit *split, const char *text)
{
    return bp_split_dup_counted(split->matcher, "action", "table-part", "ref", text, 0,
                                MOST_SKIPPED);
}

/* Whether two cells count the same letters. */
static bool same_labels(const GPtrArray *a, const GPtrArray *b)
{
    if (!a || !b || a->len != b->len)
        return false;
    for (guint i = 0; i < a->len; i++)
        if (strcmp(((const BpCounted *)a->pdata[i])->label,
                   ((const BpCounted *)b->pdata[i])->label))
            return false;
    return true;
}

static char *part_text(const GPtrArray *parts, guint index, char *whole)
{
    return parts ? ((const BpCounted *)parts->pdata[index])->text : whole;
}

/* The paragraph of a cell that has a label; NULL for none. */
static const BpBlock *block_of(const BpTable *table, guint row, int column, const char *label)
{
    const BpCell *cell = cell_at(table, row, column);

    for (guint i = 0; cell && i < cell->blocks->len; i++) {
        const BpBlock *block = cell->blocks->pdata[i];
        g_autofree char *own = block->label ? bp_block_dup_label(block) : NULL;
        g_autofree char *bare = own ? bp_label_dup_bare(own) : NULL;
        if (bare && !strcmp(bare, label))
            return block;
    }
    return NULL;
}

/* One cell may hold several tasks, "a. ... b. ...", when the owners' cell has the same letters. */
static bool add_parts(BpSplit *split, const BpTable *table, guint r, const Columns *columns,
                      const Cells *cells)
{
    g_autoptr(GPtrArray) texts = parts_of(split, cells->text);
    g_autoptr(GPtrArray) owners = texts ? parts_of(split, cells->owner) : NULL;

    if (!same_labels(texts, owners))
        return false;
    g_autoptr(GPtrArray) dues = parts_of(split, cells->due);
    g_autoptr(GPtrArray) states = parts_of(split, cells->status);
    for (guint i = 0; i < texts->len; i++) {
        const BpCounted *task = texts->pdata[i];
        const BpBlock *where = block_of(table, r, columns->text, task->label);
        Cells part = {
            .where = where ? where : cells->where,
            .text = task->text,
            .owner = part_text(owners, i, NULL),
            .due = part_text(same_labels(texts, dues) ? dues : NULL, i, cells->due),
            .status = part_text(same_labels(texts, states) ? states : NULL, i, cells->status),
        };
        BpRecord *record = add_action(split, table, r, columns, &part);
        if (!*bp_record_get(record, "ref"))
            bp_split_set(record, "ref", task->label);
    }
    return true;
}

static void add_row(BpSplit *split, const BpTable *table, guint r, const Columns *columns)
{
    const BpRow *row = table->rows->pdata[r];
    g_autofree char *text = text_at(table, r, columns->text);
    g_autofree char *owner = text_at(table, r, columns->owner);
    g_autofree char *due = text_at(table, r, columns->due);
    g_autofree char *status = text_at(table, r, columns->status);
    Cells cells = {text, owner, due, status, block_at(row)};

    if (row->group || !cells.where || bp_text_is_blank(text))
        return;
    BpSubject subject = {.text = text, .len = strlen(text), .in_table = true};
    BpMatch match;
    if (bp_matcher_match(split->matcher, "noise", "action-table", &subject, &match))
        return;
    if (!add_parts(split, table, r, columns, &cells))
        add_action(split, table, r, columns, &cells);
}

void bp_split_action_tables(BpSplit *split)
{
    for (guint i = 0; i < split->part->blocks->len; i++) {
        const BpBlock *block = split->part->blocks->pdata[i];
        if (block->kind != BP_BLOCK_TABLE || block->table->kind != BP_TABLE_ACTIONS)
            continue;
        Columns columns = columns_of(block->table);
        place_references(&columns, split, block);
        for (guint r = 0; columns.text >= 0 && r < block->table->rows->len; r++)
            add_row(split, block->table, r, &columns);
    }
}
