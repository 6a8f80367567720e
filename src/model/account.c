/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Accounts are made, copied, freed and compared by their table of members, so that a new member
 * is one row.
 */
#include "model/account.h"

#include <math.h>
#include <string.h>

/* Shares are written with three decimals. */
#define SMALLEST_SHARE 0.0005

#define MEMBER(name, kind, use, member)                                                            \
    {                                                                                              \
        name, BP_ACCOUNT_##kind, BP_MANIFEST_##use, G_STRUCT_OFFSET(BpAccount, member)             \
    }

static const BpAccountField fields[] = {
    MEMBER("path", TEXT, ALWAYS, file),
    MEMBER("bytes", UINT64, ALWAYS, stat.bytes),
    MEMBER("mtime", INT64, ALWAYS, stat.mtime),
    MEMBER("mtime_nsec", UINT, NEVER, stat.mtime_nsec),
    MEMBER("sha256", TEXT, ALWAYS, sha256),
    MEMBER("status", STATUS, ALWAYS, status),
    MEMBER("error", TEXT, ALWAYS, error),
    MEMBER("message", TEXT, ALWAYS, message),
    MEMBER("pages", UINT, ALWAYS, pages),
    MEMBER("pages_done", UINT, ALWAYS, pages_done),
    MEMBER("coverage", REAL, ALWAYS, coverage),
    MEMBER("attempts", UINT, SET, attempts),
    MEMBER("quarantined", BOOL, SET, quarantined),
    MEMBER("duplicate_of", TEXT, SET, duplicate_of),
    MEMBER("gone", BOOL, SET, gone),
    MEMBER("sandbox", TEXT, SET, sandbox),
    MEMBER("seconds", REAL, MEASURE, seconds),
    MEMBER("peak_kib", UINT64, MEASURE, peak_kib),
    MEMBER("source", PATH, NEVER, source),
    MEMBER("stamp", TEXT, NEVER, stamp),
    MEMBER("interrupted", UINT, NEVER, interrupted),
    MEMBER("held_sha256", TEXT, NEVER, held_sha256),
    MEMBER("held_stamp", TEXT, NEVER, held_stamp),
    MEMBER("held_bytes", UINT64, NEVER, held_bytes),
    MEMBER("records", UINT64, NEVER, n_records),
    MEMBER("piece_at", UINT64, NEVER, piece_at),
    MEMBER("piece_len", UINT64, NEVER, piece_len),
    MEMBER("uses", TEXT, NEVER, uses),
    {NULL, BP_ACCOUNT_TEXT, BP_MANIFEST_NEVER, 0},
};

const BpAccountField *bp_account_fields(void)
{
    return fields;
}

static bool is_text(const BpAccountField *field)
{
    return field->kind == BP_ACCOUNT_TEXT || field->kind == BP_ACCOUNT_PATH;
}

static char **text_of(const BpAccount *account, const BpAccountField *field)
{
    return G_STRUCT_MEMBER_P(account, field->offset);
}

BpAccount *bp_account_new(const char *file)
{
    BpAccount *account = g_new0(BpAccount, 1);
    for (const BpAccountField *field = fields; field->name; field++)
        if (is_text(field))
            *text_of(account, field) = g_strdup("");
    bp_account_set(&account->file, file);
    return account;
}

BpAccount *bp_account_copy(const BpAccount *account)
{
    BpAccount *copy = g_memdup2(account, sizeof *account);
    for (const BpAccountField *field = fields; field->name; field++)
        if (is_text(field))
            *text_of(copy, field) = g_strdup(*text_of(account, field));
    return copy;
}

void bp_account_free(BpAccount *account)
{
    if (!account)
        return;
    for (const BpAccountField *field = fields; field->name; field++)
        if (is_text(field))
            g_free(*text_of(account, field));
    g_free(account);
}

void bp_account_set(char **text, const char *value)
{
    char *copy = g_strdup(value ? value : ""); /* `value` may be the old one */
    g_free(*text);
    *text = copy;
}

static bool is_equal(const BpAccount *a, const BpAccount *b, const BpAccountField *field)
{
    gconstpointer x = G_STRUCT_MEMBER_P(a, field->offset), y = G_STRUCT_MEMBER_P(b, field->offset);
    switch (field->kind) {
    case BP_ACCOUNT_TEXT:
    case BP_ACCOUNT_PATH:
        return g_str_equal(*(char *const *)x, *(char *const *)y);
    case BP_ACCOUNT_UINT:
        return *(const guint *)x == *(const guint *)y;
    case BP_ACCOUNT_UINT64:
    case BP_ACCOUNT_INT64:
        return *(const guint64 *)x == *(const guint64 *)y;
    case BP_ACCOUNT_REAL:
        return fabs(*(const double *)x - *(const double *)y) < SMALLEST_SHARE;
    case BP_ACCOUNT_BOOL:
        return *(const bool *)x == *(const bool *)y;
    case BP_ACCOUNT_STATUS:
        return *(const BpStatus *)x == *(const BpStatus *)y;
    }
    return false;
}

bool bp_account_equal(const BpAccount *a, const BpAccount *b)
{
    for (const BpAccountField *field = fields; field->name; field++)
        if (field->use != BP_MANIFEST_MEASURE && !is_equal(a, b, field))
            return false;
    return true;
}

bool bp_file_stat_equal(const BpFileStat *a, const BpFileStat *b)
{
    return a->bytes == b->bytes && a->mtime == b->mtime && a->mtime_nsec == b->mtime_nsec;
}

bool bp_account_is_by(const BpAccount *account, const char *stamp)
{
    gsize len = strlen(stamp);
    return strncmp(account->held_stamp, stamp, len) == 0 &&
           (account->held_stamp[len] == '\0' || account->held_stamp[len] == '.');
}

bool bp_account_holds(const BpAccount *account, const char *sha256, const char *stamp)
{
    return *sha256 && g_str_equal(account->held_sha256, sha256) && bp_account_is_by(account, stamp);
}

void bp_account_keep_held(BpAccount *account, const BpAccount *known)
{
    bp_account_set(&account->held_sha256, known ? known->held_sha256 : "");
    bp_account_set(&account->held_stamp, known ? known->held_stamp : "");
    bp_account_set(&account->uses, known ? known->uses : "");
    account->held_bytes = known ? known->held_bytes : 0;
    account->n_records = known ? known->n_records : 0;
    account->piece_at = known ? known->piece_at : 0;
    account->piece_len = known ? known->piece_len : 0;
}
