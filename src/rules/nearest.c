/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Edit distance (insert, delete, replace, swap neighbours) between short words, so that a message
 * about an unknown key can name the one that was meant.
 */
#include "rules/nearest.h"

#include <string.h>

enum { MAX_WORD = 40 };

static guint distance(const char *a, const char *b)
{
    guint rows[3][MAX_WORD + 1];
    gsize n = strlen(a), m = strlen(b);
    if (n > MAX_WORD || m > MAX_WORD)
        return G_MAXUINT;
    for (guint j = 0; j <= m; j++)
        rows[0][j] = j;
    for (guint i = 1; i <= n; i++) {
        guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
        row[0] = i;
        for (guint j = 1; j <= m; j++) {
            guint cost = a[i - 1] != b[j - 1];
            row[j] = MIN(MIN(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = MIN(row[j], above2[j - 2] + 1);
        }
    }
    return rows[n % 3][m];
}

char *bp_nearest_dup_hint(const char *word, const GPtrArray *known)
{
    const char *best = NULL;
    guint least = (guint)MAX(1, strlen(word) / 3) + 1;
    for (guint i = 0; i < known->len; i++) {
        guint d = distance(word, g_ptr_array_index(known, i));
        if (d < least) {
            least = d;
            best = g_ptr_array_index(known, i);
        }
    }
    return best ? g_strdup_printf("; did you mean '%s'?", best) : g_strdup("");
}
