/* SPDX-License-Identifier: MIT
 * batch/batch: plan, run, report.
 *
 * Results arrive in the order in which workers end and are kept until all before them are told, so that the same run
 * says the same in the same order, whatever -j. */
#include "batch/batch.h"

#include "base/file.h"
#include "base/number.h"
#include "batch/agreement.h"
#include "batch/document.h"
#include "batch/fix.h"
#include "batch/lesson.h"
#include "batch/plan.h"
#include "batch/record.h"
#include "diag/print.h"
#include "text/paragraph.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What came of one job. */
typedef struct Result {
  JbReceived received;
  bool ended;
  bool made;
  double seconds;
} Result;

typedef struct Run {
  const JbBatchOptions *options;
  const JbDocumentContext *context;
  GPtrArray *jobs;        /* of JbJob */
  Result *results;        /* one a job */
  guint told;             /* jobs whose results are printed */
  JbAgreement *agreement; /* of the jobs told */
  guint ended;
  JbRunResult sum;
  size_t fixed, marks; /* FIX: documents that had marks to repair, and those */
  bool output_failed;  /* of standard output */
  int output_error;
  bool progress;
  gint64 next_progress; /* [µs] monotonic */
  gint64 start;
} Run;

JbLimits jb_batch_default_limits(void)
{
  return (JbLimits){.processor = 60, .time = 300, .memory = (size_t)1 << 30};
}

/* --- Printing --- */

static JbSeverity least_severity(JbVerbosity verbosity)
{
  return verbosity == JB_QUIET ? JB_SEVERITY_WARNING : JB_SEVERITY_NOTE;
}

static void format_findings(GString *out, const JbFindings *findings, const size_t counts[3], const char *document,
                            JbMessageFormat format, JbVerbosity verbosity, JbLanguage language)
{
  if (format == JB_FORMAT_TEXT) {
    jb_print_findings(out, findings, counts, least_severity(verbosity), language);
    return;
  }
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    jb_print_finding_json(out, jb_findings_at(findings, i), document, language);
  }
}

/* Text goes to standard error, where a failure cannot be told; JSON is a result, and must arrive. */
static bool write_out(JbMessageFormat format, const GString *out)
{
  bool written = jb_write_all(format == JB_FORMAT_TEXT ? STDERR_FILENO : STDOUT_FILENO, out->str, out->len);
  return written || format == JB_FORMAT_TEXT;
}

void jb_batch_print(const JbFindings *findings, JbMessageFormat format, JbVerbosity verbosity, JbLanguage language)
{
  size_t counts[3];
  for (int severity = 0; severity < 3; severity++) {
    counts[severity] = jb_findings_count_of(findings, (JbSeverity)severity);
  }
  g_autoptr(GString) out = g_string_new(NULL);
  format_findings(out, findings, counts, NULL, format, verbosity, language);
  write_out(format, out);
}

static void print_own(const Run *run, const JbFindings *findings)
{
  jb_batch_print(findings, run->options->format, run->options->verbosity, run->options->language);
}

static void write_result(Run *run, JbMessageFormat format, const GString *out)
{
  if (!run->output_failed && !write_out(format, out)) {
    run->output_failed = true;
    run->output_error = errno;
  }
}

static void clear_progress(const Run *run)
{
  if (run->progress) {
    jb_write_all(STDERR_FILENO, "\r\033[K", 4);
  }
}

/* "[########............] 40/100", at most ten times a second. */
static void show_progress(Run *run)
{
  enum { WIDTH = 40 };
  gint64 now = g_get_monotonic_time();
  if (!run->progress || now < run->next_progress || run->ended == run->jobs->len) {
    return;
  }
  run->next_progress = now + G_USEC_PER_SEC / 10;
  guint filled = run->ended * WIDTH / run->jobs->len;
  g_autoptr(GString) out = g_string_new("\r[");
  for (guint i = 0; i < WIDTH; i++) {
    g_string_append_c(out, i < filled ? '#' : '.');
  }
  g_string_append_printf(out, "] %u/%u", run->ended, run->jobs->len);
  jb_write_all(STDERR_FILENO, out->str, out->len);
}

