/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Folders of rule files, sorted into layers by the first parts of a file's path.
 *
 * The first folder is that of the rules that come with the program: its layers are named without
 * it.
 */
#include "rules/layer.h"

#include <errno.h>
#include <string.h>

#include "common/error.h"

/* Depth of folders: more is a loop of links or a mistake. */
enum { MAX_DEPTH = 8 };

static const char *const scope_folders[BP_N_LAYER_SCOPES] = {"base", "sector", "publisher"};

static void layer_free(gpointer data)
{
    BpLayer *layer = data;
    g_free(layer->name);
    g_ptr_array_unref(layer->paths);
    bp_defines_free(layer->defines);
    g_array_unref(layer->disabled);
    g_free(layer);
}

static bool collect_paths(const char *folder, guint depth, GPtrArray *paths, GError **error)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    int reason = errno; /* GLib's own message names the folder once more */
    if (!dir || depth > MAX_DEPTH) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "cannot read the rules in '%s': %s", folder,
                    dir ? "folders nest too deeply" : g_strerror(reason));
        return false;
    }
    const char *name = NULL;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path =
            strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
        if (name[0] == '.')
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!collect_paths(path, depth + 1, paths, error))
                return false;
        } else if (g_str_has_suffix(name, ".rules")) {
            g_ptr_array_add(paths, g_steal_pointer(&path));
        }
    }
    return true;
}

static int compare_paths(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The scope of a file by its path below the folder; NAME of a sector or publisher in *out_key. */
static BpLayerScope scope_of(const char *below, const char **out_key)
{
    g_auto(GStrv) parts = g_strsplit(below, "/", 3);
    *out_key = NULL;
    for (guint scope = BP_LAYER_SECTOR; parts[0] && parts[1] && scope < BP_N_LAYER_SCOPES;
         scope++) {
        if (strcmp(parts[0], scope_folders[scope]) != 0)
            continue;
        if (g_str_has_suffix(parts[1], ".rules") && !parts[2])
            parts[1][strlen(parts[1]) - strlen(".rules")] = '\0';
        *out_key = g_intern_string(parts[1]);
        return (BpLayerScope)scope;
    }
    return BP_LAYER_ALWAYS;
}

static char *dup_name(const char *folder, guint index, BpLayerScope scope, const char *key)
{
    g_autofree char *own = key ? g_strconcat(scope_folders[scope], "/", key, NULL)
                               : g_strdup(index == 0 ? scope_folders[scope] : "");
    if (index == 0)
        return g_steal_pointer(&own);
    return *own ? g_strconcat(folder, ":", own, NULL) : g_strdup(folder);
}

static BpLayer *find_layer(GPtrArray *layers, guint from, BpLayerScope scope, const char *key)
{
    for (guint i = from; i < layers->len; i++) {
        BpLayer *layer = layers->pdata[i];
        if (layer->scope == scope && layer->key == key)
            return layer;
    }
    return NULL;
}

static int compare_layers(gconstpointer a, gconstpointer b)
{
    const BpLayer *la = *(const BpLayer *const *)a, *lb = *(const BpLayer *const *)b;
    if (la->folder != lb->folder)
        return la->folder < lb->folder ? -1 : 1;
    if (la->scope != lb->scope)
        return la->scope < lb->scope ? -1 : 1;
    return g_strcmp0(la->key, lb->key);
}

static bool add_folder(GPtrArray *layers, const char *folder, guint index, GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    guint from = layers->len;
    bool alone = g_file_test(folder, G_FILE_TEST_IS_REGULAR);
    if (alone)
        g_ptr_array_add(paths, g_strdup(folder));
    else if (!collect_paths(folder, 0, paths, error))
        return false;
    if (paths->len == 0) {
        g_set_error(error, BP_ERROR, BP_ERROR_RULES, "no *.rules files in '%s'", folder);
        return false;
    }
    g_ptr_array_sort(paths, compare_paths);
    gsize skip = strcmp(folder, ".") == 0 ? 0 : strlen(folder);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = paths->pdata[i], *key = NULL;
        BpLayerScope scope =
            alone ? BP_LAYER_ALWAYS : scope_of(path + skip + strspn(path + skip, "/"), &key);
        BpLayer *layer = find_layer(layers, from, scope, key);
        if (!layer) {
            layer = g_new0(BpLayer, 1);
            *layer = (BpLayer){.name = dup_name(folder, index, scope, key),
                               .scope = scope,
                               .key = key,
                               .folder = index,
                               .paths = g_ptr_array_new_with_free_func(g_free),
                               .disabled = g_array_new(FALSE, FALSE, sizeof(BpText))};
            g_ptr_array_add(layers, layer);
        }
        g_ptr_array_add(layer->paths, g_strdup(path));
    }
    return true;
}

GPtrArray *bp_layers_find(const char *const *folders, GError **error)
{
    g_autoptr(GPtrArray) layers = g_ptr_array_new_with_free_func(layer_free);
    g_autoptr(GHashTable) met = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; folders[i]; i++) {
        char *canonical = g_canonicalize_filename(folders[i], NULL);
        if (g_hash_table_add(met, canonical) && !add_folder(layers, folders[i], i, error))
            return NULL;
    }
    g_ptr_array_sort(layers, compare_layers);
    for (guint i = 0; i < layers->len; i++) {
        BpLayer *layer = layers->pdata[i];
        layer->rank = i;
    }
    return g_steal_pointer(&layers);
}

bool bp_layer_is_active(const BpLayer *layer, const char *sector, const char *publisher)
{
    switch (layer->scope) {
    case BP_LAYER_ALWAYS:
        return true;
    case BP_LAYER_SECTOR:
        return g_strcmp0(layer->key, sector) == 0;
    case BP_LAYER_PUBLISHER:
        return g_strcmp0(layer->key, publisher) == 0;
    case BP_N_LAYER_SCOPES:
        break;
    }
    return false;
}
