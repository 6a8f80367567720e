/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A jansson object behind functions of plain types. jansson refuses nothing here: texts are made
 * UTF-8 first, and numbers are finite.
 */
#include "state/json-out.h"

#include <math.h>

#include "common/json-compat.h"
#include "common/text.h"

#include "state/time-text.h"

/* %.10g writes numbers as they were rounded and not as they are in binary. */
#define JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION(10))

struct BpJsonOut {
    json_t *object;
};

BpJsonOut *bp_json_out_new(void)
{
    BpJsonOut *out = g_new0(BpJsonOut, 1);
    out->object = json_object();
    return out;
}

void bp_json_out_free(BpJsonOut *out)
{
    if (!out)
        return;
    json_decref(out->object);
    g_free(out);
}

static json_t *new_text(const char *text)
{
    g_autofree char *escaped = bp_text_dup_escaped(text);
    return json_string(escaped);
}

void bp_json_out_text(BpJsonOut *out, const char *name, const char *text)
{
    json_object_set_new(out->object, name, new_text(text));
}

void bp_json_out_number(BpJsonOut *out, const char *name, gint64 number)
{
    json_object_set_new(out->object, name, json_integer(number));
}

void bp_json_out_real(BpJsonOut *out, const char *name, double number)
{
    json_object_set_new(out->object, name, json_real(isfinite(number) ? number : 0));
}

void bp_json_out_flag(BpJsonOut *out, const char *name, bool flag)
{
    json_object_set_new(out->object, name, json_boolean(flag));
}

void bp_json_out_time(BpJsonOut *out, const char *name, gint64 seconds)
{
    if (seconds == 0)
        return;
    g_autofree char *text = bp_time_dup_text(seconds);
    bp_json_out_text(out, name, text);
}

static json_t *steal_object(BpJsonOut *member)
{
    json_t *object = g_steal_pointer(&member->object);
    g_free(member);
    return object;
}

void bp_json_out_take(BpJsonOut *out, const char *name, BpJsonOut *member)
{
    json_object_set_new(out->object, name, steal_object(member));
}

void bp_json_out_list(BpJsonOut *out, const char *name)
{
    json_object_set_new(out->object, name, json_array());
}

void bp_json_out_append_text(BpJsonOut *out, const char *list, const char *text)
{
    json_array_append_new(json_object_get(out->object, list), new_text(text));
}

void bp_json_out_append_take(BpJsonOut *out, const char *list, BpJsonOut *item)
{
    json_array_append_new(json_object_get(out->object, list), steal_object(item));
}

char *bp_json_out_dup_line(const BpJsonOut *out)
{
    char *text = json_dumps(out->object, JSON_FLAGS);
    g_assert(text);
    char *line = g_strconcat(text, "\n", NULL);
    free(text); /* jansson's */
    return line;
}
