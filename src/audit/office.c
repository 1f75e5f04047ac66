/* SPDX-License-Identifier: MIT
 * audit/office: an office's words, names and relations.
 *
 * Words are found by their first character. A name that is nearly another is one character away from it: one replaced,
 * left out or put in, between characters that are right. One edit leaves the first two or the last two characters as
 * they are, so names are found by those pairs, and each place of the text costs a look-up, however many names there
 * are. What differs in a numeral, a side or a rank (一期, 二期; 城东, 城西) is another name. */
#include "audit/office.h"

#include "audit/names.h"
#include "audit/numeral.h"
#include "audit/rules-private.h"
#include "base/utf8.h"
#include "report/expression.h"
#include "report/unit.h"

#include <string.h>

typedef struct OfficeName {
  const JbOfficeRule *rule;
  const char *text;
  uint32_t *characters;
  size_t length;
} OfficeName;

typedef struct Anchor {
  const OfficeName *name;
  size_t offset; /* of the pair in the name */
} Anchor;

struct JbOffice {
  const JbRules *const *rules;
  GHashTable *words;   /* first character → GPtrArray of JbOfficeRule */
  GHashTable *known;   /* first character → GPtrArray of char */
  GHashTable *anchors; /* pair of characters → GArray of Anchor */
  GPtrArray *names;    /* of OfficeName, owned */
};

/* --- Making ready --- */

static uint32_t first_character(const char *text)
{
  return *text != '\0' ? jb_utf8_next(&text) : 0;
}

static void file_under(GHashTable *table, uint32_t character, const void *what)
{
  GPtrArray *list = g_hash_table_lookup(table, GUINT_TO_POINTER(character));
  if (!list) {
    list = g_ptr_array_new();
    g_hash_table_insert(table, GUINT_TO_POINTER(character), list);
  }
  g_ptr_array_add(list, (gpointer)what);
}

static gint64 pair_of(uint32_t first, uint32_t second)
{
  return (gint64)first << 32 | second;
}

static void add_anchor(JbOffice *office, const OfficeName *name, size_t offset)
{
  gint64 pair = pair_of(name->characters[offset], name->characters[offset + 1]);
  GArray *anchors = g_hash_table_lookup(office->anchors, &pair);
  if (!anchors) {
    anchors = g_array_new(FALSE, FALSE, sizeof(Anchor));
    g_hash_table_insert(office->anchors, g_memdup2(&pair, sizeof pair), anchors);
  }
  Anchor anchor = {.name = name, .offset = offset};
  g_array_append_val(anchors, anchor);
}

static void add_name(JbOffice *office, const JbOfficeRule *rule, const char *text)
{
  OfficeName *name = g_new0(OfficeName, 1);
  name->rule = rule;
  name->text = text;
  name->characters = g_new(uint32_t, strlen(text) + 1);
  for (const char *cursor = text; *cursor != '\0';) {
    name->characters[name->length++] = jb_utf8_next(&cursor);
  }
  g_ptr_array_add(office->names, name);
  add_anchor(office, name, 0);
  add_anchor(office, name, name->length - 2);
}

static void add_rule(JbOffice *office, const JbOfficeRule *rule)
{
  if (rule->kind == JB_RULE_WORDING) {
    file_under(office->words, first_character(rule->avoid), rule);
  }
  for (char **name = rule->names; name && *name; name++) {
    add_name(office, rule, *name);
  }
}

static void free_name(gpointer data)
{
  OfficeName *name = data;
  g_free(name->characters);
  g_free(name);
}

static void free_list(gpointer list)
{
  g_ptr_array_unref(list);
}

static void free_anchors(gpointer anchors)
{
  g_array_unref(anchors);
}

JbOffice *jb_office_new(const JbRules *const *rules)
{
  JbOffice *office = g_new(JbOffice, 1);
  *office = (JbOffice){.rules = rules,
                       .words = g_hash_table_new_full(NULL, NULL, NULL, free_list),
                       .known = g_hash_table_new_full(NULL, NULL, NULL, free_list),
                       .anchors = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_anchors),
                       .names = g_ptr_array_new_with_free_func(free_name)};
  for (; *rules; rules++) {
    for (guint i = 0; i < (*rules)->list->len; i++) {
      add_rule(office, (*rules)->list->pdata[i]);
    }
    for (guint i = 0; i < (*rules)->known->len; i++) {
      file_under(office->known, first_character((*rules)->known->pdata[i]), (*rules)->known->pdata[i]);
    }
  }
  return office;
}

void jb_office_free(JbOffice *office)
{
  if (office) {
    g_hash_table_unref(office->words);
    g_hash_table_unref(office->known);
    g_hash_table_unref(office->anchors);
    g_ptr_array_unref(office->names);
    g_free(office);
  }
}

