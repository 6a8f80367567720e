/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading JSON of our own with tolerance, and files of it line by line, so that a manifest of a
 * million lines costs the memory of one.
 */
#include "state/json-read.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

const char *bp_json_peek_text(const json_t *object, const char *name)
{
    const char *text = json_string_value(json_object_get(object, name));
    return text ? text : "";
}

guint64 bp_json_get_number(const json_t *object, const char *name, guint64 max)
{
    json_int_t number = json_integer_value(json_object_get(object, name));
    return number < 0 ? 0 : MIN((guint64)number, max);
}

double bp_json_get_real(const json_t *object, const char *name)
{
    return json_number_value(json_object_get(object, name));
}

bool bp_json_get_flag(const json_t *object, const char *name)
{
    return json_is_true(json_object_get(object, name));
}

bool bp_json_each_line(const char *path, BpJsonLineFunc func, gpointer data)
{
    FILE *file = fopen(path, "re");
    if (!file)
        return false;
    char *line = NULL;
    size_t room = 0;
    ssize_t len;
    while ((len = getline(&line, &room, file)) >= 0) {
        json_error_t why;
        g_autoptr(json_t) object = json_loadb(line, (size_t)len, 0, &why);
        func(json_is_object(object) ? object : NULL, data);
    }
    int code = ferror(file) ? errno : 0;
    free(line); /* getline()'s */
    fclose(file);
    errno = code;
    return code == 0;
}
