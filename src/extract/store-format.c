/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of fields. A field of the model that extract sets and that is missing here is lost
 * between two runs: test-store compares all of them.
 */
#include "extract/store-format.h"

#include "extract/extract.h"
#include "extract/glyphs.h"

/* More than any limit on counts lets through; what is added up cannot overflow. */
#define COUNT (1 << 28)

static const BpStoreField head_fields[] = {
    BP_STORE_ALONE(BpHeadRow, bytes, BP_STORE_ANY),   BP_STORE_ALONE(BpHeadRow, n_pages, COUNT),
    BP_STORE_ALONE(BpHeadRow, n_findings, COUNT),     BP_STORE_ALONE(BpHeadRow, n_dropped, COUNT),
    BP_STORE_ALONE(BpHeadRow, n_fonts, COUNT),        BP_STORE_ALONE(BpHeadRow, n_outline, COUNT),
    BP_STORE_ALONE(BpHeadRow, title, COUNT),          BP_STORE_ALONE(BpHeadRow, producer, COUNT),
    BP_STORE_ALONE(BpHeadRow, status, BP_N_STATUSES), BP_STORE_ALONE(BpHeadRow, drawn, 1),
};

static const BpStoreField finding_fields[] = {
    BP_STORE_ALONE(BpFindingRow, page, COUNT),
    BP_STORE_ALONE(BpFindingRow, code, COUNT),
    BP_STORE_ALONE(BpFindingRow, message, COUNT),
    BP_STORE_ALONE(BpFindingRow, level, BP_N_FINDING_LEVELS - 1),
};

static const BpStoreField font_fields[] = {
    BP_STORE_ALONE(BpFontRow, name, COUNT),
    BP_STORE_ALONE(BpFontRow, bold, 1),
    BP_STORE_ALONE(BpFontRow, italic, 1),
    BP_STORE_ALONE(BpFontRow, pictures, BP_PICTURES_SYMBOL),
};

static const BpStoreField outline_fields[] = {
    BP_STORE_ALONE(BpOutlineRow, title, COUNT),
    BP_STORE_ALONE(BpOutlineRow, page, COUNT),
    BP_STORE_ALONE(BpOutlineRow, depth, COUNT),
};

static const BpStoreField page_fields[] = {
    BP_STORE_LIKE(BpPageRow, width, BP_STORE_REAL),
    BP_STORE_LIKE(BpPageRow, height, BP_STORE_REAL),
    BP_STORE_LIKE(BpPageRow, image_cover, BP_STORE_REAL),
    BP_STORE_ALONE(BpPageRow, label, COUNT),
    BP_STORE_ALONE(BpPageRow, text, COUNT),
    BP_STORE_ALONE(BpPageRow, n_words, COUNT),
    BP_STORE_ALONE(BpPageRow, n_gaps, COUNT),
    BP_STORE_ALONE(BpPageRow, n_links, COUNT),
    BP_STORE_ALONE(BpPageRow, n_images, BP_STORE_ANY),
    BP_STORE_ALONE(BpPageRow, replaced, BP_STORE_ANY),
    BP_STORE_ALONE(BpPageRow, n_rulings, COUNT),
    BP_STORE_ALONE(BpPageRow, turns, 3),
    BP_STORE_ALONE(BpPageRow, needs_ocr, 1),
};

static const BpStoreField word_fields[] = {
    BP_STORE_AFTER(BpWord, end),
    BP_STORE_BESIDE(BpWord, start, end),
    BP_STORE_BOX(BpWord, box),
    BP_STORE_LIKE(BpWord, size, BP_STORE_REAL),
    BP_STORE_LIKE(BpWord, font, G_MAXUINT16),
    BP_STORE_LIKE(BpWord, style, G_MAXUINT8),
    BP_STORE_ALONE(BpWord, spaced, 1),
    BP_STORE_LIKE(BpWord, rgb, 0xFFFFFF),
    BP_STORE_ALONE(BpWord, line_start, BP_LINE_GOES_ON),
};

static const BpStoreField gap_fields[] = {
    BP_STORE_AFTER(BpGap, at),
    BP_STORE_LIKE(BpGap, from, BP_STORE_REAL),
    BP_STORE_LIKE(BpGap, to, BP_STORE_REAL),
};

static const BpStoreField link_fields[] = {
    BP_STORE_BOX(BpLinkRow, box),
    BP_STORE_ALONE(BpLinkRow, uri, COUNT),
    BP_STORE_ALONE(BpLinkRow, target_page, COUNT),
};

static const BpStoreField ruling_fields[] = {
    BP_STORE_ALONE(BpRuling, vertical, 1),
    BP_STORE_LIKE(BpRuling, at, BP_STORE_REAL),
    BP_STORE_LIKE(BpRuling, from, BP_STORE_REAL),
    BP_STORE_LIKE(BpRuling, to, BP_STORE_REAL),
};

