/* SPDX-License-Identifier: MIT
 * Unicode's own test of line breaking (UAX #14, LineBreakTest.txt of the package unicode-data) against the level
 * strict, but for the departures listed here, each with its reason. A departure that is not met is an error too. */
#include "lines-text.h"

#include <stdlib.h>

static const char test_file[] = "/usr/share/unicode/auxiliary/LineBreakTest.txt";

/* Line breaking classes, as the test file names them, that are set by other rules or by none. */
static struct OtherClass {
  const char *class, *reason;
  bool met;
} others[] = {
    {"CR", "XML gives one kind of line end, LF; a carriage return is not drawn", false},
    {"BK", "begins a text of its own: spaces after it are dropped, marks after it are symbols", false},
    {"LF", "the same", false},
    {"NL", "the same", false},
    {"BA", "stands for a tab here, a space to us", false},
    {"B2", "a single dash is a connector, two are a dash: standards 1.1", false},
    {"NS", "stands for a Khmer sign here; those of Chinese and Japanese are MD and IT of standards 1.1", false},
    {"CJ_NS", "small kana are kana: standards 1.1", false},
    {"IN", "stands for a one-dot leader here, a symbol to us", false},
    {"OP", "stands for U+2329 here, which is U+3008 in Chinese text", false},
    {"BB", "accents by themselves and the Mongolian hyphen: symbols to us", false},
    {"CB", "what stands for an object has no meaning in a text of ours", false},
    {"RI", "flags are symbols", false},
    {"EB", "emoji are symbols or wide", false},
    {"EM", "the same", false},
    {"ZWJ_O_ZWJ_CM", "the same", false},
    {"H2", "Korean syllables are wide, conjoining ones are not joined", false},
    {"H3", "the same", false},
    {"JL", "the same", false},
    {"JT", "the same", false},
    {"JV", "the same", false},
    {"AI_AL", "wide or western by our table, not by the context: standards 1.1", false},
    {"XX_AL", "characters that are none", false},
};

/* Neighbours with ink; right may follow spaces. "*": any. */
static struct Departure {
  const char *left, *right;
  bool spaced, unicode_breaks;
  const char *reason;
  bool met;
} departures[] = {
    {"*", "HY", true, true, "no line begins with a hyphen, after a space either: standards 1.2", false},
    {"SY", "*", false, true, "no line ends with a solidus: GB/T 15834", false},
    {"SY", "*", true, true, "the same", false},
    {"PR", "*", false, true, "signs of an amount stay together, two of them too: -¥5, ±5%", false},
    {"PO", "*", false, true, "the same", false},
    {"PR", "AL", false, false, "only letters are joined to a prefix; this is a number sign", false},
    {"PO", "AL", false, false, "the same", false},
    {"CL", "*", false, true, "] and } stay with what follows like ): (s)he, [1]st", false},
    {"CP_CP30", "*", false, true, "the same before signs of an amount", false},
    {"IS", "NU", false, true, ".5 is a number wherever it stands: LB25 as the annex writes it", false},
    {"HY", "GL", false, true, "no line end beside glue", false},
    {"HY", "HL", false, false, "a typed hyphen parts Hebrew words too", false},
    {"sot", "*", true, true, "spaces that begin a text are dropped", false},
    {"QU", "OP_OP30", true, false, "a line may end at any space between signs: LB15 is for languages that space quotes",
     false},
    {"WJ", "ID", false, false, "a combining mark after U+2060 is a symbol: it has no base", false},
    {"SP", "CM1_CM", false, true, "a combining mark after a space is drawn there, as a symbol", false},
};

typedef struct Point {
  const char *class;
  size_t end;  /* [byte] */
  bool breaks; /* after it, says Unicode */
} Point;

typedef struct Row {
  GString *text;
  GArray *points; /* of Point */
} Row;

/* "× 0023 × 0308 ÷	#  × [0.3] NUMBER SIGN (AL) × [9.0] COMBINING DIAERESIS (CM1_CM) ÷ [0.3]"; classes point into
 * line, which is changed. */
