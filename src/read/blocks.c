/* SPDX-License-Identifier: MIT
 * read/blocks: sections, paragraphs, points, questions: one handler an element. */
#include "read/reader.h"

#include "xml/grammar.h"

#include <string.h>

typedef void BlockReader(JbReader *reader, const JbXmlNode *element, JbBlock *block);

static const char *const attendances[] = {"present", "excused", "observers", NULL};
static const char *const distributions[] = {"cc", "report", "deliver", "distribute", NULL};
static const char *const seals[] = {"yes", "no", "stamp", NULL};

static JbNumbering read_numbering(const JbXmlNode *element, JbNumbering otherwise)
{
  g_auto(GStrv) names = g_strsplit(JB_NUMBERING_CHOICES, " ", -1);
  return (JbNumbering)jb_read_choice(element, "numbering", (const char *const *)names, otherwise);
}

static void warn_if_empty(JbReader *reader, const JbXmlNode *element, const JbInlines *inlines)
{
  if (inlines->count == 0) {
    jb_find(reader->findings, EMPTY_TEXT, element->place, element->name);
  }
}

static void read_text(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->inlines = jb_read_paragraph(reader, element);
  warn_if_empty(reader, element, &block->inlines);
}

static void read_nothing(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  (void)reader, (void)element, (void)block;
}

static void take_children(JbBlock *block, GPtrArray *children)
{
  size_t count;
  block->children = (JbBlock **)g_ptr_array_steal(children, &count);
  block->child_count = count;
}

/* The children of one name, each a paragraph; empty ones are told and left out. */
static void read_paragraphs(JbReader *reader, const JbXmlNode *element, JbBlock *block, const char *name)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new();
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, name) != 0) {
      continue;
    }
    JbBlock *paragraph = jb_block_new(JB_BLOCK_PARAGRAPH, child->place);
    read_text(reader, child, paragraph);
    if (paragraph->inlines.count > 0) {
      g_ptr_array_add(children, paragraph);
    } else {
      jb_block_free(paragraph);
    }
  }
  take_children(block, children);
}

static void read_points(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->numbering = read_numbering(element, JB_NUMBERING_UNSAID);
  block->parallel = jb_read_yes(element, "parallel");
  read_paragraphs(reader, element, block, "point");
  jb_read_check_parallel(reader, block);
}

static void read_aims(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  read_paragraphs(reader, element, block, "aim");
}

static void read_list(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->numbering = read_numbering(element, JB_NUMBERING_NONE);
  read_paragraphs(reader, element, block, "item");
}

static void read_paragraphs_p(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  read_paragraphs(reader, element, block, "p");
}

/* The title, divided at its colon unless the subtitle is given by itself. */
static void read_section(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->numbering = read_numbering(element, JB_NUMBERING_UNSAID);
  const JbXmlNode *title = jb_read_child(element, "title"), *subtitle = jb_read_child(element, "subtitle");
  if (title && subtitle) {
    block->inlines = jb_read_inlines(reader, title);
    block->subtitle = jb_read_inlines(reader, subtitle);
  } else if (title) {
    block->inlines = jb_read_inlines_divided(reader, title, &block->subtitle);
  }
  if (title) {
    warn_if_empty(reader, title, &block->inlines);
  }
  block->children = jb_read_blocks(reader, element, &block->child_count);
}

/* --- Questions and answers --- */

static void read_question(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_speaker(reader, element, block);
  block->introduced = jb_read_introduce(reader, block->speaker);
  read_text(reader, element, block);
}

static void read_answer(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  jb_read_speaker(reader, element, block);
  block->introduced = jb_read_introduce(reader, block->speaker);
  block->children = jb_read_blocks(reader, element, &block->child_count);
}

static void read_qa(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  g_autoptr(GPtrArray) children = g_ptr_array_new();
  for (const JbXmlNode *child = jb_xml_first_element(element); child; child = jb_xml_next_element(child)) {
    bool question = strcmp(child->name, "q") == 0;
    if (question || strcmp(child->name, "a") == 0) {
      JbBlock *turn = jb_block_new(question ? JB_BLOCK_QUESTION : JB_BLOCK_ANSWER, child->place);
      (question ? read_question : read_answer)(reader, child, turn);
      g_ptr_array_add(children, turn);
    }
  }
  take_children(block, children);
}

/* --- The end of an official document: GB/T 9704-2012 7.3.4 on --- */

static void read_attachment(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbXmlNode *title = jb_read_child(element, "title");
  if (title) {
    block->inlines = jb_read_inlines(reader, title);
    warn_if_empty(reader, title, &block->inlines);
  }
  block->children = jb_read_blocks(reader, element, &block->child_count);
}

static void read_signature(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->seal = (JbSeal)jb_read_choice(element, "seal", seals, JB_SEAL_UNSAID);
  jb_read_speaker(reader, element, block);
  const JbXmlNode *date = jb_read_child(element, "date");
  if (date) {
    g_free(block->date);
    block->date = jb_read_date(reader, jb_read_plain(reader, date), date->place);
  }
  if (jb_read_child(element, "org")) {
    block->organisations = jb_read_texts(reader, element, "org");
  }
}

