/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Notes: lines that begin with a mark and explain what bears the same mark above.
 *
 * Columns are not known yet, so rows are cut at wide gaps into pieces, and a note is a piece with
 * those below it. It begins with a mark that is raised, or with one on the line in type smaller
 * than what bears the mark; it ends at white space, at other type, or where the next one begins.
 * At the foot of the next page it goes on when it was not at its end. End notes are the same, with
 * their marks on earlier pages.
 */
#include "layout/notes.h"

#include <string.h>

#include "layout/note-parts.h"
#include "layout/paragraphs.h"

/* Type of a note over that of the text that bears the mark, when the mark is not raised. */
#define SMALL 0.94
/* Notes with a raised mark may be as large as the text, but for rounding. */
#define AS_LARGE 1.05
/* Notes that nothing points to stand in this share of the page and below. */
#define FOOT 0.6

typedef struct {
    BpLayout *layout;
    GArray *marks;      /* BpNoteMark, of all pages */
    guint first, end;   /* those of the page */
    bool in_list;       /* the notes are at the end, and that is reached */
    const BpLine *open; /* the last line of the page before, when it is a note's; or NULL */
    BpPage *page;       /* the one looked at */
    GArray *pieces;     /* BpNotePiece, of that page */
    guint8 *gone;       /* a word of it: is part of a note */
} Search;

static BpNotePiece *piece_at(const Search *search, guint i)
{
    return &g_array_index(search->pieces, BpNotePiece, i);
}

static const BpWord *word_of(const Search *search, const BpNotePiece *piece, guint i)
{
    return bp_note_word(search->page, piece, i);
}

static BpNoteMark *mark_at(const Search *search, guint i)
{
    return &g_array_index(search->marks, BpNoteMark, i);
}

/* The mark of that key on this page, above the piece. */
static const BpNoteMark *find_mark(const Search *search, const char *key, const BpNotePiece *piece)
{
    for (guint i = search->first; i < search->end; i++) {
        const BpNoteMark *mark = mark_at(search, i);
        if (strcmp(mark->key, key) == 0 &&
            bp_page_word(search->page, mark->word)->box.y1 < piece->box.y0)
            return mark;
    }
    return NULL;
}

/* The mark of that key on an earlier page that waits for its note. */
static const BpNoteMark *find_awaited(const Search *search, const char *key)
{
    for (guint i = 0; i < search->first; i++) {
        const BpNoteMark *mark = mark_at(search, i);
        if (!mark->noted && strcmp(mark->key, key) == 0)
            return mark;
    }
    return NULL;
}

/* The marks of that key have their note: those of this page, or those of the pages before. */
static void answer_marks(Search *search, const char *key, bool on_page)
{
    for (guint i = on_page ? search->first : 0; i < (on_page ? search->end : search->first); i++) {
        BpNoteMark *mark = mark_at(search, i);
        mark->noted = mark->noted || strcmp(mark->key, key) == 0;
    }
}

static bool get_key(const Search *search, const BpNotePiece *piece, char key[BP_NOTE_KEY])
{
    return piece->to - piece->from > 1 && bp_note_key(search->page, word_of(search, piece, 0), key);
}

static bool is_raised(const Search *search, const BpNotePiece *piece)
{
    return bp_note_leads(search->page, word_of(search, piece, 0), word_of(search, piece, 1));
}

/* The next mark from `*at` on that waits for its note. */
static const BpNoteMark *next_awaited(const Search *search, guint *at)
{
    while (*at < search->first && mark_at(search, *at)->noted)
        (*at)++;
    return *at < search->first ? mark_at(search, (*at)++) : NULL;
}

/* Whether a list of notes whose marks are not raised goes on, or begins, with that key: it comes
 * behind all marks and has the notes in their order, at least two of them. */
static bool is_next_of_list(const Search *search, const char *key)
{
    char other[BP_NOTE_KEY];
    guint at = 0;
    const BpNoteMark *first = next_awaited(search, &at);

    if (!first || strcmp(first->key, key) != 0 || search->first < search->marks->len)
        return false;
    const BpNoteMark *second = next_awaited(search, &at);
    for (guint i = 0; second && !search->in_list && i < search->pieces->len; i++) {
        const BpNotePiece *piece = piece_at(search, i);
        if (get_key(search, piece, other) && strcmp(second->key, other) == 0 &&
            piece->size <= SMALL * second->size)
            return true;
    }
    return search->in_list;
}

