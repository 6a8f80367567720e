/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lines of a rule file to statements and entries.
 *
 * Indentation says what belongs to what: none for a statement, two spaces for a key of it, more for
 * what belongs to that key. A value runs to the end of its line and is taken as it stands: nothing
 * is unescaped and there are no trailing comments, so a regex never needs quoting. Reading goes on
 * after an error.
 */
#include "rules/reader.h"

#include <string.h>

#include "common/error.h"

/* Far above what people write by hand; keeps a wrong path (a disk image) out of memory. */
enum { MAX_FILE_BYTES = 4 * 1024 * 1024 };

BpPlace bp_spot_place(BpSpot spot)
{
    BpPlace place = {spot.file ? spot.file->path : "", spot.line, 0};
    if (spot.file && spot.line > 0) {
        const char *line = g_ptr_array_index(spot.file->lines, spot.line - 1);
        gsize offset = MIN(spot.offset, strlen(line));
        place.column = (guint)g_utf8_strlen(line, (gssize)offset) + 1;
    }
    return place;
}

void bp_report(BpDiagList *diags, BpDiagLevel level, BpSpot at, const char *rule,
               const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *message = g_strdup_vprintf(format, args);
    va_end(args);
    const char *source =
        at.file && at.line > 0 ? g_ptr_array_index(at.file->lines, at.line - 1) : NULL;
    bp_diag_add(diags, level, bp_spot_place(at), source, rule ? "%s [rule %s]" : "%s", message,
                rule);
}

/* Where the value of `key value` begins. A tab before it is invisible and would be taken for part
 * of the indentation or the key; in a value it is what layout puts for a wide gap. */
static gsize value_start(const char *line)
{
    gsize n = strspn(line, " \t");
    n += strcspn(line + n, " \t");
    return n + strspn(line + n, " \t");
}

static void check_line(const BpRuleFile *file, guint number, char *line, bool valid,
                       BpDiagList *diags)
{
    const char *value = line + value_start(line);
    BpSpot at = {file, number, 0};
    if (!valid)
        bp_report(diags, BP_DIAG_ERROR, at, NULL, "not valid UTF-8");
    for (char *p = line; *p; p++) {
        if (!g_ascii_iscntrl(*p) || (*p == '\t' && p >= value))
            continue;
        at.offset = (guint)(p - line);
        bp_report(diags, BP_DIAG_ERROR, at, NULL,
                  *p == '\t' ? "tab; use spaces" : "control character");
        *p = ' ';
    }
}

static void take_lines(BpRuleFile *file, const char *text, gsize len, BpDiagList *diags)
{
    const char *end = text + len;
    if (len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    while (text < end) {
        const char *stop = memchr(text, '\n', (gsize)(end - text));
        if (!stop)
            stop = end;
        bool valid = g_utf8_validate(text, stop - text, NULL);
        char *line = g_utf8_make_valid(text, stop - text);
        gsize n = strlen(line);
        while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\r'))
            line[--n] = '\0';
        g_ptr_array_add(file->lines, line);
        check_line(file, file->lines->len, line, valid, diags);
        text = stop < end ? stop + 1 : end;
    }
}

BpRuleFile *bp_rule_file_load(const char *path, GChecksum *checksum, BpDiagList *diags,
                              GError **error)
{
    g_autoptr(GError) local = NULL;
    g_autofree char *text = NULL;
    gsize len = 0;
    g_autoptr(GMappedFile) map = g_mapped_file_new(path, FALSE, &local);
    if (!map) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "cannot read '%s': %s", path, local->message);
        return NULL;
    }
    len = g_mapped_file_get_length(map);
    if (len > MAX_FILE_BYTES) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "'%s' is too large for a rule file", path);
        return NULL;
    }
    g_autoptr(BpRuleFile) file = g_new0(BpRuleFile, 1);
    file->path = g_intern_string(path);
    file->lines = g_ptr_array_new_with_free_func(g_free);
    text = g_strndup(len ? g_mapped_file_get_contents(map) : "", len);
    g_checksum_update(checksum, (const guchar *)text, (gssize)len);
    take_lines(file, text, len, diags);
    return g_steal_pointer(&file);
}

