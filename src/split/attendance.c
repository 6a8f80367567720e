/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who was there: a walk over the blocks of minutes that knows under which heading the people
 * stand. Headings and sentences are known by rules, lists are read by attendance-list.c, tables by
 * attendance-table.c and attendance-matrix.c.
 */
#include "split/attendance.h"

#include <string.h>

#include "common/text.h"

enum {
    HEAD_PAGES = 3,    /* lists stand on the first pages of minutes */
    HEAD_BLOCKS = 160, /* and sentences about apologies among the first blocks */
    MAX_BLANK = 1      /* blocks without people that a heading survives before its first */
};

char *bp_attendance_dup_text(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "\t", -1);

    return g_strjoinv("  ", parts);
}

/* The surname, or all of a name that is one word. */
static const char *last_word(const char *folded)
{
    const char *space = strrchr(folded, ' ');

    return space ? space + 1 : folded;
}

/* Whether `less` is a short form of `name`: the same surname, and only a title or initials before
 * it. Both are folded. */
static bool is_short_form(const char *less, const char *name)
{
    g_auto(GStrv) words = g_strsplit(less, " ", -1);

    if (strcmp(last_word(less), last_word(name)) != 0 || g_strv_length(words) > 3)
        return false;
    for (guint i = 0; words[i] && words[i + 1]; i++)
        if (strlen(words[i]) > 3 && !strstr(name, words[i]))
            return false;
    return true;
}

static bool is_listed(const BpAttendance *walk, const char *name, const char *status)
{
    g_autofree char *folded = bp_text_dup_folded(name);

    for (guint i = 0; i < walk->seen->len; i++) {
        const BpRecord *record = walk->seen->pdata[i];
        g_autofree char *other = bp_text_dup_folded(bp_record_get(record, "name"));
        bool same = !strcmp(folded, other);
        bool again = !strcmp(bp_record_get(record, "status"), status);
        if (again && (same || (walk->status == NULL && is_short_form(folded, other))))
            return true;
    }
    return false;
}

void bp_attendance_add_person(BpAttendance *walk, const BpBlock *where, const BpPerson *person,
                              const char *status, const BpRule *rule)
{
    if (is_listed(walk, person->name, status) || bp_document_is_full(walk->split->document))
        return;
    BpRecord *record = bp_split_add(walk->split, "attendance", where, rule, "attendance.table");
    bp_split_set(record, "name", person->name);
    bp_split_set(record, "role", person->role);
    bp_split_set(record, "organisation", person->organisation);
    bp_split_set(record, "initials", person->initials);
    bp_split_set(record, "note", person->note);
    bp_record_set(record, "status", status);
    g_ptr_array_add(walk->seen, record);
}

void bp_attendance_add(BpAttendance *walk, const BpBlock *where, const BpPeople *people,
                       const char *status, const BpRule *rule)
{
    for (guint i = 0; i < people->people->len; i++)
        bp_attendance_add_person(walk, where, people->people->pdata[i], status, rule);
}

const BpRule *bp_attendance_heading(BpAttendance *walk, const char *text, char **out_rest)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    *out_rest = NULL;
    if (!bp_matcher_match(walk->split->matcher, "section", "attendance", &subject, &match))
        return NULL;
    *out_rest = bp_match_dup(&match, &subject, "text");
    return match.rule;
}

void bp_attendance_open(BpAttendance *walk, const BpRule *rule)
{
    const char *section = rule ? bp_rule_get_set(rule, "section") : NULL;

    walk->status = section && strcmp(section, "end") != 0 ? g_intern_string(section) : NULL;
    walk->rule = rule;
    walk->n_found = walk->n_blank = 0;
    walk->labelled = walk->bold = walk->head_labelled = false;
}

/* The lines of a block, joined where the author did not end them: there was no room for the next
 * word. Labels are left out. */
static GPtrArray *author_lines(const BpBlock *block)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
    double widest = 0;
    GString *open = NULL;

    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        widest = MAX(widest, line->box.x1 - line->box.x0);
    }
    double right = block->box.x0 + (block->width > 0 ? widest / MIN(block->width, 1) : widest);
    for (guint i = 0; i < block->lines->len; i++) {
        const BpLine *line = block->lines->pdata[i];
        const BpLine *last = i > 0 ? block->lines->pdata[i - 1] : NULL;
        bool room = last && last->box.x1 + 0.3 * last->size + line->first_width <
                                right - 0.5 * last->size;
        g_autofree char *text = bp_attendance_dup_text(line->text + line->label);
        if (open && !room) {
            g_string_append_printf(open, "%s%s", g_str_has_suffix(open->str, "-") ? "" : " ", text);
            continue;
        }
        if (open)
            g_ptr_array_add(lines, g_string_free(open, FALSE));
        open = g_string_new(text);
    }
    if (open)
        g_ptr_array_add(lines, g_string_free(open, FALSE));
    return lines;
}

/* Short texts in the margin beside a list belong to its lines: initials. */
static void add_notes(GPtrArray *lines, const BpBlock *block)
{
    for (guint i = 0; block->notes && i < block->notes->len && i < lines->len; i++) {
        const BpBlock *note = block->notes->pdata[i];
        char *joined = g_strconcat(lines->pdata[i], "  ", note->text, NULL);
        g_free(lines->pdata[i]);
        lines->pdata[i] = joined;
    }
}

