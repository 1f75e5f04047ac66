/* SPDX-License-Identifier: MIT
 * pdf/syntax: names and text strings as a PDF writes them (ISO 32000-1 7.3). Private to pdf/. */
#ifndef JB_PDF_SYNTAX_H
#define JB_PDF_SYNTAX_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/* "/Name", what may not stand in a name as #xx. */
void jb_pdf_append_name(GString *out, const char *name);

/* UTF-8 as UTF-16BE in hexadecimal digits, without brackets or byte order mark; pairs beyond U+FFFF. */
void jb_pdf_append_utf16(GString *out, const char *text, size_t length);

/* The UTF-16 units of a character; returns how many, 1 or 2. */
size_t jb_pdf_utf16(uint32_t character, uint32_t units[2]);

/* Four hexadecimal digits of a number below 65536. */
void jb_pdf_append_unit(GString *out, uint32_t unit);

/* A text string, whole: "(ascii)" or "<FEFF…>". */
void jb_pdf_append_text(GString *out, const char *text);

#endif
