/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: what any element may be asked: its type, its words, where it begins, ends and stands. */
#include "inspect/gbt9704-private.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

#define CHARACTER_SLACK 0.25 /* [character] that an indent may be off */
#define FLUSH_SLACK     0.5  /* [mm] that aligned lines may differ */

/* 16 pt of Word are 15.75 of the press, and so on: standards of sizes name both. [pt] */
static double press_size(double word)
{
  static const double sizes[][2] = {{22, 21}, {16, 15.75}, {14, 13.75}};
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    if (sizes[i][0] == word) {
      return sizes[i][1];
    }
  }
  return word;
}

static const char *size_name(double word)
{
  return word == 22 ? "二号" : word == 16 ? "三号" : "四号";
}

void jb_check_size(JbInspection *inspection, const JbCheck *check)
{
  double word = check->number, press = press_size(word);
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    const JbMeasuredLine *like = check->like ? jb_first_of(inspection, check->like) : NULL;
    bool inherited = like ? like->size == line->size : word == 16 && jb_is_body_size(inspection, line->size);
    if (fabs(line->size - word) > 0.05 && fabs(line->size - press) > 0.05 && !inherited) {
      g_autofree char *value = g_strdup_printf("%.4g pt", line->size);
      g_autofree char *wanted = g_strdup_printf("%s %g / %g pt", size_name(word), word, press);
      jb_deviate(inspection, check, line->page, line->place, value, wanted);
      return; /* elements of a kind are set alike */
    }
  }
}

/* 5.2.2: 三号仿宋, unless something else is said. The date is set as the organisation above it. */
static const char *const plain_kinds[] = {"recipients", "document-number", "attachment-list",
                                          "signature",  "signature-date",  "annotation"};

void jb_check_plain_size(JbInspection *inspection, const JbCheck *check)
{
  double before = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(plain_kinds); i++) {
    const JbMeasuredLine *line = jb_first_of(inspection, plain_kinds[i]);
    if (!line || jb_is_body_size(inspection, line->size)) {
      continue;
    }
    if (line->size != before || strcmp(plain_kinds[i], "signature-date") != 0) {
      g_autofree char *value = g_strdup_printf("%.4g pt (%s)", line->size, plain_kinds[i]);
      jb_deviate(inspection, check, line->page, line->place, value, "三号 16 / 15.75 pt");
    }
    before = line->size;
  }
}

/* --- Faces --- */

static void check_face(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, const char *face)
{
  const char *asked = inspection->faces->roles[check->role];
  JbPart like = {0};
  bool shared = check->like && jb_next_part(inspection, check->like, &like);
  const char *other = shared ? jb_part_face(inspection, like) : inspection->frame.face;
  bool inherited = (shared || check->role == JB_INSPECT_FANGSONG) && g_strcmp0(face, other) == 0;
  if (face && !inherited && g_strcmp0(face, asked) != 0) {
    g_autofree char *wanted = g_strdup_printf("%s (%s)", check->wanted, asked);
    jb_deviate(inspection, check, line->page, line->place, face, wanted);
  }
}

void jb_check_face(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    check_face(inspection, check, jb_line_at(inspection, part.first), jb_part_face(inspection, part));
  }
}

void jb_check_plain_face(JbInspection *inspection, const JbCheck *check)
{
  const char *before = NULL, *fangsong = inspection->faces->roles[JB_INSPECT_FANGSONG];
  for (size_t i = 0; i < G_N_ELEMENTS(plain_kinds); i++) {
    JbPart part = {0};
    const char *face = jb_next_part(inspection, plain_kinds[i], &part) ? jb_part_face(inspection, part) : NULL;
    if (!face || g_strcmp0(face, fangsong) == 0 || g_strcmp0(face, inspection->frame.face) == 0) {
      continue;
    }
    if (g_strcmp0(face, before) != 0 || strcmp(plain_kinds[i], "signature-date") != 0) {
      const JbMeasuredLine *line = jb_line_at(inspection, part.first);
      g_autofree char *value = g_strdup_printf("%s (%s)", face, plain_kinds[i]);
      g_autofree char *wanted = g_strdup_printf("%s (%s)", check->wanted, fangsong);
      jb_deviate(inspection, check, line->page, line->place, value, wanted);
    }
    before = face;
  }
}

