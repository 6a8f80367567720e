/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What is to be done with a file: a table of what is known of it, what has changed, and the
 * options.
 */
#include <string.h>

#include "state/plan.h"

typedef struct {
    const char *name;
    BpStatus status;
    guint attempts;
    /* what is not as usual, by letters: G it is gone, U never read (no hash), S another size, T
     * another time, N another nanosecond, E another engine, O its output is not there */
    const char *unusual;
    BpPlan usual, retry_failed;
} Case;

static const Case cases[] = {
    {"unchanged", BP_STATUS_OK, 0, "", BP_PLAN_KEEP, BP_PLAN_KEEP},
    {"with warnings", BP_STATUS_OK_WARN, 0, "", BP_PLAN_KEEP, BP_PLAN_KEEP},
    {"skipped", BP_STATUS_SKIPPED, 0, "", BP_PLAN_KEEP, BP_PLAN_KEEP},
    {"size", BP_STATUS_OK, 0, "S", BP_PLAN_READ, BP_PLAN_READ},
    {"time", BP_STATUS_OK, 0, "T", BP_PLAN_READ, BP_PLAN_READ},
    {"nanosecond", BP_STATUS_OK, 0, "N", BP_PLAN_READ, BP_PLAN_READ},
    {"engine", BP_STATUS_OK, 0, "E", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"engine and size", BP_STATUS_OK, 0, "ES", BP_PLAN_READ, BP_PLAN_READ},
    {"output lost", BP_STATUS_OK, 0, "O", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"came back", BP_STATUS_OK, 0, "G", BP_PLAN_READ, BP_PLAN_READ},
    {"came back after its records went", BP_STATUS_SKIPPED, 0, "GO", BP_PLAN_READ, BP_PLAN_READ},
    {"never read", BP_STATUS_LIMIT, 0, "U", BP_PLAN_READ, BP_PLAN_READ},
    {"no text", BP_STATUS_NO_TEXT, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"partial", BP_STATUS_PARTIAL, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"encrypted", BP_STATUS_ENCRYPTED, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"refused", BP_STATUS_REFUSED, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"empty", BP_STATUS_EMPTY, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"limit", BP_STATUS_LIMIT, 0, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"timeout once", BP_STATUS_TIMEOUT, 1, "", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"timeout twice", BP_STATUS_TIMEOUT, 2, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"out of memory once", BP_STATUS_OOM, 1, "", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"out of memory twice", BP_STATUS_OOM, 2, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"crashed once", BP_STATUS_CRASHED, 1, "", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"crashed twice", BP_STATUS_CRASHED, 2, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"crashed thrice", BP_STATUS_CRASHED, 3, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"crashed twice, other bytes", BP_STATUS_CRASHED, 2, "T", BP_PLAN_READ, BP_PLAN_READ},
    {"crashed twice, other engine", BP_STATUS_CRASHED, 2, "E", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"sandbox twice", BP_STATUS_SANDBOX, 2, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"internal once", BP_STATUS_INTERNAL, 1, "", BP_PLAN_AGAIN, BP_PLAN_AGAIN},
    {"internal twice", BP_STATUS_INTERNAL, 2, "", BP_PLAN_KEEP, BP_PLAN_AGAIN},
    {"unreadable", BP_STATUS_UNREADABLE, 0, "", BP_PLAN_READ, BP_PLAN_READ},
    {"unstable", BP_STATUS_UNSTABLE, 0, "", BP_PLAN_READ, BP_PLAN_READ},
    {"not written", BP_STATUS_OUTPUT_ERROR, 0, "", BP_PLAN_READ, BP_PLAN_READ},
};

static bool is_unusual(const Case *row, char letter)
{
    return strchr(row->unusual, letter) != NULL;
}

static BpPlan plan(const Case *row, const BpPlanOptions *options)
{
    g_autoptr(BpAccount) known = bp_account_new("a.pdf");
    const BpFileStat now = {100, 1600000000, 5};
    known->status = row->status;
    known->attempts = row->attempts;
    known->gone = is_unusual(row, 'G');
    known->stat = now;
    known->stat.bytes += is_unusual(row, 'S');
    known->stat.mtime += is_unusual(row, 'T');
    known->stat.mtime_nsec += is_unusual(row, 'N');
    bp_account_set(&known->sha256, is_unusual(row, 'U') ? "" : "hash");
    bp_account_set(&known->stamp, is_unusual(row, 'E') ? "older" : "engine");
    return bp_plan_file(known, &now, !is_unusual(row, 'O'), options);
}

static void test_table(void)
{
    const BpPlanOptions usual = {"engine", 2, false, false};
    const BpPlanOptions retry_failed = {"engine", 2, true, false};
    const BpPlanOptions rebuild = {"engine", 2, false, true};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_message("%s", cases[i].name);
        g_assert_cmpint(plan(&cases[i], &usual), ==, cases[i].usual);
        g_assert_cmpint(plan(&cases[i], &retry_failed), ==, cases[i].retry_failed);
        g_assert_cmpint(plan(&cases[i], &rebuild), ==, BP_PLAN_READ);
    }
    const BpFileStat now = {0, 0, 0};
    g_assert_cmpint(bp_plan_file(NULL, &now, false, &usual), ==, BP_PLAN_READ);
}

/* Every status is in the table: a new one has to be thought of. */
static void test_complete(void)
{
    bool seen[BP_N_STATUSES] = {false};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        seen[cases[i].status] = true;
    for (guint i = 0; i < BP_N_STATUSES; i++) {
        g_test_message("%s", bp_status((BpStatus)i)->name);
        g_assert_true(seen[i]);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/plan/table", test_table);
    g_test_add_func("/plan/complete", test_complete);
    return g_test_run();
}
