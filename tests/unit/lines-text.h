/* SPDX-License-Identifier: MIT
 * What the tests of the line engine share: the test metric of the layout rules (Han and full-width marks 1 em, ASCII
 * and the interpunct 1/2 em; an em is a point here), texts set by it, and what every line must be. */
#ifndef JB_TEST_LINES_TEXT_H
#define JB_TEST_LINES_TEXT_H

#include "text/justify.h"
#include "text/lines.h"

#include <math.h>
#include <string.h>

#define EPSILON 1e-6

/* --- the test metric --- */

static void measure_cells(JbMeasurer *measurer, JbCells *cells)
{
  (void)measurer;
  for (size_t i = 0; i < cells->count; i++) {
    JbCell *cell = &cells->items[i];
    cell->advance = !jb_cell_is_visible(cell) ? 0 : cell->character < 0x2000 ? 0.5 : 1;
  }
}

static JbMeasurer metric = {measure_cells};

/* The defaults of section 8, then "key=value,key=value". */
static JbComposition composition_for(const char *keys)
{
  JbComposition composition = jb_composition_default();
  composition.fit = JB_FIT_FIRST;
  composition.squeeze = composition.avoid_short_last = false;
  g_auto(GStrv) list = g_strsplit(keys, ",", -1);
  for (char **key = list; *key && **key; key++) {
    if (strcmp(*key, "none") == 0)
      composition.prohibition = JB_PROHIBITION_NONE;
    else if (strcmp(*key, "basic") == 0)
      composition.prohibition = JB_PROHIBITION_BASIC;
    else if (strcmp(*key, "strict") == 0)
      composition.prohibition = JB_PROHIBITION_STRICT;
    else if (strcmp(*key, "squeeze") == 0)
      composition.squeeze = true;
    else if (strcmp(*key, "hang") == 0)
      composition.hang = true;
    else if (strcmp(*key, "company") == 0)
      composition.avoid_short_last = true;
    else if (strcmp(*key, "keep") == 0)
      composition.keep_number_unit = true;
    else if (strcmp(*key, "indent") == 0)
      composition.first_indent = 2;
    else if (strcmp(*key, "open-half") == 0)
      composition.indent_open_half = true;
    else if (strcmp(*key, "fit") == 0)
      composition.line_end_half = false;
    else if (strcmp(*key, "total") == 0)
      composition.fit = JB_FIT_TOTAL;
    else if (strcmp(*key, "banjiao") == 0)
      composition.marks = JB_MARKS_HALF;
    else if (strcmp(*key, "kaiming") == 0)
      composition.marks = JB_MARKS_KAIMING;
    else if (strcmp(*key, "tight") == 0)
      composition.marks = JB_MARKS_TIGHT;
    else
      g_assert_not_reached();
  }
  return composition;
}

typedef struct Setting {
  JbComposition composition;
  JbTextRun run;
  char *text;
  JbGalley *galley;
  GArray *lines;
} Setting;

static inline Setting *set(const char *text, const char *keys, double width)
{
  Setting *setting = g_new0(Setting, 1);
  setting->composition = composition_for(keys);
  setting->text = g_strdup(text);
  setting->run = (JbTextRun){.length = strlen(text), .size = 1};
  setting->galley = jb_galley_new(setting->text, strlen(text), &setting->run, 1, &setting->composition, &metric);
  setting->lines = jb_lines_break(setting->galley, width);
  return setting;
}

static void setting_free(Setting *setting)
{
  jb_galley_free(setting->galley);
  g_array_unref(setting->lines);
  g_free(setting->text);
  g_free(setting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

static inline const JbSetLine *line_at(const Setting *setting, guint index)
{
  g_assert_cmpuint(index, <, setting->lines->len);
  return &g_array_index(setting->lines, JbSetLine, index);
}

/* --- invariants over random text --- */

static const char *const alphabet[] = {"国", "会", "经", "济", "的", "年", "〇",  "𬎆", "，", "。", "、",   "：",
                                       "；", "？", "！", "“",  "”",  "（", "）",  "《",   "》", "〔", "〕",   "——",
                                       "……", "·",  "～", "/",  "-",  "%",  "¥",   "℃",    "G",  "DP", "2024", "5.8",
                                       "1",  " ",  " ",  "々", "・", "　", "[1]", "(",    ")",  ",",  "—"};

static inline char *random_text(GRand *random, int pieces)
{
  GString *text = g_string_new("国");
  for (int i = 0; i < pieces; i++) {
    bool plain = g_rand_int_range(random, 0, 3) > 0;
    g_string_append(
        text,
        alphabet[plain ? g_rand_int_range(random, 0, 7) : g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(alphabet))]);
  }
  return g_string_free(text, FALSE);
}

static inline bool has_any_prefix(const char *text, const char *const *list)
{
  while (*list && !g_str_has_prefix(text, *list))
    list++;
  return *list != NULL;
}

/* What may not begin or end a line: standards 1.2, written out again from its table. */
static inline bool begins_wrong(const char *text, JbProhibition level)
{
  static const char *const wrong[] = {"，", "。", "、", "：", "；", "？", "！", "”", "’", "）", "》",
                                      "〕", "·",  "・", "～", "/",  "／", ")",  ",", " ", NULL};
  static const char *const strict[] = {"——", "……", "々", "ー", NULL};
  if (level == JB_PROHIBITION_NONE)
    return false;
  if (level == JB_PROHIBITION_STRICT && has_any_prefix(text, strict))
    return true;
  return has_any_prefix(text, wrong) || (g_str_has_prefix(text, "—") && !g_str_has_prefix(text, "——"));
}

static inline bool ends_wrong(const char *start, size_t length, JbProhibition level)
{
  static const char *const wrong[] = {"“", "‘", "（", "《", "〔", "(", " ", NULL}, *const gb[] = {"/", "／", NULL};
  const char *last = start + length;
  while (last > start && ((unsigned char)*--last & 0xc0) == 0x80)
    ;
  if (level == JB_PROHIBITION_NONE || length == 0)
    return false;
  return has_any_prefix(last, wrong) || (level >= JB_PROHIBITION_GB && has_any_prefix(last, gb));
}

/* Does a line end inside of what stays together? Standards 1.3, written out again. */
static inline bool parts_unit(const char *start, const char *end)
{
  static const char *const units[] = {"——", "……"};
  for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
    size_t half = strlen(units[i]) / 2, count = 0;
    for (const char *p = end; p - half >= start && strncmp(p - half, units[i], half) == 0; p -= half)
      count++;
    if (count % 2 && strncmp(end, units[i], half) == 0)
      return true; /* of more dashes, each pair is a sign */
  }
  static const char *const after_number[] = {"%", "℃", ".", ",", NULL};
  if (end == start || end[-1] == ' ')
    return false;
  if (g_ascii_isalnum(end[-1]) && (g_ascii_isalnum(*end) || has_any_prefix(end, after_number)))
    return true;
  return g_ascii_isdigit(*end) && (end[-1] == '.' || g_str_has_prefix(end - MIN(end - start, 2), "¥"));
}