/* The cell after the first full-width colon of a line, as an index into the cells; its end when there is none. */
static guint after_colon(const JbInspection *inspection, const JbMeasuredLine *line)
{
  guint end = line->first_cell + line->cell_count;
  for (guint i = line->first_cell; i < end; i++) {
    if (jb_measured_cell(inspection->measures, i)->character == 0xFF1A) {
      return i + 1;
    }
  }
  return end;
}

static const char *face_between(const JbInspection *inspection, guint first, guint end)
{
  g_autofree guint *counts = g_new0(guint, inspection->measures->faces->len + 1);
  jb_measures_count_faces(inspection->measures, first, end, counts);
  return jb_measures_commonest_face(inspection->measures, counts);
}

static bool has_label(const JbInspection *inspection, const JbMeasuredLine *line)
{
  return after_colon(inspection, line) < line->first_cell + line->cell_count;
}

void jb_check_label_face(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    if (has_label(inspection, line)) {
      check_face(inspection, check, line, face_between(inspection, line->first_cell, after_colon(inspection, line)));
    }
  }
}

void jb_check_name_face(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    guint first = has_label(inspection, line) ? after_colon(inspection, line) : line->first_cell;
    check_face(inspection, check, line, face_between(inspection, first, line->first_cell + line->cell_count));
  }
}

/* --- Words --- */

static char *part_text(const JbInspection *inspection, JbPart part)
{
  GString *text = g_string_new(NULL);
  for (guint i = part.first; i < part.end; i++) {
    g_string_append(text, jb_line_at(inspection, i)->text);
  }
  return g_string_free(text, FALSE);
}

void jb_check_form(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    g_autofree char *text = part_text(inspection, part);
    if (!g_regex_match_simple(check->form, text, G_REGEX_OPTIMIZE, 0)) {
      jb_deviate(inspection, check, line->page, line->place, text, check->wanted);
    }
  }
}

/* --- Sides --- */

static bool is_opening(uint32_t character)
{
  return g_unichar_type(character) == G_UNICODE_OPEN_PUNCTUATION || character == 0x201C;
}

static bool is_closing(uint32_t character)
{
  return g_unichar_type(character) == G_UNICODE_CLOSE_PUNCTUATION || character == 0x3002 || character == 0xFF1A ||
         character == 0x201D;
}

/* Is a distance so many characters: the body's as it is or as it should be, or the line's own? */
static bool is_characters(const JbInspection *inspection, const JbMeasuredLine *line, double distance, double count)
{
  return fabs(distance / inspection->frame.step - count) <= CHARACTER_SLACK ||
         fabs(distance / jb_mm(JB_BODY_SIZE) - count) <= CHARACTER_SLACK ||
         fabs(distance / jb_mm(line->size) - count) <= CHARACTER_SLACK;
}

static void check_characters(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line,
                             double distance, bool bracketed)
{
  if (!is_characters(inspection, line, distance, check->number) &&
      !(bracketed && is_characters(inspection, line, distance + jb_mm(line->size) / 2, check->number))) {
    g_autofree char *value = g_strdup_printf("%.1f", distance / jb_mm(line->size));
    g_autofree char *wanted = g_strdup_printf("%g", check->number);
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

void jb_check_start(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    const JbMeasuredLine *like = check->like ? jb_first_of(inspection, check->like) : NULL;
    bool bracketed = is_opening(jb_measured_cell(inspection->measures, line->first_cell)->character);
    if (!like || fabs(like->left - line->left) > FLUSH_SLACK) {
      check_characters(inspection, check, line, line->left - jb_area_left(inspection, line->page), bracketed);
    }
  }
}

void jb_check_end(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.end - 1);
    guint last = line->first_cell + line->cell_count - 1;
    bool bracketed = is_closing(jb_measured_cell(inspection->measures, last)->character);
    check_characters(inspection, check, line, jb_area_right(inspection, line->page) - line->right, bracketed);
  }
}

/* Of several signers two stand in a line, so the last line may be shorter: the longest is measured. */
void jb_check_signer_end(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *longest = NULL;
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    for (guint i = part.first; i < part.end; i++) {
      const JbMeasuredLine *line = jb_line_at(inspection, i);
      longest = !longest || line->right > longest->right ? line : longest;
    }
  }
  if (longest) {
    check_characters(inspection, check, longest, jb_area_right(inspection, longest->page) - longest->right, false);
  }
}

