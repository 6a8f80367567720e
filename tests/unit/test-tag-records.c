/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What tags do for the records of a PDF: each document is read with and without them. They help
 * where the page alone cannot tell, and change nothing where the page says otherwise.
 */
#include "pipeline.h"
#include "tagged-fixture.h"

/* Asked for by the leak checker, where there is one: fontconfig keeps its configuration for good.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig";
}

static const double xs[] = {60, 180, 360, 480};
static const char *const heads[] = {"Item", "Action", "Lead", "Due date", NULL};

static const BpPipelineHooks no_hooks = {0};

static BpDocument *read_until(GBytes *bytes, guint flags, BpStage last)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(BpRuleSet) rules = bp_rule_set_load("rules", diags, &error);
    g_assert_no_error(error);
    BpDocument *document = bp_document_new("tagged.pdf");
    bp_pipeline_run(rules, &(BpPipelineInput){bytes, NULL}, document, last, flags, &no_hooks);
    return document;
}

static BpDocument *read_bytes(GBytes *bytes, guint flags)
{
    return read_until(bytes, flags, BP_STAGE_IDS);
}

/* The records of a type, a line each: the fields given, parted by bars. */
static char *describe(const BpDocument *document, const char *type, const char *const *fields)
{
    g_autoptr(GPtrArray) records = bp_document_dup_records(document, type);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < records->len; i++)
        for (guint f = 0; fields[f]; f++)
            g_string_append_printf(out, "%s%s", bp_record_get(records->pdata[i], fields[f]),
                                   fields[f + 1] ? " | " : "\n");
    return g_string_free(out, FALSE);
}

/* Closes the document and compares its actions, or its minute items, with and without tags; NULL:
 * as with them. */
static void expect(Tagged *t, const char *type, const char *with, const char *without)
{
    static const char *const action[] = {"text", "due", NULL}, *const item[] = {"title", NULL};
    const char *const *fields = g_str_equal(type, "action") ? action : item;
    g_autoptr(GBytes) bytes = tagged_close(t);
    g_autoptr(BpDocument) document = read_bytes(bytes, 0);
    g_autofree char *got = describe(document, type, fields);
    g_assert_cmpstr(got, ==, with);
    g_autoptr(BpDocument) plain = read_bytes(bytes, BP_PIPELINE_NO_TAGS);
    g_autofree char *got_plain = describe(plain, type, fields);
    g_assert_cmpstr(got_plain, ==, (without ? without : with));
}

/* ---- rows ---- */

static double open_log(Tagged *t)
{
    tagged_open(t);
    tagged_text(t, "P", 60, 60, "Lantern Hall Trust");
    tagged_text(t, "P", 60, 84, "Action log");
    tagged_begin(t, "Table");
    return tagged_row(t, "TH", xs, 120, heads);
}

/* Rows no further apart than the lines of a cell, with a first column in two lines, and one without
 * it. */
static void test_rows(void)
{
    static const char *const first[] = {"Repairs to the|kitchen",
                                        "Ask for two prices for the|boiler", "Ann Otter",
                                        "30 May 2024", NULL};
    static const char *const second[] = {" ", "Mend the ladder", "Ben Finch", "14 June 2024", NULL};
    static const char *const third[] = {"Summer fair and|its stalls", "Book the band|for the day",
                                        "Carla Wren", "1 July 2024", NULL};
    Tagged t;
    double y = open_log(&t);
    y = tagged_row(&t, "TD", xs, y, first);
    y = tagged_row(&t, "TD", xs, y, second);
    tagged_row(&t, "TD", xs, y, third);
    expect(&t, "action",
           "Ask for two prices for the boiler | 30 May 2024\n"
           "Mend the ladder | 14 June 2024\n"
           "Book the band for the day | 1 July 2024\n",
           "Ask for two prices for the | 30 May 2024\n"
           "boiler Mend the ladder | 14 June 2024\n"
           "Book the band | 1 July 2024\n"
           "for the day | \n");
}

/* A heading in two lines, one of which is no heading by itself. */
static void test_heading_rows(void)
{
    static const char *const two[] = {"Agenda|item", "Action to|be taken", "Person|responsible",
                                      "Target|date", NULL};
    static const char *const first[] = {"Kitchen", "Ask for two prices", "Ann Otter", "30 May 2024",
                                        NULL};
    static const char *const second[] = {"Roof", "Mend the ladder", "Ben Finch", "14 June 2024",
                                         NULL};
    Tagged t;
    tagged_open(&t);
    tagged_text(&t, "P", 60, 60, "Action log");
    tagged_begin(&t, "Table");
    double y = tagged_row(&t, "TH", xs, 120, two);
    y = tagged_row(&t, "TD", xs, y, first);
    tagged_row(&t, "TD", xs, y, second);
    expect(&t, "action",
           "Ask for two prices | 30 May 2024\n"
           "Mend the ladder | 14 June 2024\n",
           "item | date\n"
           "Kitchen | 30 May 2024\n"
           "Roof | 14 June 2024\n");
}

