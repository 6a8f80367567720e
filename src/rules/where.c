/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Layout predicates: what a rule may ask about where and how a text stands on the page.
 *
 * Flags ("bold", negated "!bold") and measures compared with a number ("size>=1.1"). Measures are
 * relative to the document's body text, so a rule holds for any page size. A measure that layout
 * could not tell (size or width 0) does not speak against a rule.
 *
 * Adding a predicate: a row here, if need be a member of BpSubject, a line in rules/README.md.
 */
#include "rules/where.h"

#include <stddef.h>
#include <string.h>

#include "model/page.h"
#include "rules/nearest.h"

typedef enum { STYLE, FLAG, NO_FLAG, MEASURE } Kind;

typedef struct {
    const char *name;
    gsize offset; /* of the member of BpSubject */
    Kind kind;
    guint8 style;      /* STYLE */
    bool zero_unknown; /* MEASURE: 0 is "not known" */
} Row;

static const Row rows[] = {
    {"bold", 0, STYLE, BP_STYLE_BOLD, false},
    {"italic", 0, STYLE, BP_STYLE_ITALIC, false},
    {"underlined", 0, STYLE, BP_STYLE_UNDERLINED, false},
    {"caps", offsetof(BpSubject, caps), FLAG, 0, false},
    {"in-table", offsetof(BpSubject, in_table), FLAG, 0, false},
    {"not-in-table", offsetof(BpSubject, in_table), NO_FLAG, 0, false},
    {"bullet", offsetof(BpSubject, bullet), FLAG, 0, false},
    {"centred", offsetof(BpSubject, centred), FLAG, 0, false},
    {"heading", offsetof(BpSubject, heading), FLAG, 0, false},
    {"top-of-page", offsetof(BpSubject, top_of_page), FLAG, 0, false},
    {"page-start", offsetof(BpSubject, page_start), FLAG, 0, false},
    {"size", offsetof(BpSubject, size), MEASURE, 0, true},
    {"indent", offsetof(BpSubject, indent), MEASURE, 0, false},
    {"gap", offsetof(BpSubject, gap), MEASURE, 0, false},
    {"width", offsetof(BpSubject, width), MEASURE, 0, true},
};

static const struct {
    const char *sign;
    BpCompare compare;
} compares[] = {{">=", BP_COMPARE_GE},
                {"<=", BP_COMPARE_LE},
                {">", BP_COMPARE_GT},
                {"<", BP_COMPARE_LT},
                {"", BP_COMPARE_NONE}};

bool bp_parse_number(const char *text, double *out_value)
{
    double value = 0, unit = 1;
    bool digits = false, point = false;
    for (; *text; text++) {
        if (*text == '.' && !point) {
            point = true;
            continue;
        }
        if (!g_ascii_isdigit(*text) || value > 1e9)
            return false;
        digits = true;
        unit = point ? unit / 10 : unit;
        value = point ? value + unit * (*text - '0') : value * 10 + (*text - '0');
    }
    if (!digits)
        return false;
    *out_value = value;
    return true;
}

/* The row whose name is the first `n` bytes of `name`; -1 after reporting that there is none. */
static int find_row(const char *name, gsize n, BpSpot at, const char *rule, BpDiagList *diags)
{
    g_autofree char *word = g_strndup(name, n);
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        if (strcmp(rows[i].name, word) == 0)
            return (int)i;
        g_ptr_array_add(names, (gpointer)(gsize)rows[i].name);
    }
    g_autofree char *hint = bp_nearest_dup_hint(word, names);
    bp_report(diags, BP_DIAG_ERROR, at, rule, "unknown layout predicate '%s'%s", word, hint);
    return -1;
}

static bool read_number(const char *text, BpSpot at, const char *rule, BpDiagList *diags,
                        double *out_value)
{
    if (strcmp(text, "body") == 0) {
        *out_value = 1;
        return true;
    }
    if (bp_parse_number(text, out_value))
        return true;
    bp_report(diags, BP_DIAG_ERROR, at, rule, "'%s' is not a number", text);
    return false;
}

bool bp_where_parse(BpText word, const char *rule, BpDiagList *diags, BpWhere *out_where)
{
    BpWhere where = {.negated = word.text[0] == '!', .text = g_intern_string(word.text)};
    const char *name = word.text + where.negated;
    gsize n = strcspn(name, "<>=");
    int row = find_row(name, n, word.at, rule, diags);
    if (row < 0)
        return false;
    where.row = (guint8)row;
    guint i = 0;
    while (!g_str_has_prefix(name + n, compares[i].sign))
        i++;
    where.compare = compares[i].compare;
    const char *value = name + n + strlen(compares[i].sign);
    if ((where.compare != BP_COMPARE_NONE) != (rows[row].kind == MEASURE) ||
        (where.compare == BP_COMPARE_NONE && *value)) {
        bp_report(diags, BP_DIAG_ERROR, word.at, rule,
                  rows[row].kind == MEASURE
                      ? "'%s' is a measure: compare it, as in '%s>=1'"
                      : "'%s' is yes or no: write '%s' or, for its opposite, '!' before it",
                  rows[row].name, rows[row].name);
        return false;
    }
    if (rows[row].kind == MEASURE && !read_number(value, word.at, rule, diags, &where.value))
        return false;
    *out_where = where;
    return true;
}

static bool measure_holds(const Row *row, const BpWhere *where, const BpSubject *subject)
{
    double value = *(const double *)(const void *)((const char *)subject + row->offset);
    if (row->zero_unknown && value == 0)
        return true;
    switch (where->compare) {
    case BP_COMPARE_GE:
        return value >= where->value;
    case BP_COMPARE_GT:
        return value > where->value;
    case BP_COMPARE_LE:
        return value <= where->value;
    case BP_COMPARE_LT:
        return value < where->value;
    case BP_COMPARE_NONE:
        break;
    }
    return true;
}

bool bp_where_holds(const BpWhere *where, const BpSubject *subject)
{
    const Row *row = &rows[where->row];
    bool holds = true;
    switch (row->kind) {
    case STYLE:
        holds = (subject->style & row->style) != 0;
        break;
    case FLAG:
        holds = *(const bool *)((const char *)subject + row->offset);
        break;
    case NO_FLAG:
        holds = !*(const bool *)((const char *)subject + row->offset);
        break;
    case MEASURE:
        holds = measure_holds(row, where, subject);
        break;
    }
    return holds != where->negated;
}

bool bp_where_apply(BpText word, const char *rule, BpDiagList *diags, BpSubject *subject)
{
    gsize n = strcspn(word.text, "=");
    int index = find_row(word.text, n, word.at, rule, diags);
    if (index < 0)
        return false;
    const Row *row = &rows[index];
    char *member = (char *)subject + row->offset;
    double value = 0;
    switch (row->kind) {
    case STYLE:
        subject->style |= row->style;
        return true;
    case FLAG:
    case NO_FLAG:
        *(bool *)member = row->kind == FLAG;
        return true;
    case MEASURE:
        if (!read_number(word.text[n] ? word.text + n + 1 : "", word.at, rule, diags, &value))
            return false;
        *(double *)(void *)member = value;
        return true;
    }
    return true;
}