/* Each line by itself, but a mark as a whole: the names of several organisations stand beside their 文件. */
void jb_check_centred(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    bool whole = g_strcmp0(check->kind, "mark") == 0;
    double left = line->left, right = line->right;
    for (guint i = part.first; i < part.end; i++) {
      const JbMeasuredLine *next = jb_line_at(inspection, i);
      left = whole ? fmin(left, next->left) : next->left;
      right = whole ? fmax(right, next->right) : next->right;
      double middle = (jb_area_left(inspection, line->page) + jb_area_right(inspection, line->page)) / 2;
      double off = (left + right) / 2 - middle;
      const JbMeasuredCell *cells = jb_measured_cell(inspection->measures, next->first_cell);
      bool bracketed = is_opening(cells[0].character) || is_closing(cells[next->cell_count - 1].character);
      if ((!whole || i + 1 == part.end) && fabs(off) > JB_TOLERANCE + (bracketed ? jb_mm(next->size) / 4 : 0)) {
        jb_deviate_length(inspection, check, next, off, 0, JB_TOLERANCE);
        return;
      }
    }
  }
}

/* The cell after "2." from a cell of a line on; that cell when there is no such number. */
static guint after_number(const JbInspection *inspection, const JbMeasuredLine *line, guint first)
{
  guint end = line->first_cell + line->cell_count, i = first;
  while (i < end && g_unichar_isdigit(jb_measured_cell(inspection->measures, i)->character)) {
    i++;
  }
  bool numbered = i > first && i + 1 < end && jb_measured_cell(inspection->measures, i)->character == '.';
  return numbered ? i + 1 : first;
}

static double left_of(const JbInspection *inspection, const JbMeasuredLine *line, guint cell)
{
  return (double)jb_measured_cell(inspection->measures, cell)->left - jb_area_left(inspection, line->page);
}

/* Lines turned over begin where the words of the first do, after its label and number; further numbers of a list below
 * the first one's. */
void jb_check_turnover(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *first = jb_line_at(inspection, part.first);
    guint label_end = has_label(inspection, first) ? after_colon(inspection, first) : first->first_cell;
    double number = left_of(inspection, first, label_end);
    double words = left_of(inspection, first, after_number(inspection, first, label_end));
    for (guint i = part.first + 1; i < part.end; i++) {
      const JbMeasuredLine *line = jb_line_at(inspection, i);
      bool numbered = after_number(inspection, line, line->first_cell) != line->first_cell;
      bool bracketed = is_opening(jb_measured_cell(inspection->measures, line->first_cell)->character);
      double off = left_of(inspection, line, line->first_cell) - (numbered ? number : words);
      if (!line->beside && fabs(off) > FLUSH_SLACK &&
          !(bracketed && fabs(off + jb_mm(line->size) / 2) <= FLUSH_SLACK)) {
        jb_deviate_length(inspection, check, line, off, 0, FLUSH_SLACK);
        return;
      }
    }
  }
}

/* --- Heights --- */

void jb_check_row(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    double off = jb_off_row(inspection, line, check->number);
    if (fabs(off) > JB_TOLERANCE) {
      g_autofree char *value = g_strdup_printf("%.1f", check->number + off / inspection->frame.pitch);
      g_autofree char *wanted = g_strdup_printf("%g", check->number);
      jb_deviate(inspection, check, line->page, line->place, value, wanted);
      return;
    }
  }
}

void jb_check_blank(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = jb_first_of(inspection, check->kind), *signer = jb_first_of(inspection, "signer");
  bool beside_signer = line && signer && strcmp(check->kind, "document-number") == 0;
  line = beside_signer ? signer : line; /* several signers take several lines, the document number the last of them */
  if (!line) {
    return;
  }
  double foot = jb_foot_above(inspection, line);
  int blank = isnan(foot) ? 0 : jb_blank_lines(inspection, foot, line, (int)check->number);
  if (!isnan(foot) && blank != (int)check->number) {
    g_autofree char *value = g_strdup_printf("%d (%.1f mm)", blank, jb_line_top(line) - foot);
    g_autofree char *wanted = g_strdup_printf("%g", check->number);
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

void jb_check_red(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    const JbMeasuredLine *line = jb_line_at(inspection, part.first);
    if (!jb_colour_is_red(&line->colour)) {
      g_autofree char *ink = jb_colour_ink(&line->colour);
      jb_deviate(inspection, check, line->page, line->place, ink, "M80 Y80");
    }
  }
}
