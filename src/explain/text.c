/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An explanation as people read it: each text, below it what was asked of it, the rule that won
 * with what it captured, and the rules that lost with the reason. Rules that do not match at all
 * are only counted: of thirty rules for decisions, twenty-eight usually have nothing to say.
 *
 * What comes from a document is printed without control characters, so that a PDF cannot speak to
 * the terminal.
 */
#include "common/text.h"

#include <string.h>

#include "explain/explain.h"

typedef enum { PLAIN, HEAD, WON, FIELD, LOST, N_PENS } Pen;

static const char *const colours[N_PENS] = {"\033[0m", "\033[1m", "\033[32m", "\033[36m",
                                            "\033[33m"};

typedef struct {
    GString *out;
    BpExplainLook look;
} Sheet;

static void print(Sheet *sheet, Pen pen, guint indent, const char *format, ...) G_GNUC_PRINTF(4, 5);

static void print(Sheet *sheet, Pen pen, guint indent, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *line = g_strdup_vprintf(format, args);
    va_end(args);
    g_autofree char *safe = bp_text_dup_escaped(line);
    bool coloured = sheet->look == BP_EXPLAIN_COLOURS && pen != PLAIN;
    g_string_append_printf(sheet->out, "%*s%s%s%s\n", (int)indent, "", coloured ? colours[pen] : "",
                           safe, coloured ? colours[PLAIN] : "");
}

static void print_answer(Sheet *sheet, const BpAnswer *answer)
{
    print(sheet, WON, 6, "won   %s  %s", answer->rule, answer->place);
    for (guint i = 0; i + 1 < answer->captures->len; i += 2)
        print(sheet, FIELD, 12, "%s: %s", (const char *)answer->captures->pdata[i],
              (const char *)answer->captures->pdata[i + 1]);
    if (answer->why && *answer->why)
        print(sheet, PLAIN, 12, "why: %s", answer->why);
}

static void print_losers(Sheet *sheet, const GPtrArray *losers)
{
    guint others = 0;
    for (guint i = 0; i < losers->len; i++) {
        const BpAnswer *answer = losers->pdata[i];
        if (strcmp(answer->reason, "does not match") == 0) {
            others++;
            continue;
        }
        print(sheet, LOST, 6, "lost  %s  %s: %s", answer->rule, answer->place, answer->reason);
    }
    if (others)
        print(sheet, PLAIN, 6, "%u %s not match at all", others, others == 1 ? "does" : "do");
}

static void print_question(Sheet *sheet, const BpQuestion *question)
{
    print(sheet, HEAD, 4, "%s%s%s?", question->emit, *question->context ? " in " : "",
          question->context);
    if (question->text)
        print(sheet, PLAIN, 6, "of    %s", question->text);
    for (guint i = 0; i < question->winners->len; i++)
        print_answer(sheet, question->winners->pdata[i]);
    if (question->winners->len == 0)
        print(sheet, PLAIN, 6, "no rule takes it");
    print_losers(sheet, question->losers);
}

static void print_record(Sheet *sheet, const BpExplainedRecord *record)
{
    print(sheet, HEAD, 2, "%s '%s'", record->type, record->key);
    print(sheet, WON, 6, "by    %s  %s", record->rule, record->place);
    for (guint i = 0; i < record->texts->len; i++)
        print(sheet, PLAIN, 6, "from  %s", (const char *)record->texts->pdata[i]);
}

char *bp_explanation_dup_text(const BpExplanation *explanation, BpExplainLook look)
{
    Sheet sheet = {g_string_new(NULL), look};
    guint page = 0;

    print(&sheet, HEAD, 0, "%s", explanation->file);
    print(&sheet, PLAIN, 0, "sector %s, publisher %s",
          *explanation->sector ? explanation->sector : "unknown",
          *explanation->publisher ? explanation->publisher : "unknown");
    for (guint i = 0; i < explanation->texts->len; i++) {
        const BpExplainedText *text = explanation->texts->pdata[i];
        if (text->page != page)
            print(&sheet, HEAD, 0, "page %u", text->page);
        page = text->page;
        print(&sheet, HEAD, 2, "%s", text->text);
        for (guint k = 0; k < text->questions->len; k++)
            print_question(&sheet, text->questions->pdata[k]);
    }
    if (explanation->records->len)
        print(&sheet, HEAD, 0, "records");
    for (guint i = 0; i < explanation->records->len; i++)
        print_record(&sheet, explanation->records->pdata[i]);
    return g_string_free(sheet.out, FALSE);
}
