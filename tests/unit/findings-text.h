/* SPDX-License-Identifier: MIT
 * findings-text: findings as lines that tests compare: "[E022] 3:5 b|a|1", in the order added. */
#ifndef JB_TEST_FINDINGS_TEXT_H
#define JB_TEST_FINDINGS_TEXT_H

#include "diag/findings.h"

#include <glib.h>

static inline char *findings_text(const JbFindings *findings)
{
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    const JbFinding *finding = jb_findings_at(findings, i);
    g_autofree char *arguments = g_strjoinv("|", finding->arguments);
    g_string_append_printf(text, "[%s] %d:%d%s%s\n", jb_message_code(finding->message), finding->place.line,
                           finding->place.column, *arguments != '\0' ? " " : "", arguments);
  }
  return g_string_free(text, FALSE);
}

#endif
