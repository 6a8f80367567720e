/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the files on inputs share: an open file, or stored pages in its place. Nothing outside this
 * folder includes it.
 */
#pragma once

#include "extract/asked.h"
#include "extract/input.h"
#include "extract/pdf.h"
#include "extract/readers.h"

struct BpInput {
    BpPdf *pdf;       /* NULL for other formats, and of stored pages while the file is not needed */
    BpSheets *sheets; /* NULL for a PDF */
    bool drawn;       /* a PDF */
    BpAsked *asked;
    GBytes *pages; /* packed, as they were kept or stored; or NULL */
    bool is_new;   /* there is more to keep than was stored */
    /* of stored pages */
    BpFileFunc file;
    gpointer data;
};
