/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Parts of a resolution within one paragraph: "RESOLVED that (1) the plan be noted; and (2) ...".
 *
 * The labels have one form, begin with the first of their kind and go on without a gap. The first
 * stands right behind a lead that a rule knows (context `parts`), or at the beginning of the text;
 * the others behind a mark or a text of some length: a reference to "sections 1 (a) and (b)" is no
 * list.
 */
#include <string.h>

#include "split/decisions.h"

#define MOST_PARTS 20
/* The shortest text of a part, bytes. */
#define SHORT_PART 10

static const char *const roman[MOST_PARTS] = {"i",    "ii",  "iii",  "iv",    "v",   "vi",   "vii",
                                              "viii", "ix",  "x",    "xi",    "xii", "xiii", "xiv",
                                              "xv",   "xvi", "xvii", "xviii", "xix", "xx"};

/* The forms in which a list may begin. */
static const struct {
    const char *open, *close;
    char first; /* of its labels */
} forms[] = {{"(", ")", '1'}, {"(", ")", 'a'}, {"(", ")", 'i'}, {"(", ")", 'A'},
             {"", ")", '1'},  {"", ")", 'a'},  {"", ")", 'i'},  {"", ".", '1'}};

/* The label of part `n` (from 0) of a form. The caller frees. */
static char *dup_label(guint form, guint n)
{
    const char *open = forms[form].open, *close = forms[form].close;

    switch (forms[form].first) {
    case '1':
        return g_strdup_printf("%s%u%s", open, n + 1, close);
    case 'i':
        return g_strdup_printf("%s%s%s", open, roman[n], close);
    default:
        return g_strdup_printf("%s%c%s", open, (char)(forms[form].first + (char)n), close);
    }
}

/* Where a label stands in a text from `from` on, as a word of its own; NULL when it does not. */
static const char *find_label(const char *text, const char *from, const char *label)
{
    gsize len = strlen(label);

    for (const char *at = strstr(from, label); at; at = strstr(at + 1, label))
        if ((at == text || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\t'))
            return at;
    return NULL;
}

static bool is_lead(const BpDeciding *deciding, const char *text, gsize len)
{
    BpSubject subject = {.text = text, .len = len};
    BpMatch match;

    return len == 0 ||
           bp_matcher_match(deciding->split->matcher, "decision", "parts", &subject, &match);
}

/* The beginnings of the labels of one form in a text; how many. */
static guint find_parts(const BpDeciding *deciding, const char *text, guint form,
                        const char *starts[MOST_PARTS])
{
    guint n = 0;

    for (const char *from = text; n < MOST_PARTS; n++) {
        g_autofree char *label = dup_label(form, n);
        const char *at = find_label(text, from, label);
        if (!at || (n == 0 && !is_lead(deciding, text, (gsize)(at - text))))
            break;
        bool apart = n == 0 || at - from > SHORT_PART;
        if (!apart || strlen(at + strlen(label)) < SHORT_PART)
            break;
        starts[n] = at;
        from = at + strlen(label);
    }
    return n;
}

void bp_decision_part_text(BpDeciding *deciding, guint at, const BpMatch *match, BpRecord *record)
{
    g_autofree char *text = g_strdup(bp_record_get(record, "text"));
    const char *starts[MOST_PARTS];
    guint n = 0, form = 0;

    for (; form < G_N_ELEMENTS(forms); form++) {
        n = find_parts(deciding, text, form, starts);
        if (n >= 2)
            break;
    }
    if (n < 2)
        return;
    for (guint i = 0; i < n; i++) {
        g_autofree char *label = dup_label(form, i), *number = bp_label_dup_bare(label);
        const char *start = starts[i] + strlen(label),
                   *end = i + 1 < n ? starts[i + 1] : text + strlen(text);
        g_autofree char *part = g_strndup(start, (gsize)(end - start));
        BpRecord *own = i ? bp_decision_add(deciding, at, match, NULL, part) : record;
        bp_split_set(own, "text", part);
        bp_record_set(own, "number", number);
    }
}