static void append_own_line(GString *out, const Run *run, JbMessage message, const char *const *arguments)
{
  g_autofree char *text = jb_message_format(message, run->options->language, arguments);
  g_string_append(out, text);
  g_string_append_c(out, '\n');
}

static char *seconds_text(double seconds)
{
  GString *text = g_string_new(NULL);
  jb_append_fixed(text, seconds, 2);
  return g_string_free(text, FALSE);
}

/* --- Results, in order --- */

static const char *status_of(const Run *run, const Result *result)
{
  if (!result->made) {
    return "refused";
  }
  if (run->options->task == JB_TASK_CHECK || run->options->dry_run) {
    return "checked";
  }
  if (run->options->task == JB_TASK_FIX) {
    return result->received.outcome.marks > 0 ? "fixed" : "unchanged";
  }
  return result->received.counts[JB_SEVERITY_ERROR] > 0 ? "draft" : "made";
}

static void tell_made(GString *out, const Run *run, const JbJob *job, const Result *result)
{
  g_autofree char *pages = g_strdup_printf("%zu", result->received.outcome.pages);
  g_autofree char *seconds = seconds_text(result->seconds);
  const char *const arguments[] = {job->output ? job->output : job->input, pages, seconds, NULL};
  append_own_line(out, run, JB_MESSAGE_DOCUMENT_MADE, arguments);
}

static void tell_fixed(GString *out, const Run *run, const JbJob *job, const Result *result)
{
  g_autofree char *marks = g_strdup_printf("%zu", result->received.outcome.marks);
  g_autofree char *lines = g_strdup_printf("%zu", result->received.outcome.lines);
  const char *const arguments[] = {job->input, marks, lines, NULL};
  append_own_line(out, run, JB_MESSAGE_DOCUMENT_FIXED, arguments);
}

/* What is said of a document that came out right. */
static void tell_success(GString *out, const Run *run, const JbJob *job, const Result *result)
{
  const JbBatchOptions *options = run->options;
  if (options->task == JB_TASK_FIX && options->verbosity != JB_QUIET && result->received.outcome.marks > 0) {
    tell_fixed(out, run, job, result);
  } else if (options->task != JB_TASK_FIX && options->task != JB_TASK_DUMP && options->verbosity == JB_VERBOSE) {
    tell_made(out, run, job, result);
  }
}

/* Is its output there, newly written? */
static bool has_written(const Run *run, const Result *result)
{
  return result->made && (run->options->task != JB_TASK_FIX || result->received.outcome.marks > 0);
}

static void tell(Run *run, const JbJob *job, Result *result)
{
  const JbBatchOptions *options = run->options;
  JbReceived *received = &result->received;
  g_autoptr(GString) out = g_string_new(NULL);
  jb_findings_sort(received->findings);
  format_findings(out, received->findings, received->counts, job->input, options->format, options->verbosity,
                  options->language);
  if (received->text) { /* a dump, or the list of fix: the result itself */
    clear_progress(run);
    write_result(run, JB_FORMAT_JSON, received->text);
  }
  if (options->format == JB_FORMAT_JSON) {
    JbDocumentResult record = {
        .path = job->input,
        .output = has_written(run, result) ? job->output : NULL,
        .status = status_of(run, result),
        .pages = received->outcome.pages,
        .rows = received->outcome.rows,
        .seconds = result->seconds,
    };
    memcpy(record.counts, received->counts, sizeof record.counts);
    jb_print_document_json(out, &record);
  } else if (result->made) {
    tell_success(out, run, job, result);
  }
  if (out->len > 0) {
    clear_progress(run);
    write_result(run, options->format, out);
  }
}

static void add_up(Run *run, const Result *result)
{
  const JbReceived *received = &result->received;
  if (result->made) {
    run->sum.made++;
    run->sum.pages += received->outcome.pages;
    jb_row_counts_add(&run->sum.rows, &received->outcome.rows);
    run->fixed += received->outcome.marks > 0;
    run->marks += received->outcome.marks;
  } else {
    run->sum.refused++;
  }
  for (int severity = 0; severity < 3; severity++) {
    run->sum.counts[severity] += received->counts[severity];
  }
}

