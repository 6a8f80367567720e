/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The flow: paragraph after paragraph, is this a recommendation?
 *
 * A heading or a run-in word opens a section. What follows is a lead-in ("... is asked to:"), parts
 * with labels, or a few sentences; the section ends at the next heading, where the numbering or the
 * look of the text is another, or where prose resumes. Rules say what is a heading, a lead-in and a
 * request; here is only what follows from layout: labels, looks, indents.
 */
#include <string.h>

#include "common/text.h"

#include "split/recommendations.h"

/* Paragraphs under a heading that may say nothing before the list begins. */
#define MAX_WAIT 2

static void entry_free(gpointer data)
{
    BpFlowEntry *entry = data;

    g_string_free(entry->text, TRUE);
    g_free(entry->number);
    g_ptr_array_unref(entry->blocks);
    g_free(entry);
}

void bp_flow_init(BpFlow *flow, BpSplit *split)
{
    *flow = (BpFlow){.split = split};
    flow->seen = g_ptr_array_new_with_free_func(g_free);
    flow->entries = g_ptr_array_new_with_free_func(entry_free);
}

void bp_flow_clear(BpFlow *flow)
{
    g_clear_pointer(&flow->seen, g_ptr_array_unref);
    g_clear_pointer(&flow->entries, g_ptr_array_unref);
    g_clear_pointer(&flow->addressee, g_free);
    g_clear_pointer(&flow->verb, g_free);
}

static BpFlowEntry *add_entry(BpFlow *flow, const BpPiece *piece, const BpRule *rule)
{
    BpFlowEntry *entry = g_new0(BpFlowEntry, 1);

    entry->text = g_string_new(piece->text);
    entry->number = bp_list_label_dup_number(piece->label);
    entry->blocks = g_ptr_array_new();
    entry->rule = rule;
    entry->labelled = *piece->label != '\0';
    g_ptr_array_add(entry->blocks, (gpointer)(guintptr)piece->block);
    g_ptr_array_add(flow->entries, entry);
    return entry;
}

static void append(BpFlow *flow, const BpPiece *piece)
{
    BpFlowEntry *entry = bp_flow_last_entry(flow);

    if (entry->text->len)
        g_string_append_c(entry->text, ' ');
    g_string_append(entry->text, piece->text);
    g_ptr_array_add(entry->blocks, (gpointer)(guintptr)piece->block);
}

/* The rule's role and, for a lead-in, who is asked and what of them. */
static const char *find_role(BpFlow *flow, const BpPiece *piece, BpSubject *subject, BpMatch *match)
{
    if (!bp_flow_match(flow, "recommendation", piece->text, piece->block, subject, match))
        return "";
    const char *role = bp_rule_get_set(match->rule, "role");
    return role ? role : "";
}

static void take_lead(BpFlow *flow, const BpSubject *subject, const BpMatch *match)
{
    g_autofree char *addressee = bp_match_dup(match, subject, "addressee");
    g_autofree char *asked = bp_match_dup(match, subject, "text");
    BpSubject verb_subject;
    BpMatch verb_match;

    if (addressee) {
        g_free(flow->addressee);
        flow->addressee = g_steal_pointer(&addressee);
    }
    g_clear_pointer(&flow->verb, g_free);
    verb_subject = (BpSubject){.text = asked, .len = asked ? strlen(asked) : 0};
    if (asked && bp_matcher_match(flow->split->matcher, "verb", BP_RECOMMENDATIONS, &verb_subject,
                                  &verb_match))
        flow->verb = g_strdup(bp_rule_get_set(verb_match.rule, "value"));
    flow->lead = true;
    flow->first = flow->nested = (BpListLabel){0};
}

