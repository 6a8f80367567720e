/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Textual defines: "%{NAME}" becomes "(?:...)" and "%{NAME:field}" becomes "(?<field>...)".
 *
 * A define is expanded when it is read and may use only what was defined before it, so there is no
 * recursion and no cycle. Each define is compiled on its own once, so that a mistake in it is
 * reported there and not at every use. Where the regex and the define differ in being written in
 * "|" pieces (in which white space does not count), the group carries (?x) or (?-x).
 */
#include "rules/expand.h"

#include <string.h>

#include "common/limits.h"

#include "rules/nearest.h"
#include "rules/pcre2-compat.h"

/* Defines nest, so lengths multiply; PCRE2's own limit comes far later. */
enum { MAX_EXPANDED_BYTES = 256 * 1024 };

static void define_free(gpointer data)
{
    BpDefine *define = data;
    bp_expanded_free(define->body);
    g_free(define);
}

BpDefines *bp_defines_new(BpDefines *lower)
{
    BpDefines *defines = g_new0(BpDefines, 1);
    defines->lower = lower;
    defines->list = g_ptr_array_new_with_free_func(define_free);
    defines->table = g_hash_table_new(g_str_hash, g_str_equal);
    return defines;
}

void bp_defines_free(BpDefines *defines)
{
    if (!defines)
        return;
    g_hash_table_unref(defines->table);
    g_ptr_array_unref(defines->list);
    g_free(defines);
}

void bp_expanded_free(BpExpanded *expanded)
{
    if (!expanded)
        return;
    g_string_free(expanded->text, TRUE);
    g_array_unref(expanded->origins);
    g_free(expanded);
}

static void add_text(BpExpanded *out, const char *text, gsize len, BpOrigin origin, bool literal)
{
    g_string_append_len(out->text, text, (gssize)len);
    for (gsize i = 0; i < len; i++) {
        g_array_append_val(out->origins, origin);
        origin.at.offset += literal ? 1 : 0;
    }
}

static void add_define(BpExpanded *out, BpDefine *define, const char *field, BpSpot at)
{
    bool differs = define->body->extended != out->extended;
    BpOrigin origin = {at, NULL, 0};
    g_autofree char *open = field ? g_strdup_printf("(?<%s>", field) : g_strdup("(?:");
    add_text(out, open, strlen(open), origin, false);
    if (differs)
        add_text(out, out->extended ? "(?-x)" : "(?x)", out->extended ? 5 : 4, origin, false);
    origin.define = define;
    const GString *body = define->body->text;
    for (origin.inner = 0; origin.inner < body->len; origin.inner++)
        add_text(out, body->str + origin.inner, 1, origin, false);
    add_text(out, ")", 1, (BpOrigin){at, NULL, 0}, false);
    out->depth = MAX(out->depth, define->body->depth + 1);
    define->uses++;
}

static BpDefine *lookup(const BpDefines *defines, const char *name)
{
    BpDefine *define = NULL;
    for (; defines && !define; defines = defines->lower)
        define = g_hash_table_lookup(defines->table, name);
    return define;
}

static BpDefine *find_define(BpDefines *defines, const char *name, BpSpot at, const char *rule,
                             BpDiagList *diags)
{
    BpDefine *define = lookup(defines, name);
    if (define)
        return define;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (const BpDefines *d = defines; d; d = d->lower) {
        for (guint i = 0; i < d->list->len; i++) {
            const BpDefine *known = g_ptr_array_index(d->list, i);
            g_ptr_array_add(names, (gpointer)(gsize)known->name);
        }
    }
    g_autofree char *hint = bp_nearest_dup_hint(name, names);
    bp_report(diags, BP_DIAG_ERROR, at, rule, "no 'define %s' before this line%s", name, hint);
    return NULL;
}

