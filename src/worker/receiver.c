/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Takes frames apart and checks each before anything is made of it: size, order, counts, page
 * numbers, field indices, closed lists. The table `frames` says what each type needs to have
 * happened before it.
 *
 * Nothing here is repaired: one thing that is wrong makes the whole worker untrustworthy, and its
 * document becomes one that failed.
 */
#include "worker/receiver.h"

#include <string.h>

#include "common/error.h"
#include "common/limits.h"

#include "worker/sandbox.h"
#include "worker/wire.h"

typedef enum {
    PHASE_START,
    PHASE_PROGRESS,
    PHASE_DOCUMENT,
    PHASE_RECORDS,
    PHASE_DONE,
    PHASE_WANTS_INPUT
} Phase;

struct BpReceiver {
    GByteArray *buffer; /* bytes of frames that are not complete */
    Phase phase;
    guint protections;
    guint pages_done, n_pages, stage, skip_flag;
    guint64 document_bytes;
    GByteArray *store; /* NULL: none came */
    bool in_stage;     /* one was told of */
    bool may_want_input;
    BpDocument *document;
    GHashTable *ids; /* of its records; borrowed */
    BpTextFunc text;
    gpointer text_data;
};

BpReceiver *bp_receiver_new(const BpDocument *source, BpTextFunc text, gpointer data)
{
    BpReceiver *receiver = g_new0(BpReceiver, 1);
    receiver->buffer = g_byte_array_new();
    receiver->document = bp_document_new(source->file);
    receiver->document->sha256 = g_strdup(source->sha256);
    receiver->document->bytes = source->bytes;
    receiver->ids = g_hash_table_new(g_str_hash, g_str_equal);
    receiver->text = text;
    receiver->text_data = data;
    return receiver;
}

void bp_receiver_free(BpReceiver *receiver)
{
    if (receiver == NULL)
        return;
    g_byte_array_unref(receiver->buffer);
    if (receiver->store)
        g_byte_array_unref(receiver->store);
    g_hash_table_unref(receiver->ids);
    bp_document_free(receiver->document);
    g_free(receiver);
}

static bool get_hello(BpReceiver *receiver, BpWireReader *in)
{
    receiver->protections = bp_wire_get_u32(in);
    receiver->phase = PHASE_PROGRESS;
    return (receiver->protections & ~BP_PROTECTIONS_ALL) == 0;
}

static bool get_stage(BpReceiver *receiver, BpWireReader *in)
{
    receiver->stage = bp_wire_get_u32(in);
    receiver->in_stage = true;
    receiver->skip_flag = bp_wire_get_u32(in);
    return true;
}

static bool get_page(BpReceiver *receiver, BpWireReader *in)
{
    guint number = bp_wire_get_u32(in);
    guint of = bp_wire_get_u32(in);
    bool is_first = number == 0 && receiver->n_pages == 0;
    if ((number != receiver->pages_done + 1 && !is_first) || number > of ||
        of > bp_limit_value(BP_LIMIT_PAGES))
        return false;
    if (receiver->n_pages != 0 && receiver->n_pages != of)
        return false;
    receiver->pages_done = number;
    receiver->n_pages = of;
    return true;
}

static bool get_text(BpReceiver *receiver, BpWireReader *in)
{
    if (receiver->text == NULL)
        return false;
    receiver->text((const char *)in->data, in->len, receiver->text_data);
    in->at = in->len;
    return true;
}

static bool get_store(BpReceiver *receiver, BpWireReader *in)
{
    if (receiver->store == NULL)
        receiver->store = g_byte_array_new();
    if (in->len > bp_limit_value(BP_LIMIT_STORE_BYTES) - receiver->store->len)
        return false;
    g_byte_array_append(receiver->store, in->data, (guint)in->len);
    in->at = in->len;
    return true;
}

static bool get_want_input(BpReceiver *receiver, BpWireReader *in G_GNUC_UNUSED)
{
    receiver->phase = PHASE_WANTS_INPUT;
    return receiver->may_want_input;
}

/* What only the coordinator can know, a worker cannot say of itself. */
static bool status_is_a_workers(guint8 status)
{
    static const bool can_say[BP_N_STATUSES] = {
        [BP_STATUS_OK] = true,        [BP_STATUS_OK_WARN] = true, [BP_STATUS_NO_TEXT] = true,
        [BP_STATUS_PARTIAL] = true,   [BP_STATUS_REFUSED] = true, [BP_STATUS_EMPTY] = true,
        [BP_STATUS_ENCRYPTED] = true, [BP_STATUS_LIMIT] = true,   [BP_STATUS_INTERNAL] = true,
    };
    return status < BP_N_STATUSES && can_say[status];
}

