/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * libxml2 with GLib's automatic cleanup, which it does not bring itself, and its text type.
 */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlwriter.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlBuffer, xmlBufferFree)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextWriter, xmlFreeTextWriter)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextReader, xmlFreeTextReader)

/* libxml2's strings are unsigned; the bytes are the same UTF-8. */
#define BP_XML(text) ((const xmlChar *)(text))
