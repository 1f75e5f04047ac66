/* SPDX-License-Identifier: MIT
 * style/theme: a theme file's elements → plain values.
 *
 * Where a value goes is said once, in attributes.def and base/composition_keys.def: attribute, kind, field. The loader
 * walks those bindings; it has no code for any single attribute. */
#include "style/theme-private.h"

#include "base/decimal.h"
#include "base/file.h"
#include "base/units.h"
#include "xml/parse.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef enum BindingKind {
  KIND_LENGTH,
  KIND_SIZE,
  KIND_RATIO,
  KIND_YES_NO,
  KIND_COLOUR,
  KIND_FONT,
  KIND_CHOICE, /* an enumeration */
  KIND_TEXT,
  KIND_COUNT,
} BindingKind;

typedef struct Binding {
  const char *attribute;
  BindingKind kind;
  size_t offset;
  const char *choices; /* CHOICE: its words, in the order of the enumeration */
} Binding;

/* Enumerations that attributes.def calls by name. */
#define KIND_ALIGN     KIND_CHOICE
#define KIND_NUMBERING KIND_CHOICE
#define KIND_FROM      KIND_CHOICE
#define KIND_HEAD      KIND_CHOICE

#define BIND(type, attribute, kind, field)                   {attribute, KIND_##kind, offsetof(type, field), CHOICES_##kind},
#define BIND_THEME(attribute, kind, field, documentation)    BIND(JbTheme, attribute, kind, field)
#define BIND_TEXT(attribute, kind, field, documentation)     BIND(JbTextStyle, attribute, kind, field)
#define BIND_MASTHEAD(attribute, kind, field, documentation) BIND(JbMastheadLine, attribute, kind, field)
#define BIND_COVER(attribute, kind, field, documentation)    BIND(JbCoverLine, attribute, kind, field)
#define BIND_KEY(attribute, kind, choices, field, documentation)                                                       \
  {attribute, KIND_##kind, offsetof(JbComposition, field), choices},

static const Binding theme_bindings[][32] = {
    {
#define JB_PAGE_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_PAGE_ATTRIBUTES
        {0}},
    {
#define JB_TABLE_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_TABLE_ATTRIBUTES
        {0}},
    {
#define JB_CHART_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_CHART_ATTRIBUTES
        {0}},
    {
#define JB_LAYOUT_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_LAYOUT_ATTRIBUTES
        {0}},
    {
#define JB_CONTENTS_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_CONTENTS_ATTRIBUTES
        {0}},
    {
#define JB_COLOPHON_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_COLOPHON_ATTRIBUTES
        {0}},
    {
#define JB_MASTHEAD_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_MASTHEAD_ATTRIBUTES
        {0}},
    {
#define JB_PANEL_ATTRIBUTES BIND_THEME
#include "style/attributes.def"
#undef JB_PANEL_ATTRIBUTES
        {0}},
};

/* The elements theme_bindings are for, in its order. */
static const char *const bound_elements[] = {"page",     "table",    "chart",    "layout",
                                             "contents", "colophon", "masthead", "panel"};

static const Binding text_bindings[] = {
#define JB_TEXT_ATTRIBUTES BIND_TEXT
#include "style/attributes.def"
#undef JB_TEXT_ATTRIBUTES
    {0}};

static const Binding key_bindings[] = {
#define X BIND_KEY
#include "base/composition_keys.def"
    {0}};

static const Binding cover_bindings[] = {
#define JB_COVER_LINE_ATTRIBUTES BIND_COVER
#include "style/attributes.def"
#undef JB_COVER_LINE_ATTRIBUTES
    {0}};

static const Binding masthead_bindings[] = {
#define JB_MASTHEAD_LINE_ATTRIBUTES BIND_MASTHEAD
#include "style/attributes.def"
#undef JB_MASTHEAD_LINE_ATTRIBUTES
    {0}};

static const char *const style_names[JB_STYLE_COUNT] = {
    [JB_STYLE_BODY] = "body",
    [JB_STYLE_LEAD] = "lead",
    [JB_STYLE_HEADING_1] = "heading-1",
    [JB_STYLE_HEADING_1_SUBTITLE] = "heading-1-subtitle",
    [JB_STYLE_HEADING_2] = "heading-2",
    [JB_STYLE_HEADING_3] = "heading-3",
    [JB_STYLE_HEADING_4] = "heading-4",
    [JB_STYLE_TOPIC] = "topic",
    [JB_STYLE_QUOTE] = "quote",
    [JB_STYLE_MOTTO] = "motto",
    [JB_STYLE_NOTE] = "note",
    [JB_STYLE_SOURCE] = "source",
    [JB_STYLE_QUESTION] = "question",
    [JB_STYLE_ANSWER] = "answer",
    [JB_STYLE_SPEAKER] = "speaker",
    [JB_STYLE_SPEAKER_OFFICE] = "speaker-office",
    [JB_STYLE_PANEL_NUMBER] = "panel-number",
    [JB_STYLE_PANEL_TOPIC] = "panel-topic",
    [JB_STYLE_PANEL_TEXT] = "panel-text",
    [JB_STYLE_AIM] = "aim",
    [JB_STYLE_COLOPHON] = "colophon",
    [JB_STYLE_COLOPHON_LABEL] = "colophon-label",
    [JB_STYLE_MARK] = "mark",
    [JB_STYLE_MARK_JOINT] = "mark-joint",
    [JB_STYLE_COPY_NUMBER] = "copy-number",
    [JB_STYLE_CLASSIFICATION] = "classification",
    [JB_STYLE_URGENCY] = "urgency",
    [JB_STYLE_DOCUMENT_NUMBER] = "document-number",
    [JB_STYLE_SIGNER] = "signer",
    [JB_STYLE_SIGNER_NAME] = "signer-name",
    [JB_STYLE_ISSUE] = "issue",
    [JB_STYLE_ISSUER] = "issuer",
    [JB_STYLE_DOCUMENT_TITLE] = "document-title",
    [JB_STYLE_DOCUMENT_SUBTITLE] = "document-subtitle",
    [JB_STYLE_RECIPIENTS] = "recipients",
    [JB_STYLE_ATTACHMENT_LIST] = "attachment-list",
    [JB_STYLE_ATTACHMENT_MARK] = "attachment-mark",
    [JB_STYLE_ATTACHMENT_TITLE] = "attachment-title",
    [JB_STYLE_SIGNATURE] = "signature",
    [JB_STYLE_ANNOTATION] = "annotation",
    [JB_STYLE_ATTENDANCE] = "attendance",
    [JB_STYLE_ATTENDANCE_LABEL] = "attendance-label",
    [JB_STYLE_CAPTION] = "caption",
    [JB_STYLE_UNIT] = "unit",
    [JB_STYLE_EXHIBIT_NOTE] = "exhibit-note",
    [JB_STYLE_TABLE_HEAD] = "table-head",
    [JB_STYLE_TABLE_BODY] = "table-body",
    [JB_STYLE_TABLE_GROUP] = "table-group",
    [JB_STYLE_CHART_LABEL] = "chart-label",
    [JB_STYLE_CHART_VALUE] = "chart-value",
    [JB_STYLE_CHART_AXIS] = "chart-axis",
    [JB_STYLE_KPI_VALUE] = "kpi-value",
    [JB_STYLE_KPI_UNIT] = "kpi-unit",
    [JB_STYLE_KPI_NAME] = "kpi-name",
    [JB_STYLE_KPI_PERIOD] = "kpi-period",
    [JB_STYLE_COVER_TITLE] = "cover-title",
    [JB_STYLE_COVER_SUBTITLE] = "cover-subtitle",
    [JB_STYLE_COVER_ORGANISATION] = "cover-organisation",
    [JB_STYLE_COVER_DATE] = "cover-date",
    [JB_STYLE_COVER_MARK] = "cover-mark",
    [JB_STYLE_CONTENTS_TITLE] = "contents-title",
    [JB_STYLE_CONTENTS_1] = "contents-1",
    [JB_STYLE_CONTENTS_2] = "contents-2",
    [JB_STYLE_RUNNING_HEAD] = "running-head",
    [JB_STYLE_PAGE_NUMBER] = "page-number",
};

typedef struct Loader {
  JbTheme *theme;
  GHashTable *palette; /* name → JbColour */
  JbFindings *findings;
} Loader;

/* --- one attribute --- */

/* What makes sense of a kind; beyond it text would vanish, run backwards or leave every page. */
typedef struct Range {
  double least, most; /* [pt], or a plain number */
  const char *words;
} Range;

static const Range ranges[] = {
    [KIND_LENGTH] = {0, 1000 * JB_POINTS_PER_MM, "0–1000mm"},
    [KIND_SIZE] = {1, 500, "1pt–500pt"},
    [KIND_RATIO] = {0, 10, "0–10"},
    [KIND_COUNT] = {1, 9, "1–9"},
};

static bool is_in_range(const Loader *loader, BindingKind kind, const JbXmlAttribute *attribute, double number)
{
  const Range *range = &ranges[kind];
  if (number >= range->least && number <= range->most) {
    return true;
  }
  if (loader->findings) {
    jb_find(loader->findings, THEME_RANGE, attribute->value_place, attribute->name, attribute->value, range->words);
  }
  return false;
}

static void set_length(const Loader *loader, BindingKind kind, const JbXmlAttribute *attribute, double size,
                       double *field)
{
  JbLength length;
  if (jb_length_parse(attribute->value, &length) &&
      is_in_range(loader, kind, attribute, jb_length_points(length, size))) {
    *field = jb_length_points(length, size);
  }
}

static void set_ratio(const Loader *loader, const JbXmlAttribute *attribute, double *field)
{
  JbDecimal number;
  JbDecimalError result = jb_decimal_parse(attribute->value, &number);
  double value = result == JB_DECIMAL_OK ? jb_decimal_to_double(number) : HUGE_VAL;
  if (is_in_range(loader, KIND_RATIO, attribute, value)) {
    *field = value;
  }
}

static void set_colour(const Loader *loader, const JbXmlAttribute *attribute, JbColour *field)
{
  const JbColour *named = g_hash_table_lookup(loader->palette, attribute->value);
  if (named) {
    *field = *named;
  } else if (!jb_colour_parse(attribute->value, field)) {
    jb_find(loader->findings, THEME_COLOUR, attribute->value_place, attribute->value);
  }
}

/* The index of value among words separated by blanks; the grammar has seen that it is there. */
static int choice_index(const char *words, const char *value)
{
  g_auto(GStrv) list = g_strsplit(words, " ", -1);
  for (int i = 0; list[i]; i++) {
    if (strcmp(list[i], value) == 0) {
      return i;
    }
  }
  return 0;
}

static void set_field(const Loader *loader, const Binding *binding, const JbXmlAttribute *attribute, double size,
                      char *base)
{
  void *field = base + binding->offset;
  const char *value = attribute->value;
  switch (binding->kind) {
  case KIND_LENGTH:
  case KIND_SIZE:
    set_length(loader, binding->kind, attribute, size, field);
    break;
  case KIND_RATIO:
    set_ratio(loader, attribute, field);
    break;
  case KIND_YES_NO:
    *(bool *)field = strcmp(value, "yes") == 0;
    break;
  case KIND_COLOUR:
    set_colour(loader, attribute, field);
    break;
  case KIND_FONT:
    jb_font_role_parse(value, field);
    break;
  case KIND_CHOICE:
    *(int *)field = choice_index(binding->choices, value);
    break;
  case KIND_TEXT:
    g_free(*(char **)field);
    *(char **)field = g_strdup(value);
    break;
  case KIND_COUNT:
    if (is_in_range(loader, KIND_COUNT, attribute, g_ascii_strtod(value, NULL))) {
      *(int *)field = (int)strtol(value, NULL, 10);
    }
    break;
  }
}

/* Every enumeration is set as an int. */
G_STATIC_ASSERT(sizeof(JbTextAlign) == sizeof(int) && sizeof(JbProhibition) == sizeof(int) &&
                sizeof(JbMarkStyle) == sizeof(int) && sizeof(JbFit) == sizeof(int) && sizeof(JbShape) == sizeof(int) &&
                sizeof(JbNumbering) == sizeof(int) && sizeof(JbFrom) == sizeof(int) &&
                sizeof(JbHeadContent) == sizeof(int));

void jb_composition_set(JbComposition *composition, const char *key, const char *value, double size, JbPlace place,
                        JbFindings *findings)
{
  const Loader loader = {.findings = findings};
  const JbXmlAttribute attribute = {.name = key, .value = value, .value_place = place};
  for (const Binding *binding = key_bindings; binding->attribute; binding++) {
    if (strcmp(binding->attribute, key) == 0) {
      set_field(&loader, binding, &attribute, size, (char *)composition);
    }
  }
}

static void bind_all(const Loader *loader, const Binding *bindings, const JbXmlNode *element, double size, void *base)
{
  for (const Binding *binding = bindings; binding->attribute; binding++) {
    const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, binding->attribute);
    if (attribute) {
      set_field(loader, binding, attribute, size, base);
    }
  }
}

