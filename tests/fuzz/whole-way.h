/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The whole way of a file, without the processes: bytes through the pipeline, what comes of it as
 * frames to the coordinator's end, and the document there through the writers, which must take all
 * that the pipeline can make. The libraries that read files are not built for the fuzzer: they are
 * run, but it finds its way by our code.
 */
#pragma once

#include "all-formats.h"
#include "pipeline.h"
#include "rule-set.h"
#include "worker/receiver.h"
#include "worker/wire.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* What the libraries keep for good, or lose over broken files, is not ours to mend. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libpoppler\nleak:libfontconfig\nleak:libcairo\n";
}

static inline void go_the_whole_way(const char *name, const guint8 *data, gsize size)
{
    static const BpPipelineHooks hooks = {0};
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(BpDocument) document = bp_document_new(name);
    const BpPipelineInput input = {.file = bytes};
    bp_pipeline_run(project_rules(), &input, document, BP_STAGE_IDS, 0, &hooks);

    g_autoptr(BpDocument) source = bp_document_new(name);
    g_autoptr(BpReceiver) receiver = bp_receiver_new(source, NULL, NULL);
    g_autoptr(GByteArray) frames = g_byte_array_new();
    g_autoptr(GError) error = NULL;
    bp_wire_put_frame(frames, BP_FRAME_HELLO, "\0\0\0\0", 4); /* no protection holds here */
    bp_wire_put_document(frames, document);
    bp_receiver_feed(receiver, frames->data, frames->len, &error);
    g_assert_no_error(error);
    g_autoptr(BpDocument) received = bp_receiver_steal_document(receiver);
    g_assert_nonnull(received);
    g_assert_cmpuint(received->records->len, ==, document->records->len);
    write_all_formats(received);
    write_database(received);
}