static inline void check_blanks(const Setting *setting, const JbSetLine *line, const double *blanks)
{
  for (size_t i = line->ink_first; i + 1 < line->ink_end; i++) {
    const JbJoint *joint = &setting->galley->joints[i];
    double blank = blanks[i - line->ink_first];
    g_assert_cmpfloat(blank, >=, MIN(joint->floor, joint->blank) - EPSILON);
    if (joint->expansion != JB_EXPAND_REST)
      g_assert_cmpfloat(blank, <=, joint->cap + EPSILON);
    const JbCell *cell = &setting->galley->cells->items[i];
    if (cell->class == JB_CLASS_HAN && jb_class_is_latin((JbClass)cell[1].class)) {
      g_assert_cmpfloat(blank, >=, 0.125 - EPSILON);
      g_assert_cmpfloat(blank, <=, 0.5 + EPSILON);
    }
  }
}

static inline void check_line(const Setting *setting, const JbSetLine *line, double width)
{
  const JbCell *items = setting->galley->cells->items;
  double blanks[512];
  g_assert_cmpuint(line->ink_end - line->ink_first, <, G_N_ELEMENTS(blanks));
  double lacking = jb_line_adjust(setting->galley, line, blanks);
  check_blanks(setting, line, blanks);
  size_t end = line->hanging ? line->ink_end - 1 : line->ink_end;
  double set_width = line->lead + line->trail;
  if (end > line->ink_first && items[end - 1].class == JB_CLASS_MD)
    set_width += items[end - 1].trail; /* an interpunct keeps its em */
  for (size_t i = line->ink_first; i < end; i++)
    set_width += items[i].width + (i + 1 < end ? blanks[i - line->ink_first] : 0);
  g_assert_cmpfloat(set_width, <=, width + 0.01);
  if (line->last)
    return;
  g_assert_cmpfloat_with_epsilon(set_width + lacking, width, 0.01);
  bool can_stretch = false;
  for (size_t i = line->ink_first; i + 1 < end; i++)
    can_stretch |= setting->galley->joints[i].expansion == JB_EXPAND_REST;
  if (can_stretch)
    g_assert_cmpfloat_with_epsilon(lacking, 0, EPSILON);
}

static inline void check_edges(const Setting *setting, const JbSetLine *line)
{
  const JbCell *items = setting->galley->cells->items;
  const char *start = setting->text + items[line->ink_first].start;
  size_t length = items[line->ink_end].start - items[line->ink_first].start;
  if (line->first > 0 && line->ink_first < line->ink_end)
    g_assert_false(begins_wrong(start, setting->composition.prohibition));
  if (!line->last) {
    g_assert_false(ends_wrong(start, length, setting->composition.prohibition));
    g_assert_false(parts_unit(setting->text, setting->text + items[line->end].start));
  }
}

/* Every line is what a line must be; nothing is lost, nothing twice. */
static inline void check_lines(const Setting *setting, double width)
{
  size_t next = 0;
  for (guint i = 0; i < setting->lines->len; i++) {
    const JbSetLine *line = line_at(setting, i);
    g_assert_cmpuint(line->first, ==, next);
    next = line->end;
    if (line->broken) /* a random heap of marks may be wider than the measure */
      continue;
    if (i == 0 || !line_at(setting, i - 1)->broken)
      check_edges(setting, line);
    check_line(setting, line, width - line->indent);
  }
  g_assert_cmpuint(next, ==, setting->galley->cells->count);
}

#endif
