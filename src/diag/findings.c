/* SPDX-License-Identifier: MIT
 * diag/findings: an array of findings, and a set of the same that keeps repetitions out. */
#include "diag/findings.h"

#include <stdarg.h>
#include <string.h>

struct JbFindings {
  GPtrArray *list;       /* of JbFinding, owned */
  GHashTable *known;     /* the same, look-up only */
  GStringChunk *strings; /* kept for the caller */
  size_t counts[JB_SEVERITY_ERROR + 1];
};

static void free_finding(void *data)
{
  JbFinding *finding = data;
  g_strfreev(finding->arguments);
  g_free(finding);
}

static unsigned hash_finding(const void *data)
{
  const JbFinding *finding = data;
  unsigned hash = (unsigned)finding->message * 31 + (unsigned)finding->place.line;
  hash = hash * 31 + (unsigned)finding->place.column;
  for (char **argument = finding->arguments; *argument; argument++) {
    hash = hash * 31 + g_str_hash(*argument);
  }
  return hash;
}

static gboolean equal_findings(const void *data_a, const void *data_b)
{
  const JbFinding *a = data_a;
  const JbFinding *b = data_b;
  return a->message == b->message && a->place.line == b->place.line && a->place.column == b->place.column &&
         g_strcmp0(a->place.path, b->place.path) == 0 && g_strcmp0(a->place.sheet, b->place.sheet) == 0 &&
         g_strv_equal((const char *const *)a->arguments, (const char *const *)b->arguments);
}

JbFindings *jb_findings_new(void)
{
  JbFindings *findings = g_new0(JbFindings, 1);
  findings->list = g_ptr_array_new_with_free_func(free_finding);
  findings->known = g_hash_table_new(hash_finding, equal_findings);
  findings->strings = g_string_chunk_new(256);
  return findings;
}

void jb_findings_free(JbFindings *findings)
{
  if (!findings) {
    return;
  }
  g_hash_table_unref(findings->known);
  g_ptr_array_unref(findings->list);
  g_string_chunk_free(findings->strings);
  g_free(findings);
}

void jb_findings_add_list(JbFindings *findings, JbMessage message, JbPlace place, const char *const *arguments)
{
  jb_findings_add_as(findings, message, jb_message_severity(message), place, arguments);
}

void jb_findings_add_as(JbFindings *findings, JbMessage message, JbSeverity severity, JbPlace place,
                        const char *const *arguments)
{
  JbFinding *finding = g_new(JbFinding, 1);
  *finding = (JbFinding){
      .message = message,
      .severity = severity,
      .place = place,
      .arguments = g_strdupv((char **)arguments),
  };
  if (g_hash_table_contains(findings->known, finding)) {
    free_finding(finding);
    return;
  }
  g_hash_table_add(findings->known, finding);
  g_ptr_array_add(findings->list, finding);
  findings->counts[finding->severity]++;
}

void jb_findings_add(JbFindings *findings, JbMessage message, JbPlace place, ...)
{
  const char *arguments[10]; /* {1} to {9} */
  size_t count = 0;
  va_list list;
  va_start(list, place);
  while ((arguments[count] = va_arg(list, const char *))) {
    count++;
    g_assert(count < G_N_ELEMENTS(arguments));
  }
  va_end(list);
  jb_findings_add_list(findings, message, place, arguments);
}

const char *jb_findings_keep(JbFindings *findings, const char *string)
{
  return string ? g_string_chunk_insert_const(findings->strings, string) : NULL;
}

const char *jb_finding_code(const JbFinding *finding)
{
  guint count = g_strv_length(finding->arguments);
  bool of_office = jb_message_is_of_office(finding->message) && count > 0;
  return of_office ? finding->arguments[count - 1] : jb_message_code(finding->message);
}

size_t jb_findings_count(const JbFindings *findings)
{
  return findings->list->len;
}

size_t jb_findings_count_of(const JbFindings *findings, JbSeverity severity)
{
  return findings->counts[severity];
}

const JbFinding *jb_findings_at(const JbFindings *findings, size_t index)
{
  return findings->list->pdata[index];
}

bool jb_findings_has_errors(const JbFindings *findings)
{
  return findings->counts[JB_SEVERITY_ERROR] > 0;
}

void jb_findings_raise_warnings(JbFindings *findings)
{
  for (guint i = 0; i < findings->list->len; i++) {
    JbFinding *finding = findings->list->pdata[i];
    if (finding->severity == JB_SEVERITY_WARNING) {
      finding->severity = JB_SEVERITY_ERROR;
    }
  }
  findings->counts[JB_SEVERITY_ERROR] += findings->counts[JB_SEVERITY_WARNING];
  findings->counts[JB_SEVERITY_WARNING] = 0;
}

static int compare_places(const void *data_a, const void *data_b, void *unused)
{
  (void)unused;
  const JbPlace *a = &(*(const JbFinding *const *)data_a)->place;
  const JbPlace *b = &(*(const JbFinding *const *)data_b)->place;
  int order = g_strcmp0(a->path, b->path);
  order = order != 0 ? order : g_strcmp0(a->sheet, b->sheet);
  if (order == 0) {
    order = (a->line > b->line) - (a->line < b->line);
  }
  return order != 0 ? order : (a->column > b->column) - (a->column < b->column);
}

void jb_findings_sort(JbFindings *findings)
{
  if (findings->list->len > 0) { /* g_qsort_with_data is a stable merge sort; qsort promises nothing */
    g_qsort_with_data(findings->list->pdata, (int)findings->list->len, sizeof(void *), compare_places, NULL);
  }
}
