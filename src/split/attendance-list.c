/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of people, run in or one a line, cut into pieces and put together again as persons.
 *
 * A text is cut at the separators of the rules that stand outside brackets, at wide gaps and at
 * line ends. Each piece is a name (a new person) or says something of the person before it. What
 * stands in a column behind a name may look like a name and be none ("Red Hat"): the other lines
 * of the list tell.
 */
#include <string.h>

#include "common/text.h"

#include "split/attendance.h"

/* An entry is what stands between semicolons. */
typedef enum { CUT_START, CUT_LINE, CUT_COLUMN, CUT_MARK, CUT_ENTRY } Cut;

typedef struct {
    char *text;
    Cut before;
} Piece;

typedef struct {
    BpMatcher *matcher;
    BpListKind kind;
    BpPeople *out;
    BpPerson *person;    /* the last one */
    guint group_from;    /* people from here on belong to the role that may follow the group */
    char *office;        /* of the next person: stood before the name */
    char *group;         /* role of the people that follow */
    bool surnames;       /* single words are names */
    bool columns_tell;   /* what stands in a column behind a name is no name */
    bool letters_tell;   /* nor what stands behind initials */
    bool behind_letters; /* the last piece was initials in a column */
    bool lines_tell;     /* the same of what stands behind a comma */
    bool entries_tell;   /* the same where semicolons part the people */
} Reader;

static void piece_clear(gpointer data)
{
    g_free(((Piece *)data)->text);
}

void bp_people_free(BpPeople *people)
{
    if (!people)
        return;
    g_ptr_array_unref(people->people);
    g_free(people);
}

/* Brackets open at `to`; a bracket that is never closed does not count. */
static bool in_brackets(const char *text, gsize from, gsize to)
{
    int depth = 0;

    for (gsize i = from; i < to; i++)
        depth += strchr("([", text[i]) ? 1 : strchr(")]", text[i]) ? -1 : 0;
    return depth > 0 && (!text[to] || strpbrk(text + to, ")]") != NULL);
}

static void add_piece(GArray *pieces, const char *text, gsize len, Cut before)
{
    Piece piece = {g_strndup(text, len), before};

    g_strstrip(piece.text);
    if (*piece.text)
        g_array_append_val(pieces, piece);
    else
        g_free(piece.text);
}

/* The pieces of one line. */
static void cut_line(Reader *reader, const char *line, Cut first, GArray *pieces)
{
    const char *context = reader->surnames ? "cut-surname" : "cut";
    BpSubject subject = {.text = line, .len = strlen(line)};
    gsize start = 0, at = 0;
    Cut before = first;
    BpMatch match;

    while (at < subject.len &&
           (bp_matcher_search(reader->matcher, "attendance", context, &subject, at, &match))) {
        at = MAX(match.end, match.start + 1);
        if (in_brackets(line, start, match.start))
            continue;
        add_piece(pieces, line + start, match.start - start, before);
        start = match.end;
        g_autofree char *mark = g_strndup(line + match.start, match.end - match.start);
        bool gap = strlen(mark) >= 2 && strspn(mark, " ") == strlen(mark);
        before = gap ? CUT_COLUMN : *mark == ';' ? CUT_ENTRY : CUT_MARK;
    }
    add_piece(pieces, line + start, subject.len - start, before);
}

static char *dup_capture(const BpMatch *match, const BpSubject *subject, const char *field)
{
    g_autofree char *text = bp_match_dup(match, subject, field);
    char *squeezed = text ? bp_text_dup_squeezed(text) : NULL;

    for (gsize n = squeezed ? strlen(squeezed) : 0; n > 0 && strchr(" ,;:*-", squeezed[n - 1]); n--)
        squeezed[n - 1] = '\0';
    return squeezed;
}

/* A match with a name makes a person. */
static bool make_person(Reader *reader, const BpMatch *match, const BpSubject *subject)
{
    g_autofree char *name = dup_capture(match, subject, "name");

    if (!name || !*name)
        return false;
    BpPerson *person = g_new0(BpPerson, 1);
    person->name = g_steal_pointer(&name);
    person->role = dup_capture(match, subject, "role");
    person->note = dup_capture(match, subject, "note");
    if (!person->role)
        person->role = reader->office ? g_steal_pointer(&reader->office) : g_strdup(reader->group);
    g_autofree char *letters = dup_capture(match, subject, "organisation");
    if (letters)
        bp_person_add_details(person, reader->matcher, letters);
    g_autofree char *other = bp_match_dup(match, subject, "other");
    if (other) {
        g_autofree char *group = g_steal_pointer(&person->role);
        bp_person_add_details(person, reader->matcher, other);
        if (!person->role)
            person->role = g_steal_pointer(&group);
    }
    g_ptr_array_add(reader->out->people, person);
    reader->person = person;
    return true;
}

