/* SPDX-License-Identifier: MIT
 * xml/element: life cycle of a document, and look-ups in it. */
#include "xml/element.h"

#include "xml/document.h"

static void free_text(gpointer text)
{
  jb_source_text_free(text);
}

JbXmlDocument *jb_xml_document_new(void)
{
  JbXmlDocument *document = g_new0(JbXmlDocument, 1);
  JbXmlMemory *memory = g_new0(JbXmlMemory, 1);
  memory->texts = g_ptr_array_new_with_free_func(free_text);
  document->memory = memory;
  return document;
}

void jb_xml_document_free(JbXmlDocument *document)
{
  if (!document) {
    return;
  }
  JbXmlMemory *memory = document->memory;
  g_ptr_array_free(memory->texts, TRUE);
  jb_arena_clear(&memory->arena);
  g_free(memory);
  g_free(document);
}

const JbXmlAttribute *jb_xml_attribute_lookup(const JbXmlNode *element, const char *name)
{
  for (size_t i = 0; i < element->attribute_count; i++) {
    if (g_str_equal(element->attributes[i].name, name)) {
      return &element->attributes[i];
    }
  }
  return NULL;
}

const char *jb_xml_attribute(const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  return attribute ? attribute->value : NULL;
}

static const JbXmlNode *element_from(const JbXmlNode *node)
{
  while (node && node->kind != JB_XML_ELEMENT) {
    node = node->next;
  }
  return node;
}

const JbXmlNode *jb_xml_first_element(const JbXmlNode *parent)
{
  return element_from(parent->first_child);
}

const JbXmlNode *jb_xml_next_element(const JbXmlNode *element)
{
  return element_from(element->next);
}
