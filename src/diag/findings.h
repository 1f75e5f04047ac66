/* SPDX-License-Identifier: MIT
 * diag/findings: what one run found in one document. Plain records; nothing is printed here. */
#ifndef JB_DIAG_FINDINGS_H
#define JB_DIAG_FINDINGS_H

#include "base/place.h"
#include "diag/message.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct JbFinding {
  JbMessage message;
  JbSeverity severity; /* the message's own, raised by --strict, or as the report asks */
  JbPlace place;
  char **arguments; /* NULL-terminated, UTF-8 */
} JbFinding;

typedef struct JbFindings JbFindings;

JbFindings *jb_findings_new(void);
void jb_findings_free(JbFindings *findings);

/* Adds a finding; the arguments, const char *, are copied and end with NULL. The same message at the same place with
 * the same arguments is kept once. Use jb_find() below, which supplies the NULL. */
void jb_findings_add(JbFindings *findings, JbMessage message, JbPlace place, ...) G_GNUC_NULL_TERMINATED;

/* The same with the arguments in an array that ends with NULL. */
void jb_findings_add_list(JbFindings *findings, JbMessage message, JbPlace place, const char *const *arguments);

/* The same with a severity that is not the message's own. */
void jb_findings_add_as(JbFindings *findings, JbMessage message, JbSeverity severity, JbPlace place,
                        const char *const *arguments);

/* jb_find(findings, XML_SYNTAX, place, "argument", …): the place, then the arguments. */
#define jb_find(findings, name, ...) jb_findings_add((findings), JB_MESSAGE_##name, __VA_ARGS__, NULL)

/* A copy of string that lives as long as findings: paths of places. NULL for NULL. */
const char *jb_findings_keep(JbFindings *findings, const char *string);

/* The finding's code: the message's own, or the office's rule's, which such messages have as their last argument. */
const char *jb_finding_code(const JbFinding *finding);

size_t jb_findings_count(const JbFindings *findings);
size_t jb_findings_count_of(const JbFindings *findings, JbSeverity severity);
/* Borrowed, valid until the next add. In the order added; jb_findings_sort orders by path, sheet, line, column, stable.
 */
const JbFinding *jb_findings_at(const JbFindings *findings, size_t index);
void jb_findings_sort(JbFindings *findings);
bool jb_findings_has_errors(const JbFindings *findings);
/* --strict: every warning so far becomes an error. */
void jb_findings_raise_warnings(JbFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbFindings, jb_findings_free)

#endif
