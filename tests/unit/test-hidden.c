/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Words that a picture of their page does not show.
 */
#include <string.h>

#include "extract/words.h"

#define SIDE 300

/* A page and its picture; words stand in a row, 10 high and 30 wide. */
typedef struct {
    BpPage *page;
    GString *text;
    guint8 levels[SIDE * SIDE];
} Scene;

static void scene_open(Scene *scene)
{
    scene->page = bp_page_new(1, SIDE, SIDE);
    scene->text = g_string_new(NULL);
    memset(scene->levels, 255, sizeof scene->levels);
}

static void fill(Scene *scene, guint x0, guint y0, guint x1, guint y1, guint8 level)
{
    for (guint y = y0; y < y1; y++)
        memset(scene->levels + y * SIDE + x0, level, x1 - x0);
}

/* A word on a ground of that level, drawn or not, all of it in a font. */
static void put(Scene *scene, const char *text, guint16 font, guint32 rgb, guint8 ground,
                bool drawn)
{
    guint x0 = 10 + 40 * scene->page->words->len, y = 10;
    BpWord word = {.start = (guint32)scene->text->len,
                   .end = (guint32)(scene->text->len + strlen(text)),
                   .box = {x0, y, x0 + 30, y + 10},
                   .size = 10,
                   .font = font,
                   .rgb = rgb};

    g_string_append_printf(scene->text, "%s ", text);
    g_array_append_val(scene->page->words, word);
    fill(scene, x0, y, x0 + 30, y + 10, ground);
    for (guint x = x0 + 2; drawn && x < x0 + 28; x += 4)
        fill(scene, x, y + 4, x + 1, y + 7, (rgb & 255) > 127 ? 255 : 0);
}

/* What is left and what is left out. */
static void expect(Scene *scene, const char *left, const char *dropped)
{
    BpPicture picture = {scene->levels, SIDE, SIDE};
    g_autoptr(GString) got = g_string_new(NULL), out = g_string_new(NULL);

    g_free(scene->page->text);
    scene->page->text = g_string_free(scene->text, FALSE);
    g_autofree guint8 *hidden = bp_words_find_hidden(scene->page, &picture);
    if (hidden)
        bp_words_drop_hidden(scene->page, hidden, out);
    for (guint i = 0; i < scene->page->words->len; i++) {
        g_autofree char *word = bp_page_dup_word(scene->page, bp_page_word(scene->page, i));
        g_string_append_printf(got, "%s%s", i ? " " : "", word);
    }
    g_assert_cmpstr(got->str, ==, left);
    g_assert_cmpstr(out->str, ==, dropped);
    bp_page_free(scene->page);
}

static void test_white(void)
{
    Scene scene;
    scene_open(&scene);
    put(&scene, "seen", 0, 0, 255, true);
    put(&scene, "anchor", 0, 0xffffff, 255, false);
    put(&scene, "heading", 0, 0xffffff, 40, true);
    expect(&scene, "seen heading", "anchor");
}

/* A box over them, black or white; the full stop between them goes too. */
static void test_covered(void)
{
    Scene scene;
    scene_open(&scene);
    put(&scene, "Resident", 0, 0, 255, true);
    put(&scene, "Ann", 0, 0, 0, false);
    put(&scene, "A", 0, 0, 0, false);
    put(&scene, "Alder", 0, 0, 255, false);
    put(&scene, "wrote", 0, 0, 255, true);
    put(&scene, "-", 0, 0, 255, false);
    put(&scene, "to", 0, 0, 255, true);
    expect(&scene, "Resident wrote - to", "Ann A Alder");
}

/* Nothing of a font is drawn, or hardly anything of the page: then it is the drawing. */
static void test_not_drawn(void)
{
    Scene scene;
    scene_open(&scene);
    put(&scene, "seen", 0, 0, 255, true);
    put(&scene, "also", 0, 0, 255, true);
    put(&scene, "fontless", 1, 0, 255, false);
    expect(&scene, "seen also fontless", "");
    scene_open(&scene);
    put(&scene, "seen", 0, 0, 255, true);
    put(&scene, "and", 0, 0, 255, false);
    put(&scene, "not", 0, 0, 255, false);
    expect(&scene, "seen and not", "");
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/hidden/white", test_white);
    g_test_add_func("/hidden/covered", test_covered);
    g_test_add_func("/hidden/not-drawn", test_not_drawn);
    return g_test_run();
}