/* What its facts say against those of the documents before it. */
static void compare_facts(Run *run, Result *result)
{
  JbReceived *received = &result->received;
  if (!received->facts) {
    return;
  }
  size_t held[3];
  for (int severity = 0; severity < 3; severity++) {
    held[severity] = jb_findings_count_of(received->findings, (JbSeverity)severity);
  }
  jb_agreement_compare(run->agreement, received->facts, received->findings);
  for (int severity = 0; severity < 3; severity++) {
    received->counts[severity] += jb_findings_count_of(received->findings, (JbSeverity)severity) - held[severity];
  }
}

static void tell_in_order(Run *run)
{
  while (run->told < run->jobs->len && run->results[run->told].ended) {
    Result *result = &run->results[run->told];
    compare_facts(run, result);
    tell(run, run->jobs->pdata[run->told], result);
    add_up(run, result);
    jb_received_clear(&result->received);
    run->told++;
  }
}

/* How a worker that was cut short becomes an error of its document. */
static void explain_end(const Run *run, const JbJobEnd *end, JbPlace place, JbFindings *findings)
{
  const JbLimits *limits = &run->options->limits;
  char code[24], processor[24], time[24], memory[24];
  g_snprintf(code, sizeof code, "%d", end->code);
  g_snprintf(processor, sizeof processor, "%u", limits->processor);
  g_snprintf(time, sizeof time, "%u", limits->time);
  g_snprintf(memory, sizeof memory, "%zu", limits->memory >> 20);
  switch (end->end) {
  case JB_WORKER_DONE:
  case JB_WORKER_STATUS:
    jb_find(findings, WORKER_STATUS, place, code);
    break;
  case JB_WORKER_SIGNAL:
    jb_find(findings, WORKER_SIGNAL, place, code);
    break;
  case JB_WORKER_PROCESSOR:
    jb_find(findings, LIMIT_CPU, place, processor);
    break;
  case JB_WORKER_TIME:
    jb_find(findings, LIMIT_TIME, place, time);
    break;
  case JB_WORKER_MEMORY:
    jb_find(findings, LIMIT_MEMORY, place, memory);
    break;
  case JB_WORKER_KILLED:
    jb_find(findings, WORKER_KILLED, place, NULL);
    break;
  case JB_WORKER_INTERRUPTED:
    break; /* the user knows */
  }
}

static void remove_temporaries(const JbJob *job, pid_t worker)
{
  if (job->output) {
    g_autofree char *folder = g_path_get_dirname(job->output);
    jb_output_remove_temporaries(folder, worker);
  }
}

static void finished(const JbJobEnd *end, void *data)
{
  Run *run = data;
  const JbJob *job = run->jobs->pdata[end->job];
  Result *result = &run->results[end->job];
  JbReceived *received = &result->received;
  jb_received_init(received, end->bytes->data, end->bytes->len);
  bool whole = end->end == JB_WORKER_DONE && received->complete;
  result->made = whole && received->outcome.made;
  result->seconds = end->seconds;
  if (result->made && received->lesson) {
    jb_lesson_learn(run->context->fonts, received->lesson->data, received->lesson->len);
  }
  if (run->options->strict) {
    jb_findings_raise_warnings(received->findings);
    received->counts[JB_SEVERITY_ERROR] += received->counts[JB_SEVERITY_WARNING];
    received->counts[JB_SEVERITY_WARNING] = 0;
  }
  if (!whole) {
    remove_temporaries(job, end->worker);
  }
  if (!whole || (!result->made && received->counts[JB_SEVERITY_ERROR] == 0)) {
    size_t before = jb_findings_count(received->findings);
    explain_end(run, end, (JbPlace){.path = job->input}, received->findings);
    received->counts[JB_SEVERITY_ERROR] += jb_findings_count(received->findings) - before;
  }
  result->ended = end->end != JB_WORKER_INTERRUPTED;
  if (!result->ended) {
    jb_received_clear(received);
    return;
  }
  run->ended++;
  tell_in_order(run);
  show_progress(run);
}

