/* SPDX-License-Identifier: MIT
 * audit/rules: a file of rules → values. The grammar below is its documentation. */
#include "audit/rules-private.h"

#include "base/file.h"
#include "base/utf8.h"
#include "diag/print.h"
#include "report/expression.h"
#include "xml/parse.h"

#include <string.h>

/* --- Grammar --- */

#define CODE                                                                                                           \
  {"code", JB_VALUE_NAME, true, NULL, "本单位的规则编号，例如 KF01；不能与 E801 这样的编号相同"},                      \
  {                                                                                                                    \
    "severity", JB_VALUE_CHOICE, false, "error warning note",                                                          \
        "error 错误（不生成 PDF），warning 警告（默认），note 提示；简报的 audit 可以另定"    \
  }
#define REASON                                                                                                         \
  {                                                                                                                    \
    "reason", JB_VALUE_TEXT, false, NULL, "理由、依据，jianbao explain --rules 时显示"                        \
  }

static const JbAttributeRule relation_attributes[] = {
    CODE,
    {"test", JB_VALUE_TEXT, true, NULL,
     "两个算式，中间是 =、!=、<（写作 &lt;）、<=、>、>= 之一；算式同 derive 的 expr，数据写编号或名称"},
    {"tolerance", JB_VALUE_DECIMAL, false, NULL,
     "允许相差多少，单位同左边；不写时 = 容许四舍五入的误差，其余比较没有误差"},
    {"require", JB_VALUE_CHOICE, false, "yes no", "yes：缺少所涉及的数据也要报告；默认 no：缺数据时本规则不适用"},
    {"text", JB_VALUE_TEXT, true, NULL, "规则的内容，报告时显示，例如 开工项目不能多于重点项目"},
    REASON,
    {0},
};
static const JbAttributeRule wording_attributes[] = {
    CODE,
    {"avoid", JB_VALUE_TEXT, true, NULL, "不宜出现的词语，例如 截止"},
    {"prefer", JB_VALUE_TEXT, false, NULL, "应改用的词语，例如 截至"},
    {"except", JB_VALUE_TEXT, false, NULL, "可以含有该词的词语，用空格隔开，例如 截止日期 截止时间"},
    REASON,
    {0},
};
static const JbAttributeRule required_attributes[] = {
    CODE,
    {"fact", JB_VALUE_TEXT, true, NULL, "必须定义的数据：编号或名称"},
    REASON,
    {0},
};
static const JbAttributeRule names_attributes[] = {CODE, REASON, {0}};
static const JbChildRule rules_children[] = {{"relation", JB_ANY}, {"wording", JB_ANY}, {"required", JB_ANY},
                                             {"names", JB_ANY},    {"known", JB_ANY},   {0}};
static const JbChildRule names_children[] = {{"name", JB_AT_LEAST_ONE}, {0}};
static const JbElementRule elements[] = {
    {.name = "rules", .documentation = "本单位的审数规则", .children = rules_children},
    {.name = "relation", .documentation = "数据之间的关系", .attributes = relation_attributes},
    {.name = "wording", .documentation = "不宜出现的词语", .attributes = wording_attributes},
    {.name = "required", .documentation = "必须定义的数据", .attributes = required_attributes},
    {.name = "names",
     .documentation = "本单位的名称表：与表中名称只差一字而不相同的，会被指出",
     .attributes = names_attributes,
     .children = names_children},
    {.name = "name", .documentation = "一个名称，至少三个字，例如 正瀚新能源", .text = true},
    {.name = "known", .documentation = "含有数字、在本单位不是数据的说法，例如 8010", .text = true},
    {0},
};

const JbGrammar jb_rules_grammar = {"urn:jianbao:audit:1", "rules", elements, NULL};

/* --- Reading --- */

typedef struct Reading {
  JbRules *rules;
  GHashTable *codes; /* set, in capitals, owned */
  JbFindings *findings;
} Reading;

