/* SPDX-License-Identifier: MIT
 * preview/preview: the sink that paints pages as PNG files, with cairo: stem-001.png, stem-002.png … */
#ifndef JB_PREVIEW_PREVIEW_H
#define JB_PREVIEW_PREVIEW_H

#include "colour/convert.h"
#include "page/sink.h"

/* resolution [pixel per inch]. converter shows the colours of pictures, by the profile they were converted with; it is
 * borrowed until the sink is closed. Each file appears whole or not at all. */
JbSink *jb_preview_sink_new(const char *stem, double resolution, const JbColourConverter *converter);

#endif
