/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sends frames. Nobody can be told when that fails: the coordinator is gone or has had enough, and
 * the process ends. It ends with _exit: nothing that it was forked with may be touched.
 */
#include "worker/link.h"

#include <stdlib.h>
#include <unistd.h>

#include "common/file.h"
#include "common/limits.h"

#include "worker/wire.h"

struct BpWorkerLink {
    int fd;
    GByteArray *frame; /* reused */
};

BpWorkerLink *bp_worker_link_new(int fd)
{
    BpWorkerLink *link = g_new0(BpWorkerLink, 1);
    link->fd = fd;
    link->frame = g_byte_array_new();
    return link;
}

static void write_all(int fd, const guint8 *data, gsize len)
{
    if (!bp_file_write_all(fd, data, len))
        _exit(EXIT_FAILURE); /* the coordinator is gone or has had enough */
}

static void send_frame(BpWorkerLink *link, BpFrameType type, const void *payload, gsize len)
{
    g_byte_array_set_size(link->frame, 0);
    bp_wire_put_frame(link->frame, type, payload, len);
    write_all(link->fd, link->frame->data, link->frame->len);
}

static void send_numbers(BpWorkerLink *link, BpFrameType type, const guint32 *numbers, guint n)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (guint i = 0; i < n; i++)
        bp_wire_put_u32(payload, numbers[i]);
    send_frame(link, type, payload->data, payload->len);
}

static void send_pieces(BpWorkerLink *link, BpFrameType type, const guint8 *data, gsize len)
{
    gsize largest = bp_limit_value(BP_LIMIT_FRAME_BYTES);
    while (len > 0) {
        gsize n = MIN(len, largest);
        send_frame(link, type, data, n);
        data += n;
        len -= n;
    }
}

void bp_worker_link_hello(BpWorkerLink *link, guint protections)
{
    const guint32 numbers[] = {protections};
    send_numbers(link, BP_FRAME_HELLO, numbers, G_N_ELEMENTS(numbers));
}

void bp_worker_link_page(BpWorkerLink *link, guint number, guint of)
{
    const guint32 numbers[] = {number, of};
    send_numbers(link, BP_FRAME_PAGE, numbers, G_N_ELEMENTS(numbers));
}

void bp_worker_link_stage(BpWorkerLink *link, guint stage, guint skip_flag)
{
    const guint32 numbers[] = {stage, skip_flag};
    send_numbers(link, BP_FRAME_STAGE, numbers, G_N_ELEMENTS(numbers));
}

void bp_worker_link_text(BpWorkerLink *link, const char *text, gsize len)
{
    send_pieces(link, BP_FRAME_TEXT, (const guint8 *)text, len);
}

void bp_worker_link_store(BpWorkerLink *link, const void *data, gsize len)
{
    send_pieces(link, BP_FRAME_STORE, data, len);
}

void bp_worker_link_want_input(BpWorkerLink *link)
{
    send_frame(link, BP_FRAME_WANT_INPUT, NULL, 0);
    _exit(EXIT_SUCCESS);
}

void bp_worker_link_document(BpWorkerLink *link, BpDocument *document)
{
    g_autoptr(GByteArray) frames = g_byte_array_new();
    bp_wire_put_document(frames, document);
    write_all(link->fd, frames->data, frames->len);
}

bool bp_work_input_leaves_out(const BpWorkInput *input, guint page)
{
    if (input->end && page >= input->end)
        return true;
    for (guint i = 0; input->left_out && i < input->left_out->len; i++)
        if (g_array_index(input->left_out, guint, i) == page)
            return true;
    return false;
}
