/* SPDX-License-Identifier: MIT
 * batch/agreement: facts as strings, a few a fact, NUL after each. */
#include "batch/agreement.h"

#include "diag/print.h"
#include "report/rational.h"
#include "report/unit.h"

#include <stdlib.h>
#include <string.h>

/* The strings of one fact, in this order. */
typedef enum Field {
  FIELD_SEVERITY, /* of a contradiction, as the report has it; "off" */
  FIELD_IDENTITY,
  FIELD_NUMBER, /* equal for equal numbers, however they are written */
  FIELD_SHOWN,
  FIELD_NAME,
  FIELD_PATH,
  FIELD_SHEET, /* "" for none */
  FIELD_LINE,
  FIELD_COLUMN,
  FIELD_COUNT
} Field;

/* --- The worker's end --- */

/* 4.9亿元 and 49000万元 are one number. */
static char *number_text(const JbFact *fact)
{
  const char *counted;
  int power = jb_unit_power(fact->unit, &counted);
  JbRational number;
  if (!jb_rational_of_decimal(fact->value, &number) || !jb_rational_scale(number, power, &number)) {
    return jb_fact_format_marked_value(fact);
  }
  return g_strdup_printf("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "%s %d", number.numerator, number.denominator,
                         counted, (int)fact->relation);
}

static const char *severity_text(const JbReport *report)
{
  static const char *const texts[] = {[JB_SEVERITY_NOTE] = "0", [JB_SEVERITY_WARNING] = "1", [JB_SEVERITY_ERROR] = "2"};
  for (size_t i = 0; i < report->audit_rule_count; i++) {
    const JbAuditRule *rule = &report->audit_rules[i];
    if (rule->message == JB_MESSAGE_FACT_ACROSS) {
      return rule->off ? "off" : texts[rule->severity];
    }
  }
  return texts[JB_SEVERITY_ERROR];
}

static void append(GByteArray *out, const char *text)
{
  g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

static void pack_fact(GByteArray *out, const JbReport *report, const JbFact *fact)
{
  const char *scope = *fact->scope != '\0' ? fact->scope : report->scope;
  if (*scope == '\0' || *fact->period == '\0') {
    return;
  }
  const char *target = fact->status == JB_FACT_TARGET ? "target" : "";
  g_autofree char *identity = g_strjoin("\x1f", fact->name, scope, fact->period, fact->base, target, NULL);
  g_autofree char *number = number_text(fact), *shown = jb_fact_format_marked_value(fact);
  char line[16], column[16];
  g_snprintf(line, sizeof line, "%d", fact->place.line);
  g_snprintf(column, sizeof column, "%d", fact->place.column);
  const char *const fields[FIELD_COUNT] = {
      [FIELD_SEVERITY] = severity_text(report),
      [FIELD_IDENTITY] = identity,
      [FIELD_NUMBER] = number,
      [FIELD_SHOWN] = shown,
      [FIELD_NAME] = fact->name,
      [FIELD_PATH] = fact->place.path ? fact->place.path : "",
      [FIELD_SHEET] = fact->place.sheet ? fact->place.sheet : "",
      [FIELD_LINE] = line,
      [FIELD_COLUMN] = column,
  };
  for (size_t i = 0; i < FIELD_COUNT; i++) {
    append(out, fields[i]);
  }
}

GByteArray *jb_agreement_pack(const JbReport *report)
{
  GByteArray *out = g_byte_array_new();
  for (size_t i = 0; i < report->fact_count; i++) {
    pack_fact(out, report, report->facts[i]);
  }
  return out;
}

/* --- The parent's end --- */

typedef struct Said {
  char *number, *shown, *where;
} Said;

struct JbAgreement {
  GHashTable *said; /* identity → Said, look-up only */
};

static void free_said(gpointer data)
{
  Said *said = data;
  g_free(said->number);
  g_free(said->shown);
  g_free(said->where);
  g_free(said);
}

JbAgreement *jb_agreement_new(void)
{
  JbAgreement *agreement = g_new(JbAgreement, 1);
  agreement->said = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_said);
  return agreement;
}

void jb_agreement_free(JbAgreement *agreement)
{
  if (agreement) {
    g_hash_table_unref(agreement->said);
    g_free(agreement);
  }
}

static void compare_fact(JbAgreement *agreement, const char *const fields[FIELD_COUNT], JbFindings *findings)
{
  JbPlace place = {.path = jb_findings_keep(findings, fields[FIELD_PATH]),
                   .line = atoi(fields[FIELD_LINE]),
                   .column = atoi(fields[FIELD_COLUMN]),
                   .sheet = *fields[FIELD_SHEET] != '\0' ? jb_findings_keep(findings, fields[FIELD_SHEET]) : NULL};
  const Said *said = g_hash_table_lookup(agreement->said, fields[FIELD_IDENTITY]);
  if (!said) {
    GString *where = g_string_new(NULL);
    jb_print_place(where, place);
    Said *first = g_new(Said, 1);
    *first = (Said){.number = g_strdup(fields[FIELD_NUMBER]),
                    .shown = g_strdup(fields[FIELD_SHOWN]),
                    .where = g_string_free(where, FALSE)};
    g_hash_table_insert(agreement->said, g_strdup(fields[FIELD_IDENTITY]), first);
  } else if (strcmp(said->number, fields[FIELD_NUMBER]) != 0 && strcmp(fields[FIELD_SEVERITY], "off") != 0) {
    const char *const arguments[] = {fields[FIELD_NAME], fields[FIELD_SHOWN], said->shown, said->where, NULL};
    JbSeverity severity = (JbSeverity)CLAMP(atoi(fields[FIELD_SEVERITY]), JB_SEVERITY_NOTE, JB_SEVERITY_ERROR);
    jb_findings_add_as(findings, JB_MESSAGE_FACT_ACROSS, severity, place, arguments);
  }
}

void jb_agreement_compare(JbAgreement *agreement, const GByteArray *packed, JbFindings *findings)
{
  const char *cursor = (const char *)packed->data, *end = cursor + packed->len;
  while (cursor < end) {
    const char *fields[FIELD_COUNT];
    for (size_t i = 0; i < FIELD_COUNT; i++) {
      const char *stop = cursor < end ? memchr(cursor, '\0', (size_t)(end - cursor)) : NULL;
      if (!stop) {
        return;
      }
      fields[i] = cursor;
      cursor = stop + 1;
    }
    compare_fact(agreement, fields, findings);
  }
}
