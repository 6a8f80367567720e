/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who was there: a walk over the blocks of minutes that knows under which heading the people
 * stand. Headings and sentences are known by rules, lists are read by attendance-list.c, tables by
 * attendance-table.c and attendance-matrix.c.
 */
#include "split/attendance.h"

#include <string.h>

#include "common/text.h"

#include "split/sentences.h"

enum {
    HEAD_PAGES = 2,     /* lists stand on the first pages of minutes */
    ITEM_PAGES = 3,     /* the item about apologies may come after a long agenda */
    HEAD_BLOCKS = 160,  /* and sentences about apologies among the first blocks */
    SHORT_LIST = 80,    /* bytes of a line that is a person's, even if some of it is not known */
    SAMPLE_BLOCKS = 12, /* looked at to learn the form of a list */
    MAX_BLANK = 1       /* blocks without people that a heading survives before its first */
};

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
    bp_split_set(record, "role",
                 person->role || status != walk->status ? person->role : walk->group);
    bp_split_set(record, "organisation", person->organisation);
    bp_split_set(record, "initials", person->initials);
    bp_split_set(record, "note", person->note);
    bp_record_set(record, "status", status);
    g_ptr_array_add(walk->seen, record);
    walk->last_page = where->page;
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
    g_clear_pointer(&walk->next_group, g_free);
    if (!bp_matcher_match(walk->split->matcher, "section", "attendance", &subject, &match))
        return NULL;
    *out_rest = bp_match_dup(&match, &subject, "text");
    walk->next_group = bp_match_dup(&match, &subject, "addressee");
    return match.rule;
}

void bp_attendance_open(BpAttendance *walk, const BpRule *rule)
{
    const char *section = rule ? bp_rule_get_set(rule, "section") : NULL;

    walk->status = section && strcmp(section, "end") != 0 ? g_intern_string(section) : NULL;
    walk->head = walk->seen->len ? walk->head : walk->at;
    walk->rule = rule;
    g_free(walk->group);
    walk->group = rule ? g_steal_pointer(&walk->next_group) : NULL;
    walk->n_found = walk->n_blank = 0;
    walk->labelled = walk->bold = walk->head_labelled = false;
}

static void add_form(GString *text, const BpBlock *block)
{
    for (guint k = 0; k < block->lines->len && k < SAMPLE_BLOCKS; k++) {
        const BpLine *line = block->lines->pdata[k];
        g_autofree char *wide = bp_attendance_dup_text(line->text + line->label);
        g_string_append_printf(text, "%s%s", text->len ? "\n" : "", wide);
    }
}

/* Lines of the blocks around a list, as they stand: their form is that of the list. */
static char *dup_lines_around(const BpAttendance *walk, const BpBlock *block)
{
    const GPtrArray *blocks = walk->split->part->blocks;
    GString *text = g_string_new(NULL);
    guint from = walk->at;

    /* A list of one person may follow others that show more. */
    while (from > walk->head && from + SAMPLE_BLOCKS > walk->at)
        from--;
    for (guint i = from; i < blocks->len && i <= walk->at + SAMPLE_BLOCKS; i++) {
        const BpBlock *next = blocks->pdata[i];
        bool item = next->label && !next->bullet && !block->label;
        if (i == walk->at)
            continue;
        if (next->kind == BP_BLOCK_PARA && next->page == block->page && !item &&
            !(next->style & BP_STYLE_BOLD))
            add_form(text, next);
        else if (i > walk->at)
            break;
    }
    return g_string_free(text, FALSE);
}

bool bp_attendance_list(BpAttendance *walk, const BpBlock *block, const char *text)
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
            bp_people_read(walk->split->matcher, before, NULL, BP_LIST_UNDER_HEADING);
        bp_attendance_add(walk, block, first, walk->status, walk->rule);
        bp_attendance_open(walk, match.rule);
        return bp_attendance_list(walk, block, after ? after : "");
    }
    g_autofree char *more = dup_lines_around(walk, block);
    g_autoptr(BpPeople) people =
        bp_people_read(walk->split->matcher, text, more, BP_LIST_UNDER_HEADING);
    if (!people->people->len && people->none)
        walk->status = NULL;
    if (!people->people->len)
        return people->skipped;
    bp_attendance_add(walk, block, people, walk->status, walk->rule);
    walk->n_found += people->people->len;
    return people->clean || people->people->len > 1 || strlen(text) < SHORT_LIST;
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
    if (list && status) {
        list[bp_sentence_end(walk->split->matcher, list, 0)] = '\0';
        g_autoptr(BpPeople) people =
            bp_people_read(walk->split->matcher, list, NULL, BP_LIST_IN_SENTENCE);
        walk->status = NULL;
        bp_attendance_add(walk, block, people, status, match.rule);
    }
    walk->status = NULL;
    return true;
}

static void read_chair(BpAttendance *walk, const char *text)
{
    BpSubject subject;
    BpMatch match;
    if (!bp_people_ask(walk->split->matcher, "chair", text, &match, &subject))
        return;
    g_autofree char *who = bp_match_dup(&match, &subject, "other");
    g_autofree char *office = bp_match_dup(&match, &subject, "role");
    g_autofree char *folded = bp_text_dup_folded(who ? who : "");
    for (guint i = 0; who && i < walk->seen->len; i++) {
        BpRecord *record = walk->seen->pdata[i];
        g_autofree char *name = bp_text_dup_folded(bp_record_get(record, "name"));
        if (*bp_record_get(record, "role"))
            continue;
        if (!strcmp(who, bp_record_get(record, "initials")) || !strcmp(folded, name))
            bp_split_set(record, "role", office ? office : bp_rule_get_set(match.rule, "role"));
    }
}

