/* SPDX-License-Identifier: MIT
 * jb-lines: what the line engine makes of texts, by the test metric of the layout rules: Han, kana and full-width marks
 * 1 em, ASCII and western letters 1/2 em, the interpunct 1/2 em. An em is a point here.
 *
 * jb-lines [FILE]   reads lines ID<TAB>TEXT<TAB>WIDTH_EM[<TAB>key=value,…] from FILE or stdin; <200B>, <00A0>, <2060>
 *                   and any other character without ink may be written so in TEXT. Writes
 * ID<TAB>line⏎line…<TAB>w1,w2,…: the lines, as they were written, and their natural widths in em (indents and hanging
 * marks not counted). jb-lines --breaks [FILE]   writes ID<TAB>te¦xt, ¦ where a line may end.
 *
 * Defaults: kinsoku=gb style=quanjiao line-end=half line-start=half indent=0 indent-open=full autospace=0.25
 * autospace-min=0.125 autospace-max=0.5 fit=first shape=none squeeze=off squeeze-stops=on hanging=off short-last=off
 * keep-number-unit=off lang=zh align=justify. Empty lines and those that begin with # are passed over. A line that
 * cannot be read is told on stderr, and the status is 2. */
#include "text/lines.h"

#include "base/utf8.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the test metric --- */

static double advance_of(const JbCell *cell)
{
  uint32_t character = cell->character;
  switch (character) {
  case 0x2005: /* a quarter of an em by name, … */
  case 0x2009: /* … and what GB/T 15835 parts thousands by */
  case 0x202f:
    return 0.25;
  case 0x2007:
    return 0.5;
  default:
    return character < 0x2000 || (cell->flags & JB_CELL_WORD && character < 0x2028) ? 0.5 : 1; /* don’t */
  }
}

static void measure_cells(JbMeasurer *measurer, JbCells *cells)
{
  (void)measurer;
  for (size_t i = 0; i < cells->count; i++)
    cells->items[i].advance = jb_cell_is_visible(&cells->items[i]) ? advance_of(&cells->items[i]) : 0;
}

/* --- keys --- */

typedef struct Setting {
  JbComposition composition;
  bool english;
} Setting;

static Setting default_setting(void)
{
  Setting setting = {.composition = jb_composition_default()};
  setting.composition.fit = JB_FIT_FIRST;
  setting.composition.squeeze = setting.composition.avoid_short_last = false;
  return setting;
}

/* Names and values are compared without - and _, and without case. */
static bool same(const char *written, const char *name)
{
  for (;; written++, name++) {
    while (*written == '-' || *written == '_')
      written++;
    while (*name == '-' || *name == '_')
      name++;
    if (g_ascii_tolower(*written) != g_ascii_tolower(*name))
      return false;
    if (*written == '\0')
      return true;
  }
}

/* Index of value among words separated by blanks; words of one meaning by |. -1: not there. */
static int choose(const char *words, const char *value)
{
  g_auto(GStrv) choices = g_strsplit(words, " ", -1);
  for (int i = 0; choices[i]; i++) {
    g_auto(GStrv) names = g_strsplit(choices[i], "|", -1);
    for (char **name = names; *name; name++)
      if (same(value, *name))
        return i;
  }
  return -1;
}

typedef enum Kind {
  KIND_FLAG,
  KIND_LENGTH,
  KIND_KINSOKU,
  KIND_STYLE,
  KIND_FIT,
  KIND_SHAPE,
  KIND_ALIGN,
  KIND_LANG
} Kind;

static const char off_on[] = "off|no|false|0|full|none|never|fit|关 on|yes|true|1|half|trim|开";

static const struct Choices {
  Kind kind;
  const char *words;
} choices[] = {
    {KIND_FLAG, off_on},
    {KIND_KINSOKU, "none basic gb strict"},
    {KIND_STYLE, "quanjiao|full|全角 banjiao|half|半角 kaiming|开明 tight"},
    {KIND_FIT, "first|first-fit total|total-fit|optimal|optimum"},
    {KIND_SHAPE, "none balance title"},
    {KIND_ALIGN, "start|left centre|center end|right justify|both"},
    {KIND_LANG, "zh|zh-cn|zh-hans en"},
};

#define OF(field) offsetof(Setting, composition.field)

