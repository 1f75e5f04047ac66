/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: finding the text area, the grid and the type of the body.
 *
 * The text area is not drawn, so it is found: its sides are where most lines that turn over begin and most full lines
 * end, its top is the highest line of the pages after the first, pitch and step are the commonest distances between
 * lines and between characters. Its foot cannot be seen in text, which may end anywhere above it; it is where the
 * standard has it, unless two of the three things that hang on it (the colophon's last rule, the page number, the
 * number of lines) say otherwise. Taking averages instead was rejected: one table or one short line would shift them.
 */
#include "inspect/gbt9704-private.h"

#include "base/utf8.h"

#include <math.h>

#define SIDE_WINDOW  0.4  /* [mm] within which sides are the same: the half-closed line ends of a text */
#define PITCH_WINDOW 0.04 /* [mm] */
#define STEP_WINDOW  0.02 /* [mm] */
#define CARRIED_OVER 3    /* [line] at least, on the page after a full one */

double jb_nominal_pitch(void)
{
  return (JB_AREA_HEIGHT - jb_mm(JB_BODY_SIZE)) / (JB_LINES - 1);
}

JbMeasuredPage jb_paper(const JbInspection *inspection)
{
  const GArray *pages = inspection->measures->pages;
  return pages->len > 0 ? g_array_index(pages, JbMeasuredPage, 0)
                        : (JbMeasuredPage){.width = JB_PAPER_WIDTH, .height = JB_PAPER_HEIGHT};
}

static bool is_text(const JbMeasuredLine *line)
{
  return line->body && line->heading == 0 && !line->beside;
}

bool jb_is_on_grid(const JbMeasuredLine *line)
{
  return line->body && !line->beside;
}

/* Collects a measure of the body's lines; take says of a line whether it has one. */
static GArray *collect(const JbInspection *inspection, int parity,
                       bool (*take)(const JbInspection *inspection, const JbMeasuredLine *line, double *value))
{
  GArray *values = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    double value;
    if (jb_is_on_grid(line) && (parity < 0 || line->page % 2 == parity) && take(inspection, line, &value)) {
      g_array_append_val(values, value);
    }
  }
  return values;
}

bool jb_begins_plainly(const JbInspection *inspection, const JbMeasuredLine *line)
{
  return jb_character_is_han(jb_measured_cell(inspection->measures, line->first_cell)->character);
}

static bool take_turned_left(const JbInspection *inspection, const JbMeasuredLine *line, double *value)
{
  *value = line->left;
  return !line->first && jb_begins_plainly(inspection, line);
}

static bool take_first_left(const JbInspection *inspection, const JbMeasuredLine *line, double *value)
{
  *value = line->left - jb_mm(2 * line->size); /* 7.3.3: each paragraph begins two characters in */
  return line->first && line->heading == 0 && jb_begins_plainly(inspection, line);
}

static bool take_full_right(const JbInspection *inspection, const JbMeasuredLine *line, double *value)
{
  (void)inspection;
  *value = line->right;
  return !line->last;
}

static bool take_size(const JbInspection *inspection, const JbMeasuredLine *line, double *value)
{
  (void)inspection;
  *value = line->size;
  return line->heading == 0;
}

static double densest_of(const JbInspection *inspection, int parity, double window,
                         bool (*take)(const JbInspection *, const JbMeasuredLine *, double *))
{
  g_autoptr(GArray) values = collect(inspection, parity, take);
  return jb_densest(values, window);
}

static void find_sides(JbInspection *inspection)
{
  JbFrame *frame = &inspection->frame;
  for (int parity = 0; parity < 2; parity++) {
    double left = densest_of(inspection, parity, SIDE_WINDOW, take_turned_left);
    frame->left[parity] = !isnan(left) ? left : densest_of(inspection, parity, SIDE_WINDOW, take_first_left);
    frame->right[parity] = densest_of(inspection, parity, SIDE_WINDOW, take_full_right);
  }
  for (int parity = 0; parity < 2; parity++) { /* a side without text: the other's mirror image, else the standard */
    double *left = &frame->left[parity], *right = &frame->right[parity];
    double other_left = frame->left[1 - parity], other_right = frame->right[1 - parity];
    double nominal = parity == 1 ? JB_BINDING : JB_FORE_EDGE;
    if (isnan(*left)) {
      *left = isnan(other_right) ? nominal : JB_PAPER_WIDTH - other_right;
    }
    if (isnan(*right)) {
      *right = isnan(other_left) ? nominal + JB_AREA_WIDTH : JB_PAPER_WIDTH - other_left;
    }
  }
}

static void find_pitch_and_step(JbInspection *inspection)
{
  const JbMeasures *measures = inspection->measures;
  g_autoptr(GArray) pitches = g_array_new(FALSE, FALSE, sizeof(double));
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (!is_text(line)) {
      continue;
    }
    const JbMeasuredLine *next = i + 1 < measures->lines->len ? jb_line_at(inspection, i + 1) : NULL;
    if (next && next->owner == line->owner && next->page == line->page && !next->beside) {
      double pitch = next->baseline - line->baseline;
      g_array_append_val(pitches, pitch);
    }
    for (guint c = line->first_cell; c + 1 < line->first_cell + line->cell_count; c++) {
      const JbMeasuredCell *cell = jb_measured_cell(measures, c);
      if (jb_character_is_han(cell[0].character) && jb_character_is_han(cell[1].character)) {
        double step = (double)cell[1].left - (double)cell[0].left;
        g_array_append_val(steps, step);
      }
    }
  }
  double pitch = jb_densest(pitches, PITCH_WINDOW), step = jb_densest(steps, STEP_WINDOW);
  inspection->frame.pitch = pitch > 0 ? pitch : jb_nominal_pitch();
  inspection->frame.step = step > 0 ? step : JB_AREA_WIDTH / JB_CHARACTERS;
}

