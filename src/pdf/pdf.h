/* SPDX-License-Identifier: MIT
 * pdf/pdf: the sink that writes PDF 1.7, with libharu. */
#ifndef JB_PDF_PDF_H
#define JB_PDF_PDF_H

#include "base/file.h"
#include "page/sink.h"

#include <glib.h>

#define JB_PDF_ERROR (jb_pdf_error_quark())
GQuark jb_pdf_error_quark(void);

typedef enum JbPdfError {
  JB_PDF_ERROR_FONT,     /* a face cannot be embedded: damaged tables */
  JB_PDF_ERROR_PICTURE,  /* a picture of no kind a PDF takes */
  JB_PDF_ERROR_INTERNAL, /* a page or link that should not have come here, or libharu said no */
} JbPdfError;

/* The file at path appears whole when the sink is closed, or not at all. Faces and pictures of the pages must live
 * until then. Errors told at close: JB_PDF_ERROR, and JB_FILE_ERROR from writing.
 *
 * written: NULL; or where the sink that was closed well leaves the file, all of it written but not in place: it is for
 * the caller to commit or abandon. */
JbSink *jb_pdf_sink_new(const char *path, JbOutputFile **written);

#endif
