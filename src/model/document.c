/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A document and what it owns: findings, records, and the ids of the records.
 *
 * Ids are made last, when every record is there, because they depend on the meeting a record
 * belongs to and because equal records are told apart by their order. They say nothing of place, so
 * that the same action keeps its id when a pack is published again with a page more.
 */
#include "model/document.h"

#include <stdarg.h>
#include <string.h>

#include "common/limits.h"
#include "common/text.h"

#include "model/part-kind.h"

/* 16 base-32 digits are 80 bits: no chance meeting in any archive of board packs. */
#define ID_DIGITS 16

const char *const *bp_document_kinds(void)
{
    return bp_part_kind_documents;
}

const char *bp_finding_level_name(BpFindingLevel level)
{
    static const char *const names[BP_N_FINDING_LEVELS] = {"warning", "hint"};
    g_assert(level < BP_N_FINDING_LEVELS);
    return names[level];
}

double bp_coverage_share(const BpCoverage *coverage)
{
    return coverage->characters ? (double)coverage->claimed / (double)coverage->characters : 0;
}

static void free_finding(gpointer data)
{
    BpFinding *finding = data;
    g_free(finding->code);
    g_free(finding->message);
    g_free(finding);
}

static void free_outline_item(gpointer data)
{
    BpOutlineItem *item = data;
    g_free(item->title);
    g_free(item);
}

static void free_font(gpointer data)
{
    BpFont *font = data;
    g_free(font->name);
    g_free(font);
}

BpDocument *bp_document_new(const char *file)
{
    BpDocument *document = g_new0(BpDocument, 1);
    document->file = g_strdup(file);
    document->status = BP_STATUS_OK;
    document->uses = g_array_new(FALSE, FALSE, sizeof(BpRuleUse));
    document->findings = g_ptr_array_new_with_free_func(free_finding);
    document->pages = g_ptr_array_new_with_free_func((GDestroyNotify)bp_page_free);
    document->outline = g_ptr_array_new_with_free_func(free_outline_item);
    document->fonts = g_ptr_array_new_with_free_func(free_font);
    document->records = g_ptr_array_new_with_free_func((GDestroyNotify)bp_record_free);
    return document;
}

void bp_document_free(BpDocument *document)
{
    if (!document)
        return;
    if (document->layout && document->layout_free)
        document->layout_free(document->layout);
    g_ptr_array_unref(document->records);
    g_ptr_array_unref(document->fonts);
    g_ptr_array_unref(document->outline);
    g_ptr_array_unref(document->pages);
    g_ptr_array_unref(document->findings);
    g_array_unref(document->uses);
    g_free(document->file);
    g_free(document->sha256);
    g_free(document->title);
    g_free(document->producer);
    g_free(document->sector.name);
    g_free(document->publisher.name);
    g_free(document->kind);
    g_free(document);
}

static void add_finding(BpDocument *document, BpFindingLevel level, const char *code, guint page,
                        char *message)
{
    BpFinding *finding = g_new0(BpFinding, 1);
    finding->level = level;
    finding->code = g_strdup(code);
    finding->page = page;
    finding->message = message;
    g_ptr_array_add(document->findings, finding);
}

/* One more finding than is kept: counted in the last one, so that the loss is told. */
static void drop_finding(BpDocument *document, BpFindingLevel level)
{
    if (document->n_dropped++ == 0)
        add_finding(document, level, "more-findings", 0, NULL);
    BpFinding *last = g_ptr_array_index(document->findings, document->findings->len - 1);
    last->level = MIN(last->level, level); /* one warning among hints is a warning */
    g_free(last->message);
    last->message = g_strdup_printf("%u more findings are not listed", document->n_dropped);
}

static void report(BpDocument *document, BpFindingLevel level, const char *code, guint page,
                   const char *text)
{
    if (document->n_dropped || document->findings->len >= bp_limit_value(BP_LIMIT_DIAGNOSTICS))
        drop_finding(document, level);
    else
        add_finding(document, level, code, page, bp_text_dup_clean(text, -1, NULL));
}

void bp_document_find(BpDocument *document, const char *code, guint page, const char *format, ...)
{
    if (document->status == BP_STATUS_OK)
        document->status = BP_STATUS_OK_WARN;
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    report(document, BP_FINDING_WARNING, code, page, text);
}

