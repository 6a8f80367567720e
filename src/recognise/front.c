/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading a front sheet line by line and cell by cell.
 *
 * One pair is open at a time: a label opens it, and what follows is its value until the next label,
 * the end of the row, or a paragraph that stands no further right than the label. What is a label
 * is for the rules to say; here is only where a label can stand.
 */
#include "recognise/front.h"

#include <string.h>

#include "common/text.h"

#include "recognise/tick-boxes.h"

/* A label is a few words, not a sentence. */
#define MAX_LABEL 70
/* Longer values are prose that a sheet runs into. */
#define MAX_VALUE 2000
/* A paragraph so long, and no value, is the report itself. */
#define PROSE 300
/* Points by which the further lines of a value stand right of its label. */
#define HANGING 15.0
/* Points by which the tops of two texts of one line may differ. */
#define SAME_LINE 4.0

typedef struct {
    BpMatcher *matcher;
    BpRecord *part;    /* NULL: only count */
    GHashTable *found; /* fields, interned */
    bool ended;
    /* the pair being read */
    const char *field; /* NULL: none */
    char *label;
    GString *value;
    double x0;
} Front;

static void close_pair(Front *front)
{
    if (front->field && front->part) {
        g_autofree char *squeezed = bp_text_dup_squeezed(front->value->str);
        g_autofree char *value = bp_tick_boxes_dup_chosen(squeezed);
        if (*value)
            bp_record_add_pair(front->part, "front", front->field, front->label, value);
    }
    front->field = NULL;
    g_clear_pointer(&front->label, g_free);
    g_string_truncate(front->value, 0);
}

static void add_value(Front *front, const char *text, gsize len)
{
    if (!front->field || front->value->len + len > MAX_VALUE)
        return;
    if (front->value->len)
        g_string_append_c(front->value, ' ');
    g_string_append_len(front->value, text, (gssize)len);
}

/* The field of a label, NULL when the text is none. White space and colons around it are no part of
 * it. */
static const char *find_field(const Front *front, const char *text, gsize len, char **out_label)
{
    g_autofree char *label = g_strstrip(g_strndup(text, len));
    gsize n = strlen(label);

    while (n > 0 && strchr(": ", label[n - 1]))
        label[--n] = '\0';
    if (n == 0 || n > MAX_LABEL)
        return NULL;
    BpSubject subject = {.text = label, .len = n};
    BpMatch match;
    if (!bp_matcher_match(front->matcher, "front", NULL, &subject, &match))
        return NULL;
    *out_label = g_steal_pointer(&label);
    return bp_rule_get_set(match.rule, "field");
}

/* Close the pair that is open and begin another. */
static void open_pair(Front *front, const char *field, char *label, double x0)
{
    close_pair(front);
    if (!strcmp(field, "end")) {
        g_free(label);
        front->ended = true;
        return;
    }
    front->x0 = x0;
    front->field = field;
    front->label = label;
    g_hash_table_add(front->found, (gpointer)(guintptr)g_intern_string(field));
}

/* Open a pair when the whole text is a label. */
static bool open_whole(Front *front, const char *text, double x0)
{
    char *label = NULL;
    const char *field = find_field(front, text, strlen(text), &label);

    if (field)
        open_pair(front, field, label, x0);
    return field != NULL;
}

/* The label that ends at a colon: the longest run of words from `text` on that is one. Within a
 * line only a sheet that has begun goes on. NULL when there is none. */
static const char *find_label(const Front *front, const char *text, const char *colon,
                              const char **out_field, char **out_label)
{
    bool begun = g_hash_table_size(front->found) > 0;

    for (const char *start = text; start < colon; start = begun ? start + 1 : colon) {
        bool begins = start == text || start[-1] == ' ';
        if (!begins || colon - start > MAX_LABEL || !g_unichar_isupper(g_utf8_get_char(start)))
            continue;
        *out_field = find_field(front, start, (gsize)(colon - start), out_label);
        if (*out_field)
            return start;
    }
    return NULL;
}

/* A text without tabs: labels before colons, and what stands between them. */
static void read_segment(Front *front, const char *text, double x0)
{
    const char *rest = text + strspn(text, " ");

    for (const char *colon = strchr(rest, ':'); colon && !front->ended;
         colon = strchr(colon + 1, ':')) {
        const char *field = NULL;
        char *label = NULL;
        const char *start = find_label(front, rest, colon, &field, &label);
        if (!start)
            continue;
        add_value(front, rest, (gsize)(start - rest));
        open_pair(front, field, label, x0);
        rest = colon + 1;
    }
    if (!front->ended)
        add_value(front, rest, strlen(rest));
}

/* A line: wide gaps part labels from values and columns from each other. */
static void read_line(Front *front, const char *text, double x0)
{
    g_auto(GStrv) segments = g_strsplit(text, "\t", -1);

    for (guint i = 0; segments[i] && !front->ended; i++) {
        bool has_more = segments[i + 1] != NULL || g_str_has_suffix(segments[i], ":");
        if (!has_more || !open_whole(front, segments[i], x0))
            read_segment(front, segments[i], x0);
    }
}

