/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The numbering of lists of recommendations: what kind of label a text bears, whether it begins a
 * list, and lists that run on within one paragraph.
 *
 * Small letters and small Roman numbers are one kind: "i" follows "h" as it begins a list of its
 * own, and no list mixes them.
 */
#include <string.h>

#include "split/recommendations.h"

/* How long a label between brackets can be: "(viii)". */
#define MAX_INNER 5

static char *dup_inner(const char *label)
{
    static const char outer[] = " \t()[].:";
    gsize start = strspn(label, outer);
    gsize end = strlen(label);
    while (end > start && strchr(outer, label[end - 1]))
        end--;
    return g_strndup(label + start, end - start);
}

static BpListLabel read_decimal(const char *inner)
{
    BpListLabel label = {.kind = BP_LABEL_DECIMAL};
    g_auto(GStrv) levels = g_strsplit(inner, ".", 8);
    guint n = g_strv_length(levels);
    while (n > 1 && strspn(levels[n - 1], "0") == strlen(levels[n - 1]))
        n--;
    const char *last = levels[n - 1];
    for (; g_ascii_isdigit(*last) && label.value < 1000; last++)
        label.value = label.value * 10 + (guint)g_ascii_digit_value(*last);
    label.kind += n;
    label.is_first = label.value == 1 && (*last == '\0' || *last == 'a');
    return label;
}

BpListLabel bp_list_label_read(const char *text)
{
    g_autofree char *inner = dup_inner(text);
    BpListLabel label = {BP_LABEL_NONE, 0, false};

    if (!*inner)
        return label;
    if (g_ascii_isdigit(*inner))
        return read_decimal(inner);
    if (!g_ascii_isalpha(*inner) || !strcmp(inner, "o")) {
        label.kind = BP_LABEL_BULLET;
        return label;
    }
    if (strlen(inner) > MAX_INNER) {
        label.kind = BP_LABEL_WORD;
        return label;
    }
    char low = g_ascii_tolower(*inner);
    label.kind = g_ascii_isupper(*inner) ? BP_LABEL_UPPER : BP_LABEL_LOWER;
    label.value = (guint)(low - 'a') + 1;
    label.is_first = !inner[1] && (low == 'a' || low == 'i');
    return label;
}

char *bp_list_label_dup_number(const char *label)
{
    g_autofree char *inner = dup_inner(label);

    if (!g_ascii_isalnum(*inner) || !strcmp(inner, "o"))
        return g_strdup("");
    return g_steal_pointer(&inner);
}

static const char *const sequences[][6] = {{"i", "ii", "iii", "iv", "v", "vi"},
                                           {"a", "b", "c", "d", "e", "f"},
                                           {"1", "2", "3", "4", "5", "6"},
                                           {"A", "B", "C", "D", "E", "F"}};

/* Add what stands before "(label)" and the label; returns what follows, NULL when it is not there.
 */
static const char *cut_at(GPtrArray *parts, const char *text, const char *label)
{
    g_autofree char *mark = g_strdup_printf("(%s)", label);
    const char *at = strstr(text, mark);

    if (!at)
        return NULL;
    g_ptr_array_add(parts, g_strstrip(g_strndup(text, (gsize)(at - text))));
    g_ptr_array_add(parts, g_steal_pointer(&mark));
    return at + strlen(g_ptr_array_index(parts, parts->len - 1));
}

char **bp_list_split_inline(const char *text)
{
    for (guint s = 0; s < G_N_ELEMENTS(sequences); s++) {
        g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
        const char *rest = text;
        for (guint i = 0; i < G_N_ELEMENTS(sequences[s]); i++) {
            const char *next = cut_at(parts, rest, sequences[s][i]);
            if (!next)
                break;
            rest = next;
        }
        if (parts->len < 4)
            continue;
        g_ptr_array_add(parts, g_strstrip(g_strdup(rest)));
        g_ptr_array_add(parts, NULL);
        g_ptr_array_set_free_func(parts, NULL);
        return (char **)g_ptr_array_free(g_steal_pointer(&parts), FALSE);
    }
    return NULL;
}
