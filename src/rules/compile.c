/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One expanded regex to PCRE2 code with JIT, and the facts that let a caller skip it cheaply.
 *
 * PCRE2 gives no table of first bytes for "^\d+" under UCP, the most common beginning of all. So
 * for regexes tied to the start of the subject every ASCII byte is tried once, as a subject of one
 * byte under PCRE2_PARTIAL_HARD: "no match" then means that nothing can begin with it.
 */
#include <string.h>

#include "common/limits.h"

#include "rules/rule.h"

/* Plain parentheses do not capture, only names do; a name may stand in several branches. */
#define COMPILE_OPTIONS                                                                            \
    (PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE | PCRE2_DUPNAMES)

static guint32 info(const pcre2_code *code, guint32 what)
{
    guint32 value = 0;
    pcre2_pattern_info(code, what, &value);
    return value;
}

/* Whether "^" or "\A" ties the regex to the start of the subject. PCRE2 also calls "\G" and, with
 * (?s), a leading ".*" anchored, which can match further on. */
static bool is_start_only(const BpPattern *pattern)
{
    if (!(info(pattern->code, PCRE2_INFO_ALLOPTIONS) & PCRE2_ANCHORED) ||
        strstr(pattern->text, "\\G"))
        return false;
    for (const char *p = strstr(pattern->text, "(?"); p; p = strstr(p + 2, "(?")) {
        gsize n = strspn(p + 2, "imnxJU^-s");
        if (memchr(p + 2, 's', n))
            return false;
    }
    return true;
}

static void find_first_bytes(BpPattern *pattern)
{
    memset(pattern->first, 0xff, sizeof pattern->first);
    if (!pattern->start_only)
        return;
    g_autoptr(pcre2_match_data) data = pcre2_match_data_create_from_pattern(pattern->code, NULL);
    for (guint byte = 0; byte < 128; byte++) {
        guint8 subject = (guint8)byte;
        int rc = pcre2_match(pattern->code, &subject, 1, 0,
                             PCRE2_PARTIAL_HARD | PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, NULL);
        if (rc == PCRE2_ERROR_NOMATCH)
            pattern->first[byte / 8] &= (guint8) ~(1u << (byte % 8));
    }
}

static int compare_groups(gconstpointer a, gconstpointer b)
{
    const BpGroup *x = a, *y = b;
    return x->group < y->group ? -1 : x->group > y->group;
}

static void take_groups(BpPattern *pattern)
{
    guint32 size = info(pattern->code, PCRE2_INFO_NAMEENTRYSIZE);
    PCRE2_SPTR table = NULL;
    pattern->n_groups = info(pattern->code, PCRE2_INFO_NAMECOUNT);
    pattern->groups = g_new0(BpGroup, pattern->n_groups);
    pcre2_pattern_info(pattern->code, PCRE2_INFO_NAMETABLE, &table);
    for (guint i = 0; i < pattern->n_groups; i++) {
        const guint8 *row = table + (gsize)i * size;
        pattern->groups[i].group = (guint)row[0] << 8 | row[1];
        pattern->groups[i].field = g_intern_string((const char *)row + 2);
    }
    if (pattern->n_groups > 0)
        qsort(pattern->groups, pattern->n_groups, sizeof *pattern->groups, compare_groups);
}

/* Where "<name>" stands in the regex. */
static gsize find_name(const char *text, const char *name)
{
    gsize n = strlen(name);
    for (const char *p = strstr(text, name); p; p = strstr(p + 1, name)) {
        if (p > text && strchr("<'", p[-1]) && strchr(">'", p[n]) && p[n])
            return (gsize)(p - text);
    }
    return 0;
}

static bool check_groups(const BpPattern *pattern, const BpExpanded *expanded, const char *rule,
                         const BpEmit *emit, BpDiagList *diags)
{
    bool ok = true;
    for (guint i = 0; emit && i < pattern->n_groups; i++) {
        const char *field = pattern->groups[i].field;
        if (bp_emit_has_field(emit, field))
            continue;
        g_autofree char *fields = bp_emit_dup_fields(emit);
        g_autofree char *message = g_strdup_printf(
            "unknown field '%s': rules of kind '%s' capture %s", field, emit->name, fields);
        bp_expanded_report(expanded, find_name(pattern->text, field), BP_DIAG_ERROR, rule, diags,
                           message);
        ok = false;
    }
    if (pattern->n_groups > BP_MATCH_MAX_CAPTURES) {
        bp_expanded_report(expanded, 0, BP_DIAG_ERROR, rule, diags, "too many groups");
        ok = false;
    }
    return ok;
}

BpPattern *bp_pattern_new(const BpExpanded *expanded, BpSpot at, const char *rule,
                          const BpEmit *emit, BpDiagList *diags)
{
    int error = 0;
    PCRE2_SIZE offset = 0;
    guint32 options = COMPILE_OPTIONS | (expanded->extended ? PCRE2_EXTENDED : 0);
    pcre2_code *code = pcre2_compile((PCRE2_SPTR)expanded->text->str, expanded->text->len, options,
                                     &error, &offset, NULL);
    if (!code) {
        bp_expanded_report_compile(expanded, error, offset, rule, diags);
        return NULL;
    }
    BpPattern *pattern = g_new0(BpPattern, 1);
    pattern->at = at;
    pattern->text = g_strdup(expanded->text->str);
    pattern->code = code;
    pattern->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;
    pattern->min_chars = info(code, PCRE2_INFO_MINLENGTH);
    pattern->start_only = is_start_only(pattern);
    find_first_bytes(pattern);
    take_groups(pattern);
    bool ok = check_groups(pattern, expanded, rule, emit, diags);
    if (info(code, PCRE2_INFO_MATCHEMPTY)) {
        bp_expanded_report(expanded, 0, BP_DIAG_ERROR, rule, diags,
                           "this regex can match nothing at all, so it would match anywhere");
        ok = false;
    }
    if (!ok) {
        bp_pattern_free(pattern);
        return NULL;
    }
    return pattern;
}

void bp_pattern_free(BpPattern *pattern)
{
    if (!pattern)
        return;
    pcre2_code_free(pattern->code);
    g_free(pattern->text);
    g_free(pattern->groups);
    g_free(pattern);
}
