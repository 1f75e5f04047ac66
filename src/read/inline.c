/* SPDX-License-Identifier: MIT
 * read/inline: mixed content → running text.
 *
 * Model: a paragraph is laid out as one array of characters, each with its place in the file and the piece it belongs
 * to (a text node, a value, a break, a reference). Blanks are collapsed and marks repaired over the whole array, so
 * that neither stops at the edge of an element and a value counts with the digits it shows; then the array is cut into
 * pieces again. Rejected: doing both text node by text node. <v f="a"/>,规上 would hide the digit before the comma. */
#include "read/reader.h"

#include "base/utf8.h"
#include "read/pairs.h"
#include "read/punctuation.h"

#include <string.h>

/* A break and a reference are one character each; the line separator is no blank. */
enum {
  BREAK_CHARACTER = 0x2028,
  REFERENCE_CHARACTER = 0x56FE /* 图: what a reference reads like to a mark beside it */
};

/* Bytes of a link's address: browsers take some 2,000, and a PDF holds no string of 65,536 percent signs and digits. */
enum { MAXIMUM_ADDRESS = 2000 };

typedef struct Piece {
  JbInlineKind kind;
  unsigned marks;
  JbPlace place;
  const JbFact *fact, *upper;
  JbFactForm value;
  const char *target; /* borrowed from the document */
  const char *form;
} Piece;

typedef struct Character {
  uint32_t code;
  int line, column;
  guint piece;
} Character;

typedef struct Line {
  JbReader *reader;
  GArray *pieces;     /* of Piece */
  GArray *characters; /* of Character */
} Line;

static void line_init(Line *line, JbReader *reader)
{
  *line = (Line){.reader = reader,
                 .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)),
                 .characters = g_array_new(FALSE, FALSE, sizeof(Character))};
}

static void line_finish(Line *line)
{
  g_array_free(line->pieces, TRUE);
  g_array_free(line->characters, TRUE);
}

static Character *character_at(const Line *line, guint index)
{
  return &g_array_index(line->characters, Character, index);
}

static const Piece *piece_at(const Line *line, guint index)
{
  return &g_array_index(line->pieces, Piece, index);
}

/* --- Laying out --- */

static void add_piece(Line *line, const Piece *piece)
{
  g_array_append_val(line->pieces, *piece);
}

/* To the piece added last. */
static void add_character(Line *line, uint32_t code, int row, int column)
{
  Character character = {.code = code, .line = row, .column = column, .piece = line->pieces->len - 1};
  g_array_append_val(line->characters, character);
}

static void add_words(Line *line, const char *utf8, JbPlace place)
{
  for (const char *end = utf8 + strlen(utf8); utf8 < end; place.column++) {
    add_character(line, jb_utf8_next(&utf8), place.line, place.column);
  }
}

/* Each character with its place. */
static void add_source(Line *line, const JbSourceText *text)
{
  const JbSourceMark *mark = (const JbSourceMark *)(const void *)text->marks->data, *mark_end = mark + text->marks->len;
  const char *start = text->text->str, *end = start + text->text->len;
  guint count = line->characters->len;
  g_array_set_size(line->characters, count + (guint)text->text->len); /* one a byte, for the moment */
  int row = 0, column = 0;
  for (const char *cursor = start; cursor < end;) {
    if (mark < mark_end && mark->offset == (size_t)(cursor - start)) {
      row = mark->line;
      column = mark->column;
      mark++;
    }
    uint32_t code = jb_utf8_next(&cursor);
    *character_at(line, count++) =
        (Character){.code = code, .line = row, .column = column, .piece = line->pieces->len - 1};
    row += code == '\n';
    column = code == '\n' ? 1 : column + 1;
  }
  g_array_set_size(line->characters, count);
}

static void add_text(Line *line, const JbXmlNode *node, unsigned marks, const char *href)
{
  add_piece(line, &(Piece){.kind = JB_INLINE_TEXT, .marks = marks, .place = node->place, .target = href});
  add_source(line, node->text);
}

static void add_content(Line *line, const JbXmlNode *element, unsigned marks, const char *href);

