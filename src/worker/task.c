/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A task as bytes, in the numbers and texts of the wire format.
 */
#include "worker/task.h"

#include "worker/wire.h"

void bp_task_init(BpTask *task, BpDocument *document)
{
    *task = (BpTask){.document = document, .left_out = g_array_new(FALSE, FALSE, sizeof(guint))};
}

void bp_task_clear(BpTask *task)
{
    g_clear_pointer(&task->document, bp_document_free);
    g_clear_pointer(&task->left_out, g_array_unref);
}

void bp_task_leave_out(BpTask *task, guint page)
{
    guint at = 0;
    while (at < task->left_out->len && g_array_index(task->left_out, guint, at) < page)
        at++;
    g_array_insert_val(task->left_out, at, page);
}

void bp_task_put(const BpTask *task, GByteArray *out)
{
    bp_wire_put_text(out, task->document->file);
    bp_wire_put_text(out, task->document->sha256);
    bp_wire_put_u32(out, (guint32)(task->document->bytes & G_MAXUINT32));
    bp_wire_put_u32(out, (guint32)(task->document->bytes >> 32));
    bp_wire_put_u32(out, task->flags);
    bp_wire_put_u32(out, task->end);
    bp_wire_put_u32(out, task->left_out->len);
    for (guint i = 0; i < task->left_out->len; i++)
        bp_wire_put_u32(out, g_array_index(task->left_out, guint, i));
}

bool bp_task_get(BpTask *out_task, const guint8 *data, gsize len)
{
    BpWireReader in = {data, len, 0, false};
    g_autofree char *file = bp_wire_dup_text(&in);
    bp_task_init(out_task, bp_document_new(file ? file : ""));
    out_task->document->sha256 = bp_wire_dup_text(&in);
    out_task->document->bytes = bp_wire_get_u32(&in);
    out_task->document->bytes |= (guint64)bp_wire_get_u32(&in) << 32;
    out_task->flags = bp_wire_get_u32(&in);
    out_task->end = bp_wire_get_u32(&in);
    for (guint32 left = bp_wire_get_u32(&in); left > 0 && !in.bad; left--) {
        guint page = bp_wire_get_u32(&in);
        g_array_append_val(out_task->left_out, page);
    }
    if (file && bp_wire_is_done(&in))
        return true;
    bp_task_clear(out_task);
    return false;
}
