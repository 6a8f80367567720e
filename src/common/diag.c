/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of findings, printed sorted: "file:line:column: error: text", the source line, a caret.
 *
 * A note hangs on the finding before it and is never sorted away from it. The caret counts screen
 * columns, so that it stands right below wide and combining characters too.
 */
#include "common/diag.h"

#include <string.h>

typedef struct {
    BpDiagLevel level;
    BpPlace place;
    char *source, *message;
    GPtrArray *notes; /* Diag*; NULL for none */
    guint number;     /* order of adding, the last sort key */
} Diag;

struct BpDiagList {
    GPtrArray *diags; /* Diag* */
    guint counts[BP_DIAG_NOTE + 1];
};

static void diag_free(gpointer data)
{
    Diag *diag = data;
    if (diag->notes)
        g_ptr_array_unref(diag->notes);
    g_free(diag->source);
    g_free(diag->message);
    g_free(diag);
}

BpDiagList *bp_diag_list_new(void)
{
    BpDiagList *list = g_new0(BpDiagList, 1);
    list->diags = g_ptr_array_new_with_free_func(diag_free);
    return list;
}

void bp_diag_list_free(BpDiagList *list)
{
    if (!list)
        return;
    g_ptr_array_unref(list->diags);
    g_free(list);
}

void bp_diag_add(BpDiagList *list, BpDiagLevel level, BpPlace place, const char *source,
                 const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Diag *diag = g_new0(Diag, 1);
    diag->message = g_strdup_vprintf(format, args);
    va_end(args);
    diag->level = level;
    diag->place = place;
    diag->source = g_strdup(source);
    diag->number = list->diags->len;
    list->counts[level]++;
    if (level != BP_DIAG_NOTE || list->diags->len == 0) {
        g_ptr_array_add(list->diags, diag);
        return;
    }
    Diag *owner = g_ptr_array_index(list->diags, list->diags->len - 1);
    if (!owner->notes)
        owner->notes = g_ptr_array_new_with_free_func(diag_free);
    g_ptr_array_add(owner->notes, diag);
}

guint bp_diag_count(const BpDiagList *list, BpDiagLevel level)
{
    return list->counts[level];
}

static int compare_diags(gconstpointer a, gconstpointer b)
{
    const Diag *x = *(const Diag *const *)a, *y = *(const Diag *const *)b;
    int files = g_strcmp0(x->place.file, y->place.file);
    if (files != 0)
        return files;
    if (x->place.line != y->place.line)
        return x->place.line < y->place.line ? -1 : 1;
    if (x->place.column != y->place.column)
        return x->place.column < y->place.column ? -1 : 1;
    return x->number < y->number ? -1 : x->number > y->number;
}

/* The source line, and spaces up to the column with a caret. */
static void print_source(const Diag *diag, GString *out)
{
    g_autofree char *valid = g_utf8_make_valid(diag->source, -1);
    g_autoptr(GString) caret = g_string_new(NULL);
    guint column = 1;
    g_string_append_printf(out, "%5u | ", diag->place.line);
    for (char *p = valid; *p; p = g_utf8_next_char(p), column++) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\t')
            c = ' ';
        g_string_append_unichar(out, g_unichar_iscntrl(c) ? '?' : c);
        if (column < diag->place.column && !g_unichar_iszerowidth(c))
            g_string_append(caret, g_unichar_iswide(c) ? "  " : " ");
    }
    g_string_append_c(out, '\n');
    if (diag->place.column > 0)
        g_string_append_printf(out, "      | %s^\n", caret->str);
}

static void print(const Diag *diag, GString *out)
{
    static const char *const levels[] = {"error", "warning", "note"};
    if (diag->place.file && *diag->place.file) {
        g_string_append(out, diag->place.file);
        if (diag->place.line > 0)
            g_string_append_printf(out, ":%u", diag->place.line);
        if (diag->place.line > 0 && diag->place.column > 0)
            g_string_append_printf(out, ":%u", diag->place.column);
        g_string_append(out, ": ");
    }
    g_string_append_printf(out, "%s: %s\n", levels[diag->level], diag->message);
    if (diag->source && diag->place.line > 0)
        print_source(diag, out);
}

char *bp_diag_list_dup_text(BpDiagList *list)
{
    GString *out = g_string_new(NULL);
    g_ptr_array_sort(list->diags, compare_diags);
    for (guint i = 0; i < list->diags->len; i++) {
        const Diag *diag = g_ptr_array_index(list->diags, i);
        print(diag, out);
        for (guint k = 0; diag->notes && k < diag->notes->len; k++)
            print(g_ptr_array_index(diag->notes, k), out);
    }
    return g_string_free(out, FALSE);
}