/* A lead-in and its parts within one text; false when it is not so. */
static bool add_inline(BpFlow *flow, const BpFlowEntry *entry)
{
    g_auto(GStrv) parts = bp_list_split_inline(entry->text->str);
    BpSubject subject;
    BpMatch match;
    const BpBlock *block = entry->blocks->pdata[0];

    if (!parts)
        return false;
    BpPiece lead = {parts[0], "", block};
    if (*parts[0] && strcmp(find_role(flow, &lead, &subject, &match), "lead") != 0)
        return false;
    if (*parts[0])
        take_lead(flow, &subject, &match);
    for (guint i = 1; parts[i] && parts[i + 1]; i += 2) {
        g_autofree char *number = bp_list_label_dup_number(parts[i]);
        BpRecommendation what = {.text = parts[i + 1],
                                 .number = number,
                                 .addressee = flow->addressee,
                                 .verb = flow->verb,
                                 .blocks = entry->blocks,
                                 .rule = entry->rule};
        bp_flow_add(flow, &what);
    }
    return true;
}

void bp_flow_close(BpFlow *flow)
{
    for (guint i = 0; i < flow->entries->len; i++) {
        const BpFlowEntry *entry = flow->entries->pdata[i];
        BpRecommendation what = {.text = entry->text->str,
                                 .number = entry->number,
                                 .addressee = flow->addressee,
                                 .verb = flow->verb,
                                 .blocks = entry->blocks,
                                 .rule = entry->rule,
                                 .made_by = "recommendation.section"};
        if (!add_inline(flow, entry))
            bp_flow_add(flow, &what);
    }
    g_ptr_array_set_size(flow->entries, 0);
    g_clear_pointer(&flow->addressee, g_free);
    g_clear_pointer(&flow->verb, g_free);
    flow->open = flow->run_in = flow->lead = false;
    flow->n_waited = 0;
    flow->first = flow->nested = flow->outer = flow->heading_label = (BpListLabel){0};
}

static void open_section(BpFlow *flow, const BpPiece *piece, bool run_in)
{
    bp_flow_close(flow);
    flow->open = true;
    flow->run_in = run_in;
    flow->heading = piece->block;
    flow->heading_label = bp_list_label_read(piece->label);
}

/* A part with a label: a new entry, or one nested in the last. */
static void take_labelled(BpFlow *flow, const BpPiece *piece, const BpListLabel *label,
                          const BpRule *rule)
{
    BpFlowEntry *last = bp_flow_last_entry(flow);
    bool outside = bp_flow_goes_on_outside(flow, label);
    bool nested = last && !flow->lead && !outside && label->kind != flow->first.kind;

    flow->lead = false;
    if (nested && label->kind == BP_LABEL_BULLET) {
        append(flow, piece);
        flow->nested = *label;
        return;
    }
    if (nested && bp_flow_last_char(last) == ':') {
        append(flow, piece);
        g_free(last->number);
        last->number = bp_list_label_dup_number(piece->label);
        flow->nested = *label;
        return;
    }
    if (!nested)
        flow->first = *label;
    add_entry(flow, piece, rule);
}

/* A paragraph without a label: taken when it asks for something, or when nothing else can be
 * meant. */
static void take_plain(BpFlow *flow, const BpPiece *piece, const char *role, const BpRule *rule)
{
    const BpFlowEntry *last = bp_flow_last_entry(flow);
    BpSubject subject;
    BpMatch match;
    bool asks = !strcmp(role, "text") ||
                bp_flow_match(flow, "verb", piece->text, piece->block, &subject, &match);

    bool above =
        piece->block->page == flow->heading->page && piece->block->box.y1 < flow->heading->box.y0;

    /* of another column, which has nothing to do with the heading */
    if (!last && above && !asks)
        return;
    if (!last && (asks || flow->run_in || flow->lead)) {
        add_entry(flow, piece, rule);
        flow->lead = false;
    } else if (last && !last->labelled && asks) {
        add_entry(flow, piece, rule);
    } else if (last || ++flow->n_waited > MAX_WAIT) {
        bp_flow_close(flow);
    }
}