void bp_document_hint(BpDocument *document, const char *code, guint page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    report(document, BP_FINDING_HINT, code, page, text);
}

BpRecord *bp_document_take_record(BpDocument *document, BpRecord *record)
{
    g_ptr_array_add(document->records, record);
    return record;
}

bool bp_document_is_full(const BpDocument *document)
{
    return document->records->len >= bp_limit_value(BP_LIMIT_RECORDS);
}

GPtrArray *bp_document_dup_records(const BpDocument *document, const char *type_name)
{
    const BpRecordType *type = bp_record_type(type_name);
    g_assert(type);
    GPtrArray *found = g_ptr_array_new();
    for (guint i = 0; i < document->records->len; i++) {
        BpRecord *record = g_ptr_array_index(document->records, i);
        if (record->type == type)
            g_ptr_array_add(found, record);
    }
    return found;
}

void bp_record_set_ref(BpRecord *record, const char *field, const BpRecord *target)
{
    int i = bp_record_type_field(record->type, field);
    g_assert(i >= 0 && record->type->fields[i].kind == BP_FIELD_REF);
    g_assert(!target || g_str_equal(target->type->name, record->type->fields[i].target));
    record->values[i].ref = target;
    g_clear_pointer(&record->values[i].text, g_free);
}

/* RFC 4648 base 32, lower case, of as many whole groups of five bytes as ID_DIGITS needs. */
static void write_base32(const guint8 *bytes, char out[ID_DIGITS + 1])
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
    for (guint i = 0; i < ID_DIGITS; i++) {
        guint bit = i * 5;
        guint pair = ((guint)bytes[bit / 8] << 8) | bytes[bit / 8 + 1];
        out[i] = digits[(pair >> (11 - bit % 8)) & 31];
    }
    out[ID_DIGITS] = '\0';
}

/* Each part is followed by a NUL, which no text holds: "a", "bc" is not "ab", "c". */
static void add_part(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)text, (gssize)strlen(text) + 1);
}

static void add_folded(GChecksum *sum, const char *text)
{
    g_autofree char *folded = bp_text_dup_folded(text);
    add_part(sum, folded);
}

/* Numbers keep their dots: 1.2 is not 12. */
static void add_number(GChecksum *sum, const BpRecord *record)
{
    static const char *const names[] = {"number", "ref"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (bp_record_type_field(record->type, names[i]) < 0)
            continue;
        g_autofree char *lower = g_ascii_strdown(bp_record_get(record, names[i]), -1);
        add_part(sum, lower);
        return;
    }
    add_part(sum, "");
}

static void assign_id(BpRecord *record, GHashTable *seen)
{
    bool is_meeting = g_str_equal(record->type->name, "meeting");
    const BpRecord *meeting = is_meeting ? record : record->meeting_record;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_folded(sum, meeting ? bp_record_get(meeting, "body") : "");
    add_part(sum, meeting ? bp_record_get(meeting, "date") : "");
    add_part(sum, record->type->name);
    add_number(sum, record);
    add_folded(sum, bp_record_get(record, record->type->key));

    guint8 digest[32];
    gsize len = sizeof digest;
    g_checksum_get_digest(sum, digest, &len);
    char base[ID_DIGITS + 1];
    write_base32(digest, base);
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(seen, base)) + 1;
    g_hash_table_insert(seen, g_strdup(base), GUINT_TO_POINTER(n));
    g_free(record->id);
    record->id = n == 1 ? g_strdup(base) : g_strdup_printf("%s-%u", base, n);
}

static void resolve(char **id, gconstpointer target)
{
    const BpRecord *record = target;
    if (!record)
        return;
    g_free(*id);
    *id = g_strdup(record->id);
}

void bp_document_assign_ids(BpDocument *document)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < document->records->len; i++)
        assign_id(g_ptr_array_index(document->records, i), seen);
    for (guint i = 0; i < document->records->len; i++) {
        BpRecord *record = g_ptr_array_index(document->records, i);
        resolve(&record->meeting, record->meeting_record);
        resolve(&record->part, record->part_record);
        for (guint f = 0; record->type->fields[f].name; f++)
            resolve(&record->values[f].text, record->values[f].ref);
    }
}
