/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What stands behind a name, sorted by the rules of the context `detail`: "(Works Ltd, Chair)",
 * "– Clerk to the Council (from item 3)", "(JF)". Initials need no rule: they are letters that fit
 * the name.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

/* Characters around a detail that say nothing: marks of votes, dashes, dots. */
#define MARKS " \t\n*^+~#,;:.-"

void bp_person_free(gpointer data)
{
    BpPerson *person = data;

    if (!person)
        return;
    g_free(person->name);
    g_free(person->role);
    g_free(person->organisation);
    g_free(person->initials);
    g_free(person->note);
    g_free(person);
}

void bp_person_add(char **field, const char *text, const char *gap)
{
    if (!text || !*text)
        return;
    char *joined = *field && **field ? g_strconcat(*field, gap, text, NULL) : g_strdup(text);
    g_free(*field);
    *field = joined;
}

bool bp_people_ask(BpMatcher *matcher, const char *context, const char *text, BpMatch *out_match,
                   BpSubject *out_subject)
{
    *out_subject = (BpSubject){.text = text, .len = strlen(text)};
    return bp_matcher_match(matcher, "attendance", context, out_subject, out_match);
}

/* The first letter of the last word, 0 when there is only one word. */
static gunichar last_letter(const char *name)
{
    const char *space = strrchr(name, ' ');

    return space ? g_unichar_toupper(g_utf8_get_char(space + 1)) : 0;
}

/* Letters such as DT, AHol, MER that go with a name: its first letter first, its last one later. */
static bool initials_fit(const char *text, const char *name)
{
    glong n = g_utf8_strlen(text, -1);
    gunichar first = g_utf8_get_char(text), last = name ? last_letter(name) : 0;

    if (n < 2 || n > 5 || !last || !g_unichar_isupper(first))
        return false;
    for (const char *p = text; *p; p += g_utf8_skip[(guchar)*p])
        if (!g_unichar_isalpha(g_utf8_get_char(p)))
            return false;
    const char *rest = text + g_utf8_skip[(guchar)*text];
    bool has_last = g_utf8_strchr(rest, -1, last) != NULL;
    for (const char *p = name; p; p = strchr(p, ' ')) { /* a title goes before the first name */
        p += *p == ' ' ? 1 : 0;
        if (g_utf8_get_char(p) == first)
            return has_last;
    }
    return false;
}

static void strip(char *text)
{
    static const char *const wide[] = {"–", "—", "†", "‡"};

    for (bool again = true; again;) {
        again = false;
        gsize lead = strspn(text, MARKS);
        memmove(text, text + lead, strlen(text + lead) + 1);
        for (gsize len = strlen(text); len > 0 && strchr(MARKS, text[len - 1]); len--)
            text[len - 1] = '\0';
        for (guint i = 0; i < G_N_ELEMENTS(wide); i++) {
            gsize len = strlen(text), n = strlen(wide[i]);
            if (g_str_has_prefix(text, wide[i])) {
                memmove(text, text + n, len - n + 1);
                again = true;
            } else if (g_str_has_suffix(text, wide[i])) {
                text[len - n] = '\0';
                again = true;
            }
        }
    }
}

static void take(char **field, const BpMatch *match, const BpSubject *subject, const char *name)
{
    g_autofree char *text = bp_match_dup(match, subject, name);

    if (text)
        strip(text);
    bp_person_add(field, text, ", ");
}

/* Words in small letters are no name of anything. */
static bool is_low(const char *text)
{
    for (const char *p = text; *p && *p != ' '; p += g_utf8_skip[(guchar)*p])
        if (g_unichar_isupper(g_utf8_get_char(p)))
            return false;
    return true;
}

static bool has_letters(const char *text)
{
    for (const char *p = text; *p; p += g_utf8_skip[(guchar)*p])
        if (g_unichar_isalpha(g_utf8_get_char(p)))
            return true;
    return false;
}

/* Initials before a blank that a dash follows, "JF – from item 3": taken off the text. */
static void take_initials(BpPerson *person, char *text)
{
    char *space = strchr(text, ' ');

    if (person->initials || !space || !strchr("-\xe2", space[1]))
        return;
    g_autofree char *letters = g_strndup(text, (gsize)(space - text));
    if (!initials_fit(letters, person->name))
        return;
    person->initials = g_steal_pointer(&letters);
    memmove(text, space, strlen(space) + 1);
    strip(text);
}

