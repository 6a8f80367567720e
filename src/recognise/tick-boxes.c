/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tick boxes are characters: an empty box, one with a tick or a cross, or a bare tick. The choice
 * stands after its box when the text begins with a box, and before it otherwise.
 */
#include "recognise/tick-boxes.h"

#include <stdbool.h>
#include <string.h>

typedef enum { NOT_A_BOX, EMPTY, TICKED } Box;

static Box box_of(gunichar c)
{
    static const struct {
        gunichar c;
        Box box;
    } boxes[] = {{0x2610, EMPTY},  {0x25a1, EMPTY},  {0x2751, EMPTY},  {0x274f, EMPTY},
                 {0x2750, EMPTY},  {0x2752, EMPTY},  {0x221a, TICKED}, {0x2611, TICKED},
                 {0x2612, TICKED}, {0x2713, TICKED}, {0x2714, TICKED}, {0x2705, TICKED},
                 {0x25a0, TICKED}};

    for (guint i = 0; i < G_N_ELEMENTS(boxes); i++)
        if (boxes[i].c == c)
            return boxes[i].box;
    return NOT_A_BOX;
}

static void add_choice(GString *chosen, const char *from, const char *to)
{
    g_autofree char *choice = g_strstrip(g_strndup(from, (gsize)(to - from)));

    if (!*choice)
        return;
    if (chosen->len)
        g_string_append(chosen, ", ");
    g_string_append(chosen, choice);
}

char *bp_tick_boxes_dup_chosen(const char *text)
{
    g_autoptr(GString) chosen = g_string_new(NULL);
    bool leads = box_of(g_utf8_get_char(text + strspn(text, " "))) != NOT_A_BOX;
    Box last = NOT_A_BOX;
    const char *from = text;

    for (const char *p = text; *p; p = g_utf8_find_next_char(p, NULL)) {
        Box box = box_of(g_utf8_get_char(p));
        if (box == NOT_A_BOX)
            continue;
        if ((leads ? last : box) == TICKED)
            add_choice(chosen, from, p);
        last = box;
        from = g_utf8_find_next_char(p, NULL);
    }
    if (last == NOT_A_BOX)
        return g_strdup(text);
    if (leads && last == TICKED)
        add_choice(chosen, from, from + strlen(from));
    return g_string_free(g_steal_pointer(&chosen), FALSE);
}
