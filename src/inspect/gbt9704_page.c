/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: paper, text area, grid and type (GB/T 9704-2012 5 and 7.3.3). */
#include "inspect/gbt9704-private.h"

#include <math.h>

#define PAPER_SLACK   0.5 /* [mm] */
#define OFF_GRID      0.3 /* [mm] that a line may stand off it */
#define INDENT_WINDOW 0.4 /* [mm] within which indents are the same */

/* --- Paper and margins --- */

void jb_check_paper(JbInspection *inspection, const JbCheck *check)
{
  for (guint i = 0; i < inspection->measures->pages->len; i++) {
    const JbMeasuredPage *page = &g_array_index(inspection->measures->pages, JbMeasuredPage, i);
    if (fabs(page->width - JB_PAPER_WIDTH) > PAPER_SLACK || fabs(page->height - JB_PAPER_HEIGHT) > PAPER_SLACK) {
      g_autofree char *value = g_strdup_printf("%.1f × %.1f mm", page->width, page->height);
      jb_deviate(inspection, check, (int)i + 1, inspection->document, value, "210 × 297 mm");
    }
  }
}

/* The first line of the body on a page of a parity, which stands for all of them; NULL: there is none. */
static const JbMeasuredLine *first_on(const JbInspection *inspection, int parity)
{
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (jb_is_on_grid(line) && line->page % 2 == parity) {
      return line;
    }
  }
  return NULL;
}

void jb_check_head_margin(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = first_on(inspection, 0);
  line = line ? line : first_on(inspection, 1);
  if (line) {
    jb_check_length(inspection, check, line, inspection->frame.top, JB_HEAD_MARGIN, JB_TOLERANCE);
  }
}

static double binding_margin(const JbInspection *inspection, int parity)
{
  const JbFrame *frame = &inspection->frame;
  return parity == 1 ? frame->left[1] : jb_paper(inspection).width - frame->right[0];
}

static double fore_edge_margin(const JbInspection *inspection, int parity)
{
  const JbFrame *frame = &inspection->frame;
  return parity == 0 ? frame->left[0] : jb_paper(inspection).width - frame->right[1];
}

/* The margin at the binding is on the left of odd pages and on the right of even ones. */
void jb_check_binding(JbInspection *inspection, const JbCheck *check)
{
  for (int parity = 1; parity >= 0 && !(inspection->explained & JB_BY_BINDING); parity--) {
    const JbMeasuredLine *line = first_on(inspection, parity);
    if (line) {
      jb_check_length(inspection, check, line, binding_margin(inspection, parity), JB_BINDING, JB_TOLERANCE);
    }
    bool same = fabs(inspection->frame.left[0] - inspection->frame.left[1]) < JB_TOLERANCE / 2;
    if (parity == 0 && same && (inspection->explained & JB_BY_BINDING) != 0) {
      inspection->explained |= JB_BY_NO_MIRROR;
    }
  }
}

/* Where the text area stands at the wrong place but is as wide as it should be, only its place is wrong. */
void jb_check_fore_edge(JbInspection *inspection, const JbCheck *check)
{
  for (int parity = 1; parity >= 0 && !(inspection->explained & JB_BY_FORE_EDGE); parity--) {
    const JbMeasuredLine *line = first_on(inspection, parity);
    double width = inspection->frame.right[parity] - inspection->frame.left[parity];
    bool shifted = fabs(binding_margin(inspection, parity) - JB_BINDING) > JB_TOLERANCE &&
                   fabs(width + JB_BINDING + JB_FORE_EDGE - jb_paper(inspection).width) <= JB_TOLERANCE;
    if (line && !shifted) {
      jb_check_length(inspection, check, line, fore_edge_margin(inspection, parity), JB_FORE_EDGE, JB_TOLERANCE);
    }
  }
}

void jb_check_foot_margin(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = first_on(inspection, 1);
  if (line) {
    jb_check_length(inspection, check, line, jb_paper(inspection).height - inspection->frame.bottom, JB_FOOT_MARGIN,
                    JB_TOLERANCE);
  }
}

/* --- Grid --- */

