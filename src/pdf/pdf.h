/* SPDX-License-Identifier: MIT
 * pdf/pdf: the sink that writes PDF 1.7, with libharu. */
#ifndef JB_PDF_PDF_H
#define JB_PDF_PDF_H

#include "page/sink.h"

/* The file at path appears whole when the sink is closed, or not at all. Faces and pictures of the pages must live
 * until then. */
JbSink *jb_pdf_sink_new(const char *path);

#endif
