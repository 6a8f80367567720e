/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Automatic clean-up for poppler's objects, which its own headers do not define in every version
 * that we build with, and cairo's.
 */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <poppler.h>

/* Names of our own, so that a poppler that defines clean-up for its types does not clash. */
typedef PopplerPage BpPopplerPage;
typedef PopplerDocument BpPopplerDocument;
typedef PopplerAction BpPopplerAction;
typedef PopplerDest BpPopplerDest;
typedef PopplerIndexIter BpPopplerIndexIter;
typedef PopplerStructureElement BpPopplerElement;
typedef cairo_t BpCairo;
typedef GList BpAttributeList;
typedef GList BpImageList;
typedef GList BpLinkList;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerAction, poppler_action_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerDest, poppler_dest_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerIndexIter, poppler_index_iter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpPopplerElement, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpCairo, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpAttributeList, poppler_page_free_text_attributes)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpImageList, poppler_page_free_image_mapping)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BpLinkList, poppler_page_free_link_mapping)