static void free_rule(gpointer data)
{
  JbOfficeRule *rule = data;
  char *texts[] = {rule->code, rule->text,  rule->reason, rule->test,
                   rule->left, rule->right, rule->avoid,  rule->prefer};
  for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_free(texts[i]);
  }
  g_strfreev(rule->except);
  g_strfreev(rule->names);
  g_free(rule);
}

void jb_rules_free(JbRules *rules)
{
  if (rules) {
    g_ptr_array_unref(rules->list);
    g_ptr_array_unref(rules->known);
    g_free(rules);
  }
}

static char *attribute(const JbXmlNode *element, const char *name)
{
  const char *value = jb_xml_attribute(element, name);
  return g_strstrip(g_strdup(value ? value : ""));
}

static char *content(const JbXmlNode *element)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (const JbXmlNode *node = element->first_child; node; node = node->next) {
    if (node->kind == JB_XML_TEXT) {
      g_string_append_len(text, node->text->text->str, (gssize)node->text->text->len);
    }
  }
  return g_strstrip(g_strdup(text->str));
}

/* A code of ours, E801, stands for our rules everywhere. */
static void take_code(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  const JbXmlAttribute *code = jb_xml_attribute_lookup(element, "code");
  char *capitals = g_ascii_strup(rule->code, -1);
  bool ours = strlen(capitals) == 4 && strchr("EWN", capitals[0]) && strspn(capitals + 1, "0123456789") == 3;
  if (ours) {
    jb_find(reading->findings, RULES_CODE_OURS, code->value_place, rule->code);
  } else if (g_hash_table_contains(reading->codes, capitals)) {
    jb_find(reading->findings, RULES_CODE_TWICE, code->value_place, rule->code);
  }
  g_hash_table_add(reading->codes, capitals);
}

static JbPlace behind(JbPlace place, const char *text, size_t bytes)
{
  place.column += (int)jb_utf8_count(text, bytes);
  return place;
}

/* Any name stands for 1 % of 2024, with which everything can be computed. */
static const JbFact *any_fact(void *data, const char *name, JbPlace place, bool *failed)
{
  (void)name, (void)place, (void)failed;
  return data;
}

/* Tells what is wrong with an expression whatever the facts are. */
static void check_expression(Reading *reading, const char *text, JbPlace place)
{
  static const JbMessage grammatical[] = {JB_MESSAGE_EXPRESSION_SYNTAX, JB_MESSAGE_EXPRESSION_FUNCTION,
                                          JB_MESSAGE_EXPRESSION_BASIS, JB_MESSAGE_EXPRESSION_DEEP,
                                          JB_MESSAGE_EXPRESSION_LONG};
  char unit[] = "%", period[] = "2024";
  JbFact fact = {.value = {.digits = 1}, .unit = unit, .period = period};
  g_autoptr(JbFindings) found = jb_findings_new();
  JbExpression expression = {
      .text = text, .place = place, .findings = found, .lookup = any_fact, .longest = strlen(text), .data = &fact};
  JbQuantity quantity;
  jb_expression_evaluate(&expression, &quantity);
  for (size_t i = 0; i < jb_findings_count(found); i++) {
    const JbFinding *finding = jb_findings_at(found, i);
    for (size_t k = 0; k < G_N_ELEMENTS(grammatical); k++) {
      if (finding->message == grammatical[k]) {
        jb_findings_add_list(reading->findings, finding->message, finding->place,
                             (const char *const *)finding->arguments);
      }
    }
  }
}

