/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * On which pages headings are in doubt: minutes that number nothing and set short lines of their
 * own in the type of the text. Whether such a line is a heading or a short remark, only the tags of
 * the PDF may know, and asking them is dear.
 */
#include <string.h>

#include "model/block.h"
#include "recognise/recognise.h"

/* So many paragraphs with labels are a numbering. */
#define NUMBERED 3
/* A heading is no longer than this, in bytes. */
#define HEADING_LENGTH 90
/* From this size over that of the body on a line is set off. */
#define SET_OFF 1.12

static bool is_numbered(const BpPart *part)
{
    guint labels = 0;

    for (guint i = 0; i < part->blocks->len; i++) {
        const BpBlock *block = part->blocks->pdata[i];
        labels += block->kind == BP_BLOCK_PARA && block->label && !block->bullet;
    }
    return labels >= NUMBERED;
}

static bool may_be_heading(const BpBlock *block)
{
    return block->kind == BP_BLOCK_PARA && block->lines->len == 1 && !block->label &&
           !(block->style & (BP_STYLE_BOLD | BP_STYLE_UNDERLINED)) && !block->caps &&
           block->size < SET_OFF && strlen(block->text) <= HEADING_LENGTH;
}

bool *bp_recognise_want_headings(const BpDocument *document)
{
    const BpLayout *layout = document->layout;
    bool *pages = g_new0(bool, document->pages->len + 1);

    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        if (strcmp(part->kind, "minutes") != 0 || is_numbered(part))
            continue;
        for (guint b = 0; b < part->blocks->len; b++) {
            const BpBlock *block = part->blocks->pdata[b];
            pages[block->page] = pages[block->page] || may_be_heading(block);
        }
    }
    return pages;
}