/* Whether a piece begins with the mark `key` and is of type that its note could have. */
static bool could_start(const Search *search, const BpNotePiece *piece, const char *key)
{
    const BpNoteMark *mark = find_mark(search, key, piece);
    const BpNoteMark *awaited = mark ? NULL : find_awaited(search, key);

    if (is_raised(search, piece))
        return mark ? piece->size <= AS_LARGE * mark->size : awaited != NULL;
    mark = mark ? mark : awaited;
    return mark && piece->size <= SMALL * mark->size;
}

/* Whether a piece with a raised mark that nothing bears is a note all the same. */
static bool stands_alone_at_foot(const Search *search, const BpNotePiece *piece)
{
    return is_raised(search, piece) && piece->box.y0 > FOOT * search->page->height &&
           piece->size <= SMALL * search->layout->body_size &&
           piece->to - piece->from == piece->row->words->len;
}

static bool is_start(const Search *search, guint at, char key[BP_NOTE_KEY])
{
    const BpNotePiece *piece = piece_at(search, at);

    if (piece->taken || !get_key(search, piece, key))
        return false;
    if (!could_start(search, piece, key) && !stands_alone_at_foot(search, piece))
        return false;
    return is_raised(search, piece) ||
           (bp_note_is_fresh(search->pieces, at) &&
            (find_mark(search, key, piece) || is_next_of_list(search, key)));
}

/* Indices of the piece `at` and those below it that go on with it. */
static GArray *lines_of_note(const Search *search, guint at)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(guint));
    const BpNotePiece *first = piece_at(search, at), *last = first;
    char key[BP_NOTE_KEY];

    g_array_append_val(lines, at);
    for (guint i = at + 1; i < search->pieces->len; i++) {
        const BpNotePiece *piece = piece_at(search, i);
        if (bp_note_is_beyond(last, piece))
            break;
        bool in_column =
            piece->box.x0 >= first->box.x0 - first->size && piece->box.x0 < first->box.x1;
        if (piece->row == last->row || !in_column)
            continue;
        if (!bp_note_goes_on(first, last, piece) ||
            (get_key(search, piece, key) && could_start(search, piece, key)))
            break;
        g_array_append_val(lines, i);
        last = piece;
    }
    return lines;
}

/* Whether a piece is of the row and the size of another, and begins no note. */
static bool is_like(const Search *search, guint at, const BpNotePiece *line)
{
    const BpNotePiece *other = piece_at(search, at);
    char key[BP_NOTE_KEY];

    return other->row == line->row && !other->taken && bp_note_is_alike(other->size, line->size) &&
           !is_start(search, at, key);
}

/* Whether other type of its size stands beside a note whose mark is not raised: that is a table. */
static bool is_beside_its_like(const Search *search, const GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        guint at = g_array_index(lines, guint, i);
        const BpNotePiece *line = piece_at(search, at);
        for (guint k = at + 1; k < search->pieces->len && piece_at(search, k)->row == line->row;
             k++)
            if (is_like(search, k, line))
                return true;
        for (guint k = at; k > 0 && piece_at(search, k - 1)->row == line->row; k--)
            if (is_like(search, k - 1, line))
                return true;
    }
    return false;
}

static BpLine *set_aside(Search *search, const GArray *words, BpFurnitureKind kind)
{
    BpFurniture *furniture = g_new0(BpFurniture, 1);

    furniture->kind = kind;
    furniture->line = bp_line_of_words(search->layout, search->page, words, NULL);
    g_ptr_array_add(search->layout->furniture, furniture);
    return furniture->line;
}

static void take_lines(Search *search, const GArray *lines)
{
    for (guint i = 0; i < lines->len; i++) {
        BpNotePiece *piece = piece_at(search, g_array_index(lines, guint, i));
        g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_vals(words, &g_array_index(piece->row->words, guint, piece->from),
                            piece->to - piece->from);
        for (guint k = 0; k < words->len; k++)
            search->gone[g_array_index(words, guint, k)] = 1;
        piece->taken = true;
        BpLine *line = set_aside(search, words, BP_FURNITURE_NOTE);
        bool ends_page = g_array_index(lines, guint, i) + 1 == search->pieces->len;
        search->open = ends_page ? line : NULL;
    }
}

/* The note that the page before left unfinished goes on at the foot, above those of this page; in
 * a list at the end, at the top. */
