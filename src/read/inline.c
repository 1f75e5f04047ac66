/* SPDX-License-Identifier: MIT
 * read/inline: mixed content → running text.
 *
 * Model: a paragraph is laid out as one array of characters, each with its place in the file and the piece it belongs
 * to (read/stretch). Blanks are collapsed and marks repaired over the whole array (read/tidy), so that neither stops at
 * the edge of an element and a value counts with the digits it shows; then the array is cut into pieces again.
 * Rejected: doing both text node by text node. <v f="a"/>,规上 would hide the digit before the comma. */
#include "read/stretch.h"

#include <string.h>

/* Bytes of a link's address: browsers take some 2,000, and a PDF holds no string of 65,536 percent signs and digits. */
enum { MAXIMUM_ADDRESS = 2000 };

/* --- Elements --- */

static void add_text(JbStretch *stretch, const JbXmlNode *node, unsigned marks, const char *href)
{
  jb_stretch_add_piece(stretch,
                       &(JbPiece){.kind = JB_INLINE_TEXT, .marks = marks, .place = node->place, .target = href});
  jb_stretch_add_source(stretch, node->text);
}

static void add_content(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href);

/* The other end of a range, of the same unit; NULL when there is none. */
static const JbFact *read_upper(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  const JbXmlAttribute *to = jb_xml_attribute_lookup(element, "to");
  const JbFact *upper = to ? jb_read_fact_named(reader, to) : NULL;
  if (upper && strcmp(upper->unit, fact->unit) != 0) {
    jb_find(reader->findings, RANGE_UNITS, to->value_place, fact->unit, upper->unit);
    return NULL;
  }
  return upper;
}

static void add_value(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href)
{
  const JbFact *fact = jb_read_fact(stretch->reader, element, "f");
  JbPiece piece = {.kind = JB_INLINE_VALUE, .marks = marks, .place = element->place, .fact = fact, .target = href};
  g_autofree char *value = NULL;
  if (fact) {
    piece.value = jb_read_form(element, (JbFactForm){0});
    jb_read_check_form(stretch->reader, element, fact);
    piece.upper = read_upper(stretch->reader, element, fact);
    value = jb_inline_value(&(JbInline){.fact = fact, .upper = piece.upper, .value = piece.value});
  } else { /* an error has been told; the text goes on as if a word stood here */
    piece.kind = JB_INLINE_TEXT;
    value = g_strdup("□");
  }
  jb_stretch_add_piece(stretch, &piece);
  jb_stretch_add_words(stretch, value, element->place);
}

/* 区经济发展局局长党启利 at the first mention, 党启利 after that, unless form says which. */
static void add_person(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href)
{
  const JbPerson *person = jb_read_person(stretch->reader, element, "ref");
  bool first = jb_read_introduce(stretch->reader, person);
  const char *form = jb_xml_attribute(element, "form");
  bool office = form ? strcmp(form, "name") != 0 : first, name = !form || strcmp(form, "office") != 0;
  JbPiece piece = {.kind = JB_INLINE_TEXT, .marks = marks, .place = element->place, .target = href};
  if (office) {
    g_autofree char *words = person ? jb_person_office(person) : g_strdup("");
    jb_stretch_add_piece(stretch, &piece);
    jb_stretch_add_words(stretch, words, element->place);
  }
  if (name) {
    piece.marks |= JB_MARK_NAME;
    jb_stretch_add_piece(stretch, &piece);
    jb_stretch_add_words(stretch, person ? person->name : "□", element->place);
  }
}

static void add_break(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href)
{
  (void)href;
  jb_stretch_add_piece(stretch, &(JbPiece){.kind = JB_INLINE_BREAK, .marks = marks, .place = element->place});
  jb_stretch_add_character(stretch, JB_STRETCH_BREAK, element->place.line, element->place.column);
}

