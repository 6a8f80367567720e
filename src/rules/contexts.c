/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of contexts. A listed record type has no rows of its own: it is asked in every kind of
 * part and, with ".line" behind it, in its lines.
 */
#include "rules/contexts.h"

#include <string.h>

#include "model/part-kind.h"
#include "model/record.h"

static const BpContext contexts[] = {
    {"furniture", "header", "a line at the top of a page"},
    {"furniture", "footer", "a line at the bottom of a page"},
    {"furniture", "item", "the value of the front sheet's label for the agenda item"},
    {"furniture", "stamp",
     "a line at the top of a page, or a bookmark, that may name the agenda item"},
    {"page-kind", "top",
     "the first texts of a page; a table is told as \"table: actions\", a front sheet as \"front: "
     "4 labels\""},
    {"page-kind", "body", "all texts of a document that is one part, or of its first part"},
    {"page-kind", "list",
     "the same where no rule of those has told what it is; a list is told as \"list: items\" or "
     "\"list: times\""},
    {"meeting", "top", "the texts before the first item"},
    {"meeting", "open", "running text near the beginning"},
    {"meeting", "late", "text near the end of the minutes"},
    {"meeting", "tail", "text near the end of an agenda or of minutes"},
    {"meeting", "title", "a heading of the page that may name the body"},
    {"meeting", "venue-more", "the line below the venue"},
    {"meeting", "below-date", "the line below the date"},
    {"section", "actions", "a heading that may open a list of actions"},
    {"section", "agenda", "a heading between agenda items"},
    {"section", "agenda-break", "a line that ends an item of an agenda"},
    {"section", "agenda-contents", "a heading of what is no business of the agenda"},
    {"section", "agenda-end", "a line behind the last item of an agenda"},
    {"section", "agenda-run-in", "the words before an agenda that runs on in a paragraph"},
    {"section", "agenda-title", "the heading of an agenda that minutes print again"},
    {"section", "attendance", "a heading or lead over a list of people"},
    {"section", "attendance-inline", "the same within a paragraph"},
    {"section", "recommendations", "a heading or lead over recommendations"},
    {"agenda_item", "numbered", "the text after the number of an item"},
    {"agenda_item", "unnumbered", "a line of an agenda without numbers"},
    {"agenda_item", "timed", "a line that may begin with a time of day"},
    {"agenda_item", "heading", "a heading without a number that is business"},
    {"agenda_item", "below", "a line below an item"},
    {"agenda_item", "title", "a title that was found, for what does not belong to it"},
    {"agenda_item", "presenter", "a presenter that was found, for the same"},
    {"agenda_item", "aside", "a line whose end belongs to the title beside it"},
    {"agenda_item", "run-in", "an item of an agenda that runs on in a paragraph"},
    {"agenda_item", "run-in-label", "its number"},
    {"minute_item", "agenda-number", "what may be the number of the agenda item: (Item 3)"},
    {"minute_item", "unnumbered", "a heading without a number"},
    {"decision", "block", "the beginning of a paragraph"},
    {"decision", "sentence", "one sentence"},
    {"decision", "after", "the sentence after a decision, for mover and seconder"},
    {"decision", "part", "a point that is a decision of its own"},
    {"decision", "parts", "what stands before the first of several parts in one paragraph"},
    {"decision", "fragment", "a part that cannot be understood without its lead"},
    {"decision", "clause", "a part with a verb"},
    {"decision", "things", "a lead whose parts are things, not decisions"},
    {"decision", "closed", "a lead whose parts were not decided"},
    {"decision", "proposal", "a text that puts something forward"},
    {"decision", "pending", "a paragraph after which a resolution is only proposed"},
    {"decision", "vote", "a line between a motion and its outcome"},
    {"decision", "column", "a cell of a column of decisions"},
    {"decision", "proposer", "the text of a decision, for who moved it"},
    {"decision", "seconder", "the same for who seconded it"},
    {"decision", "votes", "the same for how the vote went"},
    {"outcome", "words", "a bare outcome, or the text of a decision whose rule gives none"},
    {"outcome", "done",
     "the text of a decision of which is said only that it was resolved or agreed"},
    {"action", "block", "a line or paragraph of its own"},
    {"action", "list", "a point below a heading such as Action items"},
    {"action", "inline", "somewhere inside a paragraph"},
    {"action", "margin", "a mark in the margin beside a paragraph"},
    {"action", "mark", "the words of a mark within a paragraph"},
    {"action", "heading", "a heading that is also an action"},
    {"action", "table-part", "the label of one of several tasks in a cell"},
    {"action", "task", "a sentence, to see whether it reads like a task"},
    {"action", "agreed", "a sentence, to see whether it settles something"},
    {"action", "actor", "a sentence, for who is to act"},
    {"action", "pronoun", "a sentence that needs the one before it"},
    {"action", "due", "a task, for the day by which"},
    {"owner", "margin", "the letters or words of a mark in the margin"},
    {"owner", "split", "a list of owners, where to part it"},
    {"recommendation", "recommendations", "a paragraph, point or cell that may ask for something"},
    {"verb", "recommendations", "a recommendation, for what it asks"},
    {"attendance", "segment", "a piece of a list of people"},
    {"attendance", "detail", "what stands behind a name or in brackets after it"},
    {"attendance", "cut", "a list of people, where to part it"},
    {"attendance", "cut-surname", "the same where names are surnames alone"},
    {"attendance", "cell", "a cell of a table of people"},
    {"attendance", "cell-reversed", "the same with the surname first"},
    {"attendance", "surname", "a cell of a column of surnames"},
    {"attendance", "sentence", "a sentence that says who was there"},
    {"attendance", "chair", "a sentence that names who was in the chair"},
    {"attendance", "prefix", "a word before names that counts for all of them"},
    {"attendance", "mark", "a mark in a grid of meetings or of people"},
    {"attendance", "legend", "the legend of such marks"},
    {"attendance", "head", "the heading of a grid of people"},
    {"abbreviation", "before-name", "words before a full stop and a capital letter"},
    {"abbreviation", "before-number", "words before a full stop and a number"},
    {"noise", "action-table", "a row of a table of actions that is none"},
    {"noise", "minute-item", "a heading of minutes that is no item"},
    {"sector", "text", "the text of one of the first three pages or the last"},
    {"sector", "title", "the title of the PDF"},
    {"sector", "producer", "the program that made the PDF"},
    {"sector", "link", "an address that the document links to"},
    {"publisher", "text", "the text of one of the first three pages or the last"},
    {"publisher", "title", "the title of the PDF"},
    {"publisher", "producer", "the program that made the PDF"},
    {"publisher", "link", "an address that the document links to"},
};

