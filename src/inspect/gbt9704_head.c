/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: the head of a document (版头) and what leads to its text (GB/T 9704-2012 7.2, 7.3.1, 10). */
#include "inspect/gbt9704-private.h"

#include <math.h>
#include <string.h>

/* --- 发文机关标志 --- */

/* Its ink, over all its lines. [mm] */
static void find_mark(const JbInspection *inspection, double *top, double *bottom)
{
  *top = INFINITY;
  *bottom = -INFINITY;
  for (JbPart part = {0}; jb_next_part(inspection, "mark", &part);) {
    for (guint i = part.first; i < part.end; i++) {
      *top = fmin(*top, jb_line_at(inspection, i)->ink_top);
      *bottom = fmax(*bottom, jb_line_at(inspection, i)->ink_bottom);
    }
  }
}

static void check_mark_below(JbInspection *inspection, const JbCheck *check, double edge)
{
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark");
  double top, bottom;
  find_mark(inspection, &top, &bottom);
  if (mark) {
    jb_check_length(inspection, check, mark, top - edge, check->number, JB_TOLERANCE);
  }
}

void jb_check_mark_top(JbInspection *inspection, const JbCheck *check)
{
  double top, bottom;
  find_mark(inspection, &top, &bottom);
  bool from_nominal = fabs(top - JB_HEAD_MARGIN - check->number) <= JB_TOLERANCE; /* then it is the text that is off */
  check_mark_below(inspection, check, from_nominal ? JB_HEAD_MARGIN : inspection->frame.top);
}

void jb_check_letter_top(JbInspection *inspection, const JbCheck *check)
{
  check_mark_below(inspection, check, 0);
}

/* 7.2.2, 7.2.3: one under the other in the order 份号, 密级, 紧急程度; 密级 may keep the second line to itself. */
void jb_check_secret_row(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, check->kind);
  if (!line) {
    return;
  }
  bool second = strcmp(check->kind, "classification") == 0;
  int before = jb_first_of(inspection, "copy-number") != NULL;
  before += !second && jb_first_of(inspection, "classification");
  double off = jb_off_row(inspection, line, before + 1);
  if (fabs(off) > JB_TOLERANCE && !(before == 0 && fabs(jb_off_row(inspection, line, 2)) <= JB_TOLERANCE)) {
    g_autofree char *value = g_strdup_printf("%.1f", before + 1 + off / inspection->frame.pitch);
    g_autofree char *wanted = g_strdup_printf("%d", before + 1);
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

/* --- 发文字号, 签发人 --- */

/* 7.2.5: centred; with 签发人 on the left, one character in; 10.1: on the right. */
void jb_check_number_place(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, check->kind);
  if (!line) {
    return;
  }
  double left = jb_area_left(inspection, line->page), right = jb_area_right(inspection, line->page);
  double off = (line->left + line->right - left - right) / 2;
  if (inspection->format == JB_GBT_LETTER) {
    off = line->right - right;
  } else if (jb_first_of(inspection, "signer")) {
    off = line->left - left - jb_mm(line->size);
  }
  jb_check_length(inspection, check, line, off, 0, JB_TOLERANCE);
}

/* The last line of 签发人 stands beside 发文字号. */
void jb_check_signer_line(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *number = jb_first_of(inspection, "document-number"), *signer = NULL;
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    signer = jb_line_at(inspection, part.end - 1);
  }
  if (number && signer) {
    jb_check_length(inspection, check, signer, signer->baseline - number->baseline, 0, JB_TOLERANCE);
  }
}

/* --- 分隔线 --- */

void jb_check_rule_there(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark");
  if (mark && !jb_separator(inspection)) {
    jb_deviate(inspection, check, mark->page, mark->place, "–", "156 mm, M80 Y80");
  }
}

/* The lowest line of the head above the rule: 发文字号, or 签发人 where they take more lines. */
static const JbMeasuredLine *above_rule(const JbInspection *inspection)
{
  const JbMeasuredLine *lowest = NULL;
  static const char *const kinds[] = {"document-number", "signer"};
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
    for (JbPart part = {0}; jb_next_part(inspection, kinds[k], &part);) {
      const JbMeasuredLine *line = jb_line_at(inspection, part.end - 1);
      lowest = !lowest || line->baseline > lowest->baseline ? line : lowest;
    }
  }
  return lowest;
}