static void take(BpFlow *flow, const BpPiece *piece)
{
    BpListLabel label = bp_list_label_read(piece->label);
    BpSubject subject;
    BpMatch match = {0};

    if (bp_flow_continues(flow, piece)) {
        append(flow, piece);
        return;
    }
    if (bp_flow_ends(flow, piece, &label)) {
        bp_flow_close(flow);
        return;
    }
    const char *role = find_role(flow, piece, &subject, &match);
    const BpRule *rule = match.rule;
    if (!strcmp(role, "none"))
        return;
    bool nests = *piece->label && bp_flow_last_entry(flow) && !flow->lead;
    if (!strcmp(role, "lead") && (!nests || bp_flow_goes_on_outside(flow, &label))) {
        take_lead(flow, &subject, &match);
        flow->outer = label;
        return;
    }
    if (label.kind != BP_LABEL_NONE)
        take_labelled(flow, piece, &label, rule);
    else
        take_plain(flow, piece, role, rule);
}

/* A run-in text may bring its own label: "Recommendation: 1. Approve". */
static void take_run_in(BpFlow *flow, const char *text, const BpBlock *block)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    g_autofree char *number = NULL, *rest = NULL;

    if (bp_matcher_match(flow->split->matcher, "label", NULL, &subject, &match)) {
        number = bp_match_dup(&match, &subject, "number");
        rest = bp_match_dup(&match, &subject, "rest");
    }
    BpPiece piece = {rest ? rest : text, rest && number ? number : "", block};
    take(flow, &piece);
}

/* "Recommendation 3: ..." is one by itself, with a heading or without. */
static void take_numbered(BpFlow *flow, const BpPiece *piece, const BpSubject *subject,
                          const BpMatch *match)
{
    g_autofree char *number = bp_match_dup(match, subject, "number");
    g_autofree char *text = bp_match_dup(match, subject, "text");
    BpPiece own = {text ? text : "", number ? number : "", piece->block};

    if (!flow->open || (flow->first.kind != BP_LABEL_NONE && flow->first.kind != BP_LABEL_WORD))
        open_section(flow, piece, false);
    flow->first = (BpListLabel){BP_LABEL_WORD, 0, false};
    add_entry(flow, &own, match->rule);
}

/* Whether the piece opens or ends a section by what it says. */
static bool take_section(BpFlow *flow, const BpPiece *piece, const BpSubject *subject,
                         const BpMatch *match)
{
    const char *section = bp_rule_get_set(match->rule, "section");

    if (!strcmp(section, "end")) {
        bp_flow_close(flow);
        return true;
    }
    if (!strcmp(section, "ask")) {
        if (flow->pass != BP_FLOW_ASKS || (flow->open && !bp_flow_last_entry(flow)))
            return false;
        open_section(flow, piece, true);
        take(flow, piece);
        return true;
    }
    g_autofree char *text = bp_match_dup(match, subject, "text");
    open_section(flow, piece, text != NULL || g_str_has_suffix(piece->text, ":"));
    if (text)
        take_run_in(flow, text, piece->block);
    return true;
}

void bp_flow_read(BpFlow *flow, const BpPiece *piece)
{
    BpSubject subject;
    BpMatch match;

    if (bp_text_is_blank(piece->text) && !*piece->label)
        return;
    if (bp_flow_match(flow, "section", piece->text, piece->block, &subject, &match) &&
        take_section(flow, piece, &subject, &match))
        return;
    if (!strcmp(find_role(flow, piece, &subject, &match), "numbered"))
        take_numbered(flow, piece, &subject, &match);
    else if (flow->open)
        take(flow, piece);
}

void bp_flow_read_block(BpFlow *flow, const BpBlock *block)
{
    g_autofree char *label = bp_block_dup_label(block);
    BpPiece piece = {bp_block_peek_body(block), label, block};

    bp_flow_read(flow, &piece);
}