/* Words for what a group of people is: before the list, or behind it. */
static bool read_group(Reader *reader, char *text)
{
    BpMatch match;
    BpSubject subject;

    if (!bp_people_ask(reader->matcher, "prefix", text, &match, &subject))
        return false;
    g_autofree char *role = dup_capture(&match, &subject, "role");
    if (match.end < subject.len || !reader->person) {
        g_free(reader->group);
        reader->group = g_steal_pointer(&role);
        reader->surnames = true;
        memmove(text, text + match.end, subject.len - match.end + 1);
        return match.end == subject.len;
    }
    for (guint i = reader->group_from; i < reader->out->people->len; i++) {
        BpPerson *person = reader->out->people->pdata[i];
        if (!person->role)
            person->role = g_strdup(role);
    }
    reader->group_from = reader->out->people->len;
    return true;
}

static bool is_name(Reader *reader, const char *text)
{
    BpMatch match;
    BpSubject subject;

    if (!bp_people_ask(reader->matcher, "segment", text, &match, &subject))
        return false;
    g_autofree char *name = bp_match_dup(&match, &subject, "name");
    return name != NULL;
}

/* Letters alone are initials of the person before, or a body; a short word for an office is not. */
static bool is_letters(const Reader *reader, const char *text)
{
    BpMatch match;
    BpSubject subject;

    if (strlen(text) > 5 || !g_ascii_isupper(*text) ||
        strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                     "abcdefghijklmnopqrstuvwxyz") != strlen(text))
        return false;
    if (!bp_people_ask(reader->matcher, "detail", text, &match, &subject))
        return true;
    g_autofree char *role = bp_match_dup(&match, &subject, "role");
    return role == NULL;
}

/* What a piece that is no name says of the person before it. */
static bool read_detail(Reader *reader, const Piece *piece, bool known)
{
    bool alone = piece->before == CUT_COLUMN || reader->lines_tell;

    if (!reader->person || piece->before == CUT_LINE || piece->before == CUT_START)
        return false;
    if (!known && !alone && !is_letters(reader, piece->text) && *piece->text != '(')
        return false;
    if (!known && strlen(piece->text) > 120)
        return false;
    if (piece->before == CUT_COLUMN && !reader->person->initials &&
        is_letters(reader, piece->text) && strlen(piece->text) > 1)
        reader->person->initials = g_strdup(piece->text);
    else
        bp_person_add_details(reader->person, reader->matcher, piece->text);
    return true;
}

/* Whether a name-like piece says something of the person before it after all. */
static bool belongs_to_person(const Reader *reader, const Piece *piece)
{
    if (!reader->person)
        return false;
    if (piece->before == CUT_COLUMN && reader->behind_letters)
        return reader->letters_tell;
    return piece->before == CUT_COLUMN
               ? reader->columns_tell
               : (piece->before == CUT_MARK && (reader->lines_tell || reader->entries_tell)) ||
                     (piece->before == CUT_ENTRY && reader->lines_tell);
}

/* False when the piece is unlike anything in a list. */
static bool read_piece(Reader *reader, Piece *piece)
{
    BpMatch match;
    BpSubject subject;
    bool starts = piece->before == CUT_LINE || piece->before == CUT_START;

    if (read_group(reader, piece->text))
        return true;
    while (*piece->text == '(' && starts && strchr(piece->text, ')')) {
        char *close = strchr(piece->text, ')');
        memmove(piece->text, close + 1, strlen(close + 1) + 1);
        g_strstrip(piece->text);
    }
    if (!*piece->text)
        return true;
    bool found = bp_people_ask(reader->matcher, "segment", piece->text, &match, &subject);
    const char *other = found ? bp_rule_get_set(match.rule, "other") : NULL;
    if (other && !strcmp(other, "none"))
        reader->out->none = true;
    if (other && strcmp(other, "honour") != 0) {
        reader->out->skipped = true;
        return true;
    }
    g_autofree char *name = found ? bp_match_dup(&match, &subject, "name") : NULL;
    if (name && belongs_to_person(reader, piece))
        return read_detail(reader, piece, true);
    if (name)
        return make_person(reader, &match, &subject);
    bool single = reader->surnames || reader->kind == BP_LIST_IN_TABLE;
    bool bracket = starts && strchr(piece->text, '(') && reader->kind != BP_LIST_IN_SENTENCE;
    if (!found && (single || bracket) &&
        bp_people_ask(reader->matcher, "surname", piece->text, &match, &subject))
        return make_person(reader, &match, &subject);
    if (found && !reader->person && !reader->office) {
        reader->office = dup_capture(&match, &subject, "role");
        return reader->office != NULL;
    }
    return read_detail(reader, piece, found);
}

