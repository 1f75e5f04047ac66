/* SPDX-License-Identifier: MIT
 * xml/grammar: holds a document against a table of what may stand where.
 *
 * Model: each element is looked at once, by itself: is it known, may it stand in its parent, are its attributes right,
 * has it all its children, is there text where none may be. Children are counted by rule, order does not matter, so a
 * fault never makes the next one up. What is inside an unknown element is not looked at. */
#include "xml/grammar.h"

#include "xml/nearest.h"
#include "xml/value.h"

#include <string.h>

enum { VALUE_TYPE_COUNT = JB_VALUE_DATE + 1, QUOTED_LENGTH = 60 };

typedef struct Checker {
  const JbGrammar *grammar;
  JbFindings *findings;
  GHashTable *rules;                  /* name → JbElementRule, look-up only */
  GRegex *patterns[VALUE_TYPE_COUNT]; /* compiled when first asked for */
  bool faulty;
} Checker;

#define fault(checker, ...) ((checker)->faulty = true, jb_find((checker)->findings, __VA_ARGS__))

/* Does a rule ("p", "a/answer") speak of this element? */
static bool rule_names(const char *rule_name, const char *element)
{
  while (*rule_name == *element && *element != '\0') {
    rule_name++;
    element++;
  }
  return *element == '\0' && (*rule_name == '\0' || *rule_name == '/');
}

static bool element_is_known(const Checker *checker, const char *element)
{
  for (const JbElementRule *rule = checker->grammar->elements; rule->name; rule++) {
    if (rule_names(rule->name, element)) {
      return true;
    }
  }
  return false;
}

static const char *const *group_members(const JbGrammar *grammar, const char *name)
{
  for (const JbGroupRule *group = grammar->groups; group && group->name; group++) {
    if (strcmp(group->name, name) == 0) {
      return group->members;
    }
  }
  g_error("the grammar of %s names a group %s that it does not have", grammar->root, name);
}

/* The name of the rule an element follows under a child rule; NULL: it does not count for that one. */
static const char *covering_rule(const Checker *checker, const JbChildRule *child, const char *element)
{
  if (*child->name != '@') {
    return rule_names(child->name, element) ? child->name : NULL;
  }
  for (const char *const *member = group_members(checker->grammar, child->name); *member; member++) {
    if (rule_names(*member, element)) {
      return *member;
    }
  }
  return NULL;
}

/* Which of the parent's child rules an element counts for; -1: none. */
static int child_rule_index(const Checker *checker, const JbElementRule *parent, const char *element)
{
  for (int i = 0; parent->children && parent->children[i].name; i++) {
    if (covering_rule(checker, &parent->children[i], element)) {
      return i;
    }
  }
  return -1;
}

/* --- Lists for messages --- */

/* Appends a name, of a rule only what stands before the '/'. */
static void append_item(GString *list, const char *item)
{
  g_string_append_printf(list, "%s%.*s", list->len > 0 ? ", " : "", (int)strcspn(item, "/"), item);
}

static void append_child_names(const Checker *checker, const JbChildRule *child, GString *list, JbNearest *nearest)
{
  const char *const single[] = {child->name, NULL};
  const char *const *names = *child->name == '@' ? group_members(checker->grammar, child->name) : single;
  for (; *names; names++) {
    append_item(list, *names);
    if (nearest && !strchr(*names, '/')) {
      jb_nearest_consider(nearest, *names);
    }
  }
}

/* Everything that may stand in an element; considers each for nearest, which may be NULL. */
static GString *list_children(const Checker *checker, const JbElementRule *rule, JbNearest *nearest)
{
  GString *list = g_string_new(NULL);
  for (const JbChildRule *child = rule->children; child && child->name; child++) {
    append_child_names(checker, child, list, nearest);
  }
  return list;
}

static GString *list_parents(const Checker *checker, const char *name)
{
  GString *list = g_string_new(NULL);
  for (const JbElementRule *rule = checker->grammar->elements; rule->name; rule++) {
    if (child_rule_index(checker, rule, name) >= 0) {
      append_item(list, rule->name);
    }
  }
  if (list->len == 0) {
    g_string_append(list, "–");
  }
  return list;
}

