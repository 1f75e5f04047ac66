/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: the profile "gbt9704": GB/T 9704-2012, the layout of official documents. Private to inspect/. */
#ifndef JB_INSPECT_GBT9704_H
#define JB_INSPECT_GBT9704_H

#include "inspect/measure.h"

void jb_gbt9704_check(const JbMeasures *measures, const JbInspectFaces *faces, JbPlace document, JbFindings *findings);

#endif