bool jb_office_has_rule(const JbOffice *office, const char *code)
{
  for (const JbRules *const *rules = office->rules; *rules; rules++) {
    for (guint i = 0; i < (*rules)->list->len; i++) {
      const JbOfficeRule *rule = (*rules)->list->pdata[i];
      if (g_ascii_strcasecmp(rule->code, code) == 0) {
        return true;
      }
    }
  }
  return false;
}

/* right: what should stand there; NULL: nothing else. */
static void tell(const JbOfficeRule *rule, JbMessage message, JbPlace place, const char *found, const char *right,
                 JbFindings *findings)
{
  const char *const arguments[] = {found, right ? right : rule->code, right ? rule->code : NULL, NULL};
  jb_findings_add_as(findings, message, rule->severity, place, arguments);
}

/* --- Words --- */

void jb_office_waive_known(const JbOffice *office, JbPassage *passage)
{
  for (size_t i = 0; i < passage->count && g_hash_table_size(office->known) > 0; i++) {
    const GPtrArray *list = g_hash_table_lookup(office->known, GUINT_TO_POINTER(jb_passage_code(passage, i)));
    for (guint k = 0; list && k < list->len; k++) {
      const char *known = list->pdata[k];
      size_t end = i + jb_utf8_count(known, strlen(known));
      bool inside_number =
          (jb_is_digit(jb_passage_code(passage, i)) && i > 0 &&
           (jb_is_digit(jb_passage_code(passage, i - 1)) || jb_passage_code(passage, i - 1) == '.')) ||
          (jb_is_digit(jb_passage_code(passage, end - 1)) && jb_is_digit(jb_passage_code(passage, end)));
      if (jb_passage_has(passage, i, known) && !inside_number) {
        for (size_t at = i; at < end; at++) {
          passage->characters[at].waived = true;
        }
      }
    }
  }
}

/* Does the word at index stand within one of those that may hold it? */
static bool is_excepted(const JbPassage *passage, size_t index, const JbOfficeRule *rule)
{
  for (char **except = rule->except; *except; except++) {
    for (const char *inside = strstr(*except, rule->avoid); inside; inside = strstr(inside + 1, rule->avoid)) {
      size_t before = jb_utf8_count(*except, (size_t)(inside - *except));
      if (before <= index && jb_passage_has(passage, index - before, *except)) {
        return true;
      }
    }
  }
  return false;
}

static void audit_word(const JbPassage *passage, size_t index, const JbOfficeRule *rule, JbFindings *findings)
{
  if (!jb_passage_has(passage, index, rule->avoid) || is_excepted(passage, index, rule)) {
    return;
  }
  JbPlace place = jb_passage_place(passage, index);
  if (*rule->prefer != '\0') {
    tell(rule, JB_MESSAGE_OFFICE_WORDING, place, rule->avoid, rule->prefer, findings);
  } else {
    tell(rule, JB_MESSAGE_OFFICE_WORD, place, rule->avoid, NULL, findings);
  }
}

/* --- Names --- */

/* What makes two names of one pattern two names. */
static bool tells_apart(uint32_t code)
{
  static const char *const marks = "东西南北中上下左右前后内外新老旧大小省市县区镇乡村街甲乙丙丁男女主副正首末总分";
  return jb_chinese_digit(code) >= 0 || code < 0x80 || !jb_character_is_han(code) ||
         g_utf8_strchr(marks, -1, (gunichar)code);
}

static size_t equal_from_start(const JbPassage *passage, size_t start, const OfficeName *name)
{
  size_t length = 0;
  while (length < name->length && jb_passage_code(passage, start + length) == name->characters[length]) {
    length++;
  }
  return length;
}

/* Do the name's characters from offset on stand at index? */
static bool ends_equal(const JbPassage *passage, size_t index, const OfficeName *name, size_t offset)
{
  while (offset < name->length && jb_passage_code(passage, index) == name->characters[offset]) {
    offset++;
    index++;
  }
  return offset == name->length;
}

/* Length of what stands at start if it is nearly the name; 0: it is the name, or another. */
static size_t near_length(const JbPassage *passage, size_t start, const OfficeName *name)
{
  size_t equal = equal_from_start(passage, start, name);
  if (equal == name->length) {
    return 0;
  }
  uint32_t here = jb_passage_code(passage, start + equal), wanted = name->characters[equal];
  bool at_end = equal == 0 || equal + 1 == name->length;
  if (ends_equal(passage, start + equal + 1, name, equal + 1) && !(tells_apart(here) && tells_apart(wanted)) &&
      jb_character_is_han(here) && (jb_names_sound_alike(here, wanted) || (!at_end && name->length > 3))) {
    return name->length;
  }
  if (at_end || name->length < 5) {
    return 0;
  }
  if (ends_equal(passage, start + equal, name, equal + 1)) {
    return name->length - 1;
  }
  bool put_in = jb_character_is_han(here) && ends_equal(passage, start + equal + 1, name, equal);
  return put_in ? name->length + 1 : 0;
}