void bp_rule_file_free(BpRuleFile *file)
{
    if (!file)
        return;
    g_ptr_array_unref(file->lines);
    g_free(file);
}

static void entry_free(gpointer data)
{
    BpEntry *entry = data;
    g_array_unref(entry->more);
    g_free(entry);
}

static void statement_free(gpointer data)
{
    BpStatement *statement = data;
    g_array_unref(statement->more);
    g_ptr_array_unref(statement->entries);
    g_free(statement);
}

/* `word value` at `start` of a line. */
static void split_line(const BpRuleFile *file, guint number, guint start, BpText *out_word,
                       BpText *out_value)
{
    const char *line = g_ptr_array_index(file->lines, number - 1);
    gsize n = strcspn(line + start, " ");
    g_autofree char *word = g_strndup(line + start, n);
    gsize value = start + n + strspn(line + start + n, " ");
    *out_word = (BpText){g_intern_string(word), {file, number, start}};
    *out_value = (BpText){line + value, {file, number, (guint)value}};
}

static void add_entry(BpStatement *statement, const BpRuleFile *file, guint number, guint indent)
{
    BpEntry *entry = g_new0(BpEntry, 1);
    entry->more = g_array_new(FALSE, FALSE, sizeof(BpText));
    split_line(file, number, indent, &entry->key, &entry->value);
    g_ptr_array_add(statement->entries, entry);
}

static BpStatement *add_statement(GPtrArray *statements, const BpRuleFile *file, guint number)
{
    BpStatement *statement = g_new0(BpStatement, 1);
    statement->more = g_array_new(FALSE, FALSE, sizeof(BpText));
    statement->entries = g_ptr_array_new_with_free_func(entry_free);
    split_line(file, number, 0, &statement->word, &statement->value);
    g_ptr_array_add(statements, statement);
    return statement;
}

static void add_indented(BpStatement *statement, const BpRuleFile *file, guint number, guint indent,
                         BpDiagList *diags)
{
    const char *line = g_ptr_array_index(file->lines, number - 1);
    BpText text = {line + indent, {file, number, indent}};
    if (!statement) {
        bp_report(diags, BP_DIAG_ERROR, text.at, NULL, "indented line that belongs to nothing");
    } else if (strcmp(statement->word.text, "define") == 0) {
        g_array_append_val(statement->more, text);
    } else if (indent == 1) {
        bp_report(diags, BP_DIAG_ERROR, text.at, NULL,
                  "one space of indentation; a key has two, what belongs to it has more");
    } else if (indent == 2) {
        add_entry(statement, file, number, indent);
    } else if (statement->entries->len == 0) {
        bp_report(diags, BP_DIAG_ERROR, text.at, NULL, "no key above this line");
    } else {
        BpEntry *entry = g_ptr_array_index(statement->entries, statement->entries->len - 1);
        g_array_append_val(entry->more, text);
    }
}

GPtrArray *bp_rule_file_parse(const BpRuleFile *file, BpDiagList *diags)
{
    g_autoptr(GPtrArray) statements = g_ptr_array_new_with_free_func(statement_free);
    BpStatement *statement = NULL;
    for (guint number = 1; number <= file->lines->len; number++) {
        const char *line = g_ptr_array_index(file->lines, number - 1);
        guint indent = (guint)strspn(line, " ");
        if (line[indent] == '\0' || line[indent] == '#')
            continue;
        if (indent == 0)
            statement = add_statement(statements, file, number);
        else
            add_indented(statement, file, number, indent, diags);
    }
    return g_steal_pointer(&statements);
}

GArray *bp_text_split(BpText text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(BpText));
    const char *p = text.text + strspn(text.text, " ");
    while (*p) {
        gsize n = strcspn(p, " ");
        g_autofree char *word = g_strndup(p, n);
        BpText item = {g_intern_string(word), text.at};
        item.at.offset += (guint)(p - text.text);
        g_array_append_val(words, item);
        p += n;
        p += strspn(p, " ");
    }
    return words;
}