static void read_test(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  static const struct {
    const char *sign;
    JbComparison comparison;
  } signs[] = {{"<=", JB_COMPARE_AT_MOST}, {"≤", JB_COMPARE_AT_MOST},  {">=", JB_COMPARE_AT_LEAST},
               {"≥", JB_COMPARE_AT_LEAST}, {"!=", JB_COMPARE_UNEQUAL}, {"≠", JB_COMPARE_UNEQUAL},
               {"<", JB_COMPARE_LESS},     {">", JB_COMPARE_MORE},     {"=", JB_COMPARE_EQUAL}};
  const JbXmlAttribute *test = jb_xml_attribute_lookup(element, "test");
  size_t length = strcspn(test->value, "<>=!"), sign = 0;
  for (size_t i = 1; i < 6; i += 2) { /* the signs of more than ASCII */
    const char *found = strstr(test->value, signs[i].sign);
    length = found ? MIN(length, (size_t)(found - test->value)) : length;
  }
  while (sign < G_N_ELEMENTS(signs) && !g_str_has_prefix(test->value + length, signs[sign].sign)) {
    sign++;
  }
  if (sign == G_N_ELEMENTS(signs)) {
    jb_find(reading->findings, RULES_TEST, test->value_place, test->value);
    return;
  }
  size_t second = length + strlen(signs[sign].sign);
  rule->test = g_strdup(test->value);
  rule->comparison = signs[sign].comparison;
  rule->left = g_strndup(test->value, length);
  rule->right = g_strdup(test->value + second);
  rule->left_place = test->value_place;
  rule->right_place = behind(test->value_place, test->value, second);
  check_expression(reading, rule->left, rule->left_place);
  check_expression(reading, rule->right, rule->right_place);
}

static void read_relation(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  const char *tolerance = jb_xml_attribute(element, "tolerance");
  JbDecimal decimal;
  rule->kind = JB_RULE_RELATION;
  rule->require = g_strcmp0(jb_xml_attribute(element, "require"), "yes") == 0;
  rule->has_tolerance = tolerance && jb_decimal_parse(tolerance, &decimal) == JB_DECIMAL_OK &&
                        jb_rational_of_decimal(decimal, &rule->tolerance);
  read_test(reading, element, rule);
}

static void read_wording(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  g_autofree char *except = attribute(element, "except");
  rule->kind = JB_RULE_WORDING;
  rule->avoid = attribute(element, "avoid");
  rule->prefer = attribute(element, "prefer");
  g_autofree char *all = g_strstrip(g_strconcat(except, " ", rule->prefer, NULL)); /* what is right may hold it */
  rule->except = g_strsplit_set(all, " \t\n", -1);
  if (*rule->avoid == '\0') {
    jb_find(reading->findings, RULES_EMPTY, jb_xml_attribute_lookup(element, "avoid")->value_place);
  }
}

static void read_required(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  (void)reading;
  rule->kind = JB_RULE_REQUIRED;
  rule->avoid = attribute(element, "fact");
}

static void read_names(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule)
{
  enum { SHORTEST = 3 };
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  rule->kind = JB_RULE_NAMES;
  for (const JbXmlNode *name = jb_xml_first_element(element); name; name = jb_xml_next_element(name)) {
    char *text = content(name);
    if (jb_utf8_count(text, strlen(text)) < SHORTEST) {
      jb_find(reading->findings, RULES_NAME_SHORT, name->place, text);
    }
    g_ptr_array_add(names, text);
  }
  g_ptr_array_add(names, NULL);
  rule->names = (char **)g_ptr_array_steal(names, NULL);
}

static void read_known(Reading *reading, const JbXmlNode *element)
{
  char *known = content(element);
  if (*known == '\0') {
    jb_find(reading->findings, RULES_EMPTY, element->place);
  }
  g_ptr_array_add(reading->rules->known, known);
}

