/* SPDX-License-Identifier: MIT
 * xml/relaxng: writes a grammar as RELAX NG, for editors.
 *
 * One define an element, a group, and what attributes several elements share. Children in any order, each with its
 * count, are an interleave; text among them is a branch of it. Values are the very patterns of the validator, on
 * xsd:string, which trims nothing. */
#include "xml/grammar.h"
#include "xml/value.h"

#include <string.h>

typedef struct Writer {
  GString *out;
  int depth;
} Writer;

static void indent(Writer *writer)
{
  g_string_append_printf(writer->out, "%*s", 2 * writer->depth, "");
}

static void write_line(Writer *writer, const char *line)
{
  indent(writer);
  g_string_append_printf(writer->out, "%s\n", line);
}

static void open_tag(Writer *writer, const char *tag)
{
  indent(writer);
  g_string_append_printf(writer->out, "<%s>\n", tag);
  writer->depth++;
}

static void close_tag(Writer *writer, const char *name)
{
  writer->depth--;
  indent(writer);
  g_string_append_printf(writer->out, "</%s>\n", name);
}

/* <tag>text</tag>, the text escaped. */
static void write_element(Writer *writer, const char *tag, const char *name, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  indent(writer);
  g_string_append_printf(writer->out, "<%s>%s</%s>\n", tag, escaped, name);
}

static void write_documentation(Writer *writer, const char *documentation)
{
  if (documentation) {
    write_element(writer, "a:documentation", "a:documentation", documentation);
  }
}

/* "@inline" → "group.inline", "p" → "p", "a/answer" → "a.answer": all apart, since element names hold no point. */
static char *define_name(const char *name)
{
  char *define = *name == '@' ? g_strconcat("group.", name + 1, NULL) : g_strdup(name);
  return g_strdelimit(define, "/", '.');
}

static void write_reference(Writer *writer, const char *name)
{
  g_autofree char *define = define_name(name);
  indent(writer);
  g_string_append_printf(writer->out, "<ref name=\"%s\"/>\n", define);
}

static void open_define(Writer *writer, const char *name)
{
  g_autofree char *define = define_name(name);
  g_autofree char *tag = g_strdup_printf("define name=\"%s\"", define);
  open_tag(writer, tag);
}

static void write_choices(Writer *writer, const char *choices)
{
  g_auto(GStrv) words = g_strsplit(choices, " ", -1);
  open_tag(writer, "choice");
  for (char **word = words; *word; word++) {
    write_element(writer, "value type=\"string\"", "value", *word);
  }
  close_tag(writer, "choice");
}

static void write_value(Writer *writer, const JbAttributeRule *rule)
{
  if (rule->type == JB_VALUE_TEXT) {
    write_line(writer, "<text/>");
  } else if (rule->type == JB_VALUE_CHOICE) {
    write_choices(writer, rule->choices);
  } else {
    open_tag(writer, "data type=\"string\"");
    write_element(writer, "param name=\"pattern\"", "param", jb_value_pattern(rule->type));
    close_tag(writer, "data");
  }
}

static void write_attribute(Writer *writer, const JbAttributeRule *rule)
{
  if (!rule->required) {
    open_tag(writer, "optional");
  }
  g_autofree char *tag = g_strdup_printf("attribute name=\"%s\"", rule->name);
  open_tag(writer, tag);
  write_documentation(writer, rule->documentation);
  write_value(writer, rule);
  close_tag(writer, "attribute");
  if (!rule->required) {
    close_tag(writer, "optional");
  }
}

static void write_child(Writer *writer, const JbChildRule *child)
{
  static const char *const wrappers[] = {
      [JB_OPTIONAL] = "optional", [JB_ONE] = NULL, [JB_ANY] = "zeroOrMore", [JB_AT_LEAST_ONE] = "oneOrMore"};
  const char *wrapper = wrappers[child->occurrence];
  if (wrapper) {
    open_tag(writer, wrapper);
  }
  write_reference(writer, child->name);
  if (wrapper) {
    close_tag(writer, wrapper);
  }
}

static void write_content(Writer *writer, const JbElementRule *rule)
{
  if (!rule->children || !rule->children->name) {
    write_line(writer, rule->text ? "<text/>" : "<empty/>");
    return;
  }
  open_tag(writer, "interleave");
  if (rule->text) {
    write_line(writer, "<text/>");
  }
  for (const JbChildRule *child = rule->children; child->name; child++) {
    write_child(writer, child);
  }
  close_tag(writer, "interleave");
}

static void write_element_rule(Writer *writer, const JbElementRule *rule)
{
  g_autofree char *element = g_strdup_printf("element name=\"%.*s\"", (int)strcspn(rule->name, "/"), rule->name);
  open_define(writer, rule->name);
  open_tag(writer, element);
  write_documentation(writer, rule->documentation);
  write_reference(writer, "@xml");
  for (const JbAttributeRule *attribute = rule->attributes; attribute && attribute->name; attribute++) {
    write_attribute(writer, attribute);
  }
  if (rule->shared) {
    write_reference(writer, rule->shared->name);
  }
  write_content(writer, rule);
  close_tag(writer, "element");
  close_tag(writer, "define");
}

static void write_group(Writer *writer, const JbGroupRule *group)
{
  open_define(writer, group->name);
  open_tag(writer, "choice");
  for (const char *const *member = group->members; *member; member++) {
    write_reference(writer, *member);
  }
  close_tag(writer, "choice");
  close_tag(writer, "define");
}

/* A group of attributes, at the first element that has it. */
static void write_shared_attributes(Writer *writer, const JbElementRule *elements, const JbElementRule *rule)
{
  for (const JbElementRule *before = elements; before != rule; before++) {
    if (before->shared == rule->shared) {
      return;
    }
  }
  open_define(writer, rule->shared->name);
  for (const JbAttributeRule *attribute = rule->shared->attributes; attribute->name; attribute++) {
    write_attribute(writer, attribute);
  }
  close_tag(writer, "define");
}

/* xml:lang and xml:space, allowed everywhere. */
static void write_common_attributes(Writer *writer)
{
  open_define(writer, "@xml");
  write_line(writer, "<optional><attribute name=\"xml:lang\"/></optional>");
  write_line(writer, "<optional><attribute name=\"xml:space\"/></optional>");
  close_tag(writer, "define");
}

char *jb_grammar_to_relaxng(const JbGrammar *grammar)
{
  Writer writer = {.out = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")};
  g_autofree char *root = g_strdup_printf("grammar xmlns=\"http://relaxng.org/ns/structure/1.0\" "
                                          "xmlns:a=\"http://relaxng.org/ns/compatibility/annotations/1.0\" "
                                          "datatypeLibrary=\"http://www.w3.org/2001/XMLSchema-datatypes\" ns=\"%s\"",
                                          grammar->namespace_uri);
  open_tag(&writer, root);
  open_tag(&writer, "start");
  write_reference(&writer, grammar->root);
  close_tag(&writer, "start");
  for (const JbElementRule *rule = grammar->elements; rule->name; rule++) {
    write_element_rule(&writer, rule);
    if (rule->shared) {
      write_shared_attributes(&writer, grammar->elements, rule);
    }
  }
  for (const JbGroupRule *group = grammar->groups; group && group->name; group++) {
    write_group(&writer, group);
  }
  write_common_attributes(&writer);
  close_tag(&writer, "grammar");
  return g_string_free(writer.out, FALSE);
}
