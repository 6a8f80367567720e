/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a worker may say of its records as a whole. The database takes an id once a document: a
 * worker that says one twice is refused before anything of its document is written.
 */
#include "common/error.h"

#include "worker/receiver.h"
#include "worker/wire.h"

static void add(BpDocument *document, const char *type, const char *id)
{
    BpRecord *record = bp_document_take_record(document, bp_record_new(type, 1));
    record->id = g_strdup(id);
}

/* Whether two records of these ids are taken. */
static bool takes(const char *first, const char *second, GError **error)
{
    g_autoptr(BpDocument) document = bp_document_new("x.pdf");
    document->n_pages = 1;
    add(document, "decision", first);
    add(document, "action", second);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    bp_wire_put_frame(bytes, BP_FRAME_HELLO, "\0\0\0\0", 4);
    bp_wire_put_document(bytes, document);
    g_autoptr(BpReceiver) receiver = bp_receiver_new(document, NULL, NULL);
    if (!bp_receiver_feed(receiver, bytes->data, bytes->len, error))
        return false;
    g_autoptr(BpDocument) got = bp_receiver_steal_document(receiver);
    return got && got->records->len == 2;
}

static void test_ids(void)
{
    g_autoptr(GError) error = NULL;
    g_assert_true(takes("one", "other", &error));
    g_assert_no_error(error);
    g_assert_false(takes("one", "one", &error));
    g_assert_error(error, BP_ERROR, BP_ERROR_INTERNAL);
    g_assert_cmpstr(error->message, ==, "worker sent a 'record' frame that is wrong");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/receiver/ids", test_ids);
    return g_test_run();
}