void jb_check_rule_distance(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredRule *rule = jb_separator(inspection);
  const JbMeasuredLine *line = above_rule(inspection);
  if (rule && line) {
    jb_check_length(inspection, check, line, rule->top - jb_line_bottom(line), 4, JB_TOLERANCE);
  }
}

static void check_rule_length(JbInspection *inspection, const JbCheck *check, double value, double wanted)
{
  const JbMeasuredLine *line = jb_first_of(inspection, "mark");
  if (line) {
    jb_check_length(inspection, check, line, value, wanted, JB_TOLERANCE);
  }
}

void jb_check_rule_width(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredRule *rule = jb_separator(inspection);
  double area = jb_area_right(inspection, 1) - jb_area_left(inspection, 1);
  if (rule && fabs(rule->right - rule->left - area) > JB_TOLERANCE) { /* else it is the area that is wrong */
    check_rule_length(inspection, check, rule->right - rule->left, JB_AREA_WIDTH);
  }
}

void jb_check_rule_place(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredRule *rule = jb_separator(inspection);
  double middle = (jb_area_right(inspection, 1) + jb_area_left(inspection, 1)) / 2;
  if (rule) {
    check_rule_length(inspection, check, (rule->left + rule->right) / 2 - middle, 0);
  }
}

void jb_check_rule_colour(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredRule *rule = jb_separator(inspection);
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark");
  bool shared = mark && rule && jb_colour_equal(&mark->colour, &rule->colour);
  if (rule && !shared && !jb_colour_is_red(&rule->colour)) { /* a red they share is told of the mark */
    g_autofree char *ink = jb_colour_ink(&rule->colour);
    jb_deviate(inspection, check, rule->page, inspection->document, ink, "M80 Y80");
  }
}

/* --- 信函: two double rules --- */

/* The highest and the lowest rule of the upper or the lower half of page 1. */
typedef struct DoubleRule {
  const JbMeasuredRule *upper, *lower;
} DoubleRule;

static DoubleRule double_rule(const JbInspection *inspection, bool foot)
{
  const GArray *rules = inspection->measures->rules;
  DoubleRule found = {0};
  for (guint i = 0; i < rules->len; i++) {
    const JbMeasuredRule *rule = &g_array_index(rules, JbMeasuredRule, i);
    bool below = rule->top > JB_PAPER_HEIGHT / 2;
    if (rule->page != 1 || below != foot || rule->right - rule->left < JB_AREA_WIDTH / 2) {
      continue;
    }
    bool upper = !found.upper || rule->top < found.upper->top;
    bool lower = !found.lower || rule->top > found.lower->top;
    found.upper = upper ? rule : found.upper;
    found.lower = lower ? rule : found.lower;
  }
  return found;
}

static void deviate_rule(JbInspection *inspection, const JbCheck *check, const char *value, const char *wanted)
{
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark");
  jb_deviate(inspection, check, 1, mark ? mark->place : inspection->document, value, wanted);
}

static void check_rule_length_of(JbInspection *inspection, const JbCheck *check, double value)
{
  if (fabs(value - check->number) > JB_TOLERANCE) {
    g_autofree char *words = g_strdup_printf("%.1f mm", value);
    g_autofree char *asked = g_strdup_printf("%g ± %g mm", check->number, JB_TOLERANCE);
    deviate_rule(inspection, check, words, asked);
  }
}

void jb_check_letter_rules(JbInspection *inspection, const JbCheck *check)
{
  for (int foot = 0; foot < 2; foot++) {
    DoubleRule pair = double_rule(inspection, foot == 1);
    if (pair.upper == pair.lower) {
      deviate_rule(inspection, check, !pair.upper ? "0" : "1", "2");
    }
  }
}

/* Thick above thin at the head, thin above thick at the foot. */
void jb_check_letter_weights(JbInspection *inspection, const JbCheck *check)
{
  for (int foot = 0; foot < 2; foot++) {
    DoubleRule pair = double_rule(inspection, foot == 1);
    double down =
        pair.upper == pair.lower ? 0 : (pair.upper->bottom - pair.upper->top) - (pair.lower->bottom - pair.lower->top);
    if (foot == 0 ? down < 0 : down > 0) {
      deviate_rule(inspection, check, foot == 1 ? "▀▁" : "▁▀", foot == 1 ? "▁▀" : "▀▁");
    }
  }
}

