/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Agenda items from the rows of an agenda table.
 *
 * A row is one item; its title is the first paragraph of its cell and what stands under it
 * explains. A row of a table without rulings may hold several: then the presenters' lines stand
 * beside the titles one by one, which tells such a stack from a title with explanations.
 */
#include <math.h>
#include <string.h>

#include "rules/normal.h"
#include "split/agenda.h"

/* A time of day with its words is not longer. */
#define MAX_TIME 24
/* A number with its reference ("FGB 24/105.2") is not longer. */
#define MAX_NUMBER 14
/* So many lines of presenters beside titles make a stack. */
#define MIN_STACK 2
/* So many titles with a number of their own, and what has none explains the item above. */
#define MIN_NUMBERED 3

typedef struct {
    const BpTable *table;
    int number, title, person, time; /* columns, -1 for none */
    bool numbered;                   /* numbers stand at the titles */
} Columns;

static const char *cell_with(const BpTable *table, const BpRow *row, const char *role)
{
    int column = bp_table_find_role(table, role);

    return column >= 0 ? bp_row_peek_text(row, (guint)column) : "";
}

static bool is_time(const BpAgenda *agenda, const char *text)
{
    if (!*text || strlen(text) > MAX_TIME)
        return false;
    g_autofree char *normal = bp_normal_time(agenda->split->matcher, text);

    return normal != NULL;
}

/* The column of times: by its heading, or because nothing else stands in it. */
static int time_column(const BpAgenda *agenda, const BpTable *table)
{
    int column = bp_table_find_role(table, "time");

    for (guint c = 0; column < 0 && c < table->n_columns; c++) {
        guint times = 0, others = 0;
        if (table->roles[c])
            continue;
        for (guint r = 0; r < table->rows->len; r++) {
            const char *text = bp_row_peek_text(table->rows->pdata[r], c);
            if (*text && is_time(agenda, text))
                times++;
            else if (*text)
                others++;
        }
        if (times >= 2 && times > 3 * others)
            column = (int)c;
    }
    return column;
}

/* Whether nothing but numbers and the like stands in a column. */
static bool is_narrow(const BpTable *table, guint column)
{
    guint n = 0;

    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        n += !row->group && strlen(bp_row_peek_text(row, column)) > MAX_NUMBER;
    }
    return 2 * n < table->rows->len;
}

static int number_column(const BpTable *table, int time)
{
    int column = bp_table_find_role(table, "number");

    if (column < 0 && bp_table_find_role(table, "title") >= 0)
        column = bp_table_find_role(table, "item");
    if (column < 0 && !table->roles[0] && table->n_columns > 2 && time != 0 && is_narrow(table, 0))
        column = 0;
    return column;
}

static int title_column(const BpTable *table, int number, int time)
{
    int column = bp_table_find_role(table, "title");

    if (column < 0)
        column = bp_table_find_role(table, "item");
    if (column >= 0 && column != number)
        return column;
    gsize most = 0;
    for (guint c = 0; c < table->n_columns; c++) {
        gsize n = 0;
        for (guint r = 0; r < table->rows->len; r++)
            n += strlen(bp_row_peek_text(table->rows->pdata[r], c));
        if ((int)c != number && (int)c != time && !table->roles[c] && n > most) {
            most = n;
            column = (int)c;
        }
    }
    return column;
}

/* Index of the paragraph of `titles` that a line stands beside, or their number. */
static guint beside(const BpCell *titles, const BpLine *line)
{
    double middle = (line->box.y0 + line->box.y1) / 2;

    for (guint i = titles->blocks->len; i-- > 0;) {
        const BpBlock *block = titles->blocks->pdata[i];
        if (block->page == line->page && middle >= block->box.y0)
            return i;
    }
    return titles->blocks->len;
}

static bool same_height(const BpBlock *block, const BpLine *line)
{
    const BpLine *first = block->lines->len ? block->lines->pdata[0] : NULL;

    return first && fabs(first->box.y1 - line->box.y1) < 0.4 * MAX(line->size, 1);
}

/* Whether every paragraph of the title's cell is an item: the presenters' lines stand level with
 * the first lines of the paragraphs. */
static bool is_stack(const BpCell *titles, const BpCell *persons)
{
    guint level = 0, lines = 0;

    if (titles->blocks->len < 2 || !persons)
        return false;
    for (guint b = 0; b < persons->blocks->len; b++) {
        const BpBlock *block = persons->blocks->pdata[b];
        for (guint i = 0; i < block->lines->len; i++) {
            const BpLine *line = block->lines->pdata[i];
            guint at = beside(titles, line);
            lines++;
            level += at < titles->blocks->len && same_height(titles->blocks->pdata[at], line);
        }
    }
    return level >= MIN_STACK && level == lines;
}

static char *persons_beside(const BpCell *titles, const BpCell *persons, guint index)
{
    GString *text = g_string_new(NULL);

    for (guint b = 0; b < persons->blocks->len; b++) {
        const BpBlock *block = persons->blocks->pdata[b];
        for (guint i = 0; i < block->lines->len; i++) {
            const BpLine *line = block->lines->pdata[i];
            if (beside(titles, line) != index)
                continue;
            if (text->len)
                g_string_append_c(text, ' ');
            g_string_append(text, line->text);
        }
    }
    return g_string_free(text, FALSE);
}