/* 5.2.3: 22 lines fill the text area, so 21 pitches and one character are its height. */
void jb_check_pitch(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = first_on(inspection, 1);
  if (line && fabs(inspection->frame.pitch - jb_nominal_pitch()) > JB_TOLERANCE / (JB_LINES - 1)) {
    g_autofree char *value = g_strdup_printf("%.2f mm", inspection->frame.pitch);
    g_autofree char *wanted = g_strdup_printf("%.2f ± %.2f mm", jb_nominal_pitch(), JB_TOLERANCE / (JB_LINES - 1));
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

void jb_check_lines(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = first_on(inspection, 1);
  if (line && !jb_holds_lines(inspection, inspection->frame.bottom)) {
    g_autofree char *value = g_strdup_printf("%d", jb_lines_found(inspection));
    g_autofree char *wanted = g_strdup_printf("%d", jb_lines_with_room(inspection, inspection->frame.bottom));
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

void jb_check_characters(JbInspection *inspection, const JbCheck *check)
{
  const JbFrame *frame = &inspection->frame;
  const JbMeasuredLine *line = first_on(inspection, 1);
  double count = (frame->right[1] - frame->left[1]) / frame->step;
  bool told = (inspection->explained & JB_BY_LINES) != 0 && frame->size > 15.8; /* 16 pt has neither 22 lines nor 28 */
  if (line && !told && fabs(count - JB_CHARACTERS) > 0.3) {
    g_autofree char *value = g_strdup_printf("%.1f", count);
    jb_deviate(inspection, check, line->page, line->place, value, "28");
  }
}

static double off_grid(const JbInspection *inspection, const JbMeasuredLine *line)
{
  double rows = (jb_body_top(line) - inspection->frame.top) / inspection->frame.pitch;
  return (rows - round(rows)) * inspection->frame.pitch;
}

/* The first line that is off it tells of those below, which are off with it. */
void jb_check_grid(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *recipients = jb_first_of(inspection, "recipients");
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    double off = off_grid(inspection, line);
    if (jb_is_on_grid(line) && fabs(off) > OFF_GRID) {
      jb_deviate_length(inspection, check, line, off, 0, OFF_GRID);
      bool head = recipients && fabs(off_grid(inspection, recipients)) > OFF_GRID;
      inspection->explained |= head ? JB_BY_NO_GRID : 0;
      return;
    }
  }
}

/* --- Body --- */

void jb_check_body_size(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, NULL);
  double size = inspection->frame.size;
  if (line && fabs(size - JB_BODY_SIZE) > 0.05 && fabs(size - 15.75) > 0.05) {
    g_autofree char *value = g_strdup_printf("%.4g pt", size);
    jb_deviate(inspection, check, line->page, line->place, value, "三号 16 / 15.75 pt");
  }
}

void jb_check_body_face(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, NULL);
  const char *face = inspection->frame.face, *wanted = inspection->faces->roles[JB_INSPECT_FANGSONG];
  if (line && face && g_strcmp0(face, wanted) != 0) {
    g_autofree char *words = g_strdup_printf("仿宋 (%s)", wanted);
    jb_deviate(inspection, check, line->page, line->place, face, words);
  }
}

/* Black, or the body's colour where that has been told. */
static void check_black(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, const char *of,
                        bool *told_body)
{
  bool like_body = jb_colour_equal(&line->colour, &inspection->frame.colour);
  if (jb_colour_is_black(&line->colour) || (like_body && *told_body)) {
    return;
  }
  *told_body = *told_body || like_body;
  g_autofree char *ink = jb_colour_ink(&line->colour);
  g_autofree char *value = g_strdup_printf("%s (%s)", ink, of);
  jb_deviate(inspection, check, line->page, line->place, value, "K100");
}

/* All text is black, but for the mark (7.2.4) and what is drawn. */
void jb_check_colour(JbInspection *inspection, const JbCheck *check)
{
  const GArray *furniture = inspection->measures->furniture;
  bool told_body = false;
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (g_strcmp0(line->kind, "mark") != 0 && !line->figure) {
      const char *of = line->kind ? line->kind : line->heading > 0 ? "heading" : "text";
      check_black(inspection, check, line, of, &told_body);
    }
  }
  for (guint i = 0; i < furniture->len; i++) {
    const JbMeasuredLine *line = &g_array_index(furniture, JbMeasuredLine, i);
    check_black(inspection, check, line, jb_artifact_name(line->artifact), &told_body);
  }
}

static bool is_level(const JbMeasuredLine *line, int level)
{
  return line->body && line->first && !line->beside && line->heading == level;
}

/* Of the paragraphs, or of the headings of a level, taken together: most of them. */
void jb_check_indent(JbInspection *inspection, const JbCheck *check)
{
  g_autoptr(GArray) indents = g_array_new(FALSE, FALSE, sizeof(double));
  const JbMeasuredLine *example = NULL;
  for (guint i = 0; i < inspection->measures->lines->len; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (is_level(line, (int)check->number) && jb_is_on_grid(line) && jb_begins_plainly(inspection, line)) {
      double indent = line->left - jb_area_left(inspection, line->page);
      g_array_append_val(indents, indent);
      example = example ? example : line;
    }
  }
  double indent = jb_densest(indents, INDENT_WINDOW);
  if (example && fabs(indent / inspection->frame.step - 2) > 0.25 && fabs(indent / jb_mm(JB_BODY_SIZE) - 2) > 0.25) {
    g_autofree char *value = g_strdup_printf("%.1f", indent / inspection->frame.step);
    jb_deviate(inspection, check, example->page, example->place, value, "2");
  }
}
