/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document as JSON, and a record as a line of NDJSON: a sink that builds a Jansson tree.
 *
 * Members stand in the order in which they are told. Objects are put into their parent when they
 * are begun, so the stack borrows and the tree is freed from its root whatever happens. A value
 * that Jansson refuses marks the sink as failed; nothing is written then.
 */
#include "write/json.h"

#include <string.h>

#include "common/error.h"
#include "common/json-compat.h"

#include "write/facts.h"
#include "write/writer.h"

#define MAX_DEPTH 8
/* %.10g writes numbers as they were rounded and not as they are in binary. */
#define JSON_FLAGS JSON_REAL_PRECISION(10)

typedef struct {
    json_t *stack[MAX_DEPTH]; /* borrowed, except the root */
    guint depth;
    bool failed;
} Sink;

static void check(Sink *sink, int failure)
{
    sink->failed = sink->failed || failure != 0;
}

static json_t *top(Sink *sink)
{
    return sink->stack[sink->depth];
}

static json_t *list_of(Sink *sink, const char *name)
{
    return json_object_get(top(sink), name);
}

static void on_begin(gpointer data, const char *list, const char *name)
{
    Sink *sink = data;
    g_assert(sink->depth + 1 < MAX_DEPTH);
    json_t *object = json_object();
    check(sink, list ? json_array_append_new(list_of(sink, list), object)
                     : json_object_set_new(top(sink), name, object));
    sink->stack[++sink->depth] = object;
}

static void on_end(gpointer data)
{
    Sink *sink = data;
    sink->depth--;
}

static void on_list(gpointer data, const char *list)
{
    Sink *sink = data;
    check(sink, json_object_set_new(top(sink), list, json_array()));
}

static void on_item(gpointer data, const char *list, const char *name G_GNUC_UNUSED,
                    const char *text)
{
    Sink *sink = data;
    check(sink, json_array_append_new(list_of(sink, list), json_string(text)));
}

static void on_text(gpointer data, BpPlaceOf place G_GNUC_UNUSED, const char *name,
                    const char *text)
{
    Sink *sink = data;
    check(sink, json_object_set_new(top(sink), name, json_string(text)));
}

static void on_number(gpointer data, BpPlaceOf place G_GNUC_UNUSED, const char *name,
                      guint64 number)
{
    Sink *sink = data;
    check(sink, json_object_set_new(top(sink), name, json_integer((json_int_t)number)));
}

static void on_real(gpointer data, const char *name, double number)
{
    Sink *sink = data;
    check(sink, json_object_set_new(top(sink), name, json_real(number)));
}

static void on_box(gpointer data, const double corners[4])
{
    Sink *sink = data;
    json_t *box = json_array();
    for (guint i = 0; i < 4; i++)
        check(sink, json_array_append_new(box, json_real(corners[i])));
    check(sink, json_object_set_new(top(sink), "bbox", box));
}

static const BpSink json_sink = {
    .begin = on_begin,
    .end = on_end,
    .list = on_list,
    .item = on_item,
    .text = on_text,
    .number = on_number,
    .real = on_real,
    .box = on_box,
};

/* Jansson hands over a few bytes at a time, a million times: GString is twice as slow here. */
typedef struct {
    char *bytes;
    gsize len, room;
} Buffer;

static int append_bytes(const char *bytes, size_t len, void *data)
{
    Buffer *buffer = data;
    if (buffer->room - buffer->len < len) {
        buffer->room = (buffer->room + len) * 2;
        buffer->bytes = g_realloc(buffer->bytes, buffer->room);
    }
    memcpy(buffer->bytes + buffer->len, bytes, len);
    buffer->len += len;
    return 0;
}

/* The bytes of a tree, with a line feed; NULL when a value was refused. */
static char *dump(const Sink *sink, const char *file, size_t flags, gsize *out_len, GError **error)
{
    Buffer out = {.bytes = g_malloc(1024), .room = 1024};
    if (sink->failed ||
        json_dump_callback(sink->stack[0], append_bytes, &out, flags | JSON_FLAGS) != 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "%s: a value cannot be written as JSON",
                    file);
        g_free(out.bytes);
        return NULL;
    }
    append_bytes("\n", 2, &out); /* with its NUL */
    *out_len = out.len - 1;
    return out.bytes;
}

static bool prove(const char *bytes, gsize len, const char *file, GError **error)
{
    json_error_t why;
    g_autoptr(json_t) again = json_loadb(bytes, len, JSON_REJECT_DUPLICATES, &why);
    if (again)
        return true;
    g_set_error(error, BP_ERROR, BP_ERROR_INTERNAL, "%s: the JSON made of it is not valid: %s",
                file, why.text);
    return false;
}

char *bp_write_json(const BpDocument *document, const char *rules_hash, gsize *out_len,
                    GError **error)
{
    g_autoptr(json_t) root = json_object();
    Sink sink = {.stack = {root}};
    bp_facts_walk_document(document, rules_hash, &json_sink, &sink);
    gsize len;
    g_autofree char *bytes = dump(&sink, document->file, JSON_INDENT(1), &len, error);
    if (!bytes || !prove(bytes, len, document->file, error))
        return NULL;
    *out_len = len;
    return g_steal_pointer(&bytes);
}

/* The meeting has a field "type", and in a line that word is the type of the record. */
static void rename_type(json_t *record, const char *type_name)
{
    json_t *own = json_object_get(record, "type");
    if (!own)
        return;
    g_autofree char *name = g_strconcat(type_name, "_type", NULL);
    json_object_set(record, name, own);
    json_object_del(record, "type");
}

char *bp_json_dup_line(const BpDocument *document, const BpRecord *record, gsize *out_len,
                       GError **error)
{
    g_autoptr(json_t) own = json_object();
    Sink sink = {.stack = {own}};
    bp_facts_walk_record(record, &json_sink, &sink);
    rename_type(own, record->type->name);

    g_autoptr(json_t) root = json_object();
    Sink line = {.stack = {root}, .failed = sink.failed};
    g_autofree char *file = NULL;
    on_text(&line, BP_PLACE_FACT, "type", record->type->name);
    on_text(&line, BP_PLACE_FACT, "id", record->id ? record->id : "");
    on_text(&line, BP_PLACE_FACT, "sha256", document->sha256 ? document->sha256 : "");
    on_text(&line, BP_PLACE_FACT, "file", bp_facts_clean(document->file, &file));
    check(&line, json_object_update(root, own));
    /* Not read again: the same values by the same way were, in the document. */
    return dump(&line, document->file, JSON_COMPACT, out_len, error);
}