static void add_reference(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href)
{
  (void)href;
  const JbXmlAttribute *to = jb_xml_attribute_lookup(element, "to");
  const char *form = jb_xml_attribute(element, "form");
  if (!to) {
    return;
  }
  JbReference reference = {.target = to->value, .place = to->value_place};
  g_array_append_val(stretch->reader->references, reference);
  jb_stretch_add_piece(stretch, &(JbPiece){.kind = JB_INLINE_REFERENCE,
                                           .marks = marks,
                                           .place = element->place,
                                           .target = to->value,
                                           .form = form ? form : "number"});
  jb_stretch_add_character(stretch, JB_STRETCH_REFERENCE, element->place.line, element->place.column);
}

static void add_link(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *outer)
{
  (void)outer;
  static const char *const schemes[] = {"http://", "https://", "mailto:"};
  const JbXmlAttribute *href = jb_xml_attribute_lookup(element, "href");
  bool known = !href;
  for (size_t i = 0; i < G_N_ELEMENTS(schemes) && !known; i++) {
    known = g_str_has_prefix(href->value, schemes[i]);
  }
  if (!known) {
    jb_find(stretch->reader->findings, LINK_SCHEME, href->value_place, href->value);
  } else if (href && strlen(href->value) > MAXIMUM_ADDRESS) {
    jb_find(stretch->reader->findings, LINK_LONG, href->value_place, href->value);
  }
  add_content(stretch, element, marks, href ? href->value : NULL);
}

static const struct {
  const char *name;
  void (*add)(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href);
  unsigned mark;
} inline_readers[] = {
    {"v", add_value, 0},
    {"who", add_person, 0},
    {"b", add_content, JB_MARK_BOLD},
    {"em", add_content, JB_MARK_EMPHASIS},
    {"sup", add_content, JB_MARK_SUPERSCRIPT},
    {"sub", add_content, JB_MARK_SUBSCRIPT},
    {"n", add_content, JB_MARK_NUMERAL},
    {"topic", add_content, JB_MARK_TOPIC},
    {"name", add_content, JB_MARK_NAME},
    {"span", add_content, 0},
    {"br", add_break, 0},
    {"ref", add_reference, 0},
    {"a", add_link, 0},
};

static unsigned mark_language(const JbXmlNode *element, unsigned marks)
{
  const char *language = element->attribute_count > 0 ? jb_xml_attribute(element, "xml:lang") : NULL;
  if (!language) {
    return marks;
  }
  bool english = g_ascii_strncasecmp(language, "en", 2) == 0 && (language[2] == '\0' || language[2] == '-');
  return english ? marks | JB_MARK_ENGLISH : marks & ~(unsigned)JB_MARK_ENGLISH;
}

/* The language of an element is that of the nearest one around it that names one. */
static unsigned marks_of(const JbXmlNode *element)
{
  while (element->parent && !jb_xml_attribute(element, "xml:lang")) {
    element = element->parent;
  }
  return mark_language(element, 0);
}

/* href: of the link around, or NULL. */
static void add_content(JbStretch *stretch, const JbXmlNode *element, unsigned marks, const char *href)
{
  for (const JbXmlNode *child = element->first_child; child; child = child->next) {
    if (child->kind == JB_XML_TEXT) {
      add_text(stretch, child, marks, href);
      continue;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(inline_readers); i++) {
      if (strcmp(inline_readers[i].name, child->name) == 0) {
        inline_readers[i].add(stretch, child, mark_language(child, marks | inline_readers[i].mark), href);
      }
    }
  }
}

/* --- Keys of composition --- */

static const char *const composition_keys[] = {
#define X(attribute, kind, choices, field, documentation) attribute,
#include "base/composition_keys.def"
};

/* What an element sets for its text as a whole, as it stands: the vocabulary has checked the values. */
static void read_settings(const JbXmlNode *element, JbInlines *inlines)
{
  inlines->language = g_strdup(jb_xml_attribute(element, "xml:lang"));
  GArray *settings = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(composition_keys) && element->attribute_count > 0; i++) {
    const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, composition_keys[i]);
    if (!attribute) {
      continue;
    }
    settings = settings ? settings : g_array_new(FALSE, FALSE, sizeof(JbKeySetting));
    JbKeySetting setting = {
        .key = composition_keys[i], .value = g_strdup(attribute->value), .place = attribute->value_place};
    g_array_append_val(settings, setting);
  }
  if (settings) {
    inlines->setting_count = settings->len;
    inlines->settings = (JbKeySetting *)(void *)g_array_free(settings, FALSE);
  }
}

