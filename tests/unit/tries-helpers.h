/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a document is made of, and what is said of it, when each page that is read gives a record.
 * Included.
 */
#pragma once

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "model/document.h"

static int new_memory(const char *text)
{
    int fd = memfd_create("test", MFD_CLOEXEC);
    g_assert_cmpint(write(fd, text, strlen(text)), ==, strlen(text));
    return fd;
}

/* The texts of the records are "page 1", "page 3": wanted is "1 3". */
static void assert_records(const BpDocument *document, const char *wanted)
{
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < document->records->len; i++)
        g_string_append_printf(got, "%s%s", i ? " " : "",
                               bp_record_get(g_ptr_array_index(document->records, i), "text") + 5);
    g_assert_cmpstr(got->str, ==, wanted);
}
