/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reads the values of the options, and says which of them are none.
 */
#include "cli/work-options.h"

#include <string.h>

#include "common/error.h"
#include "common/limits.h"
#include "common/text.h"

#include "cli/command.h"

static const struct {
    char suffix;
    guint shift;
} suffixes[] = {{'K', 10}, {'M', 20}, {'G', 30}};

void bp_work_options_clear(BpWorkOptions *options)
{
    g_clear_pointer(&options->sandbox, g_free);
    g_clear_pointer(&options->limits, g_strfreev);
}

static bool find_limit(const char *name, BpLimitId *out_id, GError **error)
{
    const char *names[BP_N_LIMITS + 1] = {NULL};
    for (guint i = 0; i < BP_N_LIMITS; i++) {
        names[i] = bp_limit((BpLimitId)i)->name;
        *out_id = (BpLimitId)i;
        if (strcmp(names[i], name) == 0)
            return true;
    }
    bp_set_unknown(error, "limit", name, names);
    return false;
}

/* "512M"; only sizes have suffixes. */
static bool read_value(BpLimitId id, const char *text, guint64 *out_value)
{
    gsize len = strlen(text);
    guint shift = 0;
    for (guint i = 0; len > 0 && bp_limit_is_bytes(id) && i < G_N_ELEMENTS(suffixes); i++)
        if (text[len - 1] == suffixes[i].suffix)
            shift = suffixes[i].shift;
    g_autofree char *digits = g_strndup(text, shift ? len - 1 : len);
    guint64 value;
    if (!bp_parse_uint(digits, bp_limit_most(id) >> shift, &value))
        return false;
    *out_value = value << shift;
    return true;
}

static bool set_limit(const char *text, GError **error)
{
    g_auto(GStrv) parts = g_strsplit(text, "=", 2);
    BpLimitId id;
    guint64 value;
    g_autofree char *shown = bp_text_dup_escaped(text);
    if (parts[0] == NULL || parts[1] == NULL) {
        g_set_error(error, BP_ERROR, BP_ERROR_USAGE, "--limit wants NAME=VALUE, not '%s'", shown);
        return false;
    }
    if (!find_limit(parts[0], &id, error))
        return false;
    if (read_value(id, parts[1], &value) && bp_limit_set(id, value))
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_USAGE,
                "--limit %s: a number of %s up to %" G_GUINT64_FORMAT " is wanted%s", shown,
                bp_limit(id)->unit, bp_limit_most(id),
                bp_limit_is_bytes(id) ? ", such as 300K, 512M or 1G" : "");
    return false;
}

bool bp_work_options_apply(const BpWorkOptions *options, BpSandboxMode *out_sandbox, GError **error)
{
    for (guint i = 0; options->limits && options->limits[i]; i++)
        if (!set_limit(options->limits[i], error))
            return false;
    const char *const *modes = bp_sandbox_modes();
    const char *wanted = options->sandbox ? options->sandbox : modes[BP_SANDBOX_AUTO];
    for (guint i = 0; modes[i]; i++) {
        if (strcmp(modes[i], wanted) != 0)
            continue;
        *out_sandbox = (BpSandboxMode)i;
        return true;
    }
    bp_set_unknown(error, "mode of the sandbox", wanted, modes);
    return false;
}