/* --- elements --- */

static int style_index(const Loader *loader, const JbXmlNode *element)
{
  const JbXmlAttribute *attribute = jb_xml_attribute_lookup(element, "style");
  if (!attribute) {
    return -1;
  }
  for (int i = 0; i < JB_STYLE_COUNT; i++) {
    if (strcmp(style_names[i], attribute->value) == 0) {
      return i;
    }
  }
  g_autofree char *known = g_strjoinv(", ", (char **)(void *)style_names);
  jb_find(loader->findings, THEME_STYLE, attribute->value_place, attribute->value, known);
  return -1;
}

static void read_text_style(const Loader *loader, const JbXmlNode *element)
{
  int index = style_index(loader, element);
  if (index < 0) {
    return;
  }
  JbTextStyle *style = &loader->theme->styles[index];
  /* em is of this style's own size, so the size comes first. */
  const JbXmlAttribute *size = jb_xml_attribute_lookup(element, "size");
  if (size) {
    set_length(loader, KIND_SIZE, size, style->size, &style->size);
  }
  bind_all(loader, text_bindings, element, style->size, style);
  bind_all(loader, key_bindings, element, style->size, &style->composition);
  if (jb_xml_attribute(element, "font") && !jb_xml_attribute(element, "latin")) {
    style->latin = style->role;
  }
}

