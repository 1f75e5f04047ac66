/* SPDX-License-Identifier: MIT
 * diag/print: findings and results as lines: text for people, JSON lines for programs. Lines are appended to a string;
 * who writes them, and when, is the caller's affair.
 *
 * Nothing that came from a file reaches the terminal as it is: control characters (C0, C1, DEL, line and paragraph
 * separators, bidirectional controls) and bytes that are not UTF-8 are written \xNN. Arguments are cut to 60
 * characters in text, from their middle, so that the end of a path stays; lists of our own names are not.
 *
 * JSON: one object a line, always valid UTF-8, keys in fixed order, never translated but for "message". Every record
 * has "version" (JB_JSON_VERSION: raised when a key changes its meaning or goes) and "record":
 *   finding   document path sheet line column severity code message arguments
 *   document  path output status pages rows errors warnings notes seconds
 *   summary   documents made refused pages rows errors warnings notes seconds
 * rows, of ledgers: {"read":…,"printed":…,"left_out":…}.
 * sheet, line and column are left out where there is none; in tables line and column are a cell's; output is null when
 * there is none. */
#ifndef JB_DIAG_PRINT_H
#define JB_DIAG_PRINT_H

#include "diag/findings.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define JB_JSON_VERSION 1

/* Findings of one document that are printed; the others are counted. */
#define JB_PRINTED_FINDINGS 20

/* Appends text with what could harm a terminal escaped. */
void jb_print_escaped(GString *out, const char *text);

/* The message in words, arguments put in. Newly allocated. arguments ends with NULL. */
char *jb_message_format(JbMessage message, JbLanguage language, const char *const *arguments);

/* Appends where something is, as all lines begin: PATH:LINE:COL, of a workbook PATH SHEET!C7; "jianbao" stands for a
 * path that is not known. */
void jb_print_place(GString *out, JbPlace place);

/* The place, ": error: TEXT [CODE]" and a line feed. */
void jb_print_finding(GString *out, const JbFinding *finding, JbLanguage language);

/* document: the input the finding belongs to; NULL: none. */
void jb_print_finding_json(GString *out, const JbFinding *finding, const char *document, JbLanguage language);

/* At most JB_PRINTED_FINDINGS of the findings that are least or worse, errors before warnings before notes, in the
 * order of their places; then a line that counts the rest. counts: all there were, by severity, which may be more than
 * findings holds. */
void jb_print_findings(GString *out, const JbFindings *findings, const size_t counts[3], JbSeverity least,
                       JbLanguage language);

/* Rows of ledgers: read = printed + left_out, or a row was lost. */
typedef struct JbRowCounts {
  size_t read, printed;
  size_t left_out; /* by the ledger's own conditions */
} JbRowCounts;

void jb_row_counts_add(JbRowCounts *sum, const JbRowCounts *counts);

typedef struct JbDocumentResult {
  const char *path;
  const char *output; /* NULL: none */
  const char *status; /* "made", "draft", "checked", "refused" */
  size_t pages;
  JbRowCounts rows;
  size_t counts[3]; /* findings by severity */
  double seconds;
} JbDocumentResult;

typedef struct JbRunResult {
  size_t documents, made, refused;
  size_t pages;
  JbRowCounts rows;
  size_t counts[3];
  double seconds;
} JbRunResult;

void jb_print_document_json(GString *out, const JbDocumentResult *result);
void jb_print_run_json(GString *out, const JbRunResult *result);

#endif
