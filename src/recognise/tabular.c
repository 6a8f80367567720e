/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which pages are worth drawing for their rulings.
 *
 * Drawing a page costs several times what reading its text does, and most tables of a pack are
 * figures inside papers, which hold no records. So a first layout without rulings, and the parts
 * recognised from it, say where the tables are that do: the pages of agendas, minutes and logs,
 * the beginnings of papers (front sheets), and pages with a heading that means something, with
 * those that follow it. Short documents are drawn whole.
 */
#include <string.h>

#include "model/block.h"
#include "recognise/recognise.h"

/* Documents up to so many pages are looked at whole. */
#define SHORT_DOCUMENT 16
/* First pages of a paper that may hold its front sheet. */
#define FRONT_PAGES 2
/* Pages after a meaningful table that may continue it. */
#define FOLLOWING 12
/* A heading row is no longer than this. */
#define HEADING_LENGTH 160

static bool is_meant(const char *role)
{
    static const char *const roles[] = {"recommendation", "action",  "due",
                                        "person",         "purpose", NULL};

    return role && g_strv_contains(roles, role);
}

/* A line of headings that is no table yet because its columns could not be told. */
static bool has_headings(const BpBlock *block, BpMatcher *matcher)
{
    if (block->kind != BP_BLOCK_PARA || !strchr(block->text, '\t') ||
        strlen(block->text) > HEADING_LENGTH)
        return false;
    g_auto(GStrv) pieces = g_strsplit(block->text, "\t", -1);
    for (guint i = 0; pieces[i]; i++) {
        BpSubject subject = {.text = pieces[i], .len = strlen(pieces[i]), .in_table = true};
        BpMatch match;
        if (bp_matcher_match(matcher, "column", NULL, &subject, &match) &&
            is_meant(bp_rule_get_set(match.rule, "role")))
            return true;
    }
    return false;
}

static bool speaks(const BpBlock *block, BpMatcher *matcher)
{
    if (block->kind == BP_BLOCK_TABLE)
        return block->table->kind != BP_TABLE_OTHER;
    return has_headings(block, matcher);
}

static void want(BpWant *pages, guint n, guint first, guint last, BpWant how)
{
    for (guint p = first; p <= MIN(last, n); p++)
        pages[p] = MAX(pages[p], how);
}

BpWant *bp_recognise_want_rulings(const BpDocument *document, BpMatcher *matcher)
{
    const BpLayout *layout = document->layout;
    guint n = document->pages->len;
    BpWant *pages = g_new0(BpWant, n + 1);

    if (n <= SHORT_DOCUMENT)
        want(pages, n, 1, n, BP_WANT_TABULAR);
    for (guint i = 0; i < layout->parts->len; i++) {
        const BpPart *part = layout->parts->pdata[i];
        guint first = bp_record_get_page(part->record, "first_page");
        bool paper = !strcmp(part->kind, "paper"), appendix = !strcmp(part->kind, "appendix");
        if (paper)
            want(pages, n, first, first + FRONT_PAGES - 1, BP_WANT_TABULAR);
        else if (!appendix)
            want(pages, n, first, bp_record_get_page(part->record, "last_page"), BP_WANT_TABULAR);
        for (guint b = 0; b < part->blocks->len; b++) {
            const BpBlock *block = part->blocks->pdata[b];
            if (pages[block->page] != BP_WANT_ANYWAY && speaks(block, matcher))
                want(pages, n, block->page, block->page + FOLLOWING, BP_WANT_ANYWAY);
        }
    }
    return pages;
}