/* What every style starts as: the body's face, size and colour; none of its spaces and indents. */
static void inherit_body(JbTheme *theme)
{
  const JbTextStyle *body = &theme->styles[JB_STYLE_BODY];
  for (int i = 0; i < JB_STYLE_COUNT; i++) {
    if (i == JB_STYLE_BODY) {
      continue;
    }
    theme->styles[i] = *body;
    theme->styles[i].space_before = theme->styles[i].space_after = 0;
    theme->styles[i].indent_start = theme->styles[i].indent_end = 0;
    theme->styles[i].composition.first_indent = theme->styles[i].composition.hanging_indent = 0;
    theme->styles[i].composition.align = JB_TEXT_START;
  }
}

/* What a line of a cover or masthead shows, and the style of its text. */
static void read_content(const Loader *loader, const JbXmlNode *element, JbHeadContent *content, JbStyleName *style)
{
  *content = (JbHeadContent)choice_index(JB_CONTENT_CHOICES, jb_xml_attribute(element, "content"));
  int index = style_index(loader, element);
  *style = index >= 0 ? (JbStyleName)index : JB_STYLE_BODY;
}

static void read_cover(const Loader *loader, const JbXmlNode *cover)
{
  JbTheme *theme = loader->theme;
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(JbCoverLine));
  for (const JbXmlNode *child = jb_xml_first_element(cover); child; child = jb_xml_next_element(child)) {
    JbCoverLine line = {.colour = jb_colour_black()};
    read_content(loader, child, &line.content, &line.style);
    bind_all(loader, cover_bindings, child, theme->styles[line.style].size, &line);
    g_array_append_val(lines, line);
  }
  g_free(theme->cover_lines);
  theme->cover_line_count = lines->len;
  theme->cover_lines = (JbCoverLine *)(void *)g_array_free(g_steal_pointer(&lines), FALSE);
}

