/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One walk over the characters of a page builds its clean text and its words side by side.
 *
 * A word ends at white space, and where the next character does not follow on the last one: it
 * stands on another baseline, far ahead, or behind. Text that runs down or up the page (a sideways
 * table heading) follows on in the other direction. A word looks like its middle character, because
 * brackets and quotes at the ends are often set in another font.
 */
#include "extract/words.h"

#include <math.h>

#include "common/limits.h"

#include "extract/glyphs.h"

/* Shares of the height of a character. */
#define SHIFT_BREAKS 0.25 /* of the baseline */
#define GAP_BREAKS   0.45
#define BACK_BREAKS  0.35

/* Type smaller by this share, its baseline off by this share of the larger size, is a word of its
 * own. Boxes end below the baseline by about DESCENT. */
#define SMALLER 0.1
#define SHIFT   0.12
#define DESCENT 0.22
/* White wide enough for a ruling, points. */
#define RULING_WIDTH 1.0

/* Characters of a word abut in what poppler hands out; where it left out a space, because the gap
 * is under 0.03 em, they do not. Shares of the size; so many characters before have to abut. */
#define LOST_FROM   0.004
#define LOST_TO     0.035
#define MUST_ABUT   3
#define ABUT_WITHIN 0.001

/* Nobody reads type of so few points. */
#define TINY 2.0

#define MAX_WORD_CHARS 512

typedef struct {
    const BpChars *chars;
    BpPage *page;
    BpWordCounts *counts;
    GString *text;
    guint max_words;
    /* the word that is being built; no word when first == last */
    BpWord word;
    bool open, spaced;
    bool raised;                       /* it is of raised figures */
    guint8 turn;                       /* a style, of text that runs up or down the page */
    guint n;                           /* characters in it */
    guint abut;                        /* characters in a row that abut the one before */
    const BpRun *runs[MAX_WORD_CHARS]; /* of its characters */
    BpBox last;                        /* box of its last character */
} Builder;

static BpBox box_of(const PopplerRectangle *r)
{
    return (BpBox){MIN(r->x1, r->x2), MIN(r->y1, r->y2), MAX(r->x1, r->x2), MAX(r->y1, r->y2)};
}

static bool is_between(double value, double low, double high)
{
    return value >= low && value <= high;
}

/* Whether small type begins or ends there, above or below the line: a note mark, the 2 of CO2.
 * Small type on the line, as in small capitals, stands higher by a share of the difference only. */
static bool is_shifted(BpBox a, const BpRun *run, BpBox b, const BpRun *next)
{
    double large = MAX(run->size, next->size);
    if (fabs(run->size - next->size) < SMALLER * large)
        return false;
    return fabs(a.y1 - DESCENT * run->size - (b.y1 - DESCENT * next->size)) > SHIFT * large;
}

/* Whether a character in `b` goes on with the word whose last character is in `a`, and which way:
 * `out_turn` becomes a style when it is not along the line. */
static bool follows(BpBox a, BpBox b, guint8 *out_turn)
{
    double h = a.y1 - a.y0, w = a.x1 - a.x0;
    if (bp_box_is_empty(a) || bp_box_is_empty(b))
        return true;
    if (fabs(b.y1 - a.y1) <= SHIFT_BREAKS * h && fabs(b.y0 - a.y0) <= SHIFT_BREAKS * h) {
        bool onwards = b.x0 >= a.x0 - BACK_BREAKS * h && b.x0 - a.x1 <= GAP_BREAKS * h;
        bool right_to_left = fabs(a.x0 - b.x1) <= BACK_BREAKS * h;
        return onwards || right_to_left;
    }
    /* Down or up the page: what is height in the one direction is width in the other. */
    if (fabs(b.x1 - a.x1) > SHIFT_BREAKS * w || fabs(b.x0 - a.x0) > SHIFT_BREAKS * w)
        return false;
    bool down = is_between(b.y0 - a.y1, -BACK_BREAKS * w, BACK_BREAKS * w);
    bool up = is_between(a.y0 - b.y1, -BACK_BREAKS * w, BACK_BREAKS * w);
    *out_turn |= down ? BP_STYLE_DOWN : up ? BP_STYLE_UP : 0;
    return down || up;
}

static bool is_off_page(const BpPage *page, BpBox box)
{
    return !(box.x1 > 0 && box.y1 > 0 && box.x0 < page->width && box.y0 < page->height);
}

static void end_word(Builder *b)
{
    if (!b->open)
        return;
    b->open = false;
    b->word.end = (guint32)b->text->len;
    if (b->word.end == b->word.start)
        return;
    if (is_off_page(b->page, b->word.box)) {
        b->counts->n_off_page++;
        return;
    }
    if (b->runs[b->n / 2]->size < TINY && b->word.box.y1 - b->word.box.y0 < TINY) {
        b->counts->n_tiny++;
        return;
    }
    if (b->page->words->len >= b->max_words) {
        b->counts->truncated = true;
        return;
    }
    const BpRun *run = b->runs[b->n / 2];
    b->word.size = run->size;
    b->word.font = run->font;
    b->word.style = run->style | b->turn;
    b->word.rgb = run->rgb;
    g_array_append_val(b->page->words, b->word);
}

static bool goes_on(const Builder *b, BpBox box, const BpRun *run, bool raised, guint8 *out_turn)
{
    const BpRun *last = b->runs[b->n - 1];
    return b->n < MAX_WORD_CHARS && b->raised == raised && follows(b->last, box, out_turn) &&
           (last == run || !is_shifted(b->last, last, box, run));
}

