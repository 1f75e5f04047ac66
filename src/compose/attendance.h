/* SPDX-License-Identifier: MIT
 * compose/attendance: 出席、请假、列席: who was there, one a line or running on. */
#ifndef JB_COMPOSE_ATTENDANCE_H
#define JB_COMPOSE_ATTENDANCE_H

#include "flow/flow.h"

/* block: JB_BLOCK_ATTENDANCE. Where the theme lists people, a line each: name, organisation and post in columns;
 * else, and for what is not of the report's people, running text to the right of the label (GB/T 9704-2012 10.3).
 * Returns flows, their array owned by the caller. */
GPtrArray *jb_attendance_flows(const JbFlowContext *context, const JbBlock *block, double width);

#endif