/* One list under the open heading; false when it is none. */
static bool read_list(BpAttendance *walk, const BpBlock *block, const char *text)
{
    if (bp_text_is_blank(text))
        return true;
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    if (bp_matcher_search(walk->split->matcher, "section", "attendance-inline", &subject, 0,
                          &match)) {
        g_autofree char *before = g_strndup(text, match.start);
        g_autofree char *after = bp_match_dup(&match, &subject, "text");
        g_autoptr(BpPeople) first =
            bp_people_read(walk->split->matcher, before, BP_LIST_UNDER_HEADING);
        bp_attendance_add(walk, block, first, walk->status, walk->rule);
        bp_attendance_open(walk, match.rule);
        return read_list(walk, block, after ? after : "");
    }
    g_autoptr(BpPeople) people =
        bp_people_read(walk->split->matcher, text, BP_LIST_UNDER_HEADING);
    if (people->none)
        walk->n_blank = MAX_BLANK + 1;
    if (!people->people->len)
        return people->skipped;
    bp_attendance_add(walk, block, people, walk->status, walk->rule);
    walk->n_found += people->people->len;
    return people->clean || people->people->len > 1;
}

/* Whether a block cannot go on a list: it looks otherwise than the people before it. */
static bool looks_apart(const BpAttendance *walk, const BpBlock *block)
{
    bool labelled = block->label && !block->bullet;
    bool bold = block->style & BP_STYLE_BOLD;

    if (walk->n_found == 0)
        return labelled && bold;
    return labelled != walk->labelled || (bold && !walk->bold) || block->size > 1.25;
}

/* Sentences: apologies received, who had the chair. */
static bool read_sentence(BpAttendance *walk, const BpBlock *block, const char *text)
{
    BpSubject subject;
    BpMatch match;
    if (!bp_people_ask(walk->split->matcher, "sentence", text, &match, &subject))
        return false;
    g_autofree char *list = bp_match_dup(&match, &subject, "other");
    const char *status = bp_rule_get_set(match.rule, "status");
    const char *open = walk->status;
    if (list && status) {
        g_autoptr(BpPeople) people =
            bp_people_read(walk->split->matcher, list, BP_LIST_IN_SENTENCE);
        walk->status = NULL;
        bp_attendance_add(walk, block, people, status, match.rule);
    }
    walk->status = NULL;
    (void)open;
    return true;
}

static void read_chair(BpAttendance *walk, const char *text)
{
    BpSubject subject;
    BpMatch match;
    if (!bp_people_ask(walk->split->matcher, "chair", text, &match, &subject))
        return;
    g_autofree char *who = bp_match_dup(&match, &subject, "other");
    for (guint i = 0; who && i < walk->seen->len; i++) {
        BpRecord *record = walk->seen->pdata[i];
        if (*bp_record_get(record, "role"))
            continue;
        if (!strcmp(who, bp_record_get(record, "initials")) ||
            !strcmp(who, bp_record_get(record, "name")))
            bp_split_set(record, "role", bp_rule_get_set(match.rule, "role"));
    }
}

static void read_block(BpAttendance *walk, const BpBlock *block)
{
    g_autoptr(GPtrArray) lines = author_lines(block);
    g_autofree char *whole = bp_attendance_dup_text(bp_block_peek_body(block));
    g_autoptr(GString) list = g_string_new(NULL);
    bool headed = false;

    read_chair(walk, whole);
    if (read_sentence(walk, block, whole))
        return;
    add_notes(lines, block);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *rest = NULL;
        const BpRule *rule = block->page < walk->first_page + HEAD_PAGES
                                 ? bp_attendance_heading(walk, lines->pdata[i], &rest)
                                 : NULL;
        if (rule) {
            if (walk->status && list->len)
                read_list(walk, block, list->str);
            bp_attendance_open(walk, rule);
            walk->head_labelled = block->label > 0;
            headed = true;
            g_string_assign(list, rest ? rest : "");
        } else {
            g_string_append_printf(list, "%s%s", list->len ? "\n" : "", (char *)lines->pdata[i]);
        }
    }
    if (!walk->status)
        return;
    if (headed) {
        if (list->len && !read_list(walk, block, list->str))
            walk->status = NULL;
        return;
    }
    bool apart = looks_apart(walk, block);
    guint found = walk->n_found;
    if (apart || walk->n_blank > MAX_BLANK || !read_list(walk, block, list->str)) {
        if (apart || found || ++walk->n_blank > MAX_BLANK)
            walk->status = NULL;
        return;
    }
    if (!found && walk->n_found) {
        walk->labelled = block->label && !block->bullet;
        walk->bold = block->style & BP_STYLE_BOLD;
    }
}

/* Cells of a table that is not about people: minutes set as a table. */
static void read_cells(BpAttendance *walk, const BpBlock *block)
{
    for (guint r = 0; r < block->table->rows->len && r < HEAD_BLOCKS; r++) {
        const BpRow *row = block->table->rows->pdata[r];
        for (guint c = 0; c < row->cells->len; c++) {
            const BpCell *cell = row->cells->pdata[c];
            for (guint i = 0; cell && i < cell->blocks->len; i++)
                read_block(walk, cell->blocks->pdata[i]);
        }
    }
}

void bp_split_attendance(BpSplit *split)
{
    const GPtrArray *blocks = split->part->blocks;
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    BpAttendance walk = {.split = split, .seen = seen};

    for (guint i = 0; i < blocks->len && i < HEAD_BLOCKS; i++) {
        const BpBlock *block = blocks->pdata[i];
        walk.first_page = i ? walk.first_page : block->page;
        if (block->kind == BP_BLOCK_PARA)
            read_block(&walk, block);
        else if (!bp_attendance_matrix(&walk, block) && !bp_attendance_table(&walk, block))
            read_cells(&walk, block);
    }
}