static bool get_facts(BpReceiver *receiver, BpWireReader *in)
{
    BpDocument *document = receiver->document;
    guint8 status = bp_wire_get_u8(in);
    document->n_pages = bp_wire_get_u32(in);
    document->title = bp_wire_dup_text(in);
    document->producer = bp_wire_dup_text(in);
    document->kind = bp_wire_dup_text(in);
    document->coverage.characters = bp_wire_get_u32(in);
    document->coverage.claimed = bp_wire_get_u32(in);
    document->sector.name = bp_wire_dup_text(in);
    document->sector.score = bp_wire_get_u32(in);
    document->publisher.name = bp_wire_dup_text(in);
    document->publisher.score = bp_wire_get_u32(in);
    if (!status_is_a_workers(status) || document->coverage.claimed > document->coverage.characters)
        return false;
    document->status = (BpStatus)status;
    receiver->phase = PHASE_DOCUMENT;
    /* A document over the limit of pages may say how many it has; it has none done. */
    if (document->n_pages > bp_limit_value(BP_LIMIT_PAGES))
        return status == BP_STATUS_LIMIT && receiver->pages_done == 0;
    return receiver->n_pages == 0 || receiver->n_pages == document->n_pages;
}

static bool get_uses(BpReceiver *receiver, BpWireReader *in)
{
    GArray *uses = receiver->document->uses;
    while (!in->bad && in->at < in->len) {
        BpRuleUse use;
        use.rule = bp_wire_get_u32(in);
        use.taken = bp_wire_get_u32(in);
        use.seconds = bp_wire_get_double(in);
        if (uses->len > 0 && use.rule <= g_array_index(uses, BpRuleUse, uses->len - 1).rule)
            return false;
        g_array_append_val(uses, use);
    }
    return !in->bad && receiver->document->findings->len == 0;
}

static bool get_finding(BpReceiver *receiver, BpWireReader *in)
{
    BpDocument *document = receiver->document;
    /* One more than the limit: the last one counts what was dropped. */
    if (document->findings->len > bp_limit_value(BP_LIMIT_DIAGNOSTICS))
        return false;
    guint8 level = bp_wire_get_u8(in);
    g_autofree char *code = bp_wire_dup_text(in);
    guint page = bp_wire_get_u32(in);
    g_autofree char *message = bp_wire_dup_text(in);
    if (in->bad || level >= BP_N_FINDING_LEVELS || code == NULL || message == NULL ||
        page > document->n_pages)
        return false;
    BpFinding *finding = g_new0(BpFinding, 1);
    finding->level = (BpFindingLevel)level;
    finding->code = g_steal_pointer(&code);
    finding->page = page;
    finding->message = g_steal_pointer(&message);
    g_ptr_array_add(document->findings, finding);
    return true;
}

static bool get_record(BpReceiver *receiver, BpWireReader *in)
{
    BpDocument *document = receiver->document;
    if (document->records->len >= bp_limit_value(BP_LIMIT_RECORDS))
        return false;
    g_autoptr(BpRecord) record = bp_wire_get_record(in, document->n_pages);
    /* An id that comes twice would be refused by the database only. */
    if (record == NULL || g_hash_table_contains(receiver->ids, record->id))
        return false;
    g_hash_table_add(receiver->ids, record->id);
    bp_document_take_record(document, g_steal_pointer(&record));
    receiver->phase = PHASE_RECORDS;
    return true;
}

static bool get_end(BpReceiver *receiver, BpWireReader *in)
{
    guint n_findings = bp_wire_get_u32(in);
    guint n_records = bp_wire_get_u32(in);
    receiver->phase = PHASE_DONE;
    return n_findings == receiver->document->findings->len &&
           n_records == receiver->document->records->len;
}

