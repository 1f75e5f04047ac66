/* SPDX-License-Identifier: MIT
 * pdf/deflate: bytes → zlib stream. What they are decides the level, nothing else, so that the same bytes give the same
 * bytes. Private to pdf/. */
#ifndef JB_PDF_DEFLATE_H
#define JB_PDF_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

typedef struct JbDeflater JbDeflater;

typedef enum JbDeflateKind {
  JB_DEFLATE_TEXT,     /* page content, maps, samples */
  JB_DEFLATE_OUTLINES, /* font programs */
  JB_DEFLATE_KINDS
} JbDeflateKind;

JbDeflater *jb_deflater_new(void);
void jb_deflater_free(JbDeflater *deflater);

/* What /FlateDecode reads. Borrowed, valid until the next call. */
const uint8_t *jb_deflater_run(JbDeflater *deflater, JbDeflateKind kind, const void *bytes, size_t length,
                               size_t *deflated);

#endif