void jb_check_letter_width(JbInspection *inspection, const JbCheck *check)
{
  for (int foot = 0; foot < 2; foot++) {
    DoubleRule pair = double_rule(inspection, foot == 1);
    if (pair.upper) {
      check_rule_length_of(inspection, check, pair.upper->right - pair.upper->left);
    }
  }
}

/* The standard says centred, and not on what: the paper will do, and so will the text area. */
void jb_check_letter_middle(JbInspection *inspection, const JbCheck *check)
{
  double area = (jb_area_left(inspection, 1) + jb_area_right(inspection, 1)) / 2;
  for (int foot = 0; foot < 2; foot++) {
    DoubleRule pair = double_rule(inspection, foot == 1);
    double middle = pair.upper ? (pair.upper->left + pair.upper->right) / 2 : area;
    bool on_paper = fabs(middle - JB_PAPER_WIDTH / 2) < fabs(middle - area);
    check_rule_length_of(inspection, check, middle - (on_paper ? JB_PAPER_WIDTH / 2 : area));
  }
}

void jb_check_letter_upper(JbInspection *inspection, const JbCheck *check)
{
  DoubleRule pair = double_rule(inspection, false);
  double top, bottom;
  find_mark(inspection, &top, &bottom);
  if (pair.upper && jb_first_of(inspection, "mark")) {
    check_rule_length_of(inspection, check, pair.upper->top - bottom);
  }
}

void jb_check_letter_lower(JbInspection *inspection, const JbCheck *check)
{
  DoubleRule pair = double_rule(inspection, true);
  if (pair.lower) {
    check_rule_length_of(inspection, check, JB_PAPER_HEIGHT - pair.lower->bottom);
  }
}

void jb_check_letter_colour(JbInspection *inspection, const JbCheck *check)
{
  for (int foot = 0; foot < 2; foot++) {
    DoubleRule pair = double_rule(inspection, foot == 1);
    const JbMeasuredLine *mark = jb_first_of(inspection, "mark");
    bool shared = mark && pair.upper && jb_colour_equal(&mark->colour, &pair.upper->colour);
    if (pair.upper && !shared && !jb_colour_is_red(&pair.upper->colour)) {
      g_autofree char *ink = jb_colour_ink(&pair.upper->colour);
      deviate_rule(inspection, check, ink, "M80 Y80");
    }
  }
}

/* --- 标题 --- */

/* 7.3.1: a trapezoid or a diamond. A line shorter than both its neighbours by more than half a character is neither. */
void jb_check_title_shape(JbInspection *inspection, const JbCheck *check)
{
  JbPart part = {0};
  if (!jb_next_part(inspection, check->kind, &part)) {
    return;
  }
  for (guint i = part.first + 1; i + 1 < part.end; i++) {
    const JbMeasuredLine *above = jb_line_at(inspection, i - 1), *line = above + 1, *below = above + 2;
    double width = line->right - line->left + jb_mm(line->size) / 2;
    if (width < above->right - above->left && width < below->right - below->left) {
      g_autofree char *value = g_strdup_printf("%u – %u – %u", above->cell_count, line->cell_count, below->cell_count);
      jb_deviate(inspection, check, line->page, line->place, value, "◇ △ ▽");
      return;
    }
  }
}

void jb_check_title_lone(JbInspection *inspection, const JbCheck *check)
{
  JbPart part = {0};
  if (!jb_next_part(inspection, check->kind, &part)) {
    return;
  }
  for (guint i = part.first; i < part.end; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    if (line->cell_count == 1) {
      jb_deviate(inspection, check, line->page, line->place, line->text, "≥ 2");
    }
  }
}

/* --- The beginning of the text --- */

void jb_check_first_page(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, NULL);
  if (line && line->page != 1) {
    g_autofree char *value = g_strdup_printf("%d", line->page);
    jb_deviate(inspection, check, line->page, line->place, value, "1");
  }
}

void jb_check_body_follows(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *recipients = NULL, *body = jb_first_of(inspection, NULL);
  for (JbPart part = {0}; jb_next_part(inspection, "recipients", &part);) {
    recipients = jb_line_at(inspection, part.end - 1);
  }
  if (recipients && body && recipients->page == body->page) {
    int blank = jb_blank_lines(inspection, jb_line_bottom(recipients), body, (int)check->number);
    if (blank != (int)check->number) {
      g_autofree char *value = g_strdup_printf("%d", blank);
      g_autofree char *wanted = g_strdup_printf("%g", check->number);
      jb_deviate(inspection, check, body->page, body->place, value, wanted);
    }
  }
}