/* Is the text at start one of the names, or within one? */
static bool is_a_name(const JbOffice *office, const char *text)
{
  for (guint i = 0; i < office->names->len; i++) {
    const OfficeName *name = office->names->pdata[i];
    if (strstr(name->text, text)) {
      return true;
    }
  }
  return false;
}

static void audit_near_name(const JbOffice *office, const JbPassage *passage, size_t index, const Anchor *anchor,
                            JbFindings *findings)
{
  const OfficeName *name = anchor->name;
  for (int shift = -1; shift <= 1; shift++) { /* a character may be missing, or too many, before the pair */
    size_t offset = anchor->offset + (size_t)shift;
    if ((anchor->offset == 0 && shift != 0) || index < offset) {
      continue;
    }
    size_t length = near_length(passage, index - offset, name);
    if (length > 0) {
      g_autofree char *found = jb_passage_text(passage, index - offset, index - offset + length);
      if (!is_a_name(office, found)) {
        tell(name->rule, JB_MESSAGE_OFFICE_NAME, jb_passage_place(passage, index - offset), found, name->text,
             findings);
      }
    }
  }
}

void jb_office_audit_passage(const JbOffice *office, const JbPassage *passage, JbFindings *findings)
{
  for (size_t i = 0; i < passage->count; i++) {
    uint32_t code = jb_passage_code(passage, i);
    const GPtrArray *words = g_hash_table_lookup(office->words, GUINT_TO_POINTER(code));
    for (guint k = 0; words && k < words->len; k++) {
      audit_word(passage, i, words->pdata[k], findings);
    }
    gint64 pair = pair_of(code, jb_passage_code(passage, i + 1));
    const GArray *anchors = office->names->len > 0 ? g_hash_table_lookup(office->anchors, &pair) : NULL;
    for (guint k = 0; anchors && k < anchors->len; k++) {
      audit_near_name(office, passage, i, &g_array_index(anchors, Anchor, k), findings);
    }
  }
}

/* --- Facts --- */

/* By id, else the only one of this name; NULL: there is none, or several. */
static const JbFact *find_fact(const JbReport *report, const char *name)
{
  const JbFact *found = jb_report_fact_lookup(report, name);
  if (found) {
    return found;
  }
  for (size_t i = 0; i < report->fact_count; i++) {
    if (strcmp(report->facts[i]->name, name) == 0) {
      if (found) {
        return NULL;
      }
      found = report->facts[i];
    }
  }
  return found;
}

static const JbFact *look_up(void *data, const char *name, JbPlace place, bool *failed)
{
  (void)place, (void)failed;
  return find_fact(data, name);
}

/* One side of a relation, evaluated. False: it has no value; *missing: the fact that is not there, NULL when it is for
 * another reason, which was told. */
static bool evaluate(const JbReport *report, const char *text, JbPlace place, JbQuantity *quantity,
                     const JbFact **first, char **missing, JbFindings *findings)
{
  g_autoptr(JbFindings) found = jb_findings_new();
  JbExpression expression = {.text = text,
                             .place = place,
                             .findings = found,
                             .lookup = look_up,
                             .longest = strlen(text),
                             .data = (gpointer)report};
  bool valued = jb_expression_evaluate(&expression, quantity);
  quantity->unit = valued ? jb_findings_keep(findings, quantity->unit) : NULL;
  *first = *first ? *first : expression.first;
  for (size_t i = 0; i < jb_findings_count(found); i++) {
    const JbFinding *finding = jb_findings_at(found, i);
    if (finding->message == JB_MESSAGE_FACT_UNKNOWN) {
      *missing = g_strdup(finding->arguments[0]);
    } else {
      jb_findings_add_list(findings, finding->message, finding->place, (const char *const *)finding->arguments);
    }
  }
  return valued;
}

/* Half of the last digit that the facts of the quantity are stated with, in another unit of the same kind; what is
 * written as a number in the rule is exact. */
static JbRational rounding_of(const JbQuantity *quantity, const JbQuantity *stated)
{
  JbRational half = {.numerator = 1, .denominator = 2}, scaled = jb_rational_of_int(0);
  JbRational one = stated->number, ratio;
  bool convertible = one.numerator != 0 && jb_rational_divide(quantity->number, one, &ratio);
  if (quantity->literal || !jb_rational_scale(half, -stated->digits, &scaled)) {
    return jb_rational_of_int(0);
  }
  JbRational converted;
  return convertible && jb_rational_multiply(scaled, ratio, &converted) ? converted : scaled;
}

