/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The outside of a store: mark, version, what made it, and two sections, each packed by zstd with
 * its checksum. The pages are packed by themselves, as they stand before the rules have a say; what
 * was asked of the file comes behind and can be written anew.
 *
 * A damaged store is found by the checksums. They do not help against one that was written to do
 * harm: for that, everything is looked at by store-get.c, and sizes here before memory is taken.
 */
#include "extract/store.h"

#include <cairo.h>
#include <string.h>
#include <zstd.h>

#include "common/limits.h"

#include "extract/extract.h"
#include "extract/store-parts.h"

#define MARK "boardpack pages\n"

/* Of zstd, for a pack of 612 pages: 1.51 MB in 9 ms; level -1 gives 1.85 in 8, level 3 1.46 in 15.
 */
#define LEVEL 1

/* Three sizes before each section: packed, rows, texts. */
#define SIZES_BYTES (3 * sizeof(guint64))

/* Limits that make a difference to what extract finds. */
static const BpLimitId limits[] = {
    BP_LIMIT_TEXT_INPUT_BYTES,    BP_LIMIT_ELEMENTS,       BP_LIMIT_ELEMENT_DEPTH,
    BP_LIMIT_URI_BYTES,           BP_LIMIT_PAGES,          BP_LIMIT_WORDS_PER_PAGE,
    BP_LIMIT_TEXT_BYTES_PER_PAGE, BP_LIMIT_TEXT_BYTES,     BP_LIMIT_OUTLINE_NODES,
    BP_LIMIT_OUTLINE_DEPTH,       BP_LIMIT_LINKS_PER_PAGE, BP_LIMIT_TAG_NODES,
    BP_LIMIT_TAG_DEPTH,           BP_LIMIT_TAG_WORDS,      BP_LIMIT_DIAGNOSTICS,
    BP_LIMIT_INPUT_BYTES,
};

/* A sum of the sources that extract consists of: the Makefile makes it. */
static const char sources[] =
#include "extract/sources.inc"
    ;

char *bp_store_dup_key(void)
{
    GString *key = g_string_new(NULL);

    g_string_printf(key, "store %d, sources %s, poppler %s, cairo %s, limits", BP_STORE_VERSION,
                    sources, bp_extract_peek_library(), cairo_version_string());
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
        g_string_append_printf(key, " %" G_GUINT64_FORMAT, bp_limit_value(limits[i]));
    return g_string_free(key, FALSE);
}

static void put_number(GByteArray *out, guint64 value)
{
    guint64 bytes = GUINT64_TO_LE(value);
    g_byte_array_append(out, (const guint8 *)&bytes, sizeof bytes);
}

static bool get_number(BpStoreReader *in, guint64 *out_value)
{
    if ((gsize)(in->end - in->at) < sizeof *out_value)
        return false;
    memcpy(out_value, in->at, sizeof *out_value);
    *out_value = GUINT64_FROM_LE(*out_value);
    in->at += sizeof *out_value;
    return true;
}

static void parts_init(BpStoreParts *parts, gsize size)
{
    parts->rows = g_byte_array_sized_new((guint)size);
    parts->texts = g_byte_array_new();
}

static void parts_clear(BpStoreParts *parts)
{
    g_byte_array_unref(parts->rows);
    g_byte_array_unref(parts->texts);
}

/* The section of those parts, which are used up; NULL when it is too large. */
static GBytes *pack(BpStoreParts *parts)
{
    gsize n_rows = parts->rows->len, n_texts = parts->texts->len, len = n_rows + n_texts;

    if (len > bp_limit_value(BP_LIMIT_KEPT_BYTES))
        return NULL;
    ZSTD_CCtx *context = ZSTD_createCCtx();
    g_assert(context);
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    g_byte_array_append(parts->rows, parts->texts->data, (guint)n_texts);
    gsize room = ZSTD_compressBound(len);
    g_autofree guint8 *frame = g_malloc(room);
    gsize packed = ZSTD_compress2(context, frame, room, parts->rows->data, len);
    g_assert(!ZSTD_isError(packed));
    ZSTD_freeCCtx(context);
    GByteArray *out = g_byte_array_sized_new((guint)(packed + SIZES_BYTES));
    put_number(out, packed);
    put_number(out, n_rows);
    put_number(out, n_texts);
    g_byte_array_append(out, frame, (guint)packed);
    return g_byte_array_free_to_bytes(out);
}

/* About as much as the section takes before it is packed, rather more than less. */
static guint64 size_of_pages(const BpDocument *document)
{
    guint64 bytes = 0;

    for (guint i = 0; i < document->pages->len; i++) {
        const BpPage *page = document->pages->pdata[i];
        bytes += sizeof(BpPageRow) + page->words->len * bp_store_row_width(&bp_store_words) +
                 page->gaps->len * sizeof(BpGap) + page->links->len * sizeof(BpLinkRow) +
                 strlen(page->text);
    }
    return bytes;
}

