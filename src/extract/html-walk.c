/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The walk over the elements of a web page that sets its text.
 *
 * Each element that is entered gets a frame that says what to put back when it is left; the call
 * stack is not used. Where a page says what its content is (<main>), only that is set, and the
 * titles outside it.
 */
#include <string.h>

#include "common/limits.h"
#include "common/text.h"

#include "extract/glyphs.h"
#include "extract/html.h"

/* Right edge of the text: some 110 letters a line. */
#define RIGHT_EDGE 586.0

/* Text is not indented where that would leave less for a line. */
#define NARROWEST 100.0

/* White around a list in an item of another, points. */
#define NESTED_GAP 4.0

#define MOST_LETTERS   512
#define TAB_BLANKS     8
#define NO_BREAK_SPACE 0xA0

/* Where the values of a list of terms stand: by points, and by share of the text. */
#define VALUE_COLUMN 150.0
#define VALUE_SHARE  0.4

/* An element that was entered, and what was before. */
typedef struct {
    const xmlNode *node;
    const BpHtmlElement *element;
    BpType type;
    double left, right;
    bool exact, was_in_scope;
    bool is_set;  /* it was in scope itself */
    bool is_cell; /* of the table that is set */
    int count;    /* number of a list's last item */
} Frame;

typedef struct {
    const BpHtmlFacts *facts;
    bool all;
    BpPen pen;
    GArray *frames; /* Frame */
    BpType type;
    bool in_scope; /* what is met is set */
    BpHtmlTable *table;
    double value_left; /* of the value beside a term */
    GString *piece;    /* of a word */
    guint letters;     /* in it */
} Walk;

#define frame_at(walk, i) (&g_array_index((walk)->frames, Frame, (i)))

static void end_piece(Walk *walk)
{
    if (walk->piece->len > 0)
        bp_pen_put(&walk->pen, walk->piece->str, walk->piece->len, walk->letters, &walk->type);
    g_string_truncate(walk->piece, 0);
    walk->letters = 0;
}

/* White space is one blank, however much of it there is; only no-break spaces are as many as there
 * are, by which pages without tables part columns. */
static void add_white(Walk *walk, gunichar c, BpGlyphKind kind)
{
    BpPen *pen = &walk->pen;
    end_piece(walk);
    if (pen->exact && kind == BP_GLYPH_BREAK)
        bp_pen_break(pen, walk->type.size);
    else if (pen->exact || c == NO_BREAK_SPACE)
        pen->blanks += c == '\t' ? TAB_BLANKS : 1;
    else
        pen->blanks = MAX(pen->blanks, 1);
}

static void set_text(Walk *walk, const char *text)
{
    guint replaced = 0;
    for (; *text; text += g_utf8_skip[(guchar)*text]) {
        gunichar c = g_utf8_get_char(text);
        gsize before = walk->piece->len;
        BpGlyphKind kind = bp_glyph_append(walk->piece, c, &replaced);
        if (kind == BP_GLYPH_SPACE || kind == BP_GLYPH_BREAK) {
            add_white(walk, c, kind);
        } else if (kind == BP_GLYPH_HYPHEN) {
            g_string_truncate(walk->piece, before); /* only where a browser breaks the word */
        } else if (kind != BP_GLYPH_DROP && ++walk->letters >= MOST_LETTERS) {
            end_piece(walk);
        }
    }
    bp_sheets_peek_page(walk->pen.sheets)->replaced += replaced;
}

/* The list that an item is of, NULL for a stray one. */
static Frame *find_list(Walk *walk)
{
    for (guint i = walk->frames->len; i > 0; i--) {
        Frame *frame = frame_at(walk, i - 1);
        if (frame->element->kind == BP_HTML_LIST)
            return frame;
        if (frame->element->kind == BP_HTML_TABLE)
            return NULL;
    }
    return NULL;
}

static void begin_item(Walk *walk, const xmlNode *node)
{
    Frame *list = find_list(walk);
    int none = 0;
    bp_pen_take_label(
        &walk->pen, bp_html_dup_label(list ? list->node : NULL, node, list ? &list->count : &none));
}

static bool is_in_heading(const Walk *walk)
{
    for (guint i = 0; i < walk->frames->len; i++) {
        if (frame_at(walk, i)->element->kind == BP_HTML_HEADING)
            return true;
    }
    return false;
}

