/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Makes the list of a run: walks folders, names what is found, sorts.
 *
 * A folder is searched by suffix; a file that is named is always listed. What is in a file is found
 * out when it is read. Links are listed as skipped and not followed, only a folder that is itself
 * an argument may be one. The walk keeps its own stack, so that a deep tree costs memory and not
 * the call stack.
 */
#include "discover/discover.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "common/error.h"
#include "common/text.h"

typedef struct {
    GPtrArray *entries;
    const char *argument; /* as given */
    gsize root_len;       /* bytes of a path before what is relative to the argument */
    GPtrArray *folders;   /* char*: still to be walked */
} Walk;

static void free_entry(gpointer data)
{
    BpEntry *entry = data;
    g_free(entry->path);
    g_free(entry->source);
    g_free(entry->argument);
    g_free(entry->name);
    g_free(entry->message);
    g_free(entry);
}

BpEntry *bp_entry_new(const char *path, const char *argument, const char *name)
{
    BpEntry *entry = g_new0(BpEntry, 1);
    entry->path = g_strdup(path);
    entry->source = g_canonicalize_filename(path, NULL);
    entry->argument = g_strdup(argument);
    entry->name = g_strdup(name);
    entry->status = BP_STATUS_OK;
    return entry;
}

static void add(Walk *walk, const char *path, BpStatus status, const char *message)
{
    const char *relative = path + MIN(walk->root_len, strlen(path));
    /* The folder that was named, which cannot be read, has no name below itself. */
    g_autofree char *base = *relative ? NULL : g_path_get_basename(path);
    g_autofree char *name = bp_discover_dup_safe_name(base ? base : relative);
    BpEntry *entry = bp_entry_new(path, walk->argument, name);
    entry->status = status;
    entry->message = g_strdup(message);
    g_ptr_array_add(walk->entries, entry);
}

/* What a folder is searched for, in letters of either case. */
static const char *const suffixes[] = {".pdf", ".html", ".htm", ".txt"};

static bool is_wanted(const char *name)
{
    gsize len = strlen(name);
    for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
        gsize n = strlen(suffixes[i]);
        if (len >= n && g_ascii_strcasecmp(name + len - n, suffixes[i]) == 0)
            return true;
    }
    return false;
}

static void look_at_link(Walk *walk, const char *path, const char *name)
{
    struct stat target;
    if (is_wanted(name) || (stat(path, &target) == 0 && S_ISDIR(target.st_mode)))
        add(walk, path, BP_STATUS_SKIPPED, "a symbolic link");
}

static void look_at(Walk *walk, const char *path, const char *name)
{
    struct stat info;
    if (lstat(path, &info) != 0) {
        /* What cannot be looked at may be a folder of documents, or a mount whose server is gone;
         * what was removed meanwhile is not. */
        if (is_wanted(name) || errno != ENOENT)
            add(walk, path, BP_STATUS_UNREADABLE, g_strerror(errno));
    } else if (S_ISLNK(info.st_mode)) {
        look_at_link(walk, path, name);
    } else if (S_ISDIR(info.st_mode)) {
        g_ptr_array_add(walk->folders, g_strdup(path));
    } else if (is_wanted(name)) {
        bool regular = S_ISREG(info.st_mode);
        add(walk, path, regular ? BP_STATUS_OK : BP_STATUS_SKIPPED,
            regular ? NULL : "not a regular file");
    }
}

static void walk_folder(Walk *walk, const char *folder)
{
    DIR *stream = opendir(folder);
    if (stream == NULL) {
        add(walk, folder, BP_STATUS_UNREADABLE, g_strerror(errno));
        return;
    }
    struct dirent *found;
    while ((errno = 0, found = readdir(stream)) != NULL) {
        if (strcmp(found->d_name, ".") == 0 || strcmp(found->d_name, "..") == 0)
            continue;
        g_autofree char *path = g_build_filename(folder, found->d_name, NULL);
        look_at(walk, path, found->d_name);
    }
    if (errno != 0)
        add(walk, folder, BP_STATUS_UNREADABLE, g_strerror(errno));
    closedir(stream);
}