/* A value as messages show it: at most 60 characters. */
static char *quote(const char *value)
{
  if (g_utf8_strlen(value, -1) <= QUOTED_LENGTH) {
    return g_strdup(value);
  }
  g_autofree char *start = g_utf8_substring(value, 0, QUOTED_LENGTH);
  return g_strconcat(start, "…", NULL);
}

/* --- Attributes --- */

static bool value_is_choice(const char *choices, const char *value)
{
  g_auto(GStrv) words = g_strsplit(choices, " ", -1);
  return g_strv_contains((const char *const *)words, value);
}

static bool value_matches(Checker *checker, JbValueType type, const char *value)
{
  if (!checker->patterns[type]) {
    checker->patterns[type] = jb_value_compile(type);
  }
  return g_regex_match(checker->patterns[type], value, 0, NULL);
}

static void report_choice(Checker *checker, const JbAttributeRule *rule, const JbXmlAttribute *attribute,
                          const char *shown)
{
  g_auto(GStrv) words = g_strsplit(rule->choices, " ", -1);
  g_autofree char *list = g_strjoinv(", ", words);
  JbNearest nearest = {.wanted = attribute->value};
  for (char **word = words; *word; word++) {
    jb_nearest_consider(&nearest, *word);
  }
  if (nearest.best) {
    fault(checker, VALUE_CHOICE_NEAR, attribute->value_place, rule->name, shown, list, nearest.best);
  } else {
    fault(checker, VALUE_CHOICE, attribute->value_place, rule->name, shown, list);
  }
}

static void check_value(Checker *checker, const JbAttributeRule *rule, const JbXmlAttribute *attribute)
{
  if (rule->type == JB_VALUE_TEXT) {
    return;
  }
  g_autofree char *shown = quote(attribute->value);
  if (rule->type == JB_VALUE_CHOICE) {
    if (!value_is_choice(rule->choices, attribute->value)) {
      report_choice(checker, rule, attribute, shown);
    }
  } else if (!value_matches(checker, rule->type, attribute->value)) {
    checker->faulty = true;
    jb_findings_add(checker->findings, jb_value_message(rule->type), attribute->value_place, rule->name, shown, NULL);
  }
}

static const JbAttributeRule *find_attribute(const JbAttributeRule *list, const char *name)
{
  while (list && list->name && strcmp(list->name, name) != 0) {
    list++;
  }
  return list && list->name ? list : NULL;
}

static const JbAttributeRule *attribute_rule(const JbElementRule *rule, const char *name)
{
  const JbAttributeRule *own = find_attribute(rule->attributes, name);
  return own || !rule->shared ? own : find_attribute(rule->shared->attributes, name);
}

static void append_attributes(const JbAttributeRule *known, GString *list, JbNearest *nearest)
{
  for (; known && known->name; known++) {
    append_item(list, known->name);
    jb_nearest_consider(nearest, known->name);
  }
}

static void report_unknown_attribute(Checker *checker, const JbXmlNode *element, const JbElementRule *rule,
                                     const JbXmlAttribute *attribute)
{
  g_autoptr(GString) list = g_string_new(NULL);
  JbNearest nearest = {.wanted = attribute->name};
  append_attributes(rule->attributes, list, &nearest);
  append_attributes(rule->shared ? rule->shared->attributes : NULL, list, &nearest);
  if (list->len == 0) {
    fault(checker, NO_ATTRIBUTES, attribute->place, attribute->name, element->name);
  } else if (nearest.best) {
    fault(checker, UNKNOWN_ATTRIBUTE_NEAR, attribute->place, attribute->name, element->name, list->str, nearest.best);
  } else {
    fault(checker, UNKNOWN_ATTRIBUTE, attribute->place, attribute->name, element->name, list->str);
  }
}

static void check_attributes(Checker *checker, const JbXmlNode *element, const JbElementRule *rule)
{
  for (size_t i = 0; i < element->attribute_count; i++) {
    const JbXmlAttribute *attribute = &element->attributes[i];
    if (strcmp(attribute->name, "xml:lang") == 0 || strcmp(attribute->name, "xml:space") == 0) {
      continue;
    }
    const JbAttributeRule *known = attribute_rule(rule, attribute->name);
    if (!known) {
      report_unknown_attribute(checker, element, rule, attribute);
    } else {
      check_value(checker, known, attribute);
    }
  }
  for (const JbAttributeRule *wanted = rule->attributes; wanted && wanted->name; wanted++) {
    if (wanted->required && !jb_xml_attribute_lookup(element, wanted->name)) {
      fault(checker, MISSING_ATTRIBUTE, element->place, element->name, wanted->name);
    }
  }
}

