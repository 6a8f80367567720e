/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stub, replaced below */
#include "extract/pdf.h"
void bp_extract_rulings(BpPdf *pdf, BpPage *page)
{
    (void)pdf;
    page->rulings = g_array_new(FALSE, TRUE, sizeof(BpRuling));
}
