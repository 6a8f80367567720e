/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a file of rules, on top of none: reading, expanding, compiling, and, where something
 * is left, matching. The loader is for files that people edit and may take what was made to hurt.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rules/rule.h"
#include "rules/trace.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

/* Names in rules are interned, and GLib forgets the table of interned texts each time it gets a
 * larger one: harmless for the rules of a program, seen as a leak after many made-up ones. It is
 * told apart by its callers, which takes the slow way of looking for them. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:g_intern_string\nleak:_dl_init\n";
}

const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "fast_unwind_on_malloc=0:malloc_context_size=8";
}

static const char *const texts[] = {"7.2 Chief Executive's Report", "RESOLVED that it be noted",
                                    "\xC3\xA9\xE2\x80\xA2 (a) 12/03/2024\t\xF0\x9F\x98\x80", "x"};

static void ignore(const BpVerdict *verdict, gpointer data)
{
    guint *sum = data;
    *sum += verdict->reach;
}

static void use(const BpRuleSet *set)
{
    g_autoptr(BpMatcher) matcher = bp_matcher_new(set);
    guint n = 0, sum = 0;
    const BpEmit *emits = bp_emits(&n);
    for (guint i = 0; i < n; i++) {
        for (guint t = 0; t < G_N_ELEMENTS(texts); t++) {
            BpSubject subject = {.text = texts[t], .len = strlen(texts[t])};
            BpMatch match;
            bp_matcher_match(matcher, emits[i].name, NULL, &subject, &match);
            gsize second = (gsize)(g_utf8_next_char(texts[t]) - texts[t]);
            bp_matcher_search(matcher, emits[i].name, NULL, &subject, second, &match);
            bp_matcher_judge(matcher, emits[i].name, NULL, &subject, ignore, &sum);
        }
    }
}

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    int fd = memfd_create("rules", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (gssize)size) {
        close(fd);
        return 0;
    }
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", fd);
    const char *folders[] = {path, NULL};
    g_autoptr(BpDiagList) diags = bp_diag_list_new();
    g_autoptr(GError) local = NULL;
    g_autoptr(BpRuleSet) set = bp_rule_set_read(folders, diags, &local);
    if (set)
        use(set);
    g_free(bp_diag_list_dup_text(diags));
    close(fd);
    return 0;
}
