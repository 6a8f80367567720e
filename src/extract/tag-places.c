/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where the text of a tag stands on its page. poppler gives no places with it, and takes the bytes
 * of its UTF-8 for characters of another encoding, so texts are compared by their letters and
 * digits of ASCII. What is not found, or found more than once where once is wanted, is not used.
 */
#include <math.h>
#include <string.h>

#include "extract/tags.h"

/* Words of a cell are no further apart than this, in font sizes. */
#define NEXT_WORD 0.8

/* So many letters are enough where the words of the next cell stand as near as one's own. */
#define ENOUGH 10
/* Baselines within this share of the font size are one line. */
#define SAME_LINE 0.3

char *bp_tag_dup_folded(const char *text)
{
    GString *folded = g_string_new(NULL);
    for (const char *p = text ? text : ""; *p; p++)
        if (g_ascii_isalnum(*p))
            g_string_append_c(folded, *p);
    return g_string_free(folded, FALSE);
}

/* Letters and digits of a word with which the text at `text` goes on, -1 when it goes on otherwise.
 * The text may end inside the word. */
static gssize match_word(const BpPage *page, const BpWord *word, const char *text)
{
    gssize n = 0;
    for (guint32 i = word->start; i < word->end && text[n]; i++) {
        if (!g_ascii_isalnum(page->text[i]))
            continue;
        if (page->text[i] != text[n])
            return -1;
        n++;
    }
    return n;
}

static bool is_next_in_line(const BpWord *word, const BpWord *next)
{
    double gap = next->box.x0 - word->box.x1;
    return fabs(next->box.y1 - word->box.y1) <= SAME_LINE * word->size &&
           gap <= NEXT_WORD * word->size && gap >= -word->size;
}

/* As match_word, over the words that follow in the line of word `first`. */
static gssize match_line(const BpPage *page, guint first, const char *text, BpBox *out_box)
{
    const BpWord *word = bp_page_word(page, first);
    gssize n = match_word(page, word, text);
    *out_box = word->box;
    for (guint i = first + 1; n > 0 && text[n] && i < page->words->len; i++) {
        const BpWord *next = bp_page_word(page, i);
        if (!is_next_in_line(word, next))
            break;
        gssize more = match_word(page, next, text + n);
        if (more < 0)
            return n >= ENOUGH ? n : -1;
        n += more;
        *out_box = bp_box_union(*out_box, next->box);
        word = next;
    }
    return n;
}

GArray *bp_tag_find_beginnings(const BpPage *page, const char *text)
{
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(BpBox));
    gssize most = 1;
    for (guint i = 0; *text && i < page->words->len; i++) {
        BpBox box;
        gssize n = match_line(page, i, text, &box);
        if (n > most)
            g_array_set_size(boxes, 0);
        if (n >= most)
            g_array_append_val(boxes, box);
        most = MAX(most, n);
    }
    return boxes;
}

static gssize count_letters(const BpPage *page, const BpWord *word)
{
    gssize n = 0;
    for (guint32 i = word->start; i < word->end; i++)
        n += g_ascii_isalnum(page->text[i]) != 0;
    return n;
}

/* The word behind the last one of the text, when it begins with word `first` and ends with one; 0
 * otherwise. */
static guint end_of_whole(const BpPage *page, guint first, const char *text)
{
    for (guint i = first; i < page->words->len; i++) {
        const BpWord *word = bp_page_word(page, i);
        gssize n = match_word(page, word, text);
        if (n < 0 || (n == 0 && i == first))
            return 0;
        text += n;
        if (!*text)
            return n == count_letters(page, word) ? i + 1 : 0;
    }
    return 0;
}

bool bp_tag_find_whole(const BpPage *page, const char *text, guint *out_start, guint *out_end)
{
    guint n = 0;
    for (guint i = 0; *text && i < page->words->len; i++) {
        guint end = end_of_whole(page, i, text);
        if (end == 0)
            continue;
        n++;
        *out_start = i;
        *out_end = end;
    }
    return n == 1;
}
