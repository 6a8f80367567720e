/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether a text tells of the owners that a mark names: as printed there, by a name of which the
 * mark has the initials ("Jo Field" for "JF"), or by the surname of the one who is listed with them
 * ("Ms Field").
 */
#include "split/actions-owner.h"

#include <string.h>

#include "split/owners.h"

static bool is_word_part(const char *text, gsize len, gsize at)
{
    return at < len && (g_ascii_isalnum(text[at]) || (guchar)text[at] >= 0x80);
}

/* Capitals alone: initials. */
static bool are_initials(const char *name)
{
    gsize len = strlen(name);

    for (gsize i = 0; i < len; i++)
        if (!g_ascii_isupper(name[i]))
            return false;
    return len >= 2;
}

/* Whether words with these initials, one after the other, begin at `at`. */
static bool spells(const char *text, gsize len, gsize at, const char *initials)
{
    for (; *initials; initials++) {
        if (at + 1 >= len || text[at] != *initials || !is_word_part(text, len, at + 1))
            return false;
        while (is_word_part(text, len, at) || (at < len && strchr("'-", text[at])))
            at++;
        if (initials[1] && (at >= len || text[at] != ' '))
            return false;
        at++;
    }
    return true;
}

/*
 * Whether a name stands in a text. A plain word in capital and small letters ("All") does not
 * count where a sentence begins: there it may be any word.
 */
static bool has_name(const char *text, gsize len, const char *name, bool any_place)
{
    gsize n = strlen(name);
    bool initials = are_initials(name), plain = !initials && !strchr(name, ' ');

    for (gsize i = 0; i + n <= len; i++) {
        if (i > 0 && is_word_part(text, len, i - 1))
            continue;
        if (!(any_place ? g_ascii_strncasecmp : strncmp)(text + i, name, n) &&
            !is_word_part(text, len, i + n) && (any_place || i > 0 || !plain))
            return true;
        if (initials && spells(text, len, i, name))
            return true;
    }
    return false;
}

static bool has_owner(const char *text, gsize len, const BpOwners *owners, guint i, bool any_place)
{
    const char *surname = owners->surnames->pdata[i];

    return has_name(text, len, owners->names->pdata[i], any_place) ||
           (surname && has_name(text, len, surname, true));
}

void bp_owners_init(BpOwners *owners, BpSplit *split, const GPtrArray *names)
{
    owners->names = names;
    owners->n = names ? MIN(names->len, BP_MOST_OWNERS) : 0;
    owners->surnames = g_ptr_array_new();
    for (guint i = 0; i < owners->n; i++)
        g_ptr_array_add(owners->surnames,
                        (gpointer)(gsize)bp_split_surname(split, names->pdata[i]));
}

void bp_owners_clear(BpOwners *owners)
{
    g_clear_pointer(&owners->surnames, g_ptr_array_unref);
}

bool bp_owners_named(const BpOwners *owners, const BpSubject *subject)
{
    for (guint i = 0; i < owners->n; i++)
        if (has_owner(subject->text, subject->len, owners, i, false))
            return true;
    return false;
}

guint bp_owners_acting(const BpOwners *owners, BpMatcher *matcher, const BpSubject *subject)
{
    gsize offset = 0;
    guint acting = 0;
    BpMatch match;

    while (owners->n && offset < subject->len &&
           bp_matcher_search(matcher, "action", "actor", subject, offset, &match)) {
        g_autofree char *who = bp_match_dup(&match, subject, "owners");
        for (guint i = 0; who && i < owners->n; i++)
            if (has_owner(who, strlen(who), owners, i, true))
                acting |= 1u << i;
        offset = MAX(match.end, offset + 1);
    }
    return acting;
}