/* Buttons that open a part of the page are its headings; others send forms. */
static bool is_shown_button(const Walk *walk, const xmlNode *node)
{
    return is_in_heading(walk) || bp_html_attribute(node, "aria-expanded") ||
           bp_html_attribute(node, "aria-controls");
}

static bool is_skipped(const Walk *walk, const xmlNode *node, const BpHtmlElement *element)
{
    if (bp_html_is_hidden(node))
        return true;
    return element->kind == BP_HTML_BUTTON && !is_shown_button(walk, node);
}

/* Word processors write where a page ended when they save one as HTML. */
static bool begins_page(const xmlNode *node)
{
    return node->properties && (bp_html_has_style(node, "page-break-before", "always") ||
                                bp_html_has_style(node, "break-before", "page"));
}

static void begin_block(Walk *walk, const BpHtmlElement *element, double gap)
{
    BpPen *pen = &walk->pen;
    bp_pen_end_block(pen, gap);
    if (pen->right - pen->left - element->indent >= NARROWEST)
        pen->left += element->indent;
}

/* What a term means, or the value of a field, stands beside it when the term is short. */
static void end_term(Walk *walk, const Frame *frame)
{
    BpPen *pen = &walk->pen;
    const xmlNode *next = frame->node->next;
    while (next && next->type != XML_ELEMENT_NODE)
        next = next->next;
    double column = pen->left + MIN(VALUE_COLUMN, VALUE_SHARE * (pen->right - pen->left));
    bool has_value = next && bp_html_element(next)->kind == BP_HTML_VALUE &&
                     !bp_html_is_hidden(next) && (walk->all || !bp_html_is_site_part(next));
    if (has_value && bp_pen_hold(pen, column))
        walk->value_left = column;
    else
        bp_pen_end_block(pen, frame->element->gap);
}

static void begin_value(Walk *walk, const BpHtmlElement *element)
{
    begin_block(walk, element, element->gap);
    if (walk->pen.held)
        walk->pen.left = walk->value_left;
}

static void begin_table(Walk *walk, const xmlNode *node)
{
    bp_pen_take_label(&walk->pen, NULL);
    bp_pen_release(&walk->pen);
    walk->table = bp_html_table_new(node, walk->pen.left, walk->pen.right);
    if (walk->table)
        bp_html_table_begin(walk->table, &walk->pen);
}

static void begin_element(Walk *walk, Frame *frame)
{
    const BpHtmlElement *element = frame->element;
    if (begins_page(frame->node))
        bp_pen_turn_page(&walk->pen);
    switch (element->kind) {
    case BP_HTML_INLINE:
    case BP_HTML_LINK:
    case BP_HTML_SKIP:
        break;
    case BP_HTML_BREAK:
        bp_pen_break(&walk->pen, walk->type.size);
        break;
    case BP_HTML_BLOCK:
    case BP_HTML_HEADING:
    case BP_HTML_BUTTON:
    case BP_HTML_TERM:
        begin_block(walk, element, element->gap);
        break;
    case BP_HTML_VALUE:
        begin_value(walk, element);
        break;
    case BP_HTML_PRE:
        begin_block(walk, element, element->gap);
        walk->pen.exact = true;
        break;
    case BP_HTML_LIST:
        begin_block(walk, element, find_list(walk) ? NESTED_GAP : element->gap);
        frame->count = bp_html_list_start(frame->node);
        break;
    case BP_HTML_ITEM:
        begin_block(walk, element, element->gap);
        begin_item(walk, frame->node);
        break;
    case BP_HTML_TABLE:
        begin_block(walk, element, element->gap);
        begin_table(walk, frame->node);
        break;
    case BP_HTML_ROW:
        if (walk->table)
            bp_html_table_begin_row(walk->table, &walk->pen);
        else
            begin_block(walk, element, element->gap);
        break;
    case BP_HTML_CELL:
        frame->is_cell =
            walk->table && bp_html_table_begin_cell(walk->table, &walk->pen, frame->node);
        if (!frame->is_cell)
            begin_block(walk, element, element->gap);
        break;
    }
}

