/* SPDX-License-Identifier: MIT
 * batch/document: read → theme → plan → pages → outputs. */
#include "batch/document.h"

#include "audit/audit.h"
#include "base/file.h"
#include "batch/agreement.h"
#include "batch/lesson.h"
#include "batch/record.h"
#include "colour/convert.h"
#include "compose/compose.h"
#include "dump/dump.h"
#include "font/face.h"
#include "pdf/pdf.h"
#include "preview/preview.h"
#include "read/read.h"
#include "xml/parse.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

enum { MAXIMUM_SINKS = 3 };

typedef struct Document {
  const JbJob *job;
  const JbDocumentContext *context;
  JbRecorder *recorder;
  JbFindings *findings;
  JbSink *sinks[MAXIMUM_SINKS]; /* inspection first: it may refuse the document; the PDF last: while it is not there,
                                   the document is not */
  size_t sink_count;
  JbOutputFile *written; /* the PDF, not yet in place; NULL: none */
  GString *text;         /* of a dump; NULL: none */
} Document;

/* --- Faults for tests (batch.h) --- */

static void crash(void)
{
  signal(SIGSEGV, SIG_DFL); /* a sanitizer would catch it */
  raise(SIGSEGV);
}

static void be_killed(void)
{
  raise(SIGKILL);
}

static void quit(void)
{
  _exit(3);
}

static void turn_for_ever(void)
{
  for (volatile unsigned turns = 0;; turns++) {
  }
}

static void allocate_for_ever(void)
{
  for (;;) {
    char *volatile block = g_malloc(1 << 20);
    memset(block, 1, 1 << 20);
  }
}

static void wait_for_ever(void)
{
  for (;;) {
    pause();
  }
}

void jb_document_fail_for_test(const JbJob *job)
{
  static const struct {
    const char *variable;
    void (*fail)(void);
  } faults[] = {
      {"JB_TEST_CRASH", crash},        {"JB_TEST_KILL", be_killed},           {"JB_TEST_QUIT", quit},
      {"JB_TEST_LOOP", turn_for_ever}, {"JB_TEST_MEMORY", allocate_for_ever}, {"JB_TEST_WAIT", wait_for_ever},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
    if (g_strcmp0(g_getenv(faults[i].variable), job->stem) == 0) {
      faults[i].fail();
    }
  }
}

/* --- The steps --- */

static bool is_refused(const Document *document)
{
  const JbBatchOptions *options = document->context->options;
  bool faulty = jb_findings_has_errors(document->findings) ||
                (options->strict && jb_findings_count_of(document->findings, JB_SEVERITY_WARNING) > 0);
  return faulty && !options->draft;
}

GBytes *jb_document_read(const JbJob *job, JbFindings *findings)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = jb_file_read(job->input, JB_XML_MAXIMUM_SIZE, &error);
  if (g_error_matches(error, JB_FILE_ERROR, JB_FILE_ERROR_TOO_LARGE)) {
    g_autofree char *limit = g_strdup_printf("%u", JB_XML_MAXIMUM_SIZE >> 20);
    jb_find(findings, XML_TOO_LARGE, ((JbPlace){.path = job->input}), limit);
  } else if (!bytes) {
    jb_find(findings, INPUT_UNREADABLE, ((JbPlace){.path = job->input}), error->message);
  }
  return bytes;
}