static void read_attendance(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->attendance = (JbAttendance)jb_read_choice(element, "as", attendances, JB_ATTENDANCE_PRESENT);
  block->inlines = jb_read_paragraph(reader, element);
  jb_read_attending(reader, element, block);
  if (block->person_count == 0) {
    warn_if_empty(reader, element, &block->inlines);
  }
}

static void read_copy_to(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->distribution = (JbDistribution)jb_read_choice(element, "as", distributions, JB_DISTRIBUTION_COPY);
  read_text(reader, element, block);
}

static void read_colophon(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  block->children = jb_read_blocks(reader, element, &block->child_count);
}

static void read_printer(JbReader *reader, const JbXmlNode *element, JbBlock *block)
{
  const JbXmlAttribute *date = jb_xml_attribute_lookup(element, "date");
  if (date && jb_value_matches(JB_VALUE_DATE, date->value)) { /* else told by the vocabulary */
    g_free(block->date);
    block->date = jb_read_date(reader, g_strdup(date->value), date->value_place);
  }
  read_text(reader, element, block);
}

/* --- The table --- */

static const struct {
  const char *name;
  JbBlockKind kind;
  BlockReader *read;
} block_readers[] = {
    {"section", JB_BLOCK_SECTION, read_section},
    {"p", JB_BLOCK_PARAGRAPH, read_text},
    {"lead", JB_BLOCK_LEAD, read_text},
    {"points", JB_BLOCK_POINTS, read_points},
    {"aims", JB_BLOCK_AIMS, read_aims},
    {"list", JB_BLOCK_LIST, read_list},
    {"table", JB_BLOCK_TABLE, jb_read_table},
    {"ledger", JB_BLOCK_TABLE, jb_read_ledger},
    {"kpis", JB_BLOCK_KPIS, jb_read_kpis},
    {"chart", JB_BLOCK_CHART, jb_read_chart},
    {"chain", JB_BLOCK_CHART, jb_read_chain},
    {"honours", JB_BLOCK_TABLE, jb_read_honours},
    {"schedule", JB_BLOCK_CHART, jb_read_schedule},
    {"figure", JB_BLOCK_FIGURE, jb_read_figure},
    {"qa", JB_BLOCK_QA, read_qa},
    {"quote", JB_BLOCK_QUOTE, read_paragraphs_p},
    {"motto", JB_BLOCK_MOTTO, read_text},
    {"note", JB_BLOCK_NOTE, read_text},
    {"source", JB_BLOCK_SOURCE, read_text},
    {"toc", JB_BLOCK_TOC, read_nothing},
    {"page-break", JB_BLOCK_PAGE_BREAK, read_nothing},
    {"attachment", JB_BLOCK_ATTACHMENT, read_attachment},
    {"signature", JB_BLOCK_SIGNATURE, read_signature},
    {"annotation", JB_BLOCK_ANNOTATION, read_text},
    {"attendance", JB_BLOCK_ATTENDANCE, read_attendance},
    {"colophon", JB_BLOCK_COLOPHON, read_colophon},
    {"copy-to", JB_BLOCK_COPY_TO, read_copy_to},
    {"printer", JB_BLOCK_PRINTER, read_printer},
    {"copies", JB_BLOCK_COPIES, read_text},
};

/* Is it nothing without words of its own? */
static bool has_words(JbBlockKind kind)
{
  switch (kind) {
  case JB_BLOCK_PARAGRAPH:
  case JB_BLOCK_LEAD:
  case JB_BLOCK_MOTTO:
  case JB_BLOCK_NOTE:
  case JB_BLOCK_SOURCE:
  case JB_BLOCK_ANNOTATION:
  case JB_BLOCK_COPY_TO:
  case JB_BLOCK_PRINTER:
  case JB_BLOCK_COPIES:
    return true;
  default:
    return false;
  }
}

static JbBlock *read_block(JbReader *reader, const JbXmlNode *element)
{
  for (size_t i = 0; i < G_N_ELEMENTS(block_readers); i++) {
    if (strcmp(block_readers[i].name, element->name) != 0) {
      continue;
    }
    JbBlock *block = jb_block_new(block_readers[i].kind, element->place);
    const JbXmlAttribute *id = jb_xml_attribute_lookup(element, "id");
    if (id) {
      g_free(block->id);
      block->id = jb_read_id(reader, element);
      g_ptr_array_add(reader->targets, (gpointer)id->value);
      g_hash_table_add(reader->target_set, (gpointer)id->value);
    }
    block_readers[i].read(reader, element, block);
    bool worded = has_words(block->kind) || (block->kind == JB_BLOCK_ATTENDANCE && block->person_count == 0);
    bool wordless = worded && block->inlines.count == 0;
    bool without_columns = block->table && block->table->column_count == 0;
    if (wordless || without_columns) { /* told by a warning, and by the vocabulary */
      jb_block_free(block);
      return NULL;
    }
    return block;
  }
  return NULL;
}

JbBlock **jb_read_blocks(JbReader *reader, const JbXmlNode *parent, size_t *count)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new();
  for (const JbXmlNode *element = jb_xml_first_element(parent); element; element = jb_xml_next_element(element)) {
    JbBlock *block = read_block(reader, element);
    if (block) {
      g_ptr_array_add(blocks, block);
    }
  }
  return (JbBlock **)g_ptr_array_steal(blocks, count);
}
