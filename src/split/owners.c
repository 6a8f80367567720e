/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Owners as printed, one by one: rules of kind `owner`, context `split`, say where one ends.
 */
#include "split/owners.h"

#include <string.h>

#include "common/text.h"

#include "rules/normal.h"

void bp_split_add_owners(BpSplit *split, BpRecord *record, const char *text)
{
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;
    gsize offset = 0;

    while (offset < subject.len &&
           bp_matcher_search(split->matcher, "owner", "split", &subject, offset, &match)) {
        g_autofree char *name = bp_match_dup(&match, &subject, "name");
        g_autofree char *squeezed = bp_text_dup_squeezed(name ? name : "");
        if (*squeezed)
            bp_record_add(record, "owners", squeezed);
        offset = match.end > offset ? match.end : offset + 1;
    }
}

/* Whether letters are those that the words of a name begin with, perhaps without its title. */
static bool begin_words(const char *letters, const char *name)
{
    g_autoptr(GString) firsts = g_string_new(NULL);

    for (const char *p = name; *p; p = g_utf8_next_char(p))
        if (p == name || strchr(" -", p[-1]))
            g_string_append_unichar(firsts, g_utf8_get_char(p));
    return g_str_has_suffix(firsts->str, letters);
}

/* Whether a name has a word. */
static bool has_word(const char *name, const char *word)
{
    gsize len = strlen(word);

    for (const char *at = strstr(name, word); at; at = strstr(at + 1, word))
        if ((at == name || at[-1] == ' ') && (!at[len] || at[len] == ' '))
            return true;
    return false;
}

static bool is_of_meeting(const BpSplit *split, const GPtrArray *people, const char *letters)
{
    for (guint i = 0; i < people->len; i++) {
        const BpRecord *person = people->pdata[i];
        const char *own = bp_record_get(person, "initials");
        if (person->meeting_record == split->part->meeting &&
            ((*own ? !strcmp(own, letters) : begin_words(letters, bp_record_get(person, "name"))) ||
             has_word(bp_record_get(person, "name"), letters)))
            return true;
    }
    return false;
}

bool bp_split_are_listed(BpSplit *split, const char *text)
{
    g_autoptr(GPtrArray) people = bp_document_dup_records(split->document, "attendance");
    g_autoptr(BpRecord) owners = bp_record_new("action", 1);

    bp_split_add_owners(split, owners, text);
    const GPtrArray *names = bp_record_get_list(owners, "owners");
    for (guint i = 0; names && i < names->len; i++)
        if (g_ascii_strcasecmp(names->pdata[i], "all") != 0 &&
            !is_of_meeting(split, people, names->pdata[i]))
            return false;
    return names && names->len;
}

const char *bp_split_surname(BpSplit *split, const char *initials)
{
    g_autoptr(GPtrArray) people = bp_document_dup_records(split->document, "attendance");
    const char *found = NULL;

    for (guint i = 0; i < people->len; i++) {
        const BpRecord *person = people->pdata[i];
        const char *own = bp_record_get(person, "initials"), *name = bp_record_get(person, "name");
        if (person->meeting_record != split->part->meeting ||
            !(*own ? !strcmp(own, initials) : begin_words(initials, name)))
            continue;
        /* Two of them: neither is meant for certain. */
        if (found && strcmp(bp_record_get(person, "name"), found) != 0)
            return NULL;
        found = name;
    }
    const char *last = found ? strrchr(found, ' ') : NULL;
    return last ? last + 1 : NULL;
}

/* A task that says by when. */
static void take_due(BpSplit *split, BpRecord *record)
{
    const char *text = bp_record_get(record, "text");
    BpSubject subject = {.text = text, .len = strlen(text)};
    BpMatch match;

    if (*bp_record_get(record, "due") || !subject.len ||
        !bp_matcher_search(split->matcher, "action", "due", &subject, 0, &match))
        return;
    g_autofree char *due = bp_match_dup(&match, &subject, "due");
    if (due)
        bp_split_set(record, "due", due);
}

void bp_split_finish_action(BpSplit *split, BpRecord *record)
{
    if (strcmp(bp_record_get(record, "source"), "table"))
        take_due(split, record);
    g_autofree char *date = bp_normal_date(split->matcher, bp_record_get(record, "due"));
    const char *state =
        bp_normal_word(split->matcher, "state", NULL, bp_record_get(record, "status"));

    if (date)
        bp_record_set(record, "due_date", date);
    if (state)
        bp_record_set(record, "state", state);
}
