/* SPDX-License-Identifier: MIT
 * compose/cover: the page before all others, as the theme lays it out. */
#ifndef JB_COMPOSE_COVER_H
#define JB_COMPOSE_COVER_H

#include "flow/flow.h"

void jb_emit_cover(const JbFlowContext *context, JbPage *page);

#endif