static void read_rule(Reading *reading, const JbXmlNode *element)
{
  static const struct {
    const char *name;
    void (*read)(Reading *reading, const JbXmlNode *element, JbOfficeRule *rule);
  } readers[] = {
      {"relation", read_relation}, {"wording", read_wording}, {"required", read_required}, {"names", read_names}};
  for (size_t i = 0; i < G_N_ELEMENTS(readers); i++) {
    if (strcmp(element->name, readers[i].name) == 0) {
      const char *severity = jb_xml_attribute(element, "severity");
      JbOfficeRule *rule = g_new0(JbOfficeRule, 1);
      rule->code = attribute(element, "code");
      rule->severity = g_strcmp0(severity, "error") == 0  ? JB_SEVERITY_ERROR
                       : g_strcmp0(severity, "note") == 0 ? JB_SEVERITY_NOTE
                                                          : JB_SEVERITY_WARNING;
      rule->text = attribute(element, "text");
      rule->reason = attribute(element, "reason");
      rule->place = element->place;
      g_ptr_array_add(reading->rules->list, rule);
      take_code(reading, element, rule);
      readers[i].read(reading, element, rule);
    }
  }
}

JbRules *jb_rules_parse(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbFindings) found = jb_findings_new();
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, found);
  g_autoptr(JbRules) rules = g_new(JbRules, 1);
  *rules =
      (JbRules){.list = g_ptr_array_new_with_free_func(free_rule), .known = g_ptr_array_new_with_free_func(g_free)};
  if (document && jb_grammar_check(&jb_rules_grammar, document, found)) {
    Reading reading = {
        .rules = rules, .codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .findings = found};
    for (const JbXmlNode *child = jb_xml_first_element(document->root); child; child = jb_xml_next_element(child)) {
      if (strcmp(child->name, "known") == 0) {
        read_known(&reading, child);
      } else {
        read_rule(&reading, child);
      }
    }
    g_hash_table_unref(reading.codes);
  }
  for (size_t i = 0; i < jb_findings_count(found); i++) {
    const JbFinding *finding = jb_findings_at(found, i);
    jb_findings_add_as(findings, finding->message, finding->severity, finding->place,
                       (const char *const *)finding->arguments);
  }
  return jb_findings_has_errors(found) ? NULL : g_steal_pointer(&rules);
}

JbRules *jb_rules_load(const char *path, JbFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(path, JB_RULES_MAXIMUM_SIZE, &error);
  if (!bytes) {
    jb_find(findings, RULES_FILE, ((JbPlace){.path = path}), error->message);
    return NULL;
  }
  return jb_rules_parse(bytes, path, findings);
}

/* --- Explaining --- */

/* What the rule says, in a line. */
static char *heading_of(const JbOfficeRule *rule)
{
  switch (rule->kind) {
  case JB_RULE_RELATION:
    return g_strdup_printf("%s：%s", rule->text, rule->test);
  case JB_RULE_WORDING:
    return g_strconcat(rule->avoid, *rule->prefer != '\0' ? " → " : "", rule->prefer, NULL);
  case JB_RULE_REQUIRED:
    return g_strdup(rule->avoid);
  case JB_RULE_NAMES:
    return g_strjoinv("、", rule->names);
  }
  return NULL;
}

char *jb_rules_explain(const JbRules *rules, const char *code, JbLanguage language, char **heading)
{
  static const JbMessage messages[] = {[JB_RULE_RELATION] = JB_MESSAGE_OFFICE_RELATION,
                                       [JB_RULE_WORDING] = JB_MESSAGE_OFFICE_WORDING,
                                       [JB_RULE_REQUIRED] = JB_MESSAGE_OFFICE_FACT,
                                       [JB_RULE_NAMES] = JB_MESSAGE_OFFICE_NAME};
  for (guint i = 0; i < rules->list->len; i++) {
    const JbOfficeRule *rule = rules->list->pdata[i];
    if (g_ascii_strcasecmp(rule->code, code) == 0) {
      GString *page = g_string_new(rule->reason);
      g_string_append(page, *rule->reason != '\0' ? "\n\n" : "");
      g_string_append(page, jb_message_explanation(messages[rule->kind], language));
      g_string_append(page, "\n\n");
      jb_print_place(page, rule->place);
      *heading = heading_of(rule);
      return g_string_free(page, FALSE);
    }
  }
  return NULL;
}