const BpContext *bp_contexts(guint *out_n)
{
    *out_n = G_N_ELEMENTS(contexts);
    return contexts;
}

/* "events", "events.line". */
static bool is_part_kind(const char *name)
{
    gsize n = strcspn(name, ".");
    if (name[n] && strcmp(name + n, ".line") != 0)
        return false;
    for (guint i = 0; bp_part_kind_names[i]; i++) {
        const char *kind = bp_part_kind_names[i];
        if (strlen(kind) == n && strncmp(kind, name, n) == 0)
            return true;
    }
    return false;
}

static bool is_known(const char *emit, const char *name)
{
    const BpRecordType *type = bp_record_type(emit);
    if (type && type->listed)
        return is_part_kind(name);
    for (guint i = 0; i < G_N_ELEMENTS(contexts); i++)
        if (strcmp(contexts[i].emit, emit) == 0 && strcmp(contexts[i].name, name) == 0)
            return true;
    return false;
}

char *bp_context_dup_names(const char *emit)
{
    const BpRecordType *type = bp_record_type(emit);
    if (type && type->listed) {
        g_autofree char *kinds = g_strjoinv(", ", (char **)(gsize)bp_part_kind_names);
        return g_strconcat(kinds, "; each also with .line", NULL);
    }
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(contexts); i++)
        if (strcmp(contexts[i].emit, emit) == 0)
            g_string_append_printf(out, "%s%s", out->len ? ", " : "", contexts[i].name);
    return g_string_free(out, FALSE);
}

char *bp_context_dup_complaint(const char *emit, const char *name)
{
    if (is_known(emit, name))
        return NULL;
    g_autofree char *names = bp_context_dup_names(emit);
    if (!*names)
        return g_strdup_printf("rules of kind '%s' are asked everywhere, not in '%s'", emit, name);
    return g_strdup_printf("rules of kind '%s' are not asked in '%s'; they are in %s", emit, name,
                           names);
}