static const struct {
    const char *name;
    Phase first, last; /* phases in which it may come */
    bool (*get)(BpReceiver *receiver, BpWireReader *in);
} frames[] = {
    [BP_FRAME_HELLO] = {"hello", PHASE_START, PHASE_START, get_hello},
    [BP_FRAME_STAGE] = {"stage", PHASE_PROGRESS, PHASE_PROGRESS, get_stage},
    [BP_FRAME_PAGE] = {"page", PHASE_PROGRESS, PHASE_PROGRESS, get_page},
    [BP_FRAME_TEXT] = {"text", PHASE_PROGRESS, PHASE_PROGRESS, get_text},
    [BP_FRAME_STORE] = {"store", PHASE_PROGRESS, PHASE_PROGRESS, get_store},
    [BP_FRAME_WANT_INPUT] = {"want-input", PHASE_PROGRESS, PHASE_PROGRESS, get_want_input},
    [BP_FRAME_FACTS] = {"facts", PHASE_PROGRESS, PHASE_PROGRESS, get_facts},
    [BP_FRAME_RULES] = {"rules", PHASE_DOCUMENT, PHASE_DOCUMENT, get_uses},
    [BP_FRAME_FINDING] = {"finding", PHASE_DOCUMENT, PHASE_DOCUMENT, get_finding},
    [BP_FRAME_RECORD] = {"record", PHASE_DOCUMENT, PHASE_RECORDS, get_record},
    [BP_FRAME_END] = {"end", PHASE_DOCUMENT, PHASE_RECORDS, get_end},
};

static bool get_frame(BpReceiver *receiver, guint type, const guint8 *data, gsize len,
                      GError **error)
{
    if (type >= G_N_ELEMENTS(frames) || frames[type].get == NULL) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "worker sent a frame of unknown type %u",
                    type);
        return false;
    }
    if (receiver->phase < frames[type].first || receiver->phase > frames[type].last) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "worker sent a '%s' frame out of order",
                    frames[type].name);
        return false;
    }
    if (type >= BP_FRAME_FACTS)
        receiver->document_bytes += len;
    BpWireReader in = {data, len, 0, false};
    if (receiver->document_bytes > bp_limit_value(BP_LIMIT_DOCUMENT_BYTES) ||
        !frames[type].get(receiver, &in) || !bp_wire_is_done(&in)) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "worker sent a '%s' frame that is wrong",
                    frames[type].name);
        return false;
    }
    return true;
}

bool bp_receiver_feed(BpReceiver *receiver, const void *data, gsize len, GError **error)
{
    g_byte_array_append(receiver->buffer, data, (guint)len);
    const guint8 *bytes = receiver->buffer->data;
    gsize have = receiver->buffer->len, at = 0;
    while (have - at >= BP_FRAME_HEADER_BYTES) {
        BpWireReader header = {bytes + at, BP_FRAME_HEADER_BYTES, 0, false};
        guint32 size = bp_wire_get_u32(&header);
        guint type = bp_wire_get_u8(&header);
        if (size > bp_limit_value(BP_LIMIT_FRAME_BYTES)) {
            g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "worker sent a frame of %u bytes",
                        size);
            return false;
        }
        if (have - at - BP_FRAME_HEADER_BYTES < size)
            break;
        if (!get_frame(receiver, type, bytes + at + BP_FRAME_HEADER_BYTES, size, error))
            return false;
        at += BP_FRAME_HEADER_BYTES + size;
    }
    if (at > 0)
        g_byte_array_remove_range(receiver->buffer, 0, (guint)at);
    return true;
}

bool bp_receiver_was_greeted(const BpReceiver *receiver)
{
    return receiver->phase != PHASE_START;
}

guint bp_receiver_get_protections(const BpReceiver *receiver)
{
    return receiver->protections;
}

void bp_receiver_allow_want_input(BpReceiver *receiver)
{
    receiver->may_want_input = true;
}

bool bp_receiver_wants_input(const BpReceiver *receiver)
{
    return receiver->phase == PHASE_WANTS_INPUT && receiver->buffer->len == 0;
}

bool bp_receiver_is_in_stage(const BpReceiver *receiver)
{
    return receiver->in_stage;
}

guint bp_receiver_get_stage(const BpReceiver *receiver)
{
    return receiver->stage;
}

GBytes *bp_receiver_steal_store(BpReceiver *receiver)
{
    return receiver->store ? g_byte_array_free_to_bytes(g_steal_pointer(&receiver->store)) : NULL;
}

guint bp_receiver_get_pages_done(const BpReceiver *receiver)
{
    return receiver->pages_done;
}

guint bp_receiver_get_n_pages(const BpReceiver *receiver)
{
    return receiver->n_pages;
}

guint bp_receiver_get_skip_flag(const BpReceiver *receiver)
{
    return receiver->skip_flag;
}

BpDocument *bp_receiver_steal_document(BpReceiver *receiver)
{
    if (receiver->phase != PHASE_DONE || receiver->buffer->len > 0)
        return NULL;
    return g_steal_pointer(&receiver->document);
}