static void take_rest(Search *search, const BpLine *open, guint end)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(guint));
    guint from = end;

    while (from > 0 && bp_note_is_alike(piece_at(search, from - 1)->size, open->size))
        from--;
    if (from == end || (from == 0 && !search->in_list) ||
        open->size > SMALL * search->layout->body_size || !bp_note_is_fresh(search->pieces, from))
        return;
    const BpWord *word = word_of(search, piece_at(search, from), 0);
    if (!bp_text_goes_on(open->text, search->page->text + word->start))
        return;
    for (; from < end; from++)
        g_array_append_val(lines, from);
    take_lines(search, lines);
}

static void take_notes(Search *search)
{
    const BpLine *open = search->open;
    guint first = search->pieces->len;
    char key[BP_NOTE_KEY];

    search->open = NULL;
    for (guint i = 0; i < search->pieces->len; i++) {
        const BpNotePiece *piece = piece_at(search, i);
        if (!is_start(search, i, key))
            continue;
        g_autoptr(GArray) lines = lines_of_note(search, i);
        if (!is_raised(search, piece) && is_beside_its_like(search, lines))
            continue;
        bool on_page = find_mark(search, key, piece) != NULL;
        search->in_list = search->in_list || (!on_page && find_awaited(search, key));
        take_lines(search, lines);
        answer_marks(search, key, on_page);
        first = MIN(first, i);
    }
    if (open)
        take_rest(search, open, first);
}

/* Whether there is anything on the page that could be the raised start of a note. */
static bool has_leads(const BpPage *page)
{
    char key[BP_NOTE_KEY];

    for (guint i = 0; i + 1 < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (word->end - word->start < BP_NOTE_KEY && bp_note_leads(page, word, word + 1) &&
            bp_note_key(page, word, key))
            return true;
    }
    return false;
}

static void drop(GArray *left, const guint8 *gone)
{
    guint kept = 0;

    for (guint i = 0; i < left->len; i++) {
        guint index = g_array_index(left, guint, i);
        if (!gone[index])
            g_array_index(left, guint, kept++) = index;
    }
    g_array_set_size(left, kept);
}

static void search_page(Search *search, BpPage *page, GArray *left)
{
    guint at = 0;

    search->page = page;
    search->first = search->end;
    while (search->end < search->marks->len && mark_at(search, search->end)->page == page->number)
        search->end++;
    bool awaits = search->first == search->marks->len && next_awaited(search, &at);
    if (search->end == search->first && !search->open && !awaits && !has_leads(page))
        return;
    g_autoptr(GPtrArray) rows = bp_rows_of_words(page, left);
    g_autofree guint8 *gone = g_new0(guint8, page->words->len + 1);
    search->gone = gone;
    g_array_set_size(search->pieces, 0);
    for (guint i = 0; i < rows->len; i++)
        bp_note_cut_row(page, rows->pdata[i], search->pieces);
    take_notes(search);
    drop(left, gone);
}

/* The word that the mark hung on takes its room. */
static void take_mark(Search *search, const BpNoteMark *mark, GArray *left)
{
    for (guint i = 0; i < left->len; i++) {
        if (g_array_index(left, guint, i) != mark->word)
            continue;
        g_autoptr(GArray) words = g_array_new(FALSE, FALSE, sizeof(guint));
        g_array_append_val(words, mark->word);
        BpWord *base = bp_page_word(search->page, mark->base);
        base->box.x1 = MAX(base->box.x1, bp_page_word(search->page, mark->word)->box.x1);
        set_aside(search, words, BP_FURNITURE_MARK);
        g_array_remove_index(left, i);
        return;
    }
}

void bp_notes_set_aside(BpDocument *document, BpLayout *layout, GPtrArray *left)
{
    g_autoptr(GArray) marks = g_array_new(FALSE, FALSE, sizeof(BpNoteMark));
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(BpNotePiece));
    Search search = {.layout = layout, .marks = marks, .pieces = pieces};

    for (guint i = 0; i < document->pages->len; i++)
        bp_note_marks_of_page(document->pages->pdata[i], marks);
    for (guint i = 0; i < document->pages->len; i++)
        search_page(&search, document->pages->pdata[i], left->pdata[i]);
    for (guint i = 0; i < marks->len; i++) {
        const BpNoteMark *mark = mark_at(&search, i);
        search.page = document->pages->pdata[mark->page - 1];
        if (mark->sure || mark->noted)
            take_mark(&search, mark, left->pdata[mark->page - 1]);
    }
}
