/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where sentences end: not behind abbreviations, initials and numbers, but behind short names. */
#include <string.h>

#include "rules/rules.h"
#include "split/sentences.h"

static void test_ends(void)
{
    static const struct {
        const char *text, *first;
    } rows[] = {
        {"Seconded by Elm. This was agreed.", "Seconded by Elm."},
        {"Seconded by Mr. Ash. It was agreed.", "Seconded by Mr. Ash."},
        {"The Rev. Jo Field spoke. All agreed.", "The Rev. Jo Field spoke."},
        {"Under No. 5 of the rules. Agreed.", "Under No. 5 of the rules."},
        {"See para. 4 and app. 2 of it. Noted.", "See para. 4 and app. 2 of it."},
        {"It was held in May. It rained.", "It was held in May."},
        {"Cllr. J. B. Oak came. He left.", "Cllr. J. B. Oak came."},
        {"Is it deep? Yes.", "Is it deep?"},
        {"He said “No.” They left.", "He said “No.”"},
        {"no end", "no end"},
    };
    g_autoptr(GError) error = NULL;
    BpDiagList *diags = bp_diag_list_new();
    g_autoptr(BpRuleSet) rules = bp_rule_set_load("rules", diags, &error);

    g_assert_no_error(error);
    bp_diag_list_free(diags);
    g_autoptr(BpMatcher) matcher = bp_matcher_new(rules);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        gsize end = bp_sentence_end(matcher, rows[i].text, 0);
        g_autofree char *got = g_strndup(rows[i].text, end);
        g_assert_cmpstr(got, ==, rows[i].first);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sentences/ends", test_ends);
    return g_test_run();
}