/* The other end of a range, of the same unit; NULL when there is none. */
static const JbFact *read_upper(JbReader *reader, const JbXmlNode *element, const JbFact *fact)
{
  const JbXmlAttribute *to = jb_xml_attribute_lookup(element, "to");
  const JbFact *upper = to != NULL ? jb_read_fact_named(reader, to) : NULL;
  if (upper != NULL && strcmp(upper->unit, fact->unit) != 0) {
    jb_find(reader->findings, RANGE_UNITS, to->value_place, fact->unit, upper->unit);
    return NULL;
  }
  return upper;
}

static void add_value(Line *line, const JbXmlNode *element, unsigned marks, const char *href)
{
  const JbFact *fact = jb_read_fact(line->reader, element, "f");
  Piece piece = {.kind = JB_INLINE_VALUE, .marks = marks, .place = element->place, .fact = fact, .target = href};
  g_autofree char *value = NULL;
  if (fact != NULL) {
    piece.value = jb_read_form(element);
    piece.upper = read_upper(line->reader, element, fact);
    value = jb_inline_value(&(JbInline){.fact = fact, .upper = piece.upper, .value = piece.value});
  } else { /* an error has been told; the text goes on as if a word stood here */
    piece.kind = JB_INLINE_TEXT;
    value = g_strdup("□");
  }
  add_piece(line, &piece);
  add_words(line, value, element->place);
}

static void add_break(Line *line, const JbXmlNode *element, unsigned marks, const char *href)
{
  (void)href;
  add_piece(line, &(Piece){.kind = JB_INLINE_BREAK, .marks = marks, .place = element->place});
  add_character(line, BREAK_CHARACTER, element->place.line, element->place.column);
}

static void add_reference(Line *line, const JbXmlNode *element, unsigned marks, const char *href)
{
  (void)href;
  const JbXmlAttribute *to = jb_xml_attribute_lookup(element, "to");
  const char *form = jb_xml_attribute(element, "form");
  if (to == NULL) {
    return;
  }
  JbReference reference = {.target = to->value, .place = to->value_place};
  g_array_append_val(line->reader->references, reference);
  add_piece(line, &(Piece){.kind = JB_INLINE_REFERENCE,
                           .marks = marks,
                           .place = element->place,
                           .target = to->value,
                           .form = form != NULL ? form : "number"});
  add_character(line, REFERENCE_CHARACTER, element->place.line, element->place.column);
}

static void add_link(Line *line, const JbXmlNode *element, unsigned marks, const char *outer)
{
  (void)outer;
  static const char *const schemes[] = {"http://", "https://", "mailto:"};
  const JbXmlAttribute *href = jb_xml_attribute_lookup(element, "href");
  bool known = href == NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(schemes) && !known; i++) {
    known = g_str_has_prefix(href->value, schemes[i]);
  }
  if (!known) {
    jb_find(line->reader->findings, LINK_SCHEME, href->value_place, href->value);
  } else if (href != NULL && strlen(href->value) > MAXIMUM_ADDRESS) {
    jb_find(line->reader->findings, LINK_LONG, href->value_place, href->value);
  }
  add_content(line, element, marks, href != NULL ? href->value : NULL);
}

static const struct {
  const char *name;
  void (*add)(Line *line, const JbXmlNode *element, unsigned marks, const char *href);
  unsigned mark;
} inline_readers[] = {
    {"v", add_value, 0},
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
  if (language == NULL) {
    return marks;
  }
  bool english = g_ascii_strncasecmp(language, "en", 2) == 0 && (language[2] == '\0' || language[2] == '-');
  return english ? marks | JB_MARK_ENGLISH : marks & ~(unsigned)JB_MARK_ENGLISH;
}

/* The language of an element is that of the nearest one around it that names one. */
static unsigned marks_of(const JbXmlNode *element)
{
  while (element->parent != NULL && jb_xml_attribute(element, "xml:lang") == NULL) {
    element = element->parent;
  }
  return mark_language(element, 0);
}

