/* SPDX-License-Identifier: MIT
 * pdf/metadata: what the file says about itself: Info and XMP, which agree, page labels, viewer preferences. Private to
 * pdf/. */
#ifndef JB_PDF_METADATA_H
#define JB_PDF_METADATA_H

#include "page/sink.h"
#include "pdf/haru.h"

#include <glib.h>

/* A date as both places write it; "" where there is none. */
typedef struct JbPdfDate {
  char pdf[32]; /* "D:20250120" */
  char xmp[32]; /* "2025-01-20" */
} JbPdfDate;

/* From an ISO date: a year, a month or a day; else from seconds since 1970 (SOURCE_DATE_EPOCH; may be NULL), else
 * none. Never from the clock. */
JbPdfDate jb_pdf_date(const char *iso_date, const char *epoch);

/* A page label taken apart for a number tree (ISO 32000-1 12.4.2). */
typedef struct JbPageLabel {
  char style;      /* D: 1, 2; r: i, ii; R: I, II; 0: nothing but the prefix */
  unsigned number; /* 0 where there is no style */
  size_t prefix;   /* [byte] of the label */
} JbPageLabel;

JbPageLabel jb_pdf_parse_label(const char *label);

/* Writes all of it. labels: char *, one a page. */
void jb_pdf_write_metadata(JbHaru *haru, const JbDocumentInfo *info, const GPtrArray *labels);

#endif