/* A table that goes on over the page without its heading. */
static void test_over_page(void)
{
    static const char *const first[] = {"Kitchen", "Ask for two prices", "Ann Otter", "30 May 2024",
                                        NULL};
    static const char *const second[] = {"Roof and|gutters", "Mend the ladder|and the rope",
                                         "Ben Finch", "14 June 2024", NULL};
    static const char *const third[] = {"Fair", "Book the band", "Carla Wren", "1 July 2024", NULL};
    Tagged t;
    double y = open_log(&t);
    tagged_row(&t, "TD", xs, y, first);
    tagged_begin_page(&t);
    y = tagged_row(&t, "TD", xs, 60, second);
    tagged_row(&t, "TD", xs, y, third);
    expect(&t, "action",
           "Ask for two prices | 30 May 2024\n"
           "Mend the ladder and the rope | 14 June 2024\n"
           "Book the band | 1 July 2024\n",
           "Ask for two prices | 30 May 2024\n");
}

/* A tree is not read where the page leaves nothing open, except to be shown. */
static void test_no_doubt(void)
{
    Tagged t;
    tagged_open(&t);
    tagged_text(&t, "H1", 60, 60, "Notes about the mill");
    tagged_text(&t, "P", 60, 80, "The wheel is as old as the house.");
    g_autoptr(GBytes) bytes = tagged_close(&t);
    g_autoptr(BpDocument) document = read_bytes(bytes, 0);
    g_assert_null(bp_document_page(document, 1)->tags);
    g_autoptr(BpDocument) shown = read_until(bytes, 0, BP_STAGE_TAGS);
    g_assert_nonnull(bp_document_page(shown, 1)->tags);
}

/* ---- rows that are not so ---- */

/* Two rows of the page told as one: the page has a gap between them. */
static void test_merged_rows(void)
{
    static const char *const first[] = {"Kitchen", "Ask for two prices", "Ann Otter", "30 May 2024",
                                        NULL};
    Tagged t;
    double y = open_log(&t);
    y = tagged_row(&t, "TD", xs, y + 10, first);
    tagged_begin(&t, "TR");
    tagged_text(&t, "TD", xs[0], y + 10, "Roof");
    tagged_text(&t, "TD", xs[1], y + 10, "Mend the ladder|and the rope");
    tagged_text(&t, "TD", xs[2], y + 10, "Ben Finch");
    tagged_text(&t, "TD", xs[3], y + 10, "14 June 2024");
    tagged_text(&t, "TD", xs[0], y + 44, "Fair");
    tagged_text(&t, "TD", xs[1], y + 44, "Book the band");
    tagged_text(&t, "TD", xs[2], y + 44, "Carla Wren");
    tagged_text(&t, "TD", xs[3], y + 44, "1 July 2024");
    tagged_end(&t);
    expect(&t, "action",
           "Ask for two prices | 30 May 2024\n"
           "Mend the ladder and the rope | 14 June 2024\n"
           "Book the band | 1 July 2024\n",
           NULL);
}

/* Rows told in another order than they are printed in. */
static void test_disordered_rows(void)
{
    static const char *const first[] = {"Kitchen", "Ask for two prices", "Ann Otter", "30 May 2024",
                                        NULL};
    static const char *const second[] = {"Roof", "Mend the ladder|and the rope", "Ben Finch",
                                         "14 June 2024", NULL};
    static const char *const third[] = {"Fair", "Book the band", "Carla Wren", "1 July 2024", NULL};
    Tagged t;
    double y = open_log(&t);
    tagged_row(&t, "TD", xs, y + 36, third);
    tagged_row(&t, "TD", xs, y, first);
    tagged_row(&t, "TD", xs, y + 12, second);
    expect(&t, "action",
           "Ask for two prices | 30 May 2024\n"
           "Mend the ladder and the rope | 14 June 2024\n"
           "Book the band | 1 July 2024\n",
           NULL);
}