static JbMastheadLine read_masthead_line(const Loader *loader, const JbXmlNode *element)
{
  JbMastheadLine line = {
      .y = NAN, .room = true, .if_said = JB_HEAD_NONE, .unless_said = JB_HEAD_NONE, .colour = jb_colour_black()};
  read_content(loader, element, &line.content, &line.style);
  line.align = loader->theme->styles[line.style].composition.align;
  bind_all(loader, masthead_bindings, element, loader->theme->styles[line.style].size, &line);
  return line;
}

static void free_masthead(JbTheme *theme)
{
  for (size_t i = 0; i < theme->masthead_count; i++) {
    g_free(theme->masthead[i].suffix);
  }
  g_free(theme->masthead);
}

static void read_masthead(const Loader *loader, const JbXmlNode *masthead)
{
  JbTheme *theme = loader->theme;
  g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(JbMastheadLine));
  for (const JbXmlNode *child = jb_xml_first_element(masthead); child; child = jb_xml_next_element(child)) {
    JbMastheadLine line = read_masthead_line(loader, child);
    g_array_append_val(lines, line);
  }
  free_masthead(theme);
  theme->masthead_count = lines->len;
  theme->masthead = (JbMastheadLine *)(void *)g_array_free(g_steal_pointer(&lines), FALSE);
}