static bool differ_by_more(JbRational a, JbRational b, JbRational tolerance)
{
  JbRational difference;
  if (!jb_rational_subtract(a, b, &difference)) {
    return true;
  }
  difference.numerator = difference.numerator < 0 ? -difference.numerator : difference.numerator;
  return jb_rational_compare(difference, tolerance) > 0;
}

static bool holds(const JbOfficeRule *rule, JbRational left, JbRational right, JbRational rounding)
{
  JbRational tolerance = rule->has_tolerance ? rule->tolerance : jb_rational_of_int(0);
  int order = jb_rational_compare(left, right);
  bool apart = differ_by_more(left, right, tolerance);
  switch (rule->comparison) {
  case JB_COMPARE_EQUAL:
    return !differ_by_more(left, right, rule->has_tolerance ? tolerance : rounding);
  case JB_COMPARE_UNEQUAL:
    return order != 0;
  case JB_COMPARE_AT_MOST:
    return order <= 0 || !apart;
  case JB_COMPARE_AT_LEAST:
    return order >= 0 || !apart;
  case JB_COMPARE_LESS:
    return order < 0;
  case JB_COMPARE_MORE:
    return order > 0;
  }
  return true;
}

static char *shown(const JbQuantity *quantity)
{
  g_autofree char *unit = g_strdup(quantity->unit);
  JbFact told = {.unit = unit};
  if (!jb_rational_round(quantity->number, MIN(quantity->digits, 6), &told.value)) {
    return g_strdup("?");
  }
  return jb_fact_format_value(&told);
}

static void audit_relation(const JbOfficeRule *rule, const JbReport *report, JbFindings *findings)
{
  JbQuantity left, right;
  const JbFact *first = NULL;
  g_autofree char *missing = NULL, *missing_too = NULL;
  bool valued = evaluate(report, rule->left, rule->left_place, &left, &first, &missing, findings);
  valued = evaluate(report, rule->right, rule->right_place, &right, &first, &missing_too, findings) && valued;
  const char *absent = missing ? missing : missing_too;
  if (absent && rule->require && (first || report->fact_count > 0)) {
    tell(rule, JB_MESSAGE_OFFICE_FACT, report->facts[0]->place, absent, NULL, findings);
  }
  if (!valued || !left.exact || !right.exact) {
    return; /* about, above and below leave open whether it holds */
  }
  bool overflow = false, from_left = left.literal && !right.literal;
  JbQuantity *moved = from_left ? &left : &right, as_stated = *moved;
  const JbQuantity *kept = from_left ? &right : &left;
  bool counted =
      jb_unit_is_counter(moved->unit) && jb_unit_is_counter(kept->unit); /* 个 and 名 are numbers of things */
  if (!counted && (!jb_quantity_convert(moved, kept->unit, &overflow) || overflow)) {
    const char *unit = *as_stated.unit != '\0' ? as_stated.unit : "1";
    jb_find(findings, EXPRESSION_UNITS, rule->right_place, *kept->unit != '\0' ? kept->unit : "1", "=", unit);
    return;
  }
  JbRational rounding = rounding_of(moved, &as_stated), other = rounding_of(kept, kept);
  rounding = jb_rational_compare(rounding, other) > 0 ? rounding : other;
  if (!holds(rule, left.number, right.number, rounding)) {
    g_autofree char *here = shown(&left), *there = shown(&right);
    const char *const arguments[] = {rule->text, rule->test, here, there, rule->code, NULL};
    jb_findings_add_as(findings, JB_MESSAGE_OFFICE_RELATION, rule->severity, first ? first->place : rule->place,
                       arguments);
  }
}

static void audit_rule(const JbOfficeRule *rule, const JbReport *report, JbFindings *findings)
{
  if (rule->kind == JB_RULE_RELATION) {
    audit_relation(rule, report, findings);
  } else if (rule->kind == JB_RULE_REQUIRED && !find_fact(report, rule->avoid)) {
    JbPlace place = report->fact_count > 0 ? report->facts[0]->place : (JbPlace){.path = report->path};
    tell(rule, JB_MESSAGE_OFFICE_FACT, place, rule->avoid, NULL, findings);
  }
}

void jb_office_audit_facts(const JbOffice *office, const JbReport *report, JbFindings *findings)
{
  for (const JbRules *const *rules = office->rules; *rules; rules++) {
    for (guint i = 0; i < (*rules)->list->len; i++) {
      audit_rule((*rules)->list->pdata[i], report, findings);
    }
  }
}