/* The "%{...}" at `text`; its length, 0 after an error. */
static gsize expand_use(BpDefines *defines, const char *text, BpSpot at, const char *rule,
                        BpDiagList *diags, BpExpanded *out)
{
    const char *close = strchr(text, '}');
    if (!close) {
        bp_report(diags, BP_DIAG_ERROR, at, rule, "'%%{' without '}'");
        return 0;
    }
    g_auto(GStrv) parts = NULL;
    g_autofree char *inside = g_strndup(text + 2, (gsize)(close - text - 2));
    parts = g_strsplit(inside, ":", 2);
    BpSpot name_at = {at.file, at.line, at.offset + 2};
    BpDefine *define = find_define(defines, parts[0] ? parts[0] : "", name_at, rule, diags);
    if (!define || define->broken)
        return 0;
    if (define->body->depth >= bp_limit_value(BP_LIMIT_DEFINE_DEPTH) ||
        out->text->len + define->body->text->len > MAX_EXPANDED_BYTES) {
        bp_report(diags, BP_DIAG_ERROR, at, rule, "defines nest too deeply, or are too long");
        return 0;
    }
    if (parts[1] && !*parts[1]) {
        bp_report(diags, BP_DIAG_ERROR, at, rule, "no field after ':' in '%%{%s}'", inside);
        return 0;
    }
    add_define(out, define, parts[1], at);
    return (gsize)(close - text) + 1;
}

static bool expand_text(BpDefines *defines, BpText piece, const char *rule, BpDiagList *diags,
                        BpExpanded *out)
{
    bool ok = true;
    const char *p = piece.text;
    while (*p) {
        BpSpot at = {piece.at.file, piece.at.line, piece.at.offset + (guint)(p - piece.text)};
        gsize n = *p == '\\' && p[1] ? 2 : 1;
        if (p[0] == '%' && p[1] == '{') {
            n = expand_use(defines, p, at, rule, diags, out);
            ok = ok && n > 0;
            n = MAX(n, 2);
        } else {
            add_text(out, p, n, (BpOrigin){at, NULL, 0}, true);
        }
        p += n;
    }
    return ok;
}

static bool expand_pieces(BpDefines *defines, const GArray *more, const char *rule,
                          BpDiagList *diags, BpExpanded *out)
{
    bool ok = true;
    for (guint i = 0; i < more->len; i++) {
        BpText piece = g_array_index(more, BpText, i);
        if (piece.text[0] != '|') {
            bp_report(diags, BP_DIAG_ERROR, piece.at, rule, "a piece of a regex begins with '|'");
            return false;
        }
        piece.text++;
        piece.at.offset++;
        ok = expand_text(defines, piece, rule, diags, out) && ok;
        BpSpot end = piece.at;
        end.offset += (guint)strlen(piece.text);
        add_text(out, "\n", 1, (BpOrigin){end, NULL, 0}, false);
    }
    return ok;
}

BpExpanded *bp_expand(BpDefines *defines, BpText value, const GArray *more, const char *rule,
                      BpDiagList *diags)
{
    if (*value.text && more->len > 0) {
        bp_report(diags, BP_DIAG_ERROR, g_array_index(more, BpText, 0).at, rule,
                  "a regex stands on the line of its key or in '|' pieces below, not both");
        return NULL;
    }
    if (!*value.text && more->len == 0) {
        bp_report(diags, BP_DIAG_ERROR, value.at, rule, "no regex");
        return NULL;
    }
    g_autoptr(BpExpanded) out = g_new0(BpExpanded, 1);
    out->text = g_string_new(NULL);
    out->origins = g_array_new(FALSE, FALSE, sizeof(BpOrigin));
    out->extended = more->len > 0;
    bool ok = out->extended ? expand_pieces(defines, more, rule, diags, out)
                            : expand_text(defines, value, rule, diags, out);
    return ok ? g_steal_pointer(&out) : NULL;
}

void bp_expanded_report(const BpExpanded *expanded, gsize offset, BpDiagLevel level,
                        const char *rule, BpDiagList *diags, const char *message)
{
    if (expanded->origins->len == 0)
        return;
    gsize last = expanded->origins->len - 1;
    BpOrigin origin = g_array_index(expanded->origins, BpOrigin, MIN(offset, last));
    if (offset > last)
        origin.at.offset++;
    bp_report(diags, level, origin.at, rule, "%s", message);
    while (origin.define) {
        const BpDefine *define = origin.define;
        const BpOrigin *inner = &g_array_index(define->body->origins, BpOrigin, origin.inner);
        bp_report(diags, BP_DIAG_NOTE, inner->at, NULL,
                  "in the expansion of %%{%s}, defined at %s:%u", define->name,
                  define->at.file->path, define->at.line);
        origin = *inner;
    }
}