static Row read_row(char *line)
{
  Row row = {g_string_new(NULL), g_array_new(FALSE, FALSE, sizeof(Point))};
  char *comment = strchr(line, '#');
  g_assert_nonnull(comment);
  *comment++ = '\0';
  g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", -1);
  for (char **word = words + 1; *word && word[1]; word += 2) {
    g_string_append_unichar(row.text, (gunichar)strtoul(*word, NULL, 16));
    char *close = strstr(comment, ") \xc3"), *open = close;
    g_assert_nonnull(close);
    while (*open != '(')
      open--;
    *close = '\0';
    comment = close + 1;
    Point point = {open + 1, row.text->len, strcmp(word[1], "÷") == 0};
    g_array_append_val(row.points, point);
  }
  return row;
}

static bool is_other(const char *class)
{
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (strcmp(others[i].class, class) == 0)
      return others[i].met = true;
  return false;
}

static bool is_departure(const char *left, bool spaced, const char *right, bool unicode_breaks)
{
  for (size_t i = 0; i < G_N_ELEMENTS(departures); i++) {
    struct Departure *departure = &departures[i];
    if ((strcmp(departure->left, "*") == 0 || strcmp(departure->left, left) == 0) &&
        (strcmp(departure->right, "*") == 0 || strcmp(departure->right, right) == 0) && departure->spaced == spaced &&
        departure->unicode_breaks == unicode_breaks)
      return departure->met = true;
  }
  return false;
}

/* Compares all joints of a row but the last; returns how many. */
static unsigned compare_row(const Row *row, const char *line)
{
  g_autoptr(Setting) setting = set(row->text->str, "strict", 1e9);
  const JbCells *cells = setting->galley->cells;
  const char *left = "sot";
  bool spaced = false;
  size_t cell = 0;
  unsigned compared = 0;
  for (guint i = 0; i + 1 < row->points->len; i++) {
    const Point *point = &g_array_index(row->points, Point, i), *next = point + 1;
    while (cells->items[cell + 1].start < point->end)
      cell++;
    bool ours =
        cells->items[cell + 1].start == point->end && setting->galley->joints[cell].line_end >= JB_BREAK_ALLOWED;
    bool space = strcmp(point->class, "SP") == 0, mark = strcmp(point->class, "CM1_CM") == 0;
    if (space)
      spaced = true;
    else if (!mark || spaced || strcmp(left, "sot") == 0) {
      left = mark ? "AL" : point->class;
      spaced = false;
    }
    if (is_other(left) || is_other(next->class))
      continue;
    bool lone_mark = space && strcmp(next->class, "CM1_CM") == 0;
    compared++;
    if (ours == point->breaks || (lone_mark && is_departure("SP", false, "CM1_CM", point->breaks)) ||
        is_departure(left, spaced, next->class, point->breaks))
      continue;
    g_test_message("%s: %s%s %s: Unicode %s", line, left, spaced ? " SP" : "", next->class,
                   point->breaks ? "breaks" : "does not break");
    g_test_fail();
  }
  return compared;
}

static void test_unicode(void)
{
  g_autofree char *data = NULL;
  g_assert_true(g_file_get_contents(test_file, &data, NULL, NULL));
  g_auto(GStrv) lines = g_strsplit(data, "\n", -1);
  unsigned compared = 0;
  for (char **line = lines; *line; line++) {
    if (**line == '\0' || **line == '#' || strstr(*line, " 0001 ")) /* XML has no U+0001 */
      continue;
    g_autofree char *copy = g_strdup(*line);
    Row row = read_row(copy);
    compared += compare_row(&row, *line);
    g_string_free(row.text, TRUE);
    g_array_unref(row.points);
  }
  g_assert_cmpuint(compared, >, 4000);
  g_test_message("%u joints", compared);
}

static void test_every_departure_is_met(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
    if (!others[i].met)
      g_test_fail_printf("no %s in the test file", others[i].class);
  for (size_t i = 0; i < G_N_ELEMENTS(departures); i++)
    if (!departures[i].met)
      g_test_fail_printf("never met: %s and %s, %s", departures[i].left, departures[i].right, departures[i].reason);
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/unicode/line-break-test", test_unicode);
  g_test_add_func("/text/unicode/departures", test_every_departure_is_met);
  return g_test_run();
}