static void read_palette(const Loader *loader, const JbXmlNode *root)
{
  for (const JbXmlNode *child = jb_xml_first_element(root); child; child = jb_xml_next_element(child)) {
    JbColour colour;
    if (strcmp(child->name, "colour") == 0 && jb_colour_parse(jb_xml_attribute(child, "value"), &colour)) {
      g_hash_table_insert(loader->palette, g_strdup(jb_xml_attribute(child, "name")),
                          g_memdup2(&colour, sizeof colour));
    }
  }
}

static void read_element(const Loader *loader, const JbXmlNode *element)
{
  JbTheme *theme = loader->theme;
  if (strcmp(element->name, "text") == 0) {
    read_text_style(loader, element);
  } else if (strcmp(element->name, "cover") == 0) {
    read_cover(loader, element);
  } else if (strcmp(element->name, "masthead") == 0) {
    read_masthead(loader, element);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(bound_elements); i++) {
    if (strcmp(element->name, bound_elements[i]) == 0) {
      bind_all(loader, theme_bindings[i], element, theme->styles[JB_STYLE_BODY].size, theme);
    }
  }
  if (strcmp(element->name, "contents") == 0) {
    theme->contents = true;
  }
}

static bool is_body_style(const JbXmlNode *element)
{
  return strcmp(element->name, "text") == 0 && g_strcmp0(jb_xml_attribute(element, "style"), "body") == 0;
}

static void read_elements(const Loader *loader, const JbXmlNode *root, bool body)
{
  for (const JbXmlNode *child = jb_xml_first_element(root); child; child = jb_xml_next_element(child)) {
    if (is_body_style(child) && body) {
      read_text_style(loader, child);
    } else if (!is_body_style(child) && !body) {
      read_element(loader, child);
    }
  }
}

/* documents: of a theme that builds on others, theirs first. The palettes and the body styles of all come before
 * anything else, so that a theme which changes only the body's size or a colour changes what follows from it. */
static void read_theme(const Loader *loader, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++) {
    read_palette(loader, ((const JbXmlDocument *)documents->pdata[i])->root);
  }
  for (guint i = 0; i < documents->len; i++) {
    read_elements(loader, ((const JbXmlDocument *)documents->pdata[i])->root, true);
  }
  inherit_body(loader->theme);
  for (guint i = 0; i < documents->len; i++) {
    read_elements(loader, ((const JbXmlDocument *)documents->pdata[i])->root, false);
  }
}

/* --- whole themes --- */

static JbTheme *theme_new(const char *name)
{
  JbTheme *theme = g_new0(JbTheme, 1);
  theme->name = g_strdup(name);
  theme->contents_depth = 2;
  theme->contents_title = g_strdup("目录");
  theme->page.page_number_form = g_strdup("{n}");
  theme->page.number_from_body = theme->page.running_head = theme->page.first_number = true;
  theme->keep_lines = 2;
  theme->last_page_lines = 6;
  theme->points = JB_NUMBERING_YISHI;
  theme->panels = theme->people_listed = true;
  theme->panel = (JbPanelStyle){.rule = 1,
                                .padding = 6,
                                .gutter = 14,
                                .numbering = JB_NUMBERING_ARABIC,
                                .rule_colour = jb_colour_black(),
                                .fill_colour = jb_colour_black()};
  theme->colophon.rule_colour = jb_colour_black();
  JbTextStyle *body = &theme->styles[JB_STYLE_BODY];
  *body = (JbTextStyle){.role = JB_ROLE_SONG,
                        .latin = JB_ROLE_DIGITS,
                        .size = 12,
                        .leading = 20,
                        .colour = jb_colour_black(),
                        .composition = jb_composition_default()};
  JbColour black = jb_colour_black();
  theme->kpi_rule_colour = theme->table.rule_colour = theme->table.row_rule_colour = black;
  theme->table.zebra_colour = jb_colour_cmyk(0, 0, 0, 0.05);
  theme->chart.highlight = theme->chart.axis_colour = theme->chart.grid_colour = black;
  for (int i = 0; i < JB_SERIES_COLOURS; i++) {
    theme->chart.series[i] = jb_colour_cmyk(0, 0, 0, 0.8 - 0.2 * i);
  }
  theme->chart.track = jb_colour_cmyk(0, 0, 0, 0.1);
  return theme;
}

