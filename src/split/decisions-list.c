/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What follows a lead: parts that are a decision each, or lines that go on with the lead's text.
 *
 * Letters and numbers always make parts. A bullet is a part when a rule of context `part` takes
 * it ("notes ...", "that ..."): the bullets of "the update be noted, in particular the:" are no
 * decisions of their own. A line that itself ends with a colon may open a second list.
 */
#include <math.h>
#include <string.h>

#include "rules/normal.h"
#include "split/decisions.h"

/* A line that goes on with the one above it stands at most so many line heights below. */
#define CLOSE_GAP 0.6
/* A connecting word between two lists ("And;") is no longer than this, bytes. */
#define CONNECTOR 6
/* A heading within a list is no longer than this, bytes. */
#define HEADING 90
/* A list that goes on without labels ends after so many lines. */
#define MOST_LINES 40

/* Paragraphs that are all set in from their lead by more than this, body em, are its text. */
#define SET_IN 1.0
/* Text of a lead up to this length may go into its first part, bytes. */
#define SHORT_LEAD 240

typedef struct {
    BpDeciding *deciding;
    const BpMatch *match;
    guint lead;
    const char *opening; /* the lead's own text */
    bool run_in;         /* the lead is a sentence that goes on in the list */
    char *shape;         /* of the labels of the present list, NULL before its first */
    guint64 value;       /* of the last label */
    guint n;             /* decisions made */
} List;

static bool is_own_part(const List *list, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;

    return bp_decision_ask(list->deciding, entry, "part", &subject, &match);
}

/* What a label counts: 3 for "3." and for "c)", 0 for what is neither. */
static guint64 label_value(const char *label)
{
    g_autofree char *bare = bp_label_dup_bare(label);

    if (g_ascii_isalpha(bare[0]) && !bare[1])
        return (guint64)(g_ascii_tolower(bare[0]) - 'a') + 1;
    return g_ascii_isdigit(bare[0]) ? g_ascii_strtoull(bare, NULL, 10) : 0;
}

/* The text of a part; the first takes the lead along when it cannot be understood without. */
static char *dup_part(const List *list, const BpEntry *entry)
{
    BpSubject subject;
    BpMatch match;
    const char *text = bp_entry_peek_text(entry);

    if (list->n || !*list->opening || strlen(list->opening) > SHORT_LEAD)
        return g_strdup(text);
    BpSubject lead = {.text = list->opening, .len = strlen(list->opening)};
    bool things =
        bp_matcher_match(list->deciding->split->matcher, "decision", "things", &lead, &match);
    bool needs = list->run_in ||
                 bp_decision_ask(list->deciding, entry, "fragment", &subject, &match) ||
                 (things && !is_own_part(list, entry) &&
                  !bp_decision_ask(list->deciding, entry, "clause", &subject, &match));
    if (!needs)
        return g_strdup(text);
    return g_strconcat(list->opening, " ", text, NULL);
}

static BpRecord *add_part(List *list, guint at)
{
    const BpEntry *entry = bp_flow_entry(list->deciding->flow, at);
    const BpEntry *lead = bp_flow_entry(list->deciding->flow, list->lead);
    g_autofree char *number = bp_label_dup_bare(entry->label);
    g_autofree char *text = dup_part(list, entry);
    BpRecord *record = bp_decision_add(list->deciding, at, list->match, NULL, text);

    bp_record_set(record, "number", number);
    bp_record_set(record, "item", lead->item);
    if (!*bp_record_get(record, "outcome")) {
        const char *outcome = bp_normal_word(list->deciding->split->matcher, "outcome", "words",
                                             bp_entry_peek_text(lead));
        bp_record_set(record, "outcome", outcome ? outcome : "");
    }
    /* "Resolved that the Cabinet agree to:" says of its parts what was done. */
    bp_decision_refine_outcome(list->deciding, record, bp_entry_peek_text(lead));
    list->value = label_value(entry->label);
    list->n++;
    return record;
}

/* Whether the entry at `at` is a part of the list: a label of its shape, or a bullet. */
static bool takes_part(List *list, guint at)
{
    const BpEntry *entry = bp_flow_entry(list->deciding->flow, at);

    if (entry->is_item)
        return false;
    if (entry->block->bullet && !entry->from_column)
        return is_own_part(list, entry);
    if (!*entry->label)
        return false;
    g_autofree char *own = bp_label_dup_shape(entry->label);
    if (!list->shape)
        list->shape = g_steal_pointer(&own);
    return !own || !strcmp(list->shape, own);
}

