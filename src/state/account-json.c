/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One function a direction, by the table of members.
 */
#include "state/account-json.h"

#include <math.h>
#include <string.h>

#include "common/text.h"

/* Digits of a share or of seconds that are worth a place in a line. */
#define ROUNDING    1000.0
#define JSON_DIGITS JSON_REAL_PRECISION(12)

static json_t *text_new(const char *text)
{
    g_autofree char *clean = bp_text_dup_clean(text, -1, NULL);
    return json_string(clean);
}

static json_t *path_new(const char *path)
{
    g_autofree char *escaped = g_uri_escape_string(path, "/ ", FALSE);
    return json_string(escaped);
}

static json_t *value_new(const BpAccount *account, const BpAccountField *field)
{
    gconstpointer at = G_STRUCT_MEMBER_P(account, field->offset);
    switch (field->kind) {
    case BP_ACCOUNT_TEXT:
        return text_new(*(char *const *)at);
    case BP_ACCOUNT_PATH:
        return path_new(*(char *const *)at);
    case BP_ACCOUNT_UINT:
        return json_integer(*(const guint *)at);
    case BP_ACCOUNT_UINT64:
        return json_integer((json_int_t) * (const guint64 *)at);
    case BP_ACCOUNT_INT64:
        return json_integer(*(const gint64 *)at);
    case BP_ACCOUNT_REAL:
        return json_real(round(*(const double *)at * ROUNDING) / ROUNDING);
    case BP_ACCOUNT_BOOL:
        return json_boolean(*(const bool *)at);
    case BP_ACCOUNT_STATUS:
        return json_string(bp_status(*(const BpStatus *)at)->name);
    }
    return NULL;
}

void bp_account_put(const BpAccount *account, json_t *object)
{
    for (const BpAccountField *field = bp_account_fields(); field->name; field++)
        json_object_set_new(object, field->name, value_new(account, field));
}

static bool get_text(char **text, const json_t *value, bool is_path)
{
    if (!json_is_string(value))
        return false;
    g_free(*text);
    *text = is_path ? g_uri_unescape_string(json_string_value(value), NULL)
                    : g_strdup(json_string_value(value));
    return *text != NULL;
}

static bool get_value(BpAccount *account, const BpAccountField *field, const json_t *value)
{
    gpointer at = G_STRUCT_MEMBER_P(account, field->offset);
    switch (field->kind) {
    case BP_ACCOUNT_TEXT:
    case BP_ACCOUNT_PATH:
        return get_text(at, value, field->kind == BP_ACCOUNT_PATH);
    case BP_ACCOUNT_UINT:
        *(guint *)at = (guint)json_integer_value(value);
        return json_is_integer(value);
    case BP_ACCOUNT_UINT64:
        *(guint64 *)at = (guint64)json_integer_value(value);
        return json_is_integer(value);
    case BP_ACCOUNT_INT64:
        *(gint64 *)at = json_integer_value(value);
        return json_is_integer(value);
    case BP_ACCOUNT_REAL:
        *(double *)at = json_number_value(value);
        return json_is_number(value);
    case BP_ACCOUNT_BOOL:
        *(bool *)at = json_is_true(value);
        return json_is_boolean(value);
    case BP_ACCOUNT_STATUS:
        return bp_status_from_name(json_string_value(value), at);
    }
    return false;
}

BpAccount *bp_account_get(const json_t *object)
{
    g_autoptr(BpAccount) account = bp_account_new("");
    for (const BpAccountField *field = bp_account_fields(); field->name; field++)
        if (!get_value(account, field, json_object_get(object, field->name)))
            return NULL;
    return g_steal_pointer(&account);
}

static bool is_set(const BpAccount *account, const BpAccountField *field)
{
    gconstpointer at = G_STRUCT_MEMBER_P(account, field->offset);
    switch (field->kind) {
    case BP_ACCOUNT_TEXT:
    case BP_ACCOUNT_PATH:
        return **(char *const *)at != '\0';
    case BP_ACCOUNT_UINT:
        return *(const guint *)at != 0;
    case BP_ACCOUNT_UINT64:
    case BP_ACCOUNT_INT64:
        return *(const guint64 *)at != 0;
    case BP_ACCOUNT_REAL:
        return *(const double *)at > 0;
    case BP_ACCOUNT_BOOL:
        return *(const bool *)at;
    case BP_ACCOUNT_STATUS:
        return true;
    }
    return false;
}

static bool is_shown(const BpAccount *account, const BpAccountField *field, bool measures)
{
    static const bool only_when_set[] = {
        [BP_MANIFEST_ALWAYS] = false, [BP_MANIFEST_SET] = true, [BP_MANIFEST_MEASURE] = true};
    if (field->use == BP_MANIFEST_NEVER || (field->use == BP_MANIFEST_MEASURE && !measures))
        return false;
    return !only_when_set[field->use] || is_set(account, field);
}

char *bp_account_dup_manifest_line(const BpAccount *account, bool measures)
{
    g_autoptr(json_t) object = json_object();
    for (const BpAccountField *field = bp_account_fields(); field->name; field++)
        if (is_shown(account, field, measures))
            json_object_set_new(object, field->name, value_new(account, field));
    g_autofree char *text = json_dumps(object, JSON_COMPACT | JSON_DIGITS);
    return g_strconcat(text, "\n", NULL);
}
