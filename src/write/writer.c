/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of formats in which a document can be written.
 */
#include "write/writer.h"

static const BpFormat formats[] = {
    {"json", ".json", "everything that was found, as JSON", bp_write_json},
    {"xml", ".xml", "the same facts as XML", bp_write_xml},
    {"text", ".txt", "a summary for reading", bp_write_text},
    {NULL, NULL, NULL, NULL},
};

const BpFormat *bp_formats(void)
{
    return formats;
}

const BpFormat *bp_format(const char *name)
{
    for (guint i = 0; formats[i].name; i++)
        if (g_str_equal(formats[i].name, name))
            return &formats[i];
    return NULL;
}