/* As a theme: a file the document names lies below its own folder. */
static JbRules *load_own_rules(const Document *document, const JbReport *report)
{
  if (*report->rules == '\0') {
    return NULL;
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read_below(report->folder, report->rules, JB_RULES_MAXIMUM_SIZE, &error);
  if (!bytes) {
    jb_find(document->findings, RULES_FILE, report->rules_place, error->message);
    return NULL;
  }
  bool here = strcmp(report->folder, ".") == 0;
  g_autofree char *path = here ? g_strdup(report->rules) : g_build_filename(report->folder, report->rules, NULL);
  return jb_rules_parse(bytes, jb_findings_keep(document->findings, path), document->findings);
}

/* By the rules of the command line and those the document names. */
static void audit(const Document *document, const JbReport *report)
{
  g_autoptr(JbRules) own = load_own_rules(document, report);
  const JbRules *rules[3] = {document->context->rules ? document->context->rules : own};
  rules[1] = document->context->rules ? own : NULL;
  jb_audit(report, rules, document->findings);
}

static JbReport *read_report(const Document *document)
{
  g_autoptr(GBytes) bytes = jb_document_read(document->job, document->findings);
  JbReport *report = bytes ? jb_read_report(bytes, document->job->input, document->findings) : NULL;
  if (report) {
    audit(document, report);
    g_autoptr(GByteArray) facts = jb_agreement_pack(report);
    jb_recorder_send_facts(document->recorder, facts);
  }
  return report;
}

/* A theme the document names is built in, or a file that it may read as it may read a picture: below its own folder. */
static JbTheme *load_own_theme(const Document *document, const JbReport *report)
{
  const char *name = *report->theme != '\0' ? report->theme : "briefing";
  if (!jb_theme_is_file(name)) {
    return jb_theme_load_builtin(name, report->theme_place, document->findings);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read_below(report->folder, name, JB_THEME_MAXIMUM_SIZE, &error);
  if (!bytes) {
    jb_find(document->findings, THEME_FILE, report->theme_place, error->message);
    return NULL;
  }
  g_autofree char *path = g_build_filename(report->folder, name, NULL);
  return jb_theme_parse(bytes, jb_findings_keep(document->findings, path), document->findings);
}

static JbSink *inspection_new(const Document *document)
{
  static const JbFontRole roles[JB_INSPECT_ROLE_COUNT] = {
      [JB_INSPECT_SONG] = JB_ROLE_SONG,
      [JB_INSPECT_HEI] = JB_ROLE_HEI,
      [JB_INSPECT_KAI] = JB_ROLE_KAI,
      [JB_INSPECT_FANGSONG] = JB_ROLE_FANGSONG,
      [JB_INSPECT_XIAOBIAOSONG] = JB_ROLE_XIAOBIAOSONG,
      [JB_INSPECT_DIGITS] = JB_ROLE_DIGITS,
  };
  JbInspectFaces faces = {.name = jb_face_postscript_name, .extents = jb_face_glyph_extents};
  for (size_t i = 0; i < JB_INSPECT_ROLE_COUNT; i++) {
    faces.roles[i] = jb_face_postscript_name(jb_font_set_face(document->context->fonts, roles[i], 0));
  }
  return jb_inspect_sink_new(document->context->options->profile, &faces, (JbPlace){.path = document->job->input},
                             document->findings);
}

static void open_sinks(Document *document, const JbColourConverter *converter)
{
  const JbBatchOptions *options = document->context->options;
  const JbJob *job = document->job;
  if (options->profile) {
    document->sinks[document->sink_count++] = inspection_new(document);
  }
  if (options->task == JB_TASK_DUMP) {
    document->text = g_string_new(NULL);
    document->sinks[document->sink_count++] = jb_dump_sink_new(document->text, jb_face_postscript_name);
  }
  if (job->preview_stem) {
    document->sinks[document->sink_count++] = jb_preview_sink_new(job->preview_stem, options->preview, converter);
  }
  if (job->output) {
    document->sinks[document->sink_count++] = jb_pdf_sink_new(job->output, &document->written);
  }
}

static void report_output(const Document *document, const GError *error)
{
  const JbJob *job = document->job;
  jb_find(document->findings, OUTPUT_FAILED, ((JbPlace){.path = job->input}), job->output ? job->output : job->input,
          error ? error->message : "?");
}

/* Closes all, or abandons those after the first that fails; false: the document is not made. */
static bool close_sinks(Document *document)
{
  size_t first = 0;
  if (document->context->options->profile) { /* what it finds is told whatever becomes of the document */
    jb_sink_close(document->sinks[first++], NULL);
  }
  bool done = !is_refused(document);
  for (size_t i = first; i < document->sink_count; i++) {
    g_autoptr(GError) error = NULL;
    if (!done) {
      jb_sink_abandon(document->sinks[i]);
    } else if (!jb_sink_close(document->sinks[i], &error)) {
      report_output(document, error);
      done = false;
    }
  }
  document->sink_count = 0;
  return done;
}

static void compose(Document *document, const JbReport *report, const JbTheme *theme, JbOutcome *outcome)
{
  const JbBatchOptions *options = document->context->options;
  g_autoptr(JbColourConverter) converter = jb_colour_converter_new(options->icc);
  g_autoptr(JbComposer) composer =
      jb_composer_new(report, theme, document->context->fonts, converter, options->draft, document->findings);
  jb_recorder_send_findings(document->recorder, document->findings);
  if (!composer || is_refused(document)) {
    return;
  }
  open_sinks(document, converter);
  jb_composer_emit(composer, document->sinks, document->sink_count);
  jb_recorder_send_findings(document->recorder, document->findings);
  jb_document_fail_for_test(document->job);
  outcome->made = close_sinks(document);
  outcome->pages = jb_composer_page_count(composer);
  outcome->rows = jb_composer_rows(composer);
}

/* All but putting the PDF in place. */
static void make(Document *document, JbOutcome *outcome)
{
  const JbDocumentContext *context = document->context;
  g_autoptr(JbReport) report = read_report(document);
  jb_recorder_send_findings(document->recorder, document->findings);
  if (report && (context->options->draft || !jb_findings_has_errors(document->findings))) {
    g_autoptr(JbTheme) own = context->theme ? NULL : load_own_theme(document, report);
    const JbTheme *theme = context->theme ? context->theme : own;
    if (theme) {
      compose(document, report, theme, outcome);
    }
  }
  if (context->teaches && outcome->made) {
    g_autoptr(GByteArray) lesson = jb_lesson_new(context->fonts);
    if (lesson->len > 0) {
      jb_recorder_send_lesson(document->recorder, lesson);
    }
  }
}

static bool put_in_place(const Document *document)
{
  g_autoptr(GError) error = NULL;
  bool done = jb_output_file_commit(document->written, &error);
  if (!done) {
    report_output(document, error);
  }
  return done;
}

void jb_document_make(const JbJob *job, const JbDocumentContext *context, JbPort *port)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbRecorder recorder = {.channel = port->channel};
  Document document = {.job = job, .context = context, .recorder = &recorder, .findings = findings};
  JbOutcome outcome = {0};
  make(&document, &outcome);
  if (document.written) {
    jb_port_rest(port);
    outcome.made = put_in_place(&document);
  }
  jb_recorder_send_findings(&recorder, findings);
  jb_recorder_send_outcome(&recorder, outcome, outcome.made ? document.text : NULL);
  if (document.text) {
    g_string_free(document.text, TRUE);
  }
}