/* A heading within a list: short, no sentence, and the counting goes on behind it. */
static bool is_list_heading(const List *list, const BpEntry *entry, const BpEntry *next)
{
    const char *text = bp_entry_peek_text(entry);
    gsize len = strlen(text);

    return len > 0 && len <= HEADING && !g_unichar_islower(g_utf8_get_char(text)) &&
           !strchr(".;:,", text[len - 1]) && *next->label && !next->is_item &&
           label_value(next->label) == list->value + 1;
}

/* A line between two lists, or between the lead and its list. */
static bool is_between(List *list, guint at)
{
    const BpFlow *flow = list->deciding->flow;
    const BpEntry *entry = bp_flow_entry(flow, at);
    const char *text = bp_entry_peek_text(entry);

    if (entry->is_item || *entry->label || entry->block->bullet || at + 1 >= flow->entries->len)
        return false;
    bool first = at == list->lead + 1;
    bool joins = strlen(text) <= CONNECTOR && g_unichar_isalpha(g_utf8_get_char(text));
    bool opens = bp_decision_ends_with_colon(text) &&
                 (first || strlen(bp_entry_peek_text(bp_flow_entry(flow, at - 1))) <= CONNECTOR);
    BpSubject subject;
    BpMatch match;
    opens = opens && !bp_decision_ask(list->deciding, entry, "closed", &subject, &match);
    const BpEntry *next = bp_flow_entry(flow, at + 1);
    if (opens && at + 2 < flow->entries->len &&
        is_list_heading(list, next, bp_flow_entry(flow, at + 2)))
        return true;
    return (opens && *next->label && !next->is_item) || (joins && !first) ||
           is_list_heading(list, entry, next);
}

/* Text that begins below the label of a part that has ended is no more of it. */
static bool stands_outside(const BpEntry *part, const BpEntry *entry)
{
    const char *text = bp_entry_peek_text(part);
    gsize len = strlen(text);

    return *part->label && len > 0 && text[len - 1] == '.' &&
           entry->block->indent < part->block->text_indent - SET_IN;
}

/* Whether a part goes on at `at`: with bullets when it ends with a colon, or with text close below.
 */
static bool part_goes_on(const BpFlow *flow, guint at, bool open)
{
    const BpEntry *entry = bp_flow_entry(flow, at);

    if (entry->is_item || (*entry->label && !entry->block->bullet) ||
        bp_flow_entry(flow, at - 1)->followed)
        return false;
    if (entry->block->bullet)
        return open;
    if (stands_outside(bp_flow_entry(flow, at - 1), entry))
        return false;
    return entry->block->gap < CLOSE_GAP &&
           entry->block->indent >= bp_flow_entry(flow, at - 1)->block->indent;
}

/* Whether an entry marks an action, which is no part of what is decided above it. */
static bool is_action(const List *list, guint at)
{
    const BpEntry *entry = bp_flow_entry(list->deciding->flow, at);
    BpSubject subject = bp_decision_subject(entry, entry->start, strlen(entry->block->text));
    BpMatch match;

    return bp_matcher_match(list->deciding->split->matcher, "action", "block", &subject, &match);
}

/* Labels of another kind below a part that ends with a colon: parts too, and the list goes on
 * behind them. */
static BpRecord *add_inner_part(List *list, guint at)
{
    guint64 value = list->value;
    BpRecord *record = add_part(list, at);

    list->value = value;
    return record;
}

static guint take_parts(List *list)
{
    guint i = list->lead + 1, end = i;
    const BpFlow *flow = list->deciding->flow;
    BpRecord *last = NULL;
    bool open = false;

    for (; i < flow->entries->len; i++) {
        const BpEntry *entry = bp_flow_entry(flow, i);
        if (!(open && last && entry->block->bullet) && takes_part(list, i)) {
            last = add_part(list, i);
            open = bp_decision_ends_with_colon(bp_entry_peek_text(entry));
            end = i + 1;
        } else if (open && last && *entry->label && !entry->is_item && !entry->block->bullet) {
            last = add_inner_part(list, i);
            end = i + 1;
        } else if (last && part_goes_on(flow, i, open) && !is_action(list, i)) {
            g_autofree char *longer =
                g_strconcat(bp_record_get(last, "text"), " ", bp_entry_peek_text(entry), NULL);
            bp_split_set(last, "text", longer);
            end = i + 1;
        } else if (is_between(list, i)) {
            if (!is_list_heading(list, entry, bp_flow_entry(flow, i + 1))) {
                g_clear_pointer(&list->shape, g_free);
                list->value = 0;
            }
            last = NULL;
        } else {
            break;
        }
    }
    return list->n ? end : list->lead + 1;
}