static void walk_tree(Walk *walk, const char *root)
{
    /* "packs/" and "packs" are the same root. */
    gsize len = strlen(root);
    while (len > 1 && root[len - 1] == '/')
        len--;
    g_ptr_array_add(walk->folders, g_strndup(root, len));
    walk->root_len = root[len - 1] == '/' ? len : len + 1;
    while (walk->folders->len > 0) {
        g_autofree char *folder =
            g_ptr_array_steal_index_fast(walk->folders, walk->folders->len - 1);
        walk_folder(walk, folder);
    }
}

static void look_at_argument(Walk *walk)
{
    const char *path = walk->argument;
    struct stat info, target;
    const char *slash = strrchr(path, '/');
    walk->root_len = slash && slash[1] ? (gsize)(slash + 1 - path) : 0;
    if (lstat(path, &info) != 0)
        add(walk, path, BP_STATUS_UNREADABLE, g_strerror(errno));
    else if (stat(path, &target) == 0 && S_ISDIR(target.st_mode))
        walk_tree(walk, path);
    else if (S_ISLNK(info.st_mode))
        add(walk, path, BP_STATUS_SKIPPED, "a symbolic link");
    else if (!S_ISREG(info.st_mode))
        add(walk, path, BP_STATUS_SKIPPED, "not a regular file");
    else
        add(walk, path, BP_STATUS_OK, NULL);
}

static int compare_entries(gconstpointer a, gconstpointer b)
{
    const BpEntry *x = *(BpEntry *const *)a, *y = *(BpEntry *const *)b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->path, y->path);
}

void bp_discover_sort(GPtrArray *entries)
{
    g_ptr_array_sort(entries, compare_entries);
}

BpNames *bp_names_new(void)
{
    BpNames *names = g_new0(BpNames, 1);
    names->taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    names->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return names;
}

void bp_names_free(BpNames *names)
{
    if (!names)
        return;
    g_hash_table_unref(names->taken);
    g_hash_table_unref(names->numbers);
    g_free(names);
}

bool bp_names_has(const BpNames *names, const char *name)
{
    return g_hash_table_contains(names->taken, name);
}

void bp_names_take(BpNames *names, const char *name)
{
    g_hash_table_add(names->taken, g_strdup(name));
}

void bp_names_set_apart(BpNames *names, BpEntry *entry)
{
    g_autofree char *base = g_path_get_basename(entry->argument);
    g_autofree char *base_folder = g_strconcat(base, "/", NULL);
    g_autofree char *plain = g_steal_pointer(&entry->name);
    g_autofree char *folder = bp_discover_dup_safe_name(base_folder);
    entry->name = g_strconcat(folder, "/", plain, NULL);
    if (!bp_names_has(names, entry->name))
        return;
    char *first = g_strdup(entry->name);
    guint number = MAX(GPOINTER_TO_UINT(g_hash_table_lookup(names->numbers, first)), 1);
    do {
        g_free(entry->name);
        entry->name = g_strdup_printf("%s-%u/%s", folder, ++number, plain);
    } while (bp_names_has(names, entry->name));
    g_hash_table_replace(names->numbers, first, GUINT_TO_POINTER(number));
}

/* Take an entry over into the list, unless it is there: one file that is named in two ways is one
 * document. */
static void take(BpEntry *entry, GHashTable *seen, BpNames *names, GPtrArray *all)
{
    if (g_hash_table_contains(seen, entry->source)) {
        free_entry(entry);
        return;
    }
    g_hash_table_add(seen, entry->source);
    if (bp_names_has(names, entry->name))
        bp_names_set_apart(names, entry);
    bp_names_take(names, entry->name);
    g_ptr_array_add(all, entry);
}

GPtrArray *bp_discover(const char *const *paths)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(free_entry);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(BpNames) names = bp_names_new();
    for (guint i = 0; paths[i]; i++) {
        Walk walk = {.argument = paths[i]};
        walk.entries = g_ptr_array_new();
        walk.folders = g_ptr_array_new_with_free_func(g_free);
        look_at_argument(&walk);
        /* Which of two equal names is kept must not depend on the order of a folder. */
        bp_discover_sort(walk.entries);
        for (guint k = 0; k < walk.entries->len; k++)
            take(walk.entries->pdata[k], seen, names, all);
        g_ptr_array_unref(walk.entries);
        g_ptr_array_unref(walk.folders);
    }
    bp_discover_sort(all);
    return all;
}