/* --- The ways in --- */

static JbInlines read_inlines(JbReader *reader, const JbXmlNode *element, bool is_paragraph)
{
  JbStretch stretch;
  jb_stretch_init(&stretch, reader);
  add_content(&stretch, element, marks_of(element), NULL);
  jb_stretch_tidy(&stretch, is_paragraph);
  JbInlines inlines = jb_stretch_cut(&stretch, 0, stretch.characters->len);
  read_settings(element, &inlines);
  jb_stretch_finish(&stretch);
  return inlines;
}

JbInlines jb_read_inlines(JbReader *reader, const JbXmlNode *element)
{
  return read_inlines(reader, element, /* is_paragraph */ false);
}

JbInlines jb_read_paragraph(JbReader *reader, const JbXmlNode *element)
{
  return read_inlines(reader, element, /* is_paragraph */ true);
}

JbInlines jb_read_inlines_divided(JbReader *reader, const JbXmlNode *element, JbInlines *rest)
{
  JbStretch stretch;
  jb_stretch_init(&stretch, reader);
  add_content(&stretch, element, marks_of(element), NULL);
  jb_stretch_tidy(&stretch, /* is_paragraph */ false);
  guint count = stretch.characters->len, colon = 1;
  while (colon < count && jb_stretch_character(&stretch, colon)->code != 0xFF1A) {
    colon++;
  }
  bool inside = colon + 1 < count;
  JbInlines inlines = jb_stretch_cut(&stretch, 0, inside ? colon : count);
  *rest = inside ? jb_stretch_cut(&stretch, colon + 1, count) : (JbInlines){0};
  read_settings(element, &inlines);
  jb_stretch_finish(&stretch);
  return inlines;
}

JbInlines jb_read_inlines_attribute(JbReader *reader, const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  if (!attribute) {
    return (JbInlines){0};
  }
  JbStretch stretch;
  jb_stretch_init(&stretch, reader);
  jb_stretch_add_piece(&stretch, &(JbPiece){.kind = JB_INLINE_TEXT, .place = attribute->value_place});
  if (attribute->source) {
    jb_stretch_add_source(&stretch, attribute->source);
  } else {
    jb_stretch_add_words(&stretch, attribute->value, attribute->value_place);
  }
  jb_stretch_tidy(&stretch, /* is_paragraph */ false);
  JbInlines inlines = jb_stretch_cut(&stretch, 0, stretch.characters->len);
  jb_stretch_finish(&stretch);
  return inlines;
}

static char *take_plain(JbInlines inlines)
{
  char *plain = jb_inlines_to_plain(&inlines);
  jb_inlines_clear(&inlines);
  return plain;
}

char *jb_read_plain(JbReader *reader, const JbXmlNode *element)
{
  return element ? take_plain(jb_read_inlines(reader, element)) : g_strdup("");
}

char **jb_read_texts(JbReader *reader, const JbXmlNode *parent, const char *name)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
  for (const JbXmlNode *child = jb_xml_first_element(parent); child; child = jb_xml_next_element(child)) {
    g_autofree char *text = strcmp(child->name, name) == 0 ? jb_read_plain(reader, child) : NULL;
    if (text && *text != '\0') {
      g_strv_builder_add(texts, text);
    }
  }
  return g_strv_builder_end(texts);
}

char *jb_read_plain_attribute(JbReader *reader, const JbXmlNode *element, const char *name)
{
  return take_plain(jb_read_inlines_attribute(reader, element, name));
}

JbInlines jb_read_inlines_literal(const char *text, JbPlace place)
{
  JbInlines inlines = {0};
  if (*text != '\0') {
    inlines = (JbInlines){.items = g_new0(JbInline, 1), .count = 1};
    inlines.items[0] = (JbInline){.kind = JB_INLINE_TEXT, .place = place, .text = jb_source_text_new(place.path)};
    jb_source_text_append(inlines.items[0].text, text, strlen(text), place.line, place.column);
  }
  return inlines;
}
