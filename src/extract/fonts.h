/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Fonts by name: what is bold or italic is only told by the name of the font, as far as poppler
 * hands it out.
 */
#pragma once

#include "extract/pdf.h"

/* Fill in a font from the name that the PDF gives it ("ABCDEF+Arial,Bold"); name is copied. */
void bp_font_init_from_name(BpFont *font, const char *name);

/* Index in document->fonts of the font of that name, added when it is new. */
guint16 bp_pdf_intern_font(BpPdf *pdf, BpDocument *document, const char *name);
