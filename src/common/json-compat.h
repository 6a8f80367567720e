/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Jansson with GLib's automatic cleanup, which it does not bring itself.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)
