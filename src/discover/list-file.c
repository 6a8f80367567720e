/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A list of paths from a file or from standard input, one a line, so that `find` and a scheduler
 * can say what a run is about.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/error.h"
#include "common/text.h"

#include "discover/discover.h"

/* A list of a million paths of 256 bytes. */
#define LONGEST_LIST (256u << 20)

static char **split_lines(const char *text)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        gsize len = strlen(lines[i]);
        if (len > 0 && lines[i][len - 1] == '\r')
            lines[i][len - 1] = '\0';
        if (lines[i][0] != '\0')
            g_ptr_array_add(paths, g_strdup(lines[i]));
    }
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_steal(paths, NULL);
}

char **bp_discover_load_list(const char *path, GError **error)
{
    bool is_stdin = strcmp(path, "-") == 0;
    g_autofree char *shown = bp_text_dup_escaped(path);
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    if (file == NULL) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "cannot read the list '%s': %s", shown,
                    g_strerror(errno));
        return NULL;
    }
    g_autoptr(GString) text = g_string_new(NULL);
    char buffer[65536];
    gsize n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0 && text->len <= LONGEST_LIST)
        g_string_append_len(text, buffer, (gssize)n);
    bool failed = ferror(file);
    if (!is_stdin)
        fclose(file);
    if (failed || text->len > LONGEST_LIST || memchr(text->str, '\0', text->len)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INPUT, "the list '%s' is not a list of paths", shown);
        return NULL;
    }
    return split_lines(text->str);
}