/* href: of the link around, or NULL. */
static void add_content(Line *line, const JbXmlNode *element, unsigned marks, const char *href)
{
  for (const JbXmlNode *child = element->first_child; child != NULL; child = child->next) {
    if (child->kind == JB_XML_TEXT) {
      add_text(line, child, marks, href);
      continue;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(inline_readers); i++) {
      if (strcmp(inline_readers[i].name, child->name) == 0) {
        inline_readers[i].add(line, child, mark_language(child, marks | inline_readers[i].mark), href);
      }
    }
  }
}

/* --- Collapsing blanks --- */

static bool is_blank(const Line *line, guint index)
{
  const Character *character = character_at(line, index);
  bool blank = character->code == ' ' || character->code == '\t' || character->code == '\n';
  bool line_end = character->code == 0x85 || character->code == 0x2028 || character->code == 0x2029; /* NEL, LS, PS */
  return (blank || line_end) && piece_at(line, character->piece)->kind == JB_INLINE_TEXT;
}

/* A character of Chinese text, beside which a line end of the file means nothing: Han, its marks, full-width forms. */
static bool is_wide(uint32_t code)
{
  return jb_character_is_han(code) || (code >= 0x2014 && code <= 0x201D) || code == 0x2026 || code == 0x00B7 ||
         (code >= 0x3000 && code <= 0x303F) || (code >= 0xFF01 && code <= 0xFFEF);
}

/* What the blanks [first, end) become: nothing at either end, beside a break, and for a line end beside Chinese, since
 * the gap between Han and Latin is the layout's; else one blank. */
static bool blanks_vanish(const Line *line, guint kept, guint first, guint end)
{
  if (kept == 0 || end == line->characters->len) {
    return true;
  }
  uint32_t before = character_at(line, kept - 1)->code, after = character_at(line, end)->code;
  if (before == BREAK_CHARACTER || after == BREAK_CHARACTER) {
    return true;
  }
  bool has_line_end = false;
  for (guint i = first; i < end; i++) {
    has_line_end = has_line_end || character_at(line, i)->code == '\n';
  }
  return has_line_end && (is_wide(before) || is_wide(after));
}

static void collapse_blanks(Line *line)
{
  guint kept = 0;
  for (guint i = 0; i < line->characters->len;) {
    if (!is_blank(line, i)) {
      *character_at(line, kept++) = *character_at(line, i++);
      continue;
    }
    guint end = i;
    while (end < line->characters->len && is_blank(line, end)) {
      end++;
    }
    if (!blanks_vanish(line, kept, i, end)) {
      *character_at(line, kept) = *character_at(line, i);
      character_at(line, kept++)->code = ' ';
    }
    i = end;
  }
  g_array_set_size(line->characters, kept);
}

/* --- Repairing marks --- */

static JbPlace place_of(const Line *line, guint index)
{
  const Character *character = character_at(line, index);
  return (JbPlace){.path = line->reader->path, .line = character->line, .column = character->column};
}

/* A full-width mark brings its own room, repaired or written: blanks beside one go. */
static void drop_blanks_beside_marks(Line *line)
{
  guint kept = 0, count = line->characters->len;
  for (guint i = 0; i < count; i++) {
    bool beside = (i > 0 && jb_punctuation_is_full_width(character_at(line, i - 1)->code)) ||
                  (i + 1 < count && jb_punctuation_is_full_width(character_at(line, i + 1)->code));
    if (!(beside && is_blank(line, i))) {
      *character_at(line, kept++) = *character_at(line, i);
    }
  }
  g_array_set_size(line->characters, kept);
}

/* The characters as rules read them: a break is a line feed. Newly allocated. */
static uint32_t *codes_of(const Line *line)
{
  guint count = line->characters->len;
  uint32_t *codes = g_new(uint32_t, count + 1);
  for (guint i = 0; i < count; i++) {
    uint32_t code = character_at(line, i)->code;
    codes[i] = code == BREAK_CHARACTER ? '\n' : code;
  }
  return codes;
}