GBytes *bp_store_pack_pages(const BpDocument *document, bool drawn)
{
    guint64 size = size_of_pages(document);
    BpStoreParts parts;

    if (size > bp_limit_value(BP_LIMIT_KEPT_BYTES))
        return NULL;
    parts_init(&parts, (gsize)size / 2);
    bp_store_put_pages(&parts, document, drawn);
    GBytes *section = pack(&parts);
    parts_clear(&parts);
    return section;
}

GBytes *bp_store_new(GBytes *pages, const BpAsked *asked)
{
    g_autofree char *key = bp_store_dup_key();
    BpStoreParts parts;

    parts_init(&parts, 0);
    bp_store_put_asked(&parts, asked);
    g_autoptr(GBytes) later = pack(&parts);
    parts_clear(&parts);
    if (!later)
        return NULL;
    GBytes *const sections[] = {pages, later};
    GByteArray *out = g_byte_array_new();
    g_byte_array_append(out, (const guint8 *)MARK, strlen(MARK));
    put_number(out, strlen(key));
    g_byte_array_append(out, (const guint8 *)key, (guint)strlen(key));
    for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
        gsize len = 0;
        const guint8 *data = g_bytes_get_data(sections[i], &len);
        g_byte_array_append(out, data, (guint)len);
    }
    return g_byte_array_free_to_bytes(out);
}

/* Unpack the next section; `*out_raw` is what has to be freed when it was read. */
static bool unpack(BpStoreReader *in, BpStoreSection *out, guint8 **out_raw)
{
    guint64 packed = 0, n_rows = 0, n_texts = 0, most = bp_limit_value(BP_LIMIT_KEPT_BYTES);

    if (!get_number(in, &packed) || !get_number(in, &n_rows) || !get_number(in, &n_texts) ||
        packed > (gsize)(in->end - in->at) || n_rows > most || n_texts > most - n_rows)
        return false;
    gsize len = (gsize)(n_rows + n_texts);
    g_autofree guint8 *raw = g_malloc(len + 1);
    if (ZSTD_decompress(raw, len, in->at, (gsize)packed) != len)
        return false;
    in->at += packed;
    out->rows = (BpStoreReader){raw, raw + n_rows, (gsize)most, false};
    out->texts = (BpStoreReader){raw + n_rows, raw + len, 0, false};
    *out_raw = g_steal_pointer(&raw);
    return true;
}

/* Whether it begins as a store of this program; what follows is the first section. */
static bool skip_head(BpStoreReader *in)
{
    g_autofree char *key = bp_store_dup_key();
    gsize mark = strlen(MARK);
    guint64 len = 0;

    if ((gsize)(in->end - in->at) < mark || memcmp(in->at, MARK, mark) != 0)
        return false;
    in->at += mark;
    if (!get_number(in, &len) || len != strlen(key) || len > (gsize)(in->end - in->at) ||
        memcmp(in->at, key, (gsize)len) != 0)
        return false;
    in->at += len;
    return true;
}

#define MOVE(to, from, member)                                                                     \
    do {                                                                                           \
        gpointer was = (to)->member;                                                               \
        (to)->member = (from)->member;                                                             \
        (from)->member = was;                                                                      \
    } while (0)

/* Give the document what was read from the store. */
static void move_all(BpDocument *document, BpDocument *from)
{
    document->bytes = from->bytes;
    document->n_pages = from->n_pages;
    document->status = from->status;
    document->n_dropped = from->n_dropped;
    MOVE(document, from, title);
    MOVE(document, from, producer);
    MOVE(document, from, findings);
    MOVE(document, from, pages);
    MOVE(document, from, outline);
    MOVE(document, from, fonts);
}

bool bp_store_open(GBytes *store, BpDocument *document, BpStored *out_stored)
{
    gsize len = 0;
    const guint8 *data = g_bytes_get_data(store, &len);
    BpStoreReader in = {data, data + len, 0, false};
    BpStoreSection pages, later;
    g_autofree guint8 *raw_pages = NULL, *raw_later = NULL;
    g_autoptr(BpDocument) read = bp_document_new(document->file);
    bool drawn = false;

    if (!skip_head(&in))
        return false;
    const guint8 *from = in.at;
    if (!unpack(&in, &pages, &raw_pages) || !bp_store_get_pages(&pages, read, &drawn))
        return false;
    const guint8 *to = in.at;
    if (!unpack(&in, &later, &raw_later) || in.at != in.end)
        return false;
    BpAsked *asked = bp_store_get_asked(&later, read);
    if (!asked)
        return false;
    move_all(document, read);
    out_stored->drawn = drawn;
    out_stored->pages = g_bytes_new_from_bytes(store, (gsize)(from - data), (gsize)(to - from));
    out_stored->asked = asked;
    return true;
}