/* Whether columns and commas part a name from what is said of it: most lines show it. */
static void look_at_lines(Reader *reader, const GArray *pieces)
{
    guint behind[2] = {0, 0}, unlike[2] = {0, 0}, lines = 0, pairs = 0, others = 0, in_line = 0;
    bool long_lines = false, counts = false;

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        const Piece *last = i > 0 ? &g_array_index(pieces, Piece, i - 1) : NULL;
        bool starts = piece->before == CUT_START || piece->before == CUT_LINE;
        in_line = starts ? 1 : in_line + 1;
        counts = starts ? is_name(reader, piece->text) : counts;
        lines += starts && counts;
        pairs += in_line == 2 && counts;
        others += in_line == 2 && counts && !is_name(reader, piece->text);
        long_lines = long_lines || (in_line > 4 && counts);
        if (piece->before != CUT_COLUMN || is_letters(reader, piece->text))
            continue;
        bool letters = is_letters(reader, last->text);
        if (!letters && !is_name(reader, last->text))
            continue;
        behind[letters]++;
        unlike[letters] += !is_name(reader, piece->text);
    }
    reader->columns_tell = behind[0] > 0 && 3 * unlike[0] >= behind[0];
    reader->letters_tell = behind[1] > 0 && 3 * unlike[1] >= behind[1];
    reader->lines_tell = !long_lines && lines >= 3 && 2 * pairs >= lines && 3 * others >= pairs;
}

/* The same of commas between semicolons: never a name behind the first of them. */
static void look_at_entries(Reader *reader, const GArray *pieces)
{
    guint entries = 0, others = 0, names = 0;

    for (guint i = 0; i + 1 < pieces->len; i++) {
        const Piece *first = &g_array_index(pieces, Piece, i);
        const Piece *second = first + 1;
        entries += first->before == CUT_ENTRY;
        if (first->before == CUT_MARK || first->before == CUT_COLUMN ||
            second->before != CUT_MARK || !is_name(reader, first->text))
            continue;
        bool name = is_name(reader, second->text);
        names += name;
        others += !name;
    }
    reader->entries_tell = entries > 0 && others >= 2 && names == 0;
}

/* The pieces of a text. */
static GArray *cut_text(Reader *reader, const char *text)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    BpMatch match;
    BpSubject subject;

    g_array_set_clear_func(pieces, piece_clear);
    for (guint i = 0; lines[i]; i++) {
        g_strstrip(lines[i]);
        reader->surnames = bp_people_ask(reader->matcher, "prefix", lines[i], &match, &subject);
        cut_line(reader, lines[i], i ? CUT_LINE : CUT_START, pieces);
    }
    reader->surnames = false;
    return pieces;
}

bool bp_people_is_name(BpMatcher *matcher, const char *text)
{
    Reader reader = {.matcher = matcher};

    return is_name(&reader, text);
}

bool bp_people_are_apart(BpMatcher *matcher, const char *before, const char *line)
{
    Reader reader = {.matcher = matcher};
    g_autoptr(GArray) first = cut_text(&reader, line);
    g_autoptr(GArray) last = cut_text(&reader, before);
    BpMatch match;
    BpSubject subject;
    gsize len = strlen(before);

    if (!first->len || !last->len || strchr(",;&(-", before[len - 1]) ||
        in_brackets(before, 0, len))
        return false;
    const Piece *end = &g_array_index(last, Piece, last->len - 1);
    if (!is_name(&reader, g_array_index(first, Piece, 0).text))
        return false;
    /* An office that is an entry of its own waits for its holder: "; Clerk" / "Jo Field;" */
    bool waits = end->before == CUT_ENTRY && !is_name(&reader, end->text);
    return before[len - 1] == ')' ||
           (!waits && bp_people_ask(matcher, "segment", end->text, &match, &subject));
}

BpPeople *bp_people_read(BpMatcher *matcher, const char *text, const char *more, BpListKind kind)
{
    BpPeople *out = g_new0(BpPeople, 1);
    out->people = g_ptr_array_new_with_free_func(bp_person_free);
    out->clean = true;
    Reader reader = {.matcher = matcher, .kind = kind, .out = out};
    g_autoptr(GArray) pieces = cut_text(&reader, text);
    g_autofree char *all = more && *more ? g_strconcat(text, "\n", more, NULL) : NULL;
    g_autoptr(GArray) form = all ? cut_text(&reader, all) : g_array_ref(pieces);

    look_at_lines(&reader, form);
    look_at_entries(&reader, pieces);
    for (guint i = 0; i < pieces->len && out->clean; i++) {
        Piece *piece = &g_array_index(pieces, Piece, i);
        bool letters = piece->before == CUT_COLUMN && is_letters(&reader, piece->text);
        out->clean = read_piece(&reader, piece);
        reader.behind_letters = letters;
    }
    g_free(reader.group);
    g_free(reader.office);
    return out;
}