/* --- Children --- */

static bool is_blank(const char *text)
{
  return text[strspn(text, " \t\r\n")] == '\0';
}

/* False: text stands where none may. */
static bool check_text(Checker *checker, const JbXmlNode *text, const JbElementRule *parent)
{
  if (parent->text || is_blank(text->text->text->str)) {
    return true;
  }
  const char *start = text->text->text->str;
  size_t blanks = strspn(start, " \t\r\n");
  g_autofree char *content = g_strchomp(g_strdup(start + blanks));
  g_autofree char *shown = quote(content);
  JbPlace place = jb_source_text_place(text->text, blanks);
  g_autoptr(GString) list = list_children(checker, parent, NULL);
  if (list->len == 0) {
    g_autofree char *quoted = g_strdup_printf("“%s”", shown);
    fault(checker, MUST_BE_EMPTY, place, text->parent->name, quoted);
  } else {
    fault(checker, MISPLACED_TEXT, place, text->parent->name, shown, list->str);
  }
  return false;
}

static void report_unknown_element(Checker *checker, const JbXmlNode *element, const JbElementRule *parent)
{
  JbNearest nearest = {.wanted = element->name};
  g_autoptr(GString) list = list_children(checker, parent, &nearest);
  for (const JbElementRule *rule = checker->grammar->elements; rule->name; rule++) {
    if (!strchr(rule->name, '/')) {
      jb_nearest_consider(&nearest, rule->name);
    }
  }
  if (nearest.best) {
    fault(checker, UNKNOWN_ELEMENT_NEAR, element->place, element->name, element->parent->name, list->str, nearest.best);
  } else {
    fault(checker, UNKNOWN_ELEMENT, element->place, element->name, element->parent->name, list->str);
  }
}

/* What stands in an element that has no children. */
static void report_child(Checker *checker, const JbXmlNode *element, const JbElementRule *parent)
{
  if (parent->text) {
    fault(checker, PLAIN_TEXT_ONLY, element->place, element->name, element->parent->name);
  } else {
    g_autofree char *tag = g_strdup_printf("<%s>", element->name);
    fault(checker, MUST_BE_EMPTY, element->place, element->parent->name, tag);
  }
}

static void report_misplaced_element(Checker *checker, const JbXmlNode *element, const JbElementRule *parent)
{
  g_autoptr(GString) here = list_children(checker, parent, NULL);
  g_autoptr(GString) there = list_parents(checker, element->name);
  fault(checker, MISPLACED_ELEMENT, element->place, element->name, element->parent->name, here->str, there->str);
}

/* How often each child rule was met, and where first. */
typedef struct Tally {
  int count;
  int first_line;
} Tally;

/* Counts the child, or reports it; the rule it follows, NULL for one that may not stand here. */
static const JbElementRule *tally_child(Checker *checker, const JbXmlNode *child, const JbElementRule *parent,
                                        GArray *tallies)
{
  if (strcmp(child->namespace_uri, checker->grammar->namespace_uri) != 0) {
    fault(checker, FOREIGN_ELEMENT, child->place, child->name, child->namespace_uri);
    return NULL;
  }
  int index = child_rule_index(checker, parent, child->name);
  if (index < 0) {
    if (!parent->children) {
      report_child(checker, child, parent);
    } else if (element_is_known(checker, child->name)) {
      report_misplaced_element(checker, child, parent);
    } else {
      report_unknown_element(checker, child, parent);
    }
    return NULL;
  }
  Tally *tally = &g_array_index(tallies, Tally, (guint)index);
  JbOccurrence occurrence = parent->children[index].occurrence;
  if (tally->count++ == 0) {
    tally->first_line = child->place.line;
  } else if (occurrence == JB_ONE || occurrence == JB_OPTIONAL) {
    g_autofree char *line = g_strdup_printf("%d", tally->first_line);
    fault(checker, REPEATED_ELEMENT, child->place, child->name, child->parent->name, line);
  }
  return g_hash_table_lookup(checker->rules, covering_rule(checker, &parent->children[index], child->name));
}