static const BpStoreField asked_fields[] = {
    BP_STORE_ALONE(BpAskedRow, n_drawings, COUNT),
    BP_STORE_ALONE(BpAskedRow, n_answers, COUNT),
    BP_STORE_ALONE(BpAskedRow, tags, 1),
};

static const BpStoreField drawing_fields[] = {
    BP_STORE_ALONE(BpDrawingRow, words, BP_STORE_ANY),
    BP_STORE_AFTER(BpDrawingRow, page),
    BP_STORE_ALONE(BpDrawingRow, n_rulings, COUNT),
    BP_STORE_ALONE(BpDrawingRow, n_hidden, COUNT),
};

static const BpStoreField hidden_fields[] = {
    {0, sizeof(guint32), BP_FIELD_AFTER_ABOVE, 0, BP_STORE_ANY},
};

static const BpStoreField tags_fields[] = {
    BP_STORE_ALONE(BpTagsRow, n_tables, COUNT),
    BP_STORE_ALONE(BpTagsRow, n_headings, COUNT),
    BP_STORE_ALONE(BpTagsRow, has, 1),
};

static const BpStoreField tag_table_fields[] = {
    BP_STORE_AFTER(BpTagTable, number),
    BP_STORE_ALONE(BpTagTable, rows, COUNT),
    BP_STORE_ALONE(BpTagTable, columns, COUNT),
};

static const BpStoreField answer_fields[] = {
    BP_STORE_ALONE(BpAnswerRow, words, BP_STORE_ANY),
    BP_STORE_LIKE(BpAnswerRow, spent, BP_STORE_ANY),
    BP_STORE_ALONE(BpAnswerRow, cost, BP_STORE_ANY),
    BP_STORE_ALONE(BpAnswerRow, page, COUNT),
    BP_STORE_ALONE(BpAnswerRow, n_found, COUNT),
    BP_STORE_ALONE(BpAnswerRow, what, BP_TAG_HEADINGS),
    BP_STORE_ALONE(BpAnswerRow, cut, 1),
};

static const BpStoreField tag_row_fields[] = {
    BP_STORE_LIKE(BpTagRow, table, BP_STORE_ANY),
    BP_STORE_ALONE(BpTagRow, cells, COUNT),
    BP_STORE_ALONE(BpTagRow, found, COUNT),
    BP_STORE_ALONE(BpTagRow, head, 1),
    BP_STORE_BOX(BpTagRow, box),
};

static const BpStoreField tag_heading_fields[] = {
    BP_STORE_ALONE(BpTagHeading, level, 6),
    BP_STORE_AFTER(BpTagHeading, end),
    BP_STORE_BESIDE(BpTagHeading, start, end),
};

const BpStoreRows bp_store_heads = BP_STORE_ROWS(head_fields);
const BpStoreRows bp_store_findings = BP_STORE_ROWS(finding_fields);
const BpStoreRows bp_store_fonts = BP_STORE_ROWS(font_fields);
const BpStoreRows bp_store_outline = BP_STORE_ROWS(outline_fields);
const BpStoreRows bp_store_pages = BP_STORE_ROWS(page_fields);
const BpStoreRows bp_store_words = BP_STORE_ROWS(word_fields);
const BpStoreRows bp_store_gaps = BP_STORE_ROWS(gap_fields);
const BpStoreRows bp_store_links = BP_STORE_ROWS(link_fields);
const BpStoreRows bp_store_rulings = BP_STORE_ROWS(ruling_fields);
const BpStoreRows bp_store_askeds = BP_STORE_ROWS(asked_fields);
const BpStoreRows bp_store_drawings = BP_STORE_ROWS(drawing_fields);
const BpStoreRows bp_store_hidden = BP_STORE_ROWS(hidden_fields);
const BpStoreRows bp_store_tags = BP_STORE_ROWS(tags_fields);
const BpStoreRows bp_store_tag_tables = BP_STORE_ROWS(tag_table_fields);
const BpStoreRows bp_store_answers = BP_STORE_ROWS(answer_fields);
const BpStoreRows bp_store_tag_rows = BP_STORE_ROWS(tag_row_fields);
const BpStoreRows bp_store_tag_headings = BP_STORE_ROWS(tag_heading_fields);

const BpStoreRows *bp_store_found(guint what, gsize *out_size)
{
    *out_size = what == BP_TAG_ROWS ? sizeof(BpTagRow) : sizeof(BpTagHeading);
    return what == BP_TAG_ROWS ? &bp_store_tag_rows : &bp_store_tag_headings;
}