/* Poppler runs letters together that stand as far apart as those of a line with wide spacing. */
static void note_gap(Builder *b, BpBox box)
{
    BpGap gap = {(guint32)b->text->len, (float)b->last.x1, (float)box.x0};
    if (box.x0 - b->last.x1 >= RULING_WIDTH && box.y0 < b->last.y1 && b->last.y0 < box.y1)
        g_array_append_val(b->page->gaps, gap);
}

static void add_white(Builder *b, char c)
{
    end_word(b);
    b->spaced = c == ' ';
    g_string_append_c(b->text, c);
}

/* Whether poppler left out a space before a character of the same type; counts those that abut. */
static bool lost_space(Builder *b, BpBox box, const BpRun *run)
{
    double gap = box.x0 - b->last.x1;
    if (fabs(gap) <= ABUT_WITHIN * run->size) {
        b->abut++;
        return false;
    }
    if (box.x1 <= b->last.x0 + ABUT_WITHIN * run->size)
        b->counts->n_back += g_ascii_isalnum(b->text->str[b->text->len - 1]);
    bool lost = b->abut >= MUST_ABUT && gap > LOST_FROM * run->size && gap < LOST_TO * run->size &&
                b->runs[b->n - 1] == run && fabs(box.y1 - b->last.y1) < ABUT_WITHIN * run->size;
    b->abut = lost ? b->abut : 0;
    return lost;
}

/* Room in the word that is open, or in a new one, for a character with that box. */
static void place_char(Builder *b, BpBox box, const BpRun *run, bool raised)
{
    guint8 turn = 0;
    if (b->open && lost_space(b, box, run))
        add_white(b, ' ');
    else if (b->open && !goes_on(b, box, run, raised, &turn))
        end_word(b);
    b->raised = raised;
    if (!b->open) {
        b->word = (BpWord){.start = (guint32)b->text->len, .box = box, .spaced = b->spaced};
        b->open = true;
        b->n = 0;
        b->turn = 0;
        b->spaced = false;
    } else {
        note_gap(b, box);
        b->word.box = bp_box_union(b->word.box, box);
        b->turn |= turn;
    }
    if (!bp_box_is_empty(box) || b->n == 0)
        b->last = box;
    b->runs[b->n++] = run;
}

/* A soft hyphen counts only where a line ends behind it: there the word was broken. */
static bool stands_at_line_end(const char *next, const char *end)
{
    return next >= end || *next == '\n' || *next == '\r' ||
           (*next == ' ' && (next + 1 >= end || next[1] == '\n'));
}

/* Whether a character that may be a ligature stands in a word of small letters. Capitals of other
 * alphabets stand before them, but not behind. */
static bool is_in_word(const Builder *b, gunichar c, const char *next)
{
    const char *end = b->chars->text + b->chars->text_len;
    bool behind = b->open && b->text->len && g_ascii_islower(b->text->str[b->text->len - 1]);
    bool before = next < end && g_ascii_islower(*next);
    return behind || (before && bp_glyph_is_odd(c));
}

static void add_char(Builder *b, const char *from, const char *next, BpBox box, const BpRun *run)
{
    gunichar c = g_utf8_get_char(from);
    const char *other = NULL;
    BpGlyphKind kind = bp_glyph_classify(c, run->pictures, &other);
    if (kind == BP_GLYPH_HYPHEN)
        kind = stands_at_line_end(next, b->chars->text + b->chars->text_len) ? BP_GLYPH_KEEP
                                                                             : BP_GLYPH_DROP;
    if (kind == BP_GLYPH_SPACE || kind == BP_GLYPH_BREAK) {
        add_white(b, kind == BP_GLYPH_SPACE ? ' ' : '\n');
        return;
    }
    if (kind == BP_GLYPH_DROP)
        return;
    if (kind == BP_GLYPH_JOINED)
        kind = is_in_word(b, c, next) ? BP_GLYPH_TEXT : BP_GLYPH_KEEP;
    b->counts->n_visible++;
    place_char(b, box, run, c > 0x7F && bp_glyph_is_superscript(c));
    if (kind == BP_GLYPH_TEXT) {
        g_string_append(b->text, other);
    } else if (kind == BP_GLYPH_BAD) {
        b->page->replaced++;
        b->counts->n_unusable++;
        g_string_append(b->text, "\xef\xbf\xbd");
    } else {
        b->counts->n_unusable += bp_glyph_is_unusable(c);
        g_string_append_len(b->text, from, next - from);
    }
}

void bp_words_build(BpPage *page, const BpChars *chars, BpWordCounts *out_counts)
{
    Builder b = {.chars = chars,
                 .page = page,
                 .counts = out_counts,
                 .text = g_string_sized_new(chars->text_len + 1),
                 .max_words = (guint)bp_limit_value(BP_LIMIT_WORDS_PER_PAGE)};
    const BpRun *run = chars->runs, *last_run = chars->runs + chars->n_runs - 1;
    const char *end = chars->text + chars->text_len;
    guint i = 0;
    for (const char *at = chars->text, *next; at < end && !out_counts->truncated; at = next) {
        next = at + g_utf8_skip[(guchar)*at];
        if (!chars->marks_have_boxes && (guchar)*at == 0xE2 &&
            bp_glyph_is_direction_mark(g_utf8_get_char(at)))
            continue;
        while (run < last_run && i >= run->end)
            run++;
        add_char(&b, at, next, box_of(&chars->boxes[i++]), run);
    }
    end_word(&b);
    g_free(page->text);
    page->text = g_string_free(b.text, FALSE);
}