/* A mark and some characters on either side, as they stand after the repair. */
static void write_context(const uint32_t *codes, guint count, guint index, char context[JB_REPAIR_CONTEXT])
{
  enum { AROUND = 6, ELLIPSIS = 0x2026 };
  G_STATIC_ASSERT((2 * AROUND + 1 + 2) * 4 < JB_REPAIR_CONTEXT);
  guint first = index > AROUND ? index - AROUND : 0, end = MIN(index + AROUND + 1, count);
  size_t length = first > 0 ? jb_utf8_encode(ELLIPSIS, context) : 0;
  for (guint i = first; i < end; i++) {
    length += jb_utf8_encode(codes[i] < ' ' ? ' ' : codes[i], context + length);
  }
  length += end < count ? jb_utf8_encode(ELLIPSIS, context + length) : 0;
  context[length] = '\0';
}

static void repair_marks(Line *line)
{
  guint count = line->characters->len;
  g_autofree uint32_t *codes = codes_of(line);
  g_autofree uint32_t *repaired = g_new(uint32_t, count + 1);
  size_t changed = jb_punctuation_repair(codes, count, repaired);
  for (guint i = 0; i < count && changed > 0; i++) {
    Character *character = character_at(line, i);
    const Piece *piece = piece_at(line, character->piece);
    if (repaired[i] != codes[i] && piece->kind == JB_INLINE_TEXT && !(piece->marks & JB_MARK_ENGLISH)) {
      JbRepair repair = {.place = place_of(line, i), .from = codes[i], .to = repaired[i]};
      write_context(repaired, count, i, repair.context);
      g_array_append_val(line->reader->repairs, repair);
      character->code = repaired[i];
    }
  }
  drop_blanks_beside_marks(line);
}

/* --- Marks that do not pair --- */

static void tell_pair(JbReader *reader, const JbUnpaired *unpaired)
{
  static const JbMessage messages[] = {
      [JB_PAIR_UNCLOSED] = JB_MESSAGE_PAIR_UNCLOSED, [JB_PAIR_UNOPENED] = JB_MESSAGE_PAIR_UNOPENED,
      [JB_PAIR_CROSSED] = JB_MESSAGE_PAIR_CROSSED,   [JB_PAIR_TWICE] = JB_MESSAGE_PAIR_TWICE,
      [JB_PAIR_NESTED] = JB_MESSAGE_PAIR_NESTED,     [JB_PAIR_STRAIGHT] = JB_MESSAGE_QUOTES_STRAIGHT,
  };
  char mark[5] = "", expected[5] = "";
  jb_utf8_encode(unpaired->fault.mark, mark);
  jb_utf8_encode(unpaired->fault.expected, expected);
  jb_findings_add(reader->findings, messages[unpaired->fault.kind], unpaired->place, mark, expected, NULL);
}

void jb_read_end_quotation(JbReader *reader)
{
  for (guint i = 0; i < reader->quotation->len; i++) {
    tell_pair(reader, &g_array_index(reader->quotation, JbUnpaired, i));
  }
  g_array_set_size(reader->quotation, 0);
}

/* is_paragraph: a quotation may go on in it from the paragraph before, and in the next from it. */
static void check_pairs(Line *line, bool is_paragraph)
{
  JbReader *reader = line->reader;
  guint count = line->characters->len;
  g_autofree uint32_t *codes = codes_of(line);
  bool is_open = is_paragraph && reader->quotation->len > 0;
  if (is_open && jb_pairs_first_quote(codes, count) == g_array_index(reader->quotation, JbUnpaired, 0).fault.mark) {
    g_array_set_size(reader->quotation, 0);
  } else if (is_open) {
    jb_read_end_quotation(reader);
  }
  g_autoptr(GArray) faults = jb_pairs_check(codes, count);
  for (guint i = 0; i < faults->len; i++) {
    JbUnpaired unpaired = {.fault = g_array_index(faults, JbPairFault, i)};
    unpaired.place = place_of(line, (guint)unpaired.fault.index);
    if (is_paragraph && unpaired.fault.may_continue) {
      g_array_append_val(reader->quotation, unpaired);
    } else {
      tell_pair(reader, &unpaired);
    }
  }
}

/* --- Cutting into pieces --- */

static JbSourceText *cut_text(const Line *line, guint first, guint end)
{
  JbSourceText *text = jb_source_text_new(line->reader->path);
  g_autofree char *run = g_malloc((size_t)(end - first) * 4);
  for (guint i = first; i < end;) {
    const Character *start = character_at(line, i), *next = start;
    size_t length = 0;
    do {
      length += jb_utf8_encode(next->code, run + length);
      next++;
      i++;
    } while (i < end && next->line == start->line && next->column == start->column + (int)(next - start));
    jb_source_text_append(text, run, length, start->line, start->column);
  }
  return text;
}