static void end_element(Walk *walk, const Frame *frame)
{
    const BpHtmlElement *element = frame->element;
    switch (element->kind) {
    case BP_HTML_INLINE:
    case BP_HTML_LINK:
    case BP_HTML_SKIP:
    case BP_HTML_BREAK:
        return;
    case BP_HTML_LIST:
        bp_pen_end_block(&walk->pen, find_list(walk) ? NESTED_GAP : element->gap);
        break;
    case BP_HTML_ITEM:
        bp_pen_take_label(&walk->pen, NULL);
        bp_pen_end_block(&walk->pen, element->gap);
        break;
    case BP_HTML_TERM:
        end_term(walk, frame);
        break;
    case BP_HTML_VALUE:
        bp_pen_release(&walk->pen);
        bp_pen_end_block(&walk->pen, element->gap);
        break;
    case BP_HTML_TABLE:
        if (walk->table)
            bp_html_table_end(walk->table, &walk->pen);
        g_clear_pointer(&walk->table, bp_html_table_free);
        bp_pen_end_block(&walk->pen, element->gap);
        break;
    case BP_HTML_ROW:
        if (walk->table)
            bp_html_table_end_row(walk->table, &walk->pen);
        else
            bp_pen_end_block(&walk->pen, element->gap);
        break;
    case BP_HTML_CELL:
        if (frame->is_cell)
            bp_html_table_end_cell(walk->table, &walk->pen, frame->node);
        else
            bp_pen_end_block(&walk->pen, element->gap);
        break;
    case BP_HTML_BLOCK:
    case BP_HTML_HEADING:
    case BP_HTML_BUTTON:
    case BP_HTML_PRE:
        bp_pen_end_block(&walk->pen, element->gap);
        break;
    }
    walk->pen.left = frame->left;
    walk->pen.right = frame->right;
    walk->pen.exact = frame->exact;
}

static void enter(Walk *walk, const xmlNode *node, const BpHtmlElement *element)
{
    Frame frame = {.node = node,
                   .element = element,
                   .type = walk->type,
                   .left = walk->pen.left,
                   .right = walk->pen.right,
                   .exact = walk->pen.exact,
                   .was_in_scope = walk->in_scope};
    end_piece(walk);
    if (!walk->all && bp_html_is_site_part(node))
        walk->in_scope = false;
    if (node == walk->facts->main || strcmp((const char *)node->name, "h1") == 0)
        walk->in_scope = true;
    frame.is_set = walk->in_scope;
    if (frame.is_set) {
        bp_html_change_type(&walk->type, node);
        begin_element(walk, &frame);
    }
    g_array_append_val(walk->frames, frame);
}

static void leave(Walk *walk)
{
    const Frame frame = *frame_at(walk, walk->frames->len - 1);
    g_array_set_size(walk->frames, walk->frames->len - 1);
    end_piece(walk);
    if (frame.is_set)
        end_element(walk, &frame);
    walk->type = frame.type;
    walk->in_scope = frame.was_in_scope;
}

/* Leave what ends between a node and the one after it. */
static void leave_to(Walk *walk, const xmlNode *parent)
{
    while (walk->frames->len > 0 && frame_at(walk, walk->frames->len - 1)->node != parent)
        leave(walk);
}

static void walk_all(Walk *walk, const xmlNode *root)
{
    bool below = true;
    for (const xmlNode *node = bp_html_next(root, root, true); node;
         node = bp_html_next(node, root, below)) {
        below = true;
        leave_to(walk, node->parent);
        if (node->type == XML_TEXT_NODE && walk->in_scope)
            set_text(walk, (const char *)node->content);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        const BpHtmlElement *element = bp_html_element(node);
        below = !is_skipped(walk, node, element);
        if (below)
            enter(walk, node, element);
    }
    leave_to(walk, root);
    end_piece(walk);
}

void bp_html_set(const xmlNode *root, const BpHtmlFacts *facts, bool all, BpSheets *sheets)
{
    Walk walk = {.facts = facts, .all = all, .in_scope = all || !facts->main};
    walk.type.size = BP_HTML_BODY_SIZE;
    walk.frames = g_array_new(FALSE, FALSE, sizeof(Frame));
    walk.piece = g_string_new(NULL);
    bp_pen_init(&walk.pen, sheets, BP_SHEET_MARGIN, RIGHT_EDGE);
    walk.pen.dup_uri = bp_html_dup_uri;
    walk.pen.data = facts;
    walk_all(&walk, root);
    bp_pen_end_line(&walk.pen);
    bp_pen_clear(&walk.pen);
    g_string_free(walk.piece, TRUE);
    g_array_unref(walk.frames);
}