double jb_body_top(const JbMeasuredLine *line)
{
  return jb_line_middle(line) - jb_mm(JB_BODY_SIZE) / 2;
}

/* The highest line of the pages after the first. Where there are none, the head of page 1 tells, if both its first
 * line and the mark agree. */
static void find_top(JbInspection *inspection)
{
  double top = INFINITY;
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (line->page > 1 && jb_is_on_grid(line)) {
      top = fmin(top, jb_body_top(line));
    }
  }
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark"), *number = jb_first_of(inspection, "copy-number");
  if (isinf(top) && mark && number && fabs(mark->ink_top - 35 - jb_body_top(number)) < JB_TOLERANCE) {
    top = jb_body_top(number);
  }
  inspection->frame.top = isinf(top) ? JB_HEAD_MARGIN : top;
}

static void find_type(JbInspection *inspection)
{
  const JbMeasures *measures = inspection->measures;
  JbFrame *frame = &inspection->frame;
  g_autofree guint *counts = g_new0(guint, measures->faces->len + 1);
  guint lines = 0, coloured = 0;
  JbColour colour = jb_colour_black();
  for (guint i = 0; i < measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (is_text(line)) {
      jb_measures_count_faces(measures, line->first_cell, line->first_cell + line->cell_count, counts);
      lines++;
      coloured += !jb_colour_is_black(&line->colour);
      colour = jb_colour_is_black(&line->colour) ? colour : line->colour;
    }
  }
  double size = densest_of(inspection, -1, 0.05, take_size);
  frame->size = size > 0 ? size : JB_BODY_SIZE;
  frame->face = jb_measures_commonest_face(measures, counts);
  frame->colour = 2 * coloured > lines ? colour : jb_colour_black();
}

/* Does anything stand on the page below a line: a table after the text? */
static bool is_lowest(const JbInspection *inspection, const JbMeasuredLine *line)
{
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *other = jb_line_at(inspection, i);
    if (other->page == line->page && jb_line_bottom(other) > jb_line_bottom(line) + JB_TOLERANCE) {
      return false;
    }
  }
  return true;
}

/* The foot of the lowest line of pages whose last paragraph goes on, and other text after it: those are full. The end
 * of the text alone may have been held back from the page before, to stand with the signature. */
static void find_deepest(JbInspection *inspection)
{
  const GArray *lines = inspection->measures->lines;
  for (guint i = 0; i + CARRIED_OVER < lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i), *next = jb_line_at(inspection, i + 1);
    const JbMeasuredLine *later = jb_line_at(inspection, i + CARRIED_OVER);
    if (is_text(line) && next->page > line->page && next->owner == line->owner && later->body &&
        later->page == next->page && is_lowest(inspection, line)) {
      inspection->frame.deepest = fmax(inspection->frame.deepest, jb_body_top(line) + jb_mm(JB_BODY_SIZE));
    }
  }
}

int jb_lines_with_room(const JbInspection *inspection, double bottom)
{
  const JbFrame *frame = &inspection->frame;
  return (int)floor((bottom + JB_TOLERANCE - frame->top - jb_mm(JB_BODY_SIZE)) / frame->pitch) + 1;
}

int jb_lines_found(const JbInspection *inspection)
{
  const JbFrame *frame = &inspection->frame;
  return (int)lround((frame->deepest - jb_mm(JB_BODY_SIZE) - frame->top) / frame->pitch) + 1;
}

bool jb_holds_lines(const JbInspection *inspection, double bottom)
{
  return inspection->frame.deepest == 0 || jb_lines_found(inspection) == jb_lines_with_room(inspection, bottom);
}

static void find_bottom(JbInspection *inspection)
{
  const GArray *furniture = inspection->measures->furniture;
  double nominal = jb_paper(inspection).height - JB_FOOT_MARGIN, by_rule = NAN, by_number = NAN;
  guint index = 0;
  for (const JbMeasuredRule *rule; (rule = jb_next_colophon_rule(inspection, &index));) {
    by_rule = rule->bottom;
  }
  for (guint i = 0; i < furniture->len && isnan(by_number); i++) {
    const JbMeasuredLine *line = &g_array_index(furniture, JbMeasuredLine, i);
    if (line->artifact == JB_ARTIFACT_PAGE_NUMBER) {
      by_number = jb_line_top(line) - JB_NUMBER_OFFSET;
    }
  }
  bool two_agree = fabs(by_rule - by_number) < JB_TOLERANCE;
  bool lines_disagree = !jb_holds_lines(inspection, nominal);
  double seen = two_agree || isnan(by_number) ? by_rule : by_number;
  bool believed = !isnan(seen) && (two_agree || (lines_disagree && jb_holds_lines(inspection, seen)));
  inspection->frame.bottom = believed ? seen : nominal;
}

void jb_frame_find(JbInspection *inspection)
{
  find_sides(inspection);
  find_pitch_and_step(inspection);
  find_top(inspection);
  find_type(inspection);
  find_deepest(inspection);
  find_bottom(inspection);
}