/* One piece without brackets around it; what no rule knows is put to `unknown`. */
static void add_piece(BpPerson *person, BpMatcher *matcher, char *text, char **unknown)
{
    BpMatch match;
    BpSubject subject;

    strip(text);
    take_initials(person, text);
    if (!has_letters(text)) /* a count of those present */
        return;
    if (!person->initials && initials_fit(text, person->name)) {
        person->initials = g_strdup(text);
        return;
    }
    if (!bp_people_ask(matcher, "detail", text, &match, &subject)) {
        bp_person_add(is_low(text) ? &person->note : unknown, text, ", ");
        return;
    }
    const char *other = bp_rule_get_set(match.rule, "other");
    if (other && !strcmp(other, "honour"))
        bp_person_add(&person->name, text, ", ");
    take(&person->role, &match, &subject, "role");
    g_autofree char *body = bp_match_dup(&match, &subject, "organisation");
    if (body && person->guessed && !person->role)
        person->role = g_steal_pointer(&person->organisation);
    take(&person->organisation, &match, &subject, "organisation");
    take(&person->note, &match, &subject, "note");
}

/* Position of the bracket that the one at the end of `text` closes, NULL when there is none. */
static char *opening(char *text)
{
    int depth = 0;

    for (char *p = text + strlen(text) - 1; p >= text; p--) {
        depth += *p == ')' || *p == ']' ? 1 : *p == '(' || *p == '[' ? -1 : 0;
        if (depth == 0)
            return *p == '(' || *p == '[' ? p : NULL;
    }
    return NULL;
}

/* Whether what stands in brackets at the end is a thing of its own and no part of the role. */
static bool stands_alone(const BpPerson *person, BpMatcher *matcher, const char *inner)
{
    BpMatch match;
    BpSubject subject;

    if (!person->initials && initials_fit(inner, person->name))
        return true;
    if (!bp_people_ask(matcher, "detail", inner, &match, &subject))
        return is_low(inner);
    g_autofree char *note = bp_match_dup(&match, &subject, "note");
    return note != NULL;
}

/* Pieces at commas outside brackets. */
static void add_pieces(BpPerson *person, BpMatcher *matcher, char *text, char **unknown)
{
    int depth = 0;
    char *start = text;

    for (char *p = text;; p++) {
        depth += *p == '(' ? 1 : *p == ')' ? -1 : 0;
        bool cut = *p == ';' || (*p == ',' && p[1] == ' ');
        if (*p && !(cut && depth <= 0))
            continue;
        bool end = !*p;
        *p = '\0';
        add_piece(person, matcher, start, unknown);
        if (end)
            return;
        start = p + 1;
    }
}

/* What no rule knows: the rest of a role, a role beside a body, or else a body. */
static void place_unknown(BpPerson *person, const char *text)
{
    bool rest = person->role && (strchr(text, '&') || strstr(text, " and "));
    bool role = rest || (!person->role && person->organisation && !person->guessed);

    person->guessed = !role && !person->organisation;
    bp_person_add(role ? &person->role : &person->organisation, text, ", ");
}

/* Brackets at the beginning with more behind them: "(Works) JF". */
static void take_leading(BpPerson *person, BpMatcher *matcher, char *text, char **unknown)
{
    char *close = *text == '(' && !strchr(text + 1, '(') ? strchr(text, ')') : NULL;

    if (!close || !close[1])
        return;
    g_autofree char *inner = g_strndup(text + 1, (gsize)(close - text - 1));
    memmove(text, close + 1, strlen(close + 1) + 1);
    strip(text);
    add_pieces(person, matcher, inner, unknown);
}

void bp_person_add_details(BpPerson *person, BpMatcher *matcher, const char *text)
{
    g_autofree char *copy = g_strdup(text), *unknown = NULL;

    /* Brackets at the end, one after the other: "Officer (CO) (minutes)". */
    for (guint n = 0; n < 4; n++) {
        strip(copy);
        take_leading(person, matcher, copy, &unknown);
        gsize len = strlen(copy);
        char *open =
            len > 1 && (copy[len - 1] == ')' || copy[len - 1] == ']') ? opening(copy) : NULL;
        if (!open)
            break;
        copy[len - 1] = '\0';
        if (open != copy && !stands_alone(person, matcher, open + 1) && !strchr("([", *copy)) {
            copy[len - 1] = ')';
            break;
        }
        g_autofree char *inner = g_strdup(open + 1);
        *open = '\0';
        g_autofree char *before = g_strdup(copy);
        strip(before);
        if (*before && *before != '(' && *before != '[') {
            add_pieces(person, matcher, before, &unknown);
            *copy = '\0';
        }
        add_pieces(person, matcher, inner, &unknown);
    }
    add_pieces(person, matcher, copy, &unknown);
    if (unknown)
        place_unknown(person, unknown);
}