static int work(size_t index, JbPort *port, void *data)
{
  Run *run = data;
  if (run->options->task == JB_TASK_FIX) {
    jb_fix_document(run->jobs->pdata[index], run->options, port);
  } else {
    jb_document_make(run->jobs->pdata[index], run->context, port);
  }
  return 0;
}

/* --- The run --- */

/* A value that is no date would otherwise be found in the middle of a batch. */
static void check_epoch(JbFindings *findings)
{
  const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
  if (!epoch) {
    return;
  }
  guint64 seconds;
  const guint64 end_of_9999 = 253402300799;
  if (!g_ascii_string_to_unsigned(epoch, 10, 0, end_of_9999, &seconds, NULL)) {
    jb_find(findings, EPOCH_INVALID, (JbPlace){0}, epoch);
  }
}

static GPtrArray *plan(const JbBatchOptions *options, JbFindings *findings)
{
  bool writes = options->task == JB_TASK_BUILD;
  const char *folder = options->output_folder ? options->output_folder : "out";
  JbPlanOptions planned = {
      .inputs = options->inputs,
      .output_file = writes ? options->output_file : NULL,
      .output_folder = writes && !options->output_file ? folder : NULL,
      .previews = writes && options->preview > 0,
      .in_place = options->task == JB_TASK_FIX && !options->dry_run,
  };
  GPtrArray *jobs = jb_batch_plan_new(&planned, findings);
  if (options->task == JB_TASK_DUMP && jobs->len > 1) {
    const JbJob *second = jobs->pdata[1];
    jb_find(findings, ARGUMENT_EXTRA, (JbPlace){0}, "dump", second->input);
  }
  return jobs;
}

/* "; rows: 1000 read, 1000 printed, 0 left out"; "" where no document has a ledger. */
static char *rows_text(const Run *run)
{
  const JbRowCounts *rows = &run->sum.rows;
  char read[24], printed[24], left_out[24];
  g_snprintf(read, sizeof read, "%zu", rows->read);
  g_snprintf(printed, sizeof printed, "%zu", rows->printed);
  g_snprintf(left_out, sizeof left_out, "%zu", rows->left_out);
  const char *const arguments[] = {read, printed, left_out, NULL};
  return rows->read > 0 ? jb_message_format(JB_MESSAGE_ROWS_COUNTED, run->options->language, arguments) : g_strdup("");
}

static void append_summary(GString *out, const Run *run)
{
  const JbRunResult *sum = &run->sum;
  char made[24], fixed[24], right[24], refused[24], pages[24], marks[24], warnings[24];
  g_snprintf(made, sizeof made, "%zu", sum->made);
  g_snprintf(fixed, sizeof fixed, "%zu", run->fixed);
  g_snprintf(right, sizeof right, "%zu", sum->made - run->fixed);
  g_snprintf(refused, sizeof refused, "%zu", sum->refused);
  g_snprintf(pages, sizeof pages, "%zu", sum->pages);
  g_snprintf(marks, sizeof marks, "%zu", run->marks);
  g_snprintf(warnings, sizeof warnings, "%zu", sum->counts[JB_SEVERITY_WARNING]);
  g_autofree char *seconds = seconds_text(sum->seconds);
  g_autofree char *rows = rows_text(run);
  const char *const of_pages[] = {made, refused, pages, warnings, seconds, rows, NULL};
  const char *const of_marks[] = {fixed, right, refused, marks, seconds, NULL};
  switch (run->options->task) {
  case JB_TASK_BUILD:
    append_own_line(out, run, JB_MESSAGE_RUN_SUMMARY, of_pages);
    break;
  case JB_TASK_CHECK:
    append_own_line(out, run, JB_MESSAGE_CHECK_SUMMARY, of_pages);
    break;
  case JB_TASK_FIX:
    append_own_line(out, run, run->options->dry_run ? JB_MESSAGE_FIX_TRIED : JB_MESSAGE_FIX_SUMMARY, of_marks);
    break;
  case JB_TASK_DUMP:
    break;
  }
}