/* Where the bracket that PCRE2 found unclosed was opened: the last "[", or the innermost "(". */
static gssize find_opening(const char *text, char bracket)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(gssize));
    gssize class_at = -1;
    for (gssize i = 0; text[i]; i++) {
        if (text[i] == '\\' && text[i + 1]) {
            i++;
        } else if (class_at >= 0) {
            class_at = text[i] == ']' && i > class_at + 1 ? -1 : class_at;
        } else if (text[i] == '[') {
            class_at = i;
        } else if (text[i] == '(') {
            g_array_append_val(open, i);
        } else if (text[i] == ')' && open->len > 0) {
            g_array_set_size(open, open->len - 1);
        }
    }
    if (bracket == '[')
        return class_at;
    return open->len > 0 ? g_array_index(open, gssize, open->len - 1) : -1;
}

void bp_expanded_report_compile(const BpExpanded *expanded, int code, gsize offset,
                                const char *rule, BpDiagList *diags)
{
    char message[256];
    pcre2_get_error_message(code, (PCRE2_UCHAR *)message, sizeof message);
    bp_expanded_report(expanded, offset, BP_DIAG_ERROR, rule, diags, message);
    gssize opening = -1;
    if (code == PCRE2_ERROR_MISSING_SQUARE_BRACKET)
        opening = find_opening(expanded->text->str, '[');
    else if (code == PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS)
        opening = find_opening(expanded->text->str, '(');
    if (opening >= 0)
        bp_expanded_report(expanded, (gsize)opening, BP_DIAG_NOTE, NULL, diags, "opened here");
}

static bool define_name_is_good(const char *name)
{
    if (!g_ascii_isupper(*name))
        return false;
    for (; *name; name++) {
        if (!g_ascii_isupper(*name) && !g_ascii_isdigit(*name) && *name != '_')
            return false;
    }
    return true;
}

/* Whether the define compiles on its own. A reference to a group is let pass: the group may stand
 * in the rule. */
static bool check_body(const BpExpanded *body, BpDiagList *diags)
{
    int code = 0;
    PCRE2_SIZE offset = 0;
    guint32 options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C | PCRE2_NO_AUTO_CAPTURE |
                      PCRE2_DUPNAMES | (body->extended ? PCRE2_EXTENDED : 0);
    g_autoptr(pcre2_code) compiled =
        pcre2_compile((PCRE2_SPTR)body->text->str, body->text->len, options, &code, &offset, NULL);
    if (compiled || code == PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE)
        return true;
    bp_expanded_report_compile(body, code, offset, NULL, diags);
    return false;
}

void bp_defines_add(BpDefines *defines, const BpStatement *statement, BpDiagList *diags)
{
    BpText name = {NULL, statement->value.at}, value = statement->value;
    gsize n = strcspn(value.text, " ");
    g_autofree char *word = g_strndup(value.text, n);
    name.text = g_intern_string(word);
    n += strspn(value.text + n, " ");
    value.text += n;
    value.at.offset += (guint)n;
    if (!define_name_is_good(name.text)) {
        bp_report(diags, BP_DIAG_ERROR, name.at, NULL,
                  "the name of a define is capitals, digits and '_', and begins with a capital");
        return;
    }
    const BpDefine *first = lookup(defines, name.text);
    if (first) {
        bp_report(diags, BP_DIAG_ERROR, name.at, NULL, "'%s' is defined twice", name.text);
        bp_report(diags, BP_DIAG_NOTE, first->at, NULL, "first defined here");
        return;
    }
    BpDefine *define = g_new0(BpDefine, 1);
    define->name = name.text;
    define->at = name.at;
    define->body = bp_expand(defines, value, statement->more, NULL, diags);
    define->broken = !define->body || !check_body(define->body, diags);
    g_ptr_array_add(defines->list, define);
    g_hash_table_insert(defines->table, (gpointer)(gsize)define->name, define);
}
