/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Accounts: every member is copied, compared, written and read; which of them stand in the
 * manifest.
 */
#include <string.h>

#include "state/account-json.h"

/* Give a member a value that is not the one of a new account. */
static void set_member(BpAccount *account, const BpAccountField *field)
{
    gpointer at = G_STRUCT_MEMBER_P(account, field->offset);
    switch (field->kind) {
    case BP_ACCOUNT_TEXT:
        bp_account_set(at, field->name);
        return;
    case BP_ACCOUNT_PATH:
        bp_account_set(at, "/a b/%41\xe9\n\".pdf");
        return;
    case BP_ACCOUNT_UINT:
        *(guint *)at = 999999999;
        return;
    case BP_ACCOUNT_UINT64:
        *(guint64 *)at = G_GUINT64_CONSTANT(1) << 40;
        return;
    case BP_ACCOUNT_INT64:
        *(gint64 *)at = -(G_GINT64_CONSTANT(1) << 40);
        return;
    case BP_ACCOUNT_REAL:
        *(double *)at = 0.123;
        return;
    case BP_ACCOUNT_BOOL:
        *(bool *)at = true;
        return;
    case BP_ACCOUNT_STATUS:
        *(BpStatus *)at = BP_STATUS_CRASHED;
        return;
    }
}

static BpAccount *full_new(void)
{
    BpAccount *account = bp_account_new("");
    for (const BpAccountField *field = bp_account_fields(); field->name; field++)
        set_member(account, field);
    return account;
}

static char *dump(const BpAccount *account)
{
    g_autoptr(json_t) object = json_object();
    bp_account_put(account, object);
    return json_dumps(object, JSON_COMPACT | JSON_REAL_PRECISION(12));
}

static BpAccount *load(const char *text)
{
    g_autoptr(json_t) object = json_loads(text, 0, NULL);
    g_assert_nonnull(object);
    return bp_account_get(object);
}

static void test_there_and_back(void)
{
    g_autoptr(BpAccount) full = full_new();
    g_autofree char *text = dump(full);
    g_autoptr(BpAccount) back = load(text);
    g_autoptr(BpAccount) copy = bp_account_copy(full);
    g_autofree char *text_back = dump(back);
    g_autofree char *text_copy = dump(copy);
    g_assert_cmpstr(text_back, ==, text);
    g_assert_cmpstr(text_copy, ==, text);
    g_assert_cmpstr(back->source, ==, full->source);
    g_assert_cmpint(back->stat.mtime, ==, full->stat.mtime);
    g_assert_true(bp_account_equal(back, full));

    g_autoptr(BpAccount) empty = bp_account_new("");
    g_autofree char *empty_text = dump(empty);
    g_autoptr(BpAccount) empty_back = load(empty_text);
    g_assert_true(bp_account_equal(empty, empty_back));
}

/* Each member alone makes a difference, but for the measures. */
static void test_equality(void)
{
    for (const BpAccountField *field = bp_account_fields(); field->name; field++) {
        g_autoptr(BpAccount) plain = bp_account_new("");
        g_autoptr(BpAccount) other = bp_account_new("");
        g_assert_true(bp_account_equal(plain, other));
        set_member(other, field);
        g_test_message("%s", field->name);
        g_assert_cmpint(bp_account_equal(plain, other), ==, field->use == BP_MANIFEST_MEASURE);
    }
    g_autoptr(BpAccount) a = bp_account_new("a");
    g_autoptr(BpAccount) b = bp_account_copy(a);
    a->coverage = 0.50004; /* as it comes back from three decimals */
    b->coverage = 0.5;
    g_assert_true(bp_account_equal(a, b));
}

/* A line that lacks a member, or has one of another kind, is none. */
static void test_incomplete(void)
{
    g_autoptr(BpAccount) full = full_new();
    for (const BpAccountField *field = bp_account_fields(); field->name; field++) {
        g_autoptr(json_t) object = json_object();
        bp_account_put(full, object);
        json_object_set_new(object, field->name, json_array());
        g_test_message("%s", field->name);
        g_assert_null(bp_account_get(object));
        json_object_del(object, field->name);
        g_assert_null(bp_account_get(object));
    }
}

static void test_manifest(void)
{
    g_autoptr(BpAccount) account = bp_account_new("a \"b\".pdf");
    account->stat = (BpFileStat){123, 1600000000, 7};
    bp_account_set(&account->sha256, "hash");
    bp_account_set(&account->source, "/somewhere/a");
    account->pages = 3;
    account->pages_done = 2;
    account->coverage = 0.25;
    account->seconds = 1.5;
    account->held_bytes = account->n_records = 9;
    g_autofree char *plain = bp_account_dup_manifest_line(account, false);
    g_assert_cmpstr(plain, ==,
                    "{\"path\":\"a \\\"b\\\".pdf\",\"bytes\":123,\"mtime\":1600000000,"
                    "\"sha256\":\"hash\",\"status\":\"ok\",\"error\":\"\",\"message\":\"\","
                    "\"pages\":3,\"pages_done\":2,\"coverage\":0.25}\n");
    g_autofree char *measured = bp_account_dup_manifest_line(account, true);
    g_assert_nonnull(strstr(measured, ",\"seconds\":1.5}\n"));

    account->attempts = 2;
    account->quarantined = account->gone = true;
    bp_account_set(&account->duplicate_of, "b.pdf");
    bp_account_set(&account->sandbox, "seccomp");
    g_autofree char *all = bp_account_dup_manifest_line(account, false);
    g_assert_nonnull(strstr(all,
                            "\"coverage\":0.25,\"attempts\":2,\"quarantined\":true,"
                            "\"duplicate_of\":\"b.pdf\",\"gone\":true,\"sandbox\":\"seccomp\"}"));
}

static void test_held(void)
{
    g_autoptr(BpAccount) full = full_new();
    g_autoptr(BpAccount) account = bp_account_new("a");
    g_assert_false(bp_account_holds(account, "", ""));
    bp_account_keep_held(account, full);
    g_assert_true(bp_account_holds(account, "held_sha256", "held_stamp"));
    g_assert_false(bp_account_holds(account, "held_sha256", "another"));
    g_assert_false(bp_account_holds(account, "another", "held_stamp"));
    g_assert_cmpuint(account->held_bytes, ==, full->held_bytes);
    g_assert_cmpuint(account->n_records, ==, full->n_records);
    g_assert_cmpuint(account->piece_at, ==, full->piece_at);
    g_assert_cmpuint(account->piece_len, ==, full->piece_len);
    g_assert_cmpstr(account->uses, ==, "uses");
    g_autoptr(BpAccount) empty = bp_account_new("a");
    bp_account_keep_held(account, NULL);
    g_assert_true(bp_account_equal(account, empty));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/account/there-and-back", test_there_and_back);
    g_test_add_func("/account/equality", test_equality);
    g_test_add_func("/account/incomplete", test_incomplete);
    g_test_add_func("/account/manifest", test_manifest);
    g_test_add_func("/account/held", test_held);
    return g_test_run();
}
