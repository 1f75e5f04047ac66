/* SPDX-License-Identifier: MIT
 * batch/agreement: facts as strings, a few a fact, NUL after each. */
#include "batch/agreement.h"

#include "diag/print.h"

#include <stdlib.h>
#include <string.h>

/* The strings of one fact, in this order. */
typedef enum Field {
  FIELD_SEVERITY, /* of a contradiction, as the report has it; "off" */
  FIELD_IDENTITY,
  FIELD_DIGITS, /* of the value; its scale; unit and relation */
  FIELD_SCALE,
  FIELD_UNIT,
  FIELD_RELATION,
  FIELD_SHOWN,
  FIELD_NAME,
  FIELD_PATH,
  FIELD_SHEET, /* "" for none */
  FIELD_LINE,
  FIELD_COLUMN,
  FIELD_COUNT
} Field;

/* --- The worker's end --- */

static const char *severity_text(const JbReport *report)
{
  static const char *const texts[] = {[JB_SEVERITY_NOTE] = "0", [JB_SEVERITY_WARNING] = "1", [JB_SEVERITY_ERROR] = "2"};
  for (size_t i = 0; i < report->audit_rule_count; i++) {
    const JbAuditRule *rule = &report->audit_rules[i];
    if (g_ascii_strcasecmp(rule->code, jb_message_code(JB_MESSAGE_FACT_ACROSS)) == 0) {
      return rule->off ? "off" : texts[rule->severity];
    }
  }
  return texts[JB_SEVERITY_ERROR];
}

static void append(GByteArray *out, const char *text)
{
  g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text) + 1);
}

/* Of facts that a report says twice, the first: it was told there, if they differ. */
static void pack_fact(GByteArray *out, const JbReport *report, const JbFact *fact, GHashTable *packed)
{
  const char *scope = *fact->scope != '\0' ? fact->scope : report->scope;
  if (*scope == '\0' || *fact->period == '\0' || fact->imported) {
    return;
  }
  char *identity = jb_fact_identity(fact, report->scope);
  if (!g_hash_table_add(packed, identity)) {
    return;
  }
  g_autofree char *shown = jb_fact_format_marked_value(fact);
  char line[16], column[16], digits[24], scale[16], relation[16];
  g_snprintf(line, sizeof line, "%d", fact->place.line);
  g_snprintf(column, sizeof column, "%d", fact->place.column);
  g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, fact->value.digits);
  g_snprintf(scale, sizeof scale, "%d", fact->value.scale);
  g_snprintf(relation, sizeof relation, "%d", (int)fact->relation);
  const char *const fields[FIELD_COUNT] = {
      [FIELD_SEVERITY] = severity_text(report),
      [FIELD_IDENTITY] = identity,
      [FIELD_DIGITS] = digits,
      [FIELD_SCALE] = scale,
      [FIELD_UNIT] = fact->unit,
      [FIELD_RELATION] = relation,
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
  g_autoptr(GHashTable) packed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  for (size_t i = 0; i < report->fact_count; i++) {
    pack_fact(out, report, report->facts[i], packed);
  }
  return out;
}

/* --- The parent's end --- */

typedef struct Said {
  JbFact number; /* its value, unit and relation alone */
  char *shown, *where;
  bool off; /* the report that says it wants no comparison */
  JbSeverity severity;
} Said;

struct JbAgreement {
  GHashTable *said; /* identity → Said, look-up only */
};

static void free_said(gpointer data)
{
  Said *said = data;
  g_free(said->number.unit);
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

static JbPlace place_of(const char *const fields[FIELD_COUNT])
{
  return (JbPlace){.path = fields[FIELD_PATH],
                   .line = atoi(fields[FIELD_LINE]),
                   .column = atoi(fields[FIELD_COLUMN]),
                   .sheet = *fields[FIELD_SHEET] != '\0' ? fields[FIELD_SHEET] : NULL};
}

static Said *said_new(const char *const fields[FIELD_COUNT])
{
  GString *where = g_string_new(NULL);
  JbPlace place = place_of(fields);
  jb_print_place(where, place);
  Said *said = g_new(Said, 1);
  *said = (Said){
      .number = {.value = {.digits = g_ascii_strtoll(fields[FIELD_DIGITS], NULL, 10),
                           .scale = atoi(fields[FIELD_SCALE])},
                 .unit = g_strdup(fields[FIELD_UNIT]),
                 .relation = (JbFactRelation)CLAMP(atoi(fields[FIELD_RELATION]), JB_FACT_EQUAL, JB_FACT_AT_MOST)},
      .shown = g_strdup(fields[FIELD_SHOWN]),
      .where = g_string_free(where, FALSE),
      .off = strcmp(fields[FIELD_SEVERITY], "off") == 0,
      .severity = (JbSeverity)CLAMP(atoi(fields[FIELD_SEVERITY]), JB_SEVERITY_NOTE, JB_SEVERITY_ERROR)};
  return said;
}

/* As severe as both reports would have it: the order in which they are read must not matter. */
static void compare_fact(JbAgreement *agreement, const char *const fields[FIELD_COUNT], JbFindings *findings)
{
  Said *here = said_new(fields);
  const Said *said = g_hash_table_lookup(agreement->said, fields[FIELD_IDENTITY]);
  if (!said) {
    g_hash_table_insert(agreement->said, g_strdup(fields[FIELD_IDENTITY]), here);
    return;
  }
  if (!jb_facts_agree(&here->number, &said->number) && !here->off && !said->off) {
    JbPlace place = place_of(fields);
    place.path = jb_findings_keep(findings, place.path);
    place.sheet = jb_findings_keep(findings, place.sheet);
    const char *const arguments[] = {fields[FIELD_NAME], fields[FIELD_SHOWN], said->shown, said->where, NULL};
    jb_findings_add_as(findings, JB_MESSAGE_FACT_ACROSS, MIN(here->severity, said->severity), place, arguments);
  }
  free_said(here);
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