/* Whether a block stands right of another on the same line: a value beside its label. */
static bool is_beside(const BpBlock *block, const BpBlock *next)
{
    return next && next->kind == BP_BLOCK_PARA && next->page == block->page &&
           next->box.x0 > block->box.x1 && ABS(next->box.y0 - block->box.y0) < SAME_LINE;
}

static void read_paragraph(Front *front, const BpBlock *block, const BpBlock *next)
{
    const char *body = bp_block_peek_body(block);
    g_autofree char *label = NULL;
    const char *field = find_field(front, body, strlen(body), &label);

    if (field && !strcmp(field, "end")) {
        front->ended = true;
        return;
    }
    if (front->field && block->box.x0 < front->x0 + HANGING && front->value->len)
        close_pair(front);
    if (field && is_beside(block, next)) {
        open_pair(front, field, g_steal_pointer(&label), block->box.x0);
        return;
    }
    guint before = g_hash_table_size(front->found);
    for (guint i = 0; i < block->lines->len && !front->ended; i++) {
        const BpLine *line = block->lines->pdata[i];
        bool numbered = i == 0 && block->label && !block->bullet;
        read_line(front, line->text + (numbered ? line->label : 0), line->box.x0);
    }
    bool silent = before == g_hash_table_size(front->found) && !front->field;
    if (silent && before > 0 && strlen(block->text) > PROSE)
        front->ended = true;
}

/* Labels at the left, their values right of them; a label whose value is a label heads a column. */
static void read_row(Front *front, const BpRow *row)
{
    bool first = true;

    for (guint c = 0; c < row->cells->len && !front->ended; c++) {
        const BpCell *cell = row->cells->pdata[c];
        if (!cell || !*cell->text)
            continue;
        if (first)
            close_pair(front);
        bool value = front->field && !first && !front->value->len;
        first = false;
        if (!value && row->cells->len > 1 && open_whole(front, cell->text, cell->box.x0))
            continue;
        for (guint i = 0; i < cell->blocks->len && !front->ended; i++) {
            const BpBlock *block = cell->blocks->pdata[i];
            for (guint k = 0; k < block->lines->len && !front->ended; k++) {
                const BpLine *line = block->lines->pdata[k];
                read_line(front, line->text, line->box.x0);
            }
        }
    }
}

/* Whether a header is the first row of a sheet: labels and values by turns, not labels alone. */
static bool is_sheet_row(const Front *front, const BpRow *row)
{
    guint n = 0, labels = 0;

    for (guint c = 0; c < row->cells->len; c++) {
        const BpCell *cell = row->cells->pdata[c];
        g_autofree char *label = NULL;
        if (!cell || !*cell->text)
            continue;
        n++;
        labels += find_field(front, cell->text, strlen(cell->text), &label) != NULL;
    }
    return labels > 0 && labels * 2 <= n;
}

/* A table known to list things is no sheet. */
static void read_table(Front *front, const BpTable *table)
{
    if (table->header && table->kind != BP_TABLE_OTHER)
        return;
    if (table->header && is_sheet_row(front, table->header))
        read_row(front, table->header);
    for (guint r = 0; r < table->rows->len && !front->ended; r++)
        read_row(front, table->rows->pdata[r]);
    close_pair(front);
}

static guint read_sheet(BpRecord *part, const GPtrArray *blocks, guint from, guint max_blocks,
                        BpMatcher *matcher)
{
    Front front = {.matcher = matcher,
                   .part = part,
                   .found = g_hash_table_new(g_direct_hash, g_direct_equal),
                   .value = g_string_new(NULL)};
    guint page = from < blocks->len ? ((const BpBlock *)blocks->pdata[from])->page : 0;

    for (guint i = from; i < blocks->len && i - from < max_blocks && !front.ended; i++) {
        const BpBlock *block = blocks->pdata[i];
        if (block->page != page)
            break;
        if (block->kind == BP_BLOCK_TABLE)
            read_table(&front, block->table);
        else
            read_paragraph(&front, block, i + 1 < blocks->len ? blocks->pdata[i + 1] : NULL);
    }
    close_pair(&front);
    guint n = g_hash_table_size(front.found);
    g_hash_table_unref(front.found);
    g_string_free(front.value, TRUE);
    return n;
}

guint bp_front_read(BpRecord *part, const GPtrArray *blocks, guint max_blocks, BpMatcher *matcher)
{
    return read_sheet(part, blocks, 0, max_blocks, matcher);
}

guint bp_front_count(const GPtrArray *blocks, guint from, guint max_blocks, BpMatcher *matcher)
{
    return read_sheet(NULL, blocks, from, max_blocks, matcher);
}