static JbInlines cut(const Line *line, guint first, guint end)
{
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(JbInline));
  for (guint i = first; i < end;) {
    const Piece *piece = piece_at(line, character_at(line, i)->piece);
    guint stop = i;
    while (stop < end && character_at(line, stop)->piece == character_at(line, i)->piece) {
      stop++;
    }
    JbInline item = {.kind = piece->kind,
                     .marks = piece->marks,
                     .place = piece->place,
                     .fact = piece->fact,
                     .upper = piece->upper,
                     .value = piece->value,
                     .target = g_strdup(piece->target),
                     .form = g_strdup(piece->form)};
    if (piece->kind == JB_INLINE_TEXT) {
      item.text = cut_text(line, i, stop);
      item.place = jb_source_text_place(item.text, 0);
    }
    g_array_append_val(items, item);
    i = stop;
  }
  JbInlines inlines = {.count = items->len};
  inlines.items = (JbInline *)(void *)g_array_free(g_steal_pointer(&items), FALSE);
  return inlines;
}

static void tidy(Line *line, bool is_paragraph)
{
  collapse_blanks(line);
  if (line->reader->repair) {
    repair_marks(line);
    check_pairs(line, is_paragraph);
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
    if (attribute == NULL) {
      continue;
    }
    settings = settings != NULL ? settings : g_array_new(FALSE, FALSE, sizeof(JbKeySetting));
    JbKeySetting setting = {
        .key = composition_keys[i], .value = g_strdup(attribute->value), .place = attribute->value_place};
    g_array_append_val(settings, setting);
  }
  if (settings != NULL) {
    inlines->setting_count = settings->len;
    inlines->settings = (JbKeySetting *)(void *)g_array_free(settings, FALSE);
  }
}

/* --- The ways in --- */

static JbInlines read_inlines(JbReader *reader, const JbXmlNode *element, bool is_paragraph)
{
  Line line;
  line_init(&line, reader);
  add_content(&line, element, marks_of(element), NULL);
  tidy(&line, is_paragraph);
  JbInlines inlines = cut(&line, 0, line.characters->len);
  read_settings(element, &inlines);
  line_finish(&line);
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
  Line line;
  line_init(&line, reader);
  add_content(&line, element, marks_of(element), NULL);
  tidy(&line, /* is_paragraph */ false);
  guint count = line.characters->len, colon = 1;
  while (colon < count && character_at(&line, colon)->code != 0xFF1A) {
    colon++;
  }
  bool inside = colon + 1 < count;
  JbInlines inlines = cut(&line, 0, inside ? colon : count);
  *rest = inside ? cut(&line, colon + 1, count) : (JbInlines){0};
  read_settings(element, &inlines);
  line_finish(&line);
  return inlines;
}

JbInlines jb_read_inlines_attribute(JbReader *reader, const JbXmlNode *element, const char *name)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, name);
  if (attribute == NULL) {
    return (JbInlines){0};
  }
  Line line;
  line_init(&line, reader);
  add_piece(&line, &(Piece){.kind = JB_INLINE_TEXT, .place = attribute->value_place});
  if (attribute->source != NULL) {
    add_source(&line, attribute->source);
  } else {
    add_words(&line, attribute->value, attribute->value_place);
  }
  tidy(&line, /* is_paragraph */ false);
  JbInlines inlines = cut(&line, 0, line.characters->len);
  line_finish(&line);
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
  return element != NULL ? take_plain(jb_read_inlines(reader, element)) : g_strdup("");
}

char **jb_read_texts(JbReader *reader, const JbXmlNode *parent, const char *name)
{
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new();
  for (const JbXmlNode *child = jb_xml_first_element(parent); child != NULL; child = jb_xml_next_element(child)) {
    g_autofree char *text = strcmp(child->name, name) == 0 ? jb_read_plain(reader, child) : NULL;
    if (text != NULL && *text != '\0') {
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
