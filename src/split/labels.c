/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Labels taken apart.
 *
 * Numbers are parts that count, and so is a letter between marks (5-A) or alone (c). A letter at a
 * number is a step between two numbers: 7, 7a, 7b, 8. Letters of a reference ("FGB 92/1920") are
 * the same from label to label and only count for its shape. "i" is a letter and a numeral: both
 * are tried.
 */
#include "split/labels.h"

#include <string.h>

/* Numbers above this are no counting. */
#define MOST 1000000

char *bp_label_dup_bare(const char *label)
{
    gsize len = strlen(label);

    while (*label && strchr("([ *", *label)) {
        label++;
        len--;
    }
    while (len > 0 && strchr(")]. :*", label[len - 1]))
        len--;
    return g_strndup(label, len);
}

char *bp_label_dup_shape(const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);
    g_autoptr(GString) shape = g_string_new(NULL);
    char last = 0;

    if (strchr(label, '('))
        g_string_append_c(shape, '(');
    for (const char *p = bare; *p; p++) {
        char kind = g_ascii_isdigit(*p)   ? 'N'
                    : g_ascii_islower(*p) ? 'a'
                    : g_ascii_isupper(*p) ? 'A'
                                          : *p;
        if (kind != last || kind == *p)
            g_string_append_c(shape, kind);
        last = kind == *p ? 0 : kind;
    }
    if (strchr(label, ')'))
        g_string_append_c(shape, ')');
    return g_string_free(g_steal_pointer(&shape), FALSE);
}

static guint roman_value(const char *text)
{
    static const char digits[] = "ivxlc";
    static const guint values[] = {1, 5, 10, 50, 100};
    guint total = 0, before = 0;

    for (const char *p = text; *p; p++) {
        const char *digit = strchr(digits, g_ascii_tolower(*p));
        if (!digit)
            return 0;
        guint value = values[digit - digits];
        total += value;
        if (value > before)
            total -= 2 * before;
        before = value;
    }
    return total;
}

/* One number with the letter at it; returns what follows. */
static const char *read_number(BpLabel *label, const char *p)
{
    guint value = 0;

    for (; g_ascii_isdigit(*p); p++)
        value = MIN(value * 10 + (guint)g_ascii_digit_value(*p), MOST);
    value *= BP_LABEL_LETTERS;
    if (g_ascii_isalpha(*p) && !g_ascii_isalnum(p[1]))
        value += (guint)(g_ascii_tolower(*p++) - 'a') + 1;
    if (label->n < BP_LABEL_PARTS)
        label->part[label->n++] = value;
    return p;
}

static const char *read_letters(BpLabel *label, const char *text, const char *p)
{
    gsize len = 0;

    while (g_ascii_isalpha(p[len]))
        len++;
    bool counts = len == 1 && !(p == text && p[1]);
    if (counts && label->n < BP_LABEL_PARTS)
        label->part[label->n++] = ((guint)(g_ascii_tolower(*p) - 'a') + 1) * BP_LABEL_LETTERS;
    return p + len;
}

/* The shape without blanks and without the letters at numbers. */
static char *dup_class(const char *label)
{
    g_autofree char *shape = bp_label_dup_shape(label);
    g_autoptr(GString) out = g_string_new(NULL);

    for (const char *p = shape; *p; p++) {
        bool letter = g_ascii_isalpha(*p) && *p != 'N';
        if (*p == ' ' || (letter && p > shape && p[-1] == 'N' && (!p[1] || strchr("/)", p[1]))))
            continue;
        g_string_append_c(out, *p);
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}

void bp_label_read(BpLabel *label, const char *text)
{
    g_autofree char *bare = bp_label_dup_bare(text);
    gsize len = strlen(text);

    *label = (BpLabel){.shape = dup_class(text)};
    label->closed = len > 0 && strchr(".):]", text[len - 1]);
    label->roman = roman_value(bare);
    for (const char *p = bare; *p;) {
        if (g_ascii_isdigit(*p))
            p = read_number(label, p);
        else if (g_ascii_isalpha(*p))
            p = read_letters(label, bare, p);
        else
            p++;
    }
}

void bp_label_clear(BpLabel *label)
{
    g_clear_pointer(&label->shape, g_free);
}

static bool steps(guint before, guint after, guint skipped)
{
    guint number = before / BP_LABEL_LETTERS, letter = before % BP_LABEL_LETTERS;

    if (after / BP_LABEL_LETTERS == number)
        return after % BP_LABEL_LETTERS == letter + 1;
    return after / BP_LABEL_LETTERS > number && after / BP_LABEL_LETTERS <= number + 1 + skipped &&
           after % BP_LABEL_LETTERS <= 1;
}

bool bp_label_goes_on(const BpLabel *before, const BpLabel *label, guint skipped)
{
    guint n = MAX(before->n, label->n);

    if (strcmp(before->shape, label->shape))
        return false;
    if (before->roman && label->roman > before->roman &&
        label->roman <= before->roman + 1 + skipped)
        return true;
    if (before->n == 0 || label->n == 0)
        return false;
    for (guint k = 0; k < n; k++)
        if (before->part[k] != label->part[k] && steps(before->part[k], label->part[k], skipped))
            return true;
        else if (before->part[k] != label->part[k])
            break;
    return before->n == label->n && steps(before->part[n - 1], label->part[n - 1], skipped);
}

bool bp_label_is_first(const BpLabel *label)
{
    if (label->roman == 1)
        return true;
    guint last = label->n ? label->part[label->n - 1] : 0;
    return last / BP_LABEL_LETTERS == 1 && last % BP_LABEL_LETTERS <= 1;
}

bool bp_label_is_same(const BpLabel *a, const BpLabel *b)
{
    return !strcmp(a->shape, b->shape) && a->n == b->n && a->roman == b->roman &&
           !memcmp(a->part, b->part, sizeof a->part);
}

bool bp_label_is_below(const BpLabel *label, const BpLabel *above)
{
    if (above->n == 0 || label->n <= above->n)
        return false;
    return !memcmp(label->part, above->part, above->n * sizeof above->part[0]);
}