static void check_counts(Checker *checker, const JbXmlNode *element, const JbElementRule *rule, const GArray *tallies)
{
  for (guint i = 0; i < tallies->len; i++) {
    const JbChildRule *child = &rule->children[i];
    bool required = child->occurrence == JB_ONE || child->occurrence == JB_AT_LEAST_ONE;
    if (required && g_array_index(tallies, Tally, i).count == 0) {
      g_autoptr(GString) list = g_string_new(NULL);
      append_child_names(checker, child, list, NULL);
      if (*child->name == '@') {
        fault(checker, MISSING_CONTENT, element->place, element->name, list->str);
      } else {
        fault(checker, MISSING_ELEMENT, element->place, element->name, list->str);
      }
    }
  }
}

/* The parser bounds the depth of elements, hence of this recursion. */
static void check_element(Checker *checker, const JbXmlNode *element, const JbElementRule *rule)
{
  check_attributes(checker, element, rule);
  guint child_rules = 0;
  while (rule->children && rule->children[child_rules].name) {
    child_rules++;
  }
  g_autoptr(GArray) tallies = g_array_sized_new(FALSE, /* clear */ TRUE, sizeof(Tally), child_rules);
  g_array_set_size(tallies, child_rules);
  bool strange_child = false;
  for (const JbXmlNode *child = element->first_child; child; child = child->next) {
    if (child->kind == JB_XML_TEXT) {
      strange_child = !check_text(checker, child, rule) || strange_child;
    } else {
      const JbElementRule *child_rule = tally_child(checker, child, rule, tallies);
      if (child_rule) {
        check_element(checker, child, child_rule);
      }
      strange_child = strange_child || !child_rule;
    }
  }
  if (!strange_child) { /* else what is missing may be what was meant */
    check_counts(checker, element, rule, tallies);
  }
}

/* A file of another kind is refused in one message rather than element by element. */
static bool check_root(Checker *checker, const JbXmlNode *root)
{
  if (strcmp(root->name, checker->grammar->root) != 0) {
    fault(checker, ROOT_ELEMENT, root->place, root->name, checker->grammar->root);
  } else if (strcmp(root->namespace_uri, checker->grammar->namespace_uri) != 0) {
    fault(checker, ROOT_NAMESPACE, root->place, root->name, checker->grammar->namespace_uri);
  }
  return !checker->faulty;
}

static void init_checker(Checker *checker, const JbGrammar *grammar, JbFindings *findings)
{
  *checker = (Checker){.grammar = grammar, .findings = findings, .rules = g_hash_table_new(g_str_hash, g_str_equal)};
  for (const JbElementRule *rule = grammar->elements; rule->name; rule++) {
    g_hash_table_insert(checker->rules, (gpointer)rule->name, (gpointer)rule);
  }
}

static void clear_checker(Checker *checker)
{
  for (size_t i = 0; i < VALUE_TYPE_COUNT; i++) {
    g_clear_pointer(&checker->patterns[i], g_regex_unref);
  }
  g_hash_table_unref(checker->rules);
}

bool jb_grammar_check(const JbGrammar *grammar, const JbXmlDocument *document, JbFindings *findings)
{
  Checker checker;
  init_checker(&checker, grammar, findings);
  if (check_root(&checker, document->root)) {
    check_element(&checker, document->root, g_hash_table_lookup(checker.rules, grammar->root));
  }
  clear_checker(&checker);
  return !checker.faulty;
}

bool jb_grammar_check_child(const JbGrammar *grammar, const JbXmlDocument *document, const char *name,
                            JbFindings *findings)
{
  Checker checker;
  init_checker(&checker, grammar, findings);
  bool of_this_kind = check_root(&checker, document->root), found = false;
  for (const JbXmlNode *child = jb_xml_first_element(document->root); child && of_this_kind;
       child = jb_xml_next_element(child)) {
    if (strcmp(child->name, name) == 0) {
      check_element(&checker, child, g_hash_table_lookup(checker.rules, name));
      found = true;
    }
  }
  if (of_this_kind && !found) {
    fault(&checker, MISSING_ELEMENT, document->root->place, document->root->name, name);
  }
  clear_checker(&checker);
  return !checker.faulty;
}