/* The text area must hold a few lines, or no page would ever be full. */
static void check_page(const JbTheme *theme, const char *path, JbFindings *findings)
{
  const JbPageStyle *page = &theme->page;
  double width = page->width - page->inner - page->outer, height = page->height - page->top - page->bottom;
  bool sane = page->pitch >= 4 && width >= 72 && height >= 6 * page->pitch && page->width <= 14400 &&
              page->height <= 14400 && page->bleed >= 0 && page->bleed <= 72;
  if (!sane) {
    jb_find(findings, THEME_PAGE, ((JbPlace){.path = path}));
  }
}

/* NULL, and said so at place, when there is no built-in theme of that name. */
static const JbBuiltinTheme *lookup_builtin(const char *name, JbPlace place, JbFindings *findings)
{
  g_autoptr(GString) known = g_string_new(NULL);
  for (const JbBuiltinTheme *theme = jb_builtin_themes; theme->name; theme++) {
    if (strcmp(theme->name, name) == 0) {
      return theme;
    }
    g_string_append_printf(known, "%s%s", known->len ? ", " : "", theme->name);
  }
  jb_find(findings, THEME_UNKNOWN, place, name, known->str);
  return NULL;
}

static void document_destroy(gpointer document)
{
  jb_xml_document_free(document);
}

/* Adds the theme's document to documents, after those of what it builds on. False, and said so: it cannot be used. */
static bool parse_documents(GBytes *bytes, const char *path, GPtrArray *documents, JbFindings *findings)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  if (!document || !jb_grammar_check(&jb_theme_grammar, document, findings)) {
    return false;
  }
  const JbXmlAttribute *base = jb_xml_attribute_lookup(document->root, "base");
  if (base) {
    const JbBuiltinTheme *theme = lookup_builtin(base->value, base->value_place, findings);
    g_autoptr(GBytes) base_bytes = theme ? g_bytes_new_static(theme->bytes, theme->length) : NULL;
    if (!theme || !parse_documents(base_bytes, theme->name, documents, findings)) {
      return false;
    }
  }
  g_ptr_array_add(documents, g_steal_pointer(&document));
  return true;
}

JbTheme *jb_theme_parse(GBytes *bytes, const char *path, JbFindings *findings)
{
  size_t errors = jb_findings_count_of(findings, JB_SEVERITY_ERROR); /* the document's own, under --draft */
  g_autoptr(GPtrArray) documents = g_ptr_array_new_with_free_func(document_destroy);
  if (!parse_documents(bytes, path, documents, findings)) {
    return NULL;
  }
  const JbXmlDocument *own = documents->pdata[documents->len - 1];
  Loader loader = {.theme = theme_new(jb_xml_attribute(own->root, "name")),
                   .palette = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                   .findings = findings};
  read_theme(&loader, documents);
  check_page(loader.theme, path, findings);
  g_hash_table_destroy(loader.palette);
  if (jb_findings_count_of(findings, JB_SEVERITY_ERROR) == errors) {
    return loader.theme;
  }
  jb_theme_free(loader.theme);
  return NULL;
}

double jb_theme_edge(const JbTheme *theme)
{
  return theme->page.type_edge ? (theme->page.pitch - theme->styles[JB_STYLE_BODY].size) / 2 : 0;
}

bool jb_theme_is_file(const char *name)
{
  return strchr(name, '/') || g_str_has_suffix(name, ".xml");
}

JbTheme *jb_theme_load_builtin(const char *name, JbPlace place, JbFindings *findings)
{
  const JbBuiltinTheme *theme = lookup_builtin(name, place, findings);
  g_autoptr(GBytes) bytes = theme ? g_bytes_new_static(theme->bytes, theme->length) : NULL;
  return theme ? jb_theme_parse(bytes, theme->name, findings) : NULL;
}

JbTheme *jb_theme_load(const char *name, JbFindings *findings)
{
  if (!jb_theme_is_file(name)) {
    return jb_theme_load_builtin(name, (JbPlace){0}, findings);
  }
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(name, JB_THEME_MAXIMUM_SIZE, &error);
  if (bytes) {
    return jb_theme_parse(bytes, name, findings);
  }
  jb_find(findings, THEME_FILE, ((JbPlace){.path = name}), error->message);
  return NULL;
}

void jb_theme_free(JbTheme *theme)
{
  if (!theme) {
    return;
  }
  g_free(theme->name);
  g_free(theme->page.page_number_form);
  g_free(theme->contents_title);
  g_free(theme->cover_lines);
  free_masthead(theme);
  g_free(theme);
}
