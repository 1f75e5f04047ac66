/* SPDX-License-Identifier: MIT
 * flow/flow: what every block has: its slices and how they are asked for. */
#include "flow/flow.h"

#include <math.h>

JbElementId jb_flow_add_element(const JbFlowContext *context, JbStructureRole role, const char *kind)
{
  JbElementId element = jb_structure_add(context->structure, context->parent, role, NULL);
  jb_structure_set_kind(context->structure, element, kind);
  return element;
}

void jb_flow_init(JbFlow *flow, const JbFlowClass *class, const JbFlowContext *context, JbPlace place, double width)
{
  *flow = (JbFlow){.class = class, .context = context, .place = place, .width = width};
}

void jb_flow_add_slice(JbFlow *flow, double height, double penalty)
{
  /* Capacity doubles at powers of two, so the count alone says when to grow. */
  if ((flow->slice_count & (flow->slice_count - 1)) == 0) {
    size_t capacity = flow->slice_count ? flow->slice_count * 2 : 1;
    flow->slices = g_renew(JbSlice, flow->slices, capacity);
  }
  flow->slices[flow->slice_count++] = (JbSlice){.height = height, .penalty = penalty};
}

double jb_flow_height(const JbFlow *flow, size_t first, size_t end)
{
  double height = 0;
  for (size_t i = first; i < end; i++) {
    height += flow->slices[i].height;
  }
  return height;
}

void jb_flow_emit(const JbFlow *flow, size_t first, size_t end, JbPoint origin, JbPage *page)
{
  if (flow->anchor && first == 0) {
    jb_page_add_anchor(page, flow->anchor, origin);
  }
  flow->class->emit(flow, first, end, origin, page);
}

JbPlace jb_flow_slice_place(const JbFlow *flow, size_t slice)
{
  return flow->class->slice_place ? flow->class->slice_place(flow, slice) : flow->place;
}

void jb_flow_finish(const JbFlow *flow)
{
  if (flow->class->finish) {
    flow->class->finish(flow);
  }
}

void jb_flow_free(JbFlow *flow)
{
  if (!flow) {
    return;
  }
  g_free(flow->slices);
  flow->class->free(flow);
}

double jb_flow_on_grid(const JbFlowContext *context, double height)
{
  double pitch = context->theme->page.pitch;
  return ceil((height - 0.01) / pitch) * pitch;
}