static const char *time_of(const BpAgenda *agenda, const Columns *columns, guint row)
{
    const char *text, *head;

    if (columns->time < 0)
        return "";
    text = bp_row_peek_text(columns->table->rows->pdata[row], (guint)columns->time);
    /* The first time may stand on the line of the headings. */
    head = columns->table->heads ? columns->table->heads->pdata[columns->time] : "";
    return !*text && row == 0 && is_time(agenda, head) ? head : text;
}

static void add_stack(BpAgenda *agenda, const Columns *columns, guint row, const BpCell *titles,
                      const BpCell *persons)
{
    const char *time = time_of(agenda, columns, row);

    for (guint i = 0; i < titles->blocks->len; i++) {
        const BpBlock *block = titles->blocks->pdata[i];
        g_autofree char *person = persons_beside(titles, persons, i);
        if (!*person && i == 0 && (block->style & BP_STYLE_BOLD)) {
            bp_agenda_set_section(agenda, block->text);
            continue;
        }
        if (bp_agenda_is_break(agenda, block->text))
            continue;
        BpRecord *record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.table");
        bp_split_set(record, "title", bp_block_peek_body(block));
        bp_split_set(record, "section", agenda->section);
        bp_split_set(record, "presenter", person);
        bp_split_set(record, "time", i == 0 ? time : "");
        bp_agenda_finish_item(agenda, record, block);
    }
}

static char *number_of(const BpRow *row, int column, const BpBlock *title)
{
    const BpCell *mark = column >= 0 ? bp_row_get_cell(row, (guint)column) : NULL;
    g_autofree char *own = bp_label_dup_bare(mark ? mark->text : "");

    if (*own || !title->label || title->bullet)
        return g_steal_pointer(&own);
    g_autofree char *label = bp_block_dup_label(title);
    return bp_label_dup_bare(label);
}

/* A pause whose words begin in the column of numbers. */
static bool is_break(const BpAgenda *agenda, const char *number, const BpBlock *title)
{
    const char *line = ((const BpLine *)title->lines->pdata[0])->text;
    g_autofree char *text = *number ? g_strdup_printf("%s %s", number, line) : g_strdup(line);

    return bp_agenda_is_break(agenda, text);
}

/* Whether numbers stand in the cells of the titles. */
static bool has_numbered_titles(const BpTable *table, int number, int title)
{
    guint numbered = 0;

    for (guint r = 0; number < 0 && title >= 0 && r < table->rows->len; r++) {
        const BpCell *cell = bp_row_get_cell(table->rows->pdata[r], (guint)title);
        const BpBlock *first = cell && cell->blocks->len ? cell->blocks->pdata[0] : NULL;
        numbered += first && first->label && !first->bullet;
    }
    return numbered >= MIN_NUMBERED;
}

/* A row below a numbered title with nothing beside it: it explains the item. */
static bool only_explains(const Columns *columns, const BpRow *row, const char *number)
{
    bool alone = columns->numbered && !*number;

    for (guint c = 0; alone && c < columns->table->n_columns; c++)
        alone = (int)c == columns->title || !*bp_row_peek_text(row, c);
    return alone;
}

static void add_row(BpAgenda *agenda, const Columns *columns, guint index)
{
    const BpTable *table = columns->table;
    const BpRow *row = table->rows->pdata[index];
    const BpCell *cell = columns->title >= 0 ? bp_row_get_cell(row, (guint)columns->title) : NULL;
    const BpCell *mark = columns->number >= 0 ? bp_row_get_cell(row, (guint)columns->number) : NULL;
    const BpCell *persons =
        columns->person >= 0 ? bp_row_get_cell(row, (guint)columns->person) : NULL;

    if (!cell || !cell->blocks->len)
        return;
    const BpBlock *block = cell->blocks->pdata[0];
    g_autofree char *own = number_of(row, columns->number, block);
    if (!*own && is_stack(cell, persons)) {
        add_stack(agenda, columns, index, cell, persons);
        return;
    }
    if (is_break(agenda, own, block) || only_explains(columns, row, own))
        return;
    BpRecord *record = bp_split_add(agenda->split, "agenda_item", block, NULL, "agenda.table");
    record->confidence = *own ? 0.95 : 0.88;
    if (mark && mark->blocks->len)
        bp_split_add_spans(record, mark->blocks->pdata[0]);
    bp_split_set(record, "number", own);
    bp_split_set(record, "title", bp_block_peek_body(block));
    bp_split_set(record, "section", agenda->section);
    bp_split_set(record, "presenter", persons ? persons->text : "");
    const char *purpose = cell_with(table, row, "purpose");
    bp_split_set(record, "purpose", *purpose ? purpose : cell_with(table, row, "action"));
    bp_split_set(record, "time", time_of(agenda, columns, index));
    bp_split_set(record, "pages", cell_with(table, row, "pages"));
    bp_agenda_finish_item(agenda, record, block);
}

static void add_group(BpAgenda *agenda, const BpRow *row)
{
    bp_agenda_set_section(agenda, "");
    for (guint c = 0; c < row->cells->len; c++)
        if (*bp_row_peek_text(row, c))
            bp_agenda_set_section(agenda, bp_row_peek_text(row, c));
}

void bp_agenda_add_table(BpAgenda *agenda, const BpTable *table)
{
    int time = time_column(agenda, table), number = number_column(table, time);
    int title = title_column(table, number, time);
    Columns columns = {table, number,
                       title, bp_table_find_role(table, "person"),
                       time,  has_numbered_titles(table, number, title)};

    for (guint r = 0; r < table->rows->len; r++) {
        const BpRow *row = table->rows->pdata[r];
        if (row->group)
            add_group(agenda, row);
        else
            add_row(agenda, &columns, r);
    }
}
