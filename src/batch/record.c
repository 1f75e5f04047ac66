/* SPDX-License-Identifier: MIT
 * batch/record: framing. */
#include "batch/record.h"

#include "base/file.h"

#include <stdint.h>
#include <string.h>

typedef enum RecordKind {
  RECORD_FINDING, /* FindingHead; path, sheet, arguments: strings with their NUL */
  RECORD_COUNTS,  /* size_t[3] */
  RECORD_TEXT,    /* bytes */
  RECORD_OUTCOME, /* JbOutcome */
  RECORD_LESSON,  /* bytes */
  RECORD_FACTS,   /* bytes */
} RecordKind;

typedef struct FrameHead {
  uint32_t length; /* [byte] of the body */
  uint32_t kind;
} FrameHead;

typedef struct FindingHead {
  int32_t message, severity, line, column;
  uint32_t arguments;
  uint32_t has_path, has_sheet; /* 0 or 1 */
} FindingHead;

/* --- Sending --- */

static void append_frame(GByteArray *out, RecordKind kind, const void *body, size_t length)
{
  FrameHead head = {.length = (uint32_t)length, .kind = kind};
  g_byte_array_append(out, (const guint8 *)&head, sizeof head);
  g_byte_array_append(out, body, (guint)length);
}

static void append_string(GByteArray *out, const char *string)
{
  g_byte_array_append(out, (const guint8 *)string, (guint)strlen(string) + 1);
}

static void append_finding(GByteArray *out, const JbFinding *finding)
{
  FindingHead head = {
      .message = (int32_t)finding->message,
      .severity = (int32_t)finding->severity,
      .line = finding->place.line,
      .column = finding->place.column,
      .arguments = g_strv_length(finding->arguments),
      .has_path = finding->place.path != NULL,
      .has_sheet = finding->place.sheet != NULL,
  };
  g_autoptr(GByteArray) body = g_byte_array_new();
  g_byte_array_append(body, (const guint8 *)&head, sizeof head);
  if (finding->place.path) {
    append_string(body, finding->place.path);
  }
  if (finding->place.sheet) {
    append_string(body, finding->place.sheet);
  }
  for (char **argument = finding->arguments; *argument; argument++) {
    append_string(body, *argument);
  }
  append_frame(out, RECORD_FINDING, body->data, body->len);
}

void jb_recorder_send_findings(JbRecorder *recorder, const JbFindings *findings)
{
  if (jb_findings_count(findings) == recorder->sent) {
    return; /* nothing new: the parent sleeps on */
  }
  g_autoptr(GByteArray) out = g_byte_array_new();
  size_t seen[3] = {0};
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    const JbFinding *finding = jb_findings_at(findings, i);
    seen[finding->severity]++;
    if (i >= recorder->sent && seen[finding->severity] <= JB_RECORDED_FINDINGS) {
      append_finding(out, finding);
    }
  }
  recorder->sent = jb_findings_count(findings);
  append_frame(out, RECORD_COUNTS, seen, sizeof seen);
  jb_write_all(recorder->channel, out->data, out->len); /* if it fails, the parent is gone, and we with it */
}

static void send_bytes(JbRecorder *recorder, RecordKind kind, const GByteArray *bytes)
{
  g_autoptr(GByteArray) out = g_byte_array_new();
  append_frame(out, kind, bytes->data, bytes->len);
  jb_write_all(recorder->channel, out->data, out->len);
}

void jb_recorder_send_facts(JbRecorder *recorder, const GByteArray *facts)
{
  send_bytes(recorder, RECORD_FACTS, facts);
}

void jb_recorder_send_lesson(JbRecorder *recorder, const GByteArray *lesson)
{
  send_bytes(recorder, RECORD_LESSON, lesson);
}

void jb_recorder_send_outcome(JbRecorder *recorder, JbOutcome outcome, const GString *text)
{
  g_autoptr(GByteArray) out = g_byte_array_new();
  if (text) {
    append_frame(out, RECORD_TEXT, text->str, text->len);
  }
  append_frame(out, RECORD_OUTCOME, &outcome, sizeof outcome);
  jb_write_all(recorder->channel, out->data, out->len);
}

/* --- Receiving --- */

