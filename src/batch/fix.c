/* SPDX-License-Identifier: MIT
 * batch/fix: read → repairs → the same bytes with other marks → in place of the input. */
#include "batch/fix.h"

#include "base/file.h"
#include "base/utf8.h"
#include "batch/document.h"
#include "batch/record.h"
#include "diag/print.h"
#include "read/read.h"
#include "xml/edit.h"

static void add_mark(JbFindings *list, const JbRepair *repair)
{
  char from[5] = "", to[5] = "";
  jb_utf8_encode(repair->from, from);
  jb_utf8_encode(repair->to, to);
  jb_find(list, MARK_REPAIRED, repair->place, from, to, repair->context);
}

/* Every mark as a finding of its own, all of them: a list that was asked for is not cut. */
static GString *list_marks(const JbJob *job, const JbBatchOptions *options, const GArray *repairs)
{
  g_autoptr(JbFindings) list = jb_findings_new();
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < repairs->len; i++) {
    add_mark(list, &g_array_index(repairs, JbRepair, i));
    const JbFinding *finding = jb_findings_at(list, i);
    if (options->format == JB_FORMAT_JSON) {
      jb_print_finding_json(text, finding, job->input, options->language);
    } else {
      jb_print_finding(text, finding, options->language);
    }
  }
  return text;
}

static size_t count_lines(const GArray *repairs)
{
  size_t count = 0;
  int last = 0;
  for (guint i = 0; i < repairs->len; i++) {
    int line = g_array_index(repairs, JbRepair, i).place.line;
    count += line != last;
    last = line;
  }
  return count;
}

/* NULL, and said so, when a mark is not where it was read. */
static GBytes *repaired_bytes(GBytes *bytes, const GArray *repairs, JbFindings *findings)
{
  g_autofree JbXmlEdit *edits = g_new(JbXmlEdit, repairs->len);
  for (guint i = 0; i < repairs->len; i++) {
    const JbRepair *repair = &g_array_index(repairs, JbRepair, i);
    edits[i] = (JbXmlEdit){.place = repair->place, .from = repair->from, .to = repair->to};
  }
  return jb_xml_edit(bytes, edits, repairs->len, findings);
}

static bool replace(const JbJob *job, GBytes *bytes, JbPort *port, GError **error)
{
  JbOutputFile *file = jb_output_file_open(job->output, error);
  if (!file) {
    return false;
  }
  gsize size;
  const void *data = g_bytes_get_data(bytes, &size);
  jb_output_file_replace(file);
  jb_output_file_write(file, data, size);
  jb_document_fail_for_test(job);
  jb_port_rest(port);
  return jb_output_file_commit(file, error);
}

/* False: it is as it was, and findings say why. */
static bool fix(const JbJob *job, JbPort *port, GBytes *bytes, const GArray *repairs, JbFindings *findings)
{
  if (!job->output || repairs->len == 0) {
    return true;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) repaired = repaired_bytes(bytes, repairs, findings);
  if (!repaired) {
    return false;
  }
  if (!replace(job, repaired, port, &error)) {
    jb_find(findings, OUTPUT_FAILED, ((JbPlace){.path = job->input}), job->input, error->message);
    return false;
  }
  return true;
}

void jb_fix_document(const JbJob *job, const JbBatchOptions *options, JbPort *port)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbRecorder recorder = {.channel = port->channel};
  JbOutcome outcome = {0};
  g_autoptr(GBytes) bytes = jb_document_read(job, findings);
  g_autoptr(GArray) repairs = bytes ? jb_read_repairs(bytes, job->input, findings) : NULL;
  g_autoptr(GString) list = NULL;
  if (repairs) {
    outcome.made = fix(job, port, bytes, repairs, findings);
    outcome.marks = repairs->len;
    outcome.lines = count_lines(repairs);
    list = options->dry_run || options->verbosity == JB_VERBOSE ? list_marks(job, options, repairs) : NULL;
  }
  jb_recorder_send_findings(&recorder, findings);
  jb_recorder_send_outcome(&recorder, outcome, outcome.made ? list : NULL);
}
