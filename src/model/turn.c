/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Turning by quarters. A page keeps count of its turns, so that places found on it can be told as
 * they are on the page as it is shown.
 */
#include "model/turn.h"

#include "model/block.h"

BpBox bp_box_turn(BpBox box, guint turns, double width, double height)
{
    switch (turns & 3) {
    case 1:
        return (BpBox){height - box.y1, box.x0, height - box.y0, box.x1};
    case 2:
        return (BpBox){width - box.x1, height - box.y1, width - box.x0, height - box.y0};
    case 3:
        return (BpBox){box.y0, width - box.x1, box.y1, width - box.x0};
    }
    return box;
}

static guint8 turn_style(guint8 style, guint turns)
{
    bool up = style & BP_STYLE_UP, down = style & BP_STYLE_DOWN, level = !up && !down;
    guint8 rest = style & (guint8) ~(BP_STYLE_UP | BP_STYLE_DOWN);

    switch (turns & 3) {
    case 1:
        return rest | (level ? BP_STYLE_DOWN : 0);
    case 2:
        return rest | (up ? BP_STYLE_DOWN : down ? BP_STYLE_UP : 0);
    case 3:
        return rest | (level ? BP_STYLE_UP : 0);
    }
    return style;
}

static void turn_ruling(BpRuling *ruling, const BpPage *page, guint turns)
{
    BpBox line = ruling->vertical ? (BpBox){ruling->at, ruling->from, ruling->at, ruling->to}
                                  : (BpBox){ruling->from, ruling->at, ruling->to, ruling->at};

    line = bp_box_turn(line, turns, page->width, page->height);
    ruling->vertical = ruling->vertical != (turns & 1);
    ruling->at = ruling->vertical ? line.x0 : line.y0;
    ruling->from = ruling->vertical ? line.y0 : line.x0;
    ruling->to = ruling->vertical ? line.y1 : line.x1;
}

void bp_page_turn(BpPage *page, guint turns)
{
    double width = page->width, height = page->height;

    for (guint i = 0; i < page->words->len; i++) {
        BpWord *word = bp_page_word(page, i);
        word->box = bp_box_turn(word->box, turns, width, height);
        word->style = turn_style(word->style, turns);
    }
    for (guint i = 0; i < page->links->len; i++) {
        BpLink *link = &g_array_index(page->links, BpLink, i);
        link->box = bp_box_turn(link->box, turns, width, height);
    }
    for (guint i = 0; page->rulings && i < page->rulings->len; i++)
        turn_ruling(&g_array_index(page->rulings, BpRuling, i), page, turns);
    /* They are places between letters along a line of the page as it was. */
    g_array_set_size(page->gaps, 0);
    if (turns & 1) {
        page->width = height;
        page->height = width;
    }
    page->turns = (page->turns + turns) & 3;
}

/* How the pages stood before they were turned back, by number from 1. */
typedef struct {
    guint turns; /* back */
    double width, height;
} Stand;

static void turn_box(const GArray *stands, guint page, BpBox *box)
{
    const Stand *stand = &g_array_index(stands, Stand, page);

    *box = bp_box_turn(*box, stand->turns, stand->width, stand->height);
}

static void turn_row(const GArray *stands, BpRow *row)
{
    turn_box(stands, row->page, &row->box);
    for (guint i = 0; i < row->cells->len; i++) {
        BpCell *cell = row->cells->pdata[i];
        if (cell)
            turn_box(stands, cell->page, &cell->box);
    }
}

static void turn_layout(const GArray *stands, BpLayout *layout)
{
    for (guint i = 0; i < layout->all_lines->len; i++) {
        BpLine *line = layout->all_lines->pdata[i];
        turn_box(stands, line->page, &line->box);
    }
    for (guint i = 0; i < layout->all_blocks->len; i++) {
        BpBlock *block = layout->all_blocks->pdata[i];
        turn_box(stands, block->page, &block->box);
    }
    for (guint i = 0; i < layout->all_tables->len; i++) {
        BpTable *table = layout->all_tables->pdata[i];
        if (table->header)
            turn_row(stands, table->header);
        for (guint r = 0; r < table->rows->len; r++)
            turn_row(stands, table->rows->pdata[r]);
    }
}

void bp_document_turn_back(BpDocument *document)
{
    g_autoptr(GArray) stands = g_array_new(FALSE, TRUE, sizeof(Stand));
    bool any = false;

    g_array_set_size(stands, document->pages->len + 1);
    for (guint i = 0; i < document->pages->len; i++) {
        BpPage *page = document->pages->pdata[i];
        Stand stand = {(4 - page->turns) & 3, page->width, page->height};
        g_array_index(stands, Stand, i + 1) = stand;
        any = any || stand.turns;
        if (stand.turns)
            bp_page_turn(page, stand.turns);
    }
    if (!any)
        return;
    if (document->layout)
        turn_layout(stands, document->layout);
    for (guint i = 0; i < document->records->len; i++) {
        BpRecord *record = document->records->pdata[i];
        for (guint k = 0; k < record->spans->len; k++) {
            BpSpan *span = &g_array_index(record->spans, BpSpan, k);
            turn_box(stands, span->page, &span->box);
        }
    }
}
