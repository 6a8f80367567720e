/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The marks that point to notes: raised figures, asterisks, daggers, small letters.
 *
 * Not every raised figure is one: units and powers keep theirs. What hangs on a longer word in
 * small letters, or on punctuation, is no formula either; of the others only those are marks whose
 * note was found. Letters behind figures ("13th") have no key and are never asked about.
 */
#include <string.h>

#include "layout/note-parts.h"

/* A mark touches what it hangs on, but for so many em. */
#define TOUCHES 0.15
/* Units of measure are shorter than this. */
#define SURE_LETTERS 3
/* More marks than any document has; each is compared with the others. */
#define MAX_MARKS 4000
/* Most figures of a mark. */
#define MAX_FIGURES 3

/* Shares of the size of the text behind a mark that begins its note. */
#define LEAD_SIZE 0.86
#define LEAD_RISE 0.2
#define LEAD_GAP  3.0

static const char *const signs[] = {"*", "\xe2\x80\xa0", "\xe2\x80\xa1", "\xc2\xa7", "\xc2\xb6"};

/* One sign, or the same one some times over: "**". */
static bool is_sign(const char *text)
{
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        gsize len = strlen(signs[i]), at = 0;
        while (strncmp(text + at, signs[i], len) == 0)
            at += len;
        if (at > 0)
            return text[at] == '\0';
    }
    return false;
}

static bool is_figure(const char *text)
{
    gsize n = strspn(text, "0123456789");
    return n > 0 && n <= MAX_FIGURES && text[n] == '\0' && text[0] != '0';
}

/* A figure that is raised by itself, as one on the line; 0 for other characters. */
static char plain_figure(gunichar c)
{
    if (c == 0xB9)
        return '1';
    if (c == 0xB2 || c == 0xB3)
        return (char)('0' + c - 0xB0);
    return c == 0x2070 || (c >= 0x2074 && c <= 0x2079) ? (char)('0' + c - 0x2070) : '\0';
}

/* Without brackets around it; of "1,2" the first. */
static void copy_key(const char *text, gsize len, char key[BP_NOTE_KEY])
{
    guint n = 0;

    for (const char *end = text + len; text < end && n + 4 < BP_NOTE_KEY;) {
        gunichar c = g_utf8_get_char(text);
        char figure = plain_figure(c);
        if (c == ',' || (n && c < 0x80 && strchr(")].", (int)c)))
            break;
        if (figure)
            key[n++] = figure;
        else if (n || (c != '(' && c != '['))
            n += (guint)g_unichar_to_utf8(c, key + n);
        text = g_utf8_next_char(text);
    }
    key[n] = '\0';
}

bool bp_note_key(const BpPage *page, const BpWord *word, char out_key[BP_NOTE_KEY])
{
    gsize len = word->end - word->start;

    if (len > BP_NOTE_KEY)
        return false;
    copy_key(page->text + word->start, len, out_key);
    bool letter = g_ascii_islower(out_key[0]) && out_key[1] == '\0';
    bool roman = *out_key && out_key[strspn(out_key, "ivx")] == '\0';
    return is_figure(out_key) || is_sign(out_key) || letter || roman;
}

bool bp_note_leads(const BpPage *page, const BpWord *mark, const BpWord *next)
{
    double size = next->size, gap = next->box.x0 - mark->box.x1;

    if (gap >= LEAD_GAP * size || gap <= -TOUCHES * size)
        return false;
    if (plain_figure(g_utf8_get_char(page->text + mark->start)))
        return true;
    return mark->size <= LEAD_SIZE * size && mark->box.y1 < next->box.y1 - LEAD_RISE * size &&
           mark->box.y1 > next->box.y0;
}

/* With so many letters a word ends. */
static guint last_letters(const BpPage *page, const BpWord *word)
{
    guint n = 0;

    for (guint end = word->end; end > word->start && g_ascii_isalpha(page->text[end - 1]); end--)
        n++;
    return n;
}

/* "km", "R" and "10" with a raised figure are units, formulas and powers. */
static bool is_power(const BpPage *page, const BpWord *base, const char *key)
{
    const char *text = page->text + base->start;
    guint len = base->end - base->start, letters = last_letters(page, base);

    if (len == 2 && strncmp(text, "10", 2) == 0)
        return true;
    bool unit = letters == 1 || (letters == 2 && g_ascii_islower(text[len - 1]));
    return unit && (g_str_equal(key, "2") || g_str_equal(key, "3"));
}

/* Whether what a figure hangs on can be no number and no formula. */
static bool is_sure_base(const BpPage *page, const BpWord *base)
{
    char last = page->text[base->end - 1];

    if (strchr(".,;:!?)]\"'%", last) || (guchar)last >= 0x80)
        return true;
    return last_letters(page, base) >= SURE_LETTERS && g_ascii_islower(last);
}

static bool touches(const BpWord *word, const BpWord *next, double em)
{
    return next->box.x0 - word->box.x1 < TOUCHES * em && next->box.x0 > word->box.x0 &&
           next->box.y0 < word->box.y1 && next->box.y1 > word->box.y0;
}

/* A fraction set as raised figure, stroke and figure, and the number of "1st", go on: no marks. */
static bool goes_on(const BpPage *page, guint i)
{
    if (i + 1 >= page->words->len)
        return false;
    const BpWord *word = bp_page_word(page, i), *next = word + 1;
    gunichar c = g_utf8_get_char(page->text + next->start);

    return touches(word, next, next->size) && (g_unichar_isalnum(c) || c == '/' || c == 0x2044);
}

void bp_note_marks_of_page(const BpPage *page, GArray *marks)
{
    guint base = 0;

    for (guint i = 0; i < page->words->len && marks->len < MAX_MARKS; i++) {
        const BpWord *word = bp_page_word(page, i);
        if (!(word->style & BP_STYLE_RAISED)) {
            base = i;
            continue;
        }
        const BpWord *hangs = bp_page_word(page, base);
        BpNoteMark mark = {page->number, i, base, hangs->size, "", false, false};
        if (i == base || !touches(bp_page_word(page, i - 1), word, hangs->size) ||
            !bp_note_key(page, word, mark.key) || is_power(page, hangs, mark.key) ||
            goes_on(page, i))
            continue;
        mark.sure = is_figure(mark.key) && is_sure_base(page, hangs);
        g_array_append_val(marks, mark);
    }
}