/* "President - Jo Field" at the head of minutes: told of people that are listed later. */
static void read_offices(BpAttendance *walk, const GPtrArray *lines)
{
    BpSubject subject;
    BpMatch match;

    for (guint i = 0; i < lines->len && walk->at < SAMPLE_BLOCKS; i++) {
        if (!bp_people_ask(walk->split->matcher, "segment", lines->pdata[i], &match, &subject))
            continue;
        g_autofree char *name = bp_match_dup(&match, &subject, "name");
        g_autofree char *role = bp_match_dup(&match, &subject, "role");
        if (!name || !role)
            continue;
        BpPerson *person = g_new0(BpPerson, 1);
        person->name = g_steal_pointer(&name);
        person->role = g_steal_pointer(&role);
        g_ptr_array_add(walk->offices, person);
    }
}

static void give_offices(const BpAttendance *walk)
{
    for (guint i = 0; i < walk->seen->len; i++) {
        BpRecord *record = walk->seen->pdata[i];
        for (guint k = walk->offices->len; k > 0; k--) { /* the last one told is the present one */
            const BpPerson *person = walk->offices->pdata[k - 1];
            if (!*bp_record_get(record, "role") &&
                !strcmp(bp_record_get(record, "name"), person->name))
                bp_split_set(record, "role", person->role);
        }
    }
}

/* Whether a heading stands where people are listed. */
static bool is_in_place(const BpAttendance *walk, const BpBlock *block, const BpRule *rule)
{
    const char *section = bp_rule_get_set(rule, "section");
    bool item = section && !strcmp(section, "apologies");

    const GPtrArray *blocks = walk->split->part->blocks;
    const BpBlock *next = walk->at + 1 < blocks->len ? blocks->pdata[walk->at + 1] : NULL;
    bool table = next && next->kind == BP_BLOCK_TABLE && bp_attendance_is_of_people(next->table);

    return table || block->page <= walk->last_page + 1 ||
           block->page < walk->first_page + (item ? ITEM_PAGES : HEAD_PAGES);
}

void bp_attendance_read_block(BpAttendance *walk, const BpBlock *block)
{
    g_autoptr(GPtrArray) lines = bp_attendance_dup_lines(
        walk->split->matcher, block, ((BpLayout *)walk->split->document->layout)->body_size);
    g_autofree char *whole = bp_attendance_dup_text(bp_block_peek_body(block));
    g_autofree char *held = g_steal_pointer(&walk->held);
    g_autoptr(GString) list = g_string_new(held);
    bool headed = false;

    read_chair(walk, whole);
    bp_attendance_join_heading(walk, lines, block);
    bp_attendance_add_notes(lines, block);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *rest = NULL;
        const BpRule *rule = bp_attendance_heading(walk, lines->pdata[i], &rest);
        if (rule && is_in_place(walk, block, rule)) {
            if (walk->status && list->len)
                bp_attendance_list(walk, block, list->str);
            bp_attendance_open(walk, rule);
            walk->head_labelled = block->label > 0;
            headed = true;
            g_string_assign(list, rest ? rest : "");
        } else {
            const char *gap = held && i == 0 ? " " : list->len ? "\n" : "";
            g_string_append_printf(list, "%s%s", gap, (char *)lines->pdata[i]);
        }
    }
    if (walk->status && (headed || held) && bp_attendance_goes_on(walk, block, list->str)) {
        walk->held = g_strdup(list->str);
        return;
    }
    headed = headed || held;
    if (!headed && read_sentence(walk, block, whole))
        return;
    if (!walk->status) {
        read_offices(walk, lines);
        return;
    }
    if (headed) {
        if (list->len && !bp_attendance_list(walk, block, list->str))
            walk->status = NULL;
        return;
    }
    bool apart = looks_apart(walk, block);
    guint found = walk->n_found;
    if (apart || walk->n_blank > MAX_BLANK || !bp_attendance_list(walk, block, list->str)) {
        if (apart || found || ++walk->n_blank > MAX_BLANK)
            walk->status = NULL;
        return;
    }
    if (!found && walk->n_found) {
        walk->labelled = block->label && !block->bullet;
        walk->bold = block->style & BP_STYLE_BOLD;
    }
}

/* Parts of one meeting list people once. */
static void add_listed(const BpSplit *split, GPtrArray *seen)
{
    g_autoptr(GPtrArray) records = bp_document_dup_records(split->document, "attendance");

    for (guint i = 0; split->part->meeting && i < records->len; i++) {
        BpRecord *record = records->pdata[i];
        if (record->meeting_record == split->part->meeting)
            g_ptr_array_add(seen, record);
    }
}

void bp_split_attendance(BpSplit *split)
{
    const GPtrArray *blocks = split->part->blocks;
    g_autoptr(GPtrArray) seen = g_ptr_array_new();
    add_listed(split, seen);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(BpMeetingColumn));
    g_autoptr(GPtrArray) offices = g_ptr_array_new_with_free_func(bp_person_free);
    BpAttendance walk = {.split = split, .seen = seen, .columns = columns, .offices = offices};

    bp_attendance_marks(&walk);
    for (guint i = 0; i < blocks->len && i < HEAD_BLOCKS; i++) {
        const BpBlock *block = blocks->pdata[i];
        walk.first_page = i ? walk.first_page : block->page;
        walk.at = i;
        if (block->kind == BP_BLOCK_PARA) {
            if (walk.held ||
                (!bp_attendance_columns(&walk, block) && !bp_attendance_rows(&walk, block)))
                bp_attendance_read_block(&walk, block);
            i = walk.at;
        } else if (!bp_attendance_matrix(&walk, block)) {
            bp_attendance_table(&walk, block);
        }
    }
    give_offices(&walk);
    g_free(walk.group);
    g_free(walk.next_group);
    g_free(walk.held);
}