/* Every line told as a row, its words as cells that the page does not have. */
static void test_invented_cells(void)
{
    static const char *const lines[] = {"Kitchen", "Roof", "Fair"};
    Tagged t;
    double y = open_log(&t);
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++, y += 34) {
        tagged_begin(&t, "TR");
        tagged_text(&t, "TD", xs[0], y + 10, lines[i]);
        tagged_text(&t, "TD", xs[1], y + 10, i ? "Mend" : "Paint");
        tagged_text(&t, "TD", xs[1] + 28, y + 10, "the");
        tagged_text(&t, "TD", xs[1] + 45, y + 10, i == 2 ? "fence" : "door");
        tagged_end(&t);
        tagged_begin(&t, "TR");
        tagged_text(&t, "TD", xs[1], y + 22, "at once");
        tagged_text(&t, "TD", xs[2], y + 10, "Ann Otter");
        tagged_text(&t, "TD", xs[3], y + 10, "1 July 2024");
        tagged_end(&t);
    }
    expect(&t, "action",
           "Paint the door at once | 1 July 2024\n"
           "Mend the door at once | 1 July 2024\n"
           "Mend the fence at once | 1 July 2024\n",
           NULL);
}

/* Running text told as a table below a heading that is one. */
static void test_no_table(void)
{
    static const char *const cells[] = {"The log was read by all who were there and nothing was",
                                        NULL};
    static const char *const more[] = {"said of it; it will be read again when the hall is dry.",
                                       NULL};
    Tagged t;
    double y = open_log(&t);
    y = tagged_row(&t, "TD", xs, y, cells);
    tagged_row(&t, "TD", xs, y, more);
    expect(&t, "action", "", NULL);
}

/* ---- headings ---- */

static double open_minutes(Tagged *t)
{
    tagged_open(t);
    tagged_text(t, "H1", 60, 60, "Minutes of the meeting of the Lantern Hall Trust");
    tagged_text(t, "P", 60, 76, "held on 4 March 2024");
    tagged_text(t, "P", 60, 100, "Present: Ann Otter \\(Chair\\), Ben Finch, Carla Wren");
    return 124;
}

/* Headings in the type of the text, in minutes without numbers. */
static void test_headings(void)
{
    Tagged t;
    double y = open_minutes(&t);
    y = tagged_text(&t, "H2", 60, y, "Repairs to the kitchen");
    y = tagged_text(&t, "P", 60, y,
                    "The treasurer said that the boiler had failed twice in the winter and that a|"
                    "new one was more than the trust had put by.");
    y = tagged_text(&t, "P", 60, y + 8, "Two members had gone to look at it");
    y = tagged_text(&t, "H2", 60, y + 8, "Summer fair");
    tagged_text(&t, "P", 60, y, "The fair is on the first Saturday of July.");
    expect(&t, "minute_item", "Repairs to the kitchen\nSummer fair\n", "");
}

/* What is told of as a heading and is none: a paragraph, a sentence, a row of figures, a line of a
 * paragraph, a name of those who were there. */
static void test_false_headings(void)
{
    Tagged t;
    double y = open_minutes(&t);
    y = tagged_text(&t, "H2", 60, y,
                    "The treasurer said that the boiler had failed twice in the winter and that a|"
                    "new one was more than the trust had put by");
    y = tagged_text(&t, "H2", 60, y + 8, "Nothing was raised.");
    tagged_begin(&t, "H2");
    tagged_text(&t, NULL, 60, y + 8, "Rope for the bell");
    y = tagged_text(&t, NULL, 300, y + 8, "48.00");
    tagged_end(&t);
    tagged_text(&t, "H2", 60, y + 8,
                "The wardens walked along the stream from the mill to the bridge "
                "and back on the");
    y = tagged_text(&t, "P", 60, y + 20, "other side without meeting anybody who could say more");
    tagged_text(&t, "H2", 60, y + 8, "Present");
    expect(&t, "minute_item", "", NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/tag-records/rows", test_rows);
    g_test_add_func("/tag-records/heading-rows", test_heading_rows);
    g_test_add_func("/tag-records/over-page", test_over_page);
    g_test_add_func("/tag-records/no-doubt", test_no_doubt);
    g_test_add_func("/tag-records/merged-rows", test_merged_rows);
    g_test_add_func("/tag-records/disordered-rows", test_disordered_rows);
    g_test_add_func("/tag-records/invented-cells", test_invented_cells);
    g_test_add_func("/tag-records/no-table", test_no_table);
    g_test_add_func("/tag-records/headings", test_headings);
    g_test_add_func("/tag-records/false-headings", test_false_headings);
    return g_test_run();
}