static const struct Key {
  const char *names; /* the first is the one the rules use */
  Kind kind;
  size_t field;
} keys[] = {
    {"kinsoku|prohibition|level|禁则", KIND_KINSOKU, OF(prohibition)},
    {"style|marks|punct-style|punct", KIND_STYLE, OF(marks)},
    {"line-end", KIND_FLAG, OF(line_end_half)},
    {"line-start", KIND_FLAG, OF(line_start_half)},
    {"indent|first-indent", KIND_LENGTH, OF(first_indent)},
    {"hanging-indent", KIND_LENGTH, OF(hanging_indent)},
    {"indent-open", KIND_FLAG, OF(indent_open_half)},
    {"autospace|gap", KIND_LENGTH, OF(autospace)},
    {"autospace-min|autospace-minimum|gap-min", KIND_LENGTH, OF(autospace_minimum)},
    {"autospace-max|autospace-maximum|gap-max", KIND_LENGTH, OF(autospace_maximum)},
    {"squeeze|挤进|挤压", KIND_FLAG, OF(squeeze)},
    {"squeeze-stops|stops", KIND_FLAG, OF(squeeze_stops)},
    {"hanging|hang|悬挂", KIND_FLAG, OF(hang)},
    {"short-last|avoid-short-last|orphan|orphans|gu-zi|孤字|single|check-single|widow", KIND_FLAG,
     OF(avoid_short_last)},
    {"keep-number-unit|keep|keep-unit|number-unit", KIND_FLAG, OF(keep_number_unit)},
    {"fit|breaking|break", KIND_FIT, OF(fit)},
    {"shape", KIND_SHAPE, OF(shape)},
    {"align", KIND_ALIGN, OF(align)},
    {"lang", KIND_LANG, offsetof(Setting, english)},
};

static bool read_number(const char *text, double *number)
{
  char *end;
  errno = 0;
  *number = g_ascii_strtod(text, &end);
  if (*end == '/' && end[1] != '\0')
    *number /= g_ascii_strtod(end + 1, &end);
  if (strcmp(end, "em") == 0)
    end += 2;
  return end != text && *end == '\0' && errno == 0 && isfinite(*number) && *number >= 0;
}

static bool set_choice(Kind kind, const char *value, void *field)
{
  int index = -1;
  for (size_t i = 0; i < G_N_ELEMENTS(choices); i++)
    if (choices[i].kind == kind)
      index = choose(choices[i].words, value);
  if (index < 0)
    return false;
  if (kind == KIND_FLAG || kind == KIND_LANG)
    *(bool *)field = index == 1;
  else
    *(int *)field = index; /* an enumeration */
  return true;
}

/* One key=value; NULL, or what is wrong. */
static char *set_key(Setting *setting, const char *pair)
{
  const char *equals = strchr(pair, '=');
  g_autofree char *name = equals ? g_strndup(pair, (size_t)(equals - pair)) : g_strdup(pair);
  const char *value = equals ? equals + 1 : "on";
  for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (choose(keys[i].names, name) < 0)
      continue;
    void *field = (char *)setting + keys[i].field;
    double number;
    bool ok = keys[i].kind == KIND_LENGTH ? read_number(value, &number) : set_choice(keys[i].kind, value, field);
    if (ok && keys[i].kind == KIND_LENGTH)
      *(double *)field = number;
    return ok ? NULL : g_strdup_printf("key %s cannot be '%s'", name, value);
  }
  return g_strdup_printf("unknown key '%s'", name);
}

static char *set_keys(Setting *setting, const char *list)
{
  g_auto(GStrv) pairs = g_strsplit_set(list, ",;", -1);
  for (char **pair = pairs; *pair; pair++) {
    char *wrong = *g_strstrip(*pair) ? set_key(setting, *pair) : NULL;
    if (wrong)
      return wrong;
  }
  return NULL;
}

/* --- text --- */

static bool is_inkless(uint32_t character)
{
  return jb_class_of(character) >= JB_CLASS_SPACE;
}

/* Length of an escape <XXXX> at text, or 0. */
static size_t escape_length(const char *text, uint32_t *character)
{
  if (*text != '<')
    return 0;
  char *end;
  *character = (uint32_t)g_ascii_strtoull(text + 1, &end, 16);
  size_t digits = (size_t)(end - text) - 1;
  bool ok = *end == '>' && digits >= 4 && digits <= 6 && g_ascii_isxdigit(text[1]) && *character > 0 &&
            *character <= 0x10ffff && (*character < 0xd800 || *character > 0xdfff);
  return ok && is_inkless(*character) ? digits + 2 : 0;
}

/* The text with its escapes read; written receives, for each of its bytes and its end, where that stands in source. */
static GString *read_text(const char *source, GArray *written)
{
  GString *text = g_string_new(NULL);
  for (const char *cursor = source; *cursor;) {
    uint32_t character;
    size_t length = escape_length(cursor, &character), before = text->len, place = (size_t)(cursor - source);
    if (length > 0)
      g_string_append_unichar(text, character);
    else
      g_string_append_c(text, *cursor);
    for (; before < text->len; before++)
      g_array_append_val(written, place);
    cursor += length > 0 ? length : 1;
  }
  size_t end = strlen(source);
  g_array_append_val(written, end);
  return text;
}

/* --- answers --- */