/* Whether an entry goes on with the text of a lead: any bullet, the paragraph right below it, lines
 * close to the one above, and paragraphs set in from the lead like the one above. */
static bool goes_on(const BpFlow *flow, guint lead, guint at)
{
    const BpEntry *entry = bp_flow_entry(flow, at), *above = bp_flow_entry(flow, at - 1);

    if (entry->is_item || entry->title || (*entry->label && !entry->block->bullet) ||
        above->followed)
        return false;
    if (entry->block->bullet || at == lead + 1)
        return true;
    bool same_page = above->block->page == entry->block->page;
    bool set_in = above->block->indent > bp_flow_entry(flow, lead)->block->indent + SET_IN &&
                  fabs(entry->block->indent - above->block->indent) < 0.1;
    return same_page && (set_in || (entry->block->gap < CLOSE_GAP &&
                                    entry->block->indent + 0.1 >= above->block->indent));
}

/* Whether an entry tells how the vote on the motion above it ended. */
static bool is_outcome(const List *list, guint at)
{
    BpSubject subject;
    BpMatch match;

    return bp_decision_ask(list->deciding, bp_flow_entry(list->deciding->flow, at), "block",
                           &subject, &match) &&
           (bp_decision_has_role(&match, "outcome") || bp_decision_has_role(&match, "lost"));
}

static guint take_rest(List *list, const BpSubject *subject, const char *opening)
{
    const BpFlow *flow = list->deciding->flow;
    g_autoptr(GString) text = g_string_new(opening);
    guint i = list->lead + 1, end = MIN(flow->entries->len, i + MOST_LINES);

    for (; i < end && goes_on(flow, list->lead, i) && !is_outcome(list, i) && !is_action(list, i);
         i++) {
        if (text->len)
            g_string_append_c(text, ' ');
        g_string_append(text, bp_entry_peek_text(bp_flow_entry(flow, i)));
    }
    if (!text->len)
        return i;
    BpRecord *record = bp_decision_add(list->deciding, list->lead, list->match, subject, text->str);
    bp_split_set(record, "text", text->str);
    for (guint k = list->lead + 1; k < i; k++) {
        bp_split_add_spans(record, bp_flow_entry(flow, k)->block);
        g_hash_table_add(list->deciding->taken, GUINT_TO_POINTER(k + 1));
    }
    return i;
}

bool bp_decision_may_have_list(const BpFlow *flow, guint lead)
{
    const BpEntry *entry = bp_flow_entry(flow, lead);
    const BpEntry *next = lead + 1 < flow->entries->len ? bp_flow_entry(flow, lead + 1) : NULL;

    if (entry->followed)
        return false;
    if (!next || !*entry->label || !*next->label || entry->block->bullet)
        return true;
    g_autofree char *own = bp_label_dup_shape(entry->label);
    g_autofree char *other = bp_label_dup_shape(next->label);
    return strcmp(own, other) != 0 || label_value(next->label) != label_value(entry->label) + 1;
}

guint bp_decision_take_list(BpDeciding *deciding, guint lead, const BpMatch *match,
                            const BpSubject *subject, const char *opening)
{
    const char *text = bp_flow_entry(deciding->flow, lead)->block->text;
    List list = {.deciding = deciding,
                 .match = match,
                 .lead = lead,
                 .opening = opening,
                 .run_in = g_ascii_isalnum(text[strlen(text) - 1]) && *opening};
    if (!bp_decision_may_have_list(deciding->flow, lead))
        return take_rest(&list, subject, opening);
    if (bp_decision_is_list_of_items(deciding, lead))
        return bp_decision_take_items(deciding, lead);
    guint end = take_parts(&list);

    g_free(list.shape);
    return list.n ? end : take_rest(&list, subject, opening);
}
