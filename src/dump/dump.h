/* SPDX-License-Identifier: MIT
 * dump/dump: the sink that writes the display list as text: what regression cases compare. The grammar of the text is
 * written down in dump/README.md and has a version. */
#ifndef JB_DUMP_DUMP_H
#define JB_DUMP_DUMP_H

#include "page/sink.h"

#include <glib.h>

/* Names a face in the dump (page/ and dump/ cannot look into one). */
typedef const char *(*JbFaceNamer)(const JbFace *face);

/* Appends to out, which must outlive the sink. */
JbSink *jb_dump_sink_new(GString *out, JbFaceNamer face_name);

#endif