static void tell_summary(Run *run)
{
  const JbBatchOptions *options = run->options;
  run->sum.documents = run->jobs->len;
  run->sum.refused = run->jobs->len - run->sum.made;
  run->sum.seconds = (double)(g_get_monotonic_time() - run->start) / 1e6;
  g_autoptr(GString) out = g_string_new(NULL);
  if (options->format == JB_FORMAT_JSON) {
    jb_print_run_json(out, &run->sum);
  } else if (options->verbosity != JB_QUIET) {
    append_summary(out, run);
  }
  clear_progress(run);
  write_result(run, options->format, out);
}

static void die_of(int number)
{
  signal(number, SIG_DFL);
  raise(number);
  _exit(128 + number); /* it was blocked by whoever started us */
}

static int run_jobs(Run *run)
{
  const JbBatchOptions *options = run->options;
  run->results = g_new0(Result, run->jobs->len);
  run->agreement = jb_agreement_new();
  run->progress = options->format == JB_FORMAT_TEXT && options->verbosity != JB_QUIET && run->jobs->len > 1 &&
                  isatty(STDERR_FILENO);
  JbRunner runner = {
      .job_count = run->jobs->len,
      .workers = options->jobs > 0 ? options->jobs : jb_runner_processors(),
      .limits = options->limits,
      .work = work,
      .finished = finished,
      .data = run,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(JbFindings) findings = jb_findings_new();
  int interrupted = jb_runner_run(&runner, &error);
  tell_summary(run);
  if (error) {
    jb_find(findings, WORKER_START, (JbPlace){0}, error->message);
  }
  if (run->output_failed) {
    jb_find(findings, STANDARD_OUTPUT, (JbPlace){0}, g_strerror(run->output_error));
  }
  jb_batch_print(findings, JB_FORMAT_TEXT, JB_QUIET, options->language);
  for (guint i = run->told; i < run->jobs->len; i++) {
    jb_received_clear(&run->results[i].received);
  }
  g_free(run->results);
  jb_agreement_free(run->agreement);
  if (interrupted != 0) {
    die_of(interrupted);
  }
  bool all_right = run->sum.refused == 0 && run->sum.counts[JB_SEVERITY_ERROR] == 0;
  return jb_findings_has_errors(findings) ? 2 : all_right ? 0 : 1;
}

/* Shared by all workers; a single one opens only what it needs. */
static JbFontSet *open_fonts(const JbBatchOptions *options, const GPtrArray *jobs, JbFindings *findings)
{
  JbFontSet *fonts = jb_font_set_open(options->fonts, findings);
  if (fonts && jobs->len > 1) {
    jb_font_set_preload(fonts, findings);
    jb_text_preload(fonts);
  }
  return fonts;
}

int jb_batch_run(const JbBatchOptions *options)
{
  Run run = {.options = options, .start = g_get_monotonic_time()};
  bool lays_out = options->task != JB_TASK_FIX;
  g_autoptr(JbFindings) findings = jb_findings_new();
  if (lays_out) {
    check_epoch(findings);
  }
  g_autoptr(GPtrArray) jobs = plan(options, findings);
  g_autoptr(JbFontSet) fonts = NULL;
  g_autoptr(JbRules) rules = NULL;
  g_autoptr(JbTheme) theme = NULL;
  if (lays_out && !jb_findings_has_errors(findings)) {
    fonts = open_fonts(options, jobs, findings);
    rules = options->rules ? jb_rules_load(options->rules, findings) : NULL;
    theme = options->theme ? jb_theme_load(options->theme, findings) : NULL;
  }
  if (options->strict) {
    jb_findings_raise_warnings(findings);
  }
  jb_findings_sort(findings);
  print_own(&run, findings);
  if (jb_findings_has_errors(findings)) {
    return 2;
  }
  JbDocumentContext context = {
      .options = options, .fonts = fonts, .rules = rules, .theme = theme, .teaches = jobs->len > 1};
  run.context = &context;
  run.jobs = jobs;
  return run_jobs(&run);
}