/* The string at *cursor, which moves behind its NUL; NULL when there is none before end. */
static const char *take_string(const char **cursor, const char *end)
{
  const char *string = *cursor;
  const char *stop = memchr(string, '\0', (size_t)(end - string));
  if (!stop) {
    return NULL;
  }
  *cursor = stop + 1;
  return string;
}

/* The same, kept; NULL when there is none, which has says. *whole becomes false where one was said and is not there. */
static const char *take_kept(JbReceived *received, uint32_t has, const char **cursor, const char *end, bool *whole)
{
  const char *string = has != 0 ? take_string(cursor, end) : NULL;
  *whole = *whole && (has == 0 || string);
  return jb_findings_keep(received->findings, string);
}

static bool receive_finding(JbReceived *received, const char *body, size_t length)
{
  FindingHead head;
  if (length < sizeof head) {
    return false;
  }
  memcpy(&head, body, sizeof head);
  const char *cursor = body + sizeof head;
  const char *end = body + length;
  if (head.message < 0 || head.message >= JB_MESSAGE_COUNT || head.severity < 0 || head.severity > JB_SEVERITY_ERROR ||
      head.arguments > 9) {
    return false;
  }
  bool whole = true;
  JbPlace place = {.line = head.line, .column = head.column};
  place.path = take_kept(received, head.has_path, &cursor, end, &whole);
  place.sheet = take_kept(received, head.has_sheet, &cursor, end, &whole);
  if (!whole) {
    return false;
  }
  const char *arguments[10] = {NULL};
  for (uint32_t i = 0; i < head.arguments; i++) {
    if (!(arguments[i] = take_string(&cursor, end))) {
      return false;
    }
  }
  jb_findings_add_as(received->findings, (JbMessage)head.message, (JbSeverity)head.severity, place, arguments);
  return true;
}

static bool receive_counts(JbReceived *received, const char *body, size_t length)
{
  if (length != sizeof received->counts) {
    return false;
  }
  memcpy(received->counts, body, length);
  return true;
}

static bool receive_text(JbReceived *received, const char *body, size_t length)
{
  if (!received->text) {
    received->text = g_string_new_len(body, (gssize)length);
  }
  return true;
}

static bool receive_outcome(JbReceived *received, const char *body, size_t length)
{
  if (length != sizeof received->outcome) {
    return false;
  }
  memcpy(&received->outcome, body, length);
  received->complete = true;
  return true;
}

/* Takes bytes the first time they come. */
static bool receive_bytes(GByteArray **bytes, const char *body, size_t length)
{
  if (!*bytes) {
    *bytes = g_byte_array_new();
    g_byte_array_append(*bytes, (const guint8 *)body, (guint)length);
  }
  return true;
}

static bool receive_lesson(JbReceived *received, const char *body, size_t length)
{
  return receive_bytes(&received->lesson, body, length);
}

static bool receive_facts(JbReceived *received, const char *body, size_t length)
{
  return receive_bytes(&received->facts, body, length);
}

static bool (*const receivers[])(JbReceived *received, const char *body, size_t length) = {
    [RECORD_FINDING] = receive_finding, [RECORD_COUNTS] = receive_counts, [RECORD_TEXT] = receive_text,
    [RECORD_OUTCOME] = receive_outcome, [RECORD_LESSON] = receive_lesson, [RECORD_FACTS] = receive_facts,
};

void jb_received_init(JbReceived *received, const void *bytes, size_t length)
{
  *received = (JbReceived){.findings = jb_findings_new()};
  const char *cursor = bytes;
  FrameHead head;
  while (length >= sizeof head) {
    memcpy(&head, cursor, sizeof head);
    cursor += sizeof head;
    length -= sizeof head;
    if (head.length > length || head.kind >= G_N_ELEMENTS(receivers) ||
        !receivers[head.kind](received, cursor, head.length)) {
      break;
    }
    cursor += head.length;
    length -= head.length;
  }
  for (int severity = 0; severity < 3; severity++) {
    size_t held = jb_findings_count_of(received->findings, (JbSeverity)severity);
    received->counts[severity] = MAX(received->counts[severity], held);
  }
}

void jb_received_clear(JbReceived *received)
{
  jb_findings_free(received->findings);
  if (received->text) {
    g_string_free(received->text, TRUE);
  }
  if (received->lesson) {
    g_byte_array_unref(received->lesson);
  }
  if (received->facts) {
    g_byte_array_unref(received->facts);
  }
  *received = (JbReceived){0};
}
