/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The rulings of a page made ready for grids.
 *
 * Rulings are found in a picture of the page, in which text that runs over an upright interrupts
 * it. A piece that goes on at the same place belongs to it when another upright runs on beside the
 * gap (else two tables stand one below the other), unless level rules go through at both ends: then
 * a cell spans the columns there.
 */
#include "layout/mend-rulings.h"

#include <math.h>

/* Pieces of one upright are this close sideways, points. */
#define SAME_PLACE 1.5
/* A few lines of text. */
#define MAX_GAP 64.0
/* A level rule goes through an upright when it goes on for so much on both sides, and ends the
 * piece when it is this near its end. */
#define THROUGH 8.0
#define AT_END  4.0
/* Of a box that is taken, what is this near its right side is left: the edge of what stands there.
 */
#define EDGE 4.0

static const BpRuling *ruling_at(const GArray *rulings, guint i)
{
    return &g_array_index(rulings, BpRuling, i);
}

static GArray *rulings_outside(const BpPage *page, const BpBox *box)
{
    GArray *left = g_array_new(FALSE, FALSE, sizeof(BpRuling));

    for (guint i = 0; i < page->rulings->len; i++) {
        BpRuling r = *ruling_at(page->rulings, i);
        if (box && r.vertical && r.at < box->x1 - EDGE && r.at > box->x0 - EDGE &&
            r.from < box->y1 && r.to > box->y0)
            continue;
        if (box && !r.vertical && r.at > box->y0 - EDGE && r.at < box->y1 + EDGE &&
            r.from < box->x1)
            r.from = box->x1;
        if (r.to > r.from)
            g_array_append_val(left, r);
    }
    return left;
}

static bool goes_through(const GArray *rulings, double x, double y)
{
    for (guint i = 0; i < rulings->len; i++) {
        const BpRuling *r = ruling_at(rulings, i);
        if (!r->vertical && fabs(r->at - y) <= AT_END && r->from < x - THROUGH &&
            r->to > x + THROUGH)
            return true;
    }
    return false;
}

static bool runs_beside(const GArray *rulings, double x, double from, double to)
{
    for (guint i = 0; i < rulings->len; i++) {
        const BpRuling *r = ruling_at(rulings, i);
        if (r->vertical && fabs(r->at - x) > EDGE && r->from < from - 1 && r->to > to + 1)
            return true;
    }
    return false;
}

/* Whether `next` is the rest of `upright`, below a gap. */
static bool goes_on(const GArray *rulings, const BpRuling *upright, const BpRuling *next)
{
    double gap = next->from - upright->to;

    return next->vertical && fabs(next->at - upright->at) <= SAME_PLACE && gap > 0 &&
           gap <= MAX_GAP &&
           !(goes_through(rulings, upright->at, upright->to) &&
             goes_through(rulings, upright->at, next->from)) &&
           runs_beside(rulings, upright->at, upright->to, next->from);
}

GArray *bp_rulings_mended(const BpPage *page, const BpBox *taken)
{
    GArray *rulings = rulings_outside(page, taken);

    for (guint i = 0; i < rulings->len; i++) {
        BpRuling *upright = &g_array_index(rulings, BpRuling, i);
        for (guint k = 0; upright->vertical && k < rulings->len; k++) {
            const BpRuling *next = ruling_at(rulings, k);
            if (k != i && goes_on(rulings, upright, next))
                upright->to = next->from;
        }
    }
    return rulings;
}