static void append_width(GString *out, double width)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append(out, g_ascii_formatd(number, sizeof number, "%.2f", width));
  while (g_str_has_suffix(out->str, "0"))
    g_string_truncate(out, out->len - 1);
  if (g_str_has_suffix(out->str, "."))
    g_string_truncate(out, out->len - 1);
}

static void append_source(GString *out, const char *source, const GArray *written, size_t start, size_t end)
{
  size_t from = g_array_index(written, size_t, start), to = g_array_index(written, size_t, end);
  g_string_append_len(out, source + from, (gssize)(to - from));
}

static void describe_lines(GString *out, const JbGalley *galley, double width, const char *source,
                           const GArray *written)
{
  g_autoptr(GArray) lines = jb_lines_break(galley, width);
  const JbCell *items = galley->cells->items;
  g_autoptr(GString) widths = g_string_new(NULL);
  for (guint i = 0; i < lines->len; i++) {
    const JbSetLine *line = &g_array_index(lines, JbSetLine, i);
    if (i > 0) {
      g_string_append(out, "⏎");
      g_string_append_c(widths, ',');
    }
    append_source(out, source, written, items[line->ink_first].start, items[line->ink_end].start);
    append_width(widths, line->natural + line->trail);
  }
  g_string_append_printf(out, "\t%s", widths->str);
}

static void describe_breaks(GString *out, const JbGalley *galley, const char *source, const GArray *written)
{
  const JbCells *cells = galley->cells;
  for (size_t i = 0; i < cells->count; i++) {
    append_source(out, source, written, cells->items[i].start, cells->items[i + 1].start);
    if (galley->joints[i].line_end == JB_BREAK_ALLOWED)
      g_string_append(out, "¦");
  }
}

/* Answers one line; NULL, or what is wrong with it. */
static char *answer(const char *line, bool breaks, GString *out)
{
  g_auto(GStrv) fields = g_strsplit(line, "\t", -1);
  guint count = g_strv_length(fields);
  double width = 0;
  if (count < (breaks ? 2 : 3) || count > 4)
    return g_strdup("not ID<TAB>TEXT<TAB>WIDTH_EM<TAB>key=value,…");
  if (!g_utf8_validate(fields[1], -1, NULL))
    return g_strdup("the text is not UTF-8");
  if (count > 2 && *g_strstrip(fields[2]) && !read_number(fields[2], &width))
    return g_strdup_printf("the width is not a number: '%s'", fields[2]);
  if (!breaks && width <= 0)
    return g_strdup("the width must be above 0");
  Setting setting = default_setting();
  char *wrong = count > 3 ? set_keys(&setting, g_strstrip(fields[3])) : NULL;
  if (wrong)
    return wrong;
  g_autoptr(GArray) written = g_array_new(FALSE, FALSE, sizeof(size_t));
  g_autoptr(GString) text = read_text(fields[1], written);
  JbTextRun run = {.length = text->len, .size = 1, .english = setting.english};
  JbMeasurer metric = {measure_cells};
  g_autoptr(JbGalley) galley = jb_galley_new(text->str, text->len, &run, 1, &setting.composition, &metric);
  g_string_append_printf(out, "%s\t", fields[0]);
  if (breaks)
    describe_breaks(out, galley, fields[1], written);
  else
    describe_lines(out, galley, width, fields[1], written);
  g_string_append_c(out, '\n');
  return NULL;
}

/* --- the program --- */

static bool answer_all(char **lines, bool breaks)
{
  bool all_read = true;
  g_autoptr(GString) out = g_string_new(NULL);
  for (guint number = 0; lines[number]; number++) {
    char *line = g_strchomp(lines[number]);
    if (*line == '\0' || *line == '#')
      continue;
    g_autofree char *wrong = answer(line, breaks, out);
    if (wrong) {
      fprintf(stderr, "jb-lines: line %u: %s\n", number + 1, wrong);
      all_read = false;
    }
  }
  return fputs(out->str, stdout) >= 0 && all_read;
}

static char *read_all(FILE *file)
{
  g_autoptr(GString) text = g_string_new(NULL);
  char block[65536];
  for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0;)
    g_string_append_len(text, block, (gssize)length);
  return g_string_free(g_steal_pointer(&text), FALSE);
}

int main(int argc, char **argv)
{
  bool breaks = argc > 1 && strcmp(argv[1], "--breaks") == 0;
  int first = breaks ? 2 : 1;
  if (argc > first + 1) {
    fputs("usage: jb-lines [--breaks] [FILE]\n", stderr);
    return 2;
  }
  FILE *file = argc > first && strcmp(argv[first], "-") != 0 ? fopen(argv[first], "rb") : stdin;
  if (!file) {
    fprintf(stderr, "jb-lines: %s: %s\n", argv[first], g_strerror(errno));
    return 2;
  }
  g_autofree char *text = read_all(file);
  if (file != stdin)
    fclose(file);
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  return answer_all(lines, breaks) ? 0 : 2;
}
