/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: what follows the text: 附件说明, 署名, 版记, 页码 (GB/T 9704-2012 7.3.4, 7.3.5, 7.4, 7.5). */
#include "inspect/gbt9704-private.h"

#include <math.h>
#include <string.h>

#define SIGNATURE_SLACK 0.3  /* [character] */
#define WEIGHT_SLACK    0.05 /* [mm] */

/* --- 附件说明 --- */

/* 7.3.4: no mark after the name of an attachment. Names end where the next begins on a line of its own, or at last. */
void jb_check_attachment_marks(JbInspection *inspection, const JbCheck *check)
{
  for (JbPart part = {0}; jb_next_part(inspection, check->kind, &part);) {
    for (guint i = part.first; i < part.end; i++) {
      const JbMeasuredLine *line = jb_line_at(inspection, i);
      bool ends = i + 1 == part.end || g_ascii_isdigit(jb_line_at(inspection, i + 1)->text[0]);
      if (ends && g_regex_match_simple("[。；，、.;,]\\s*$", line->text, 0, 0)) {
        jb_deviate(inspection, check, line->page, line->place, line->text, "–");
      }
    }
  }
}

/* --- 署名, 成文日期 --- */

/* What the three forms of 7.3.5 ask for, in characters. */
typedef enum Measure {
  DATE_IN,    /* from the right end of the date to that of the text area */
  BOTH_IN,    /* the same of the longer of organisation and date */
  OFF_MIDDLE, /* the organisation's middle right of the date's */
  SHIFT,      /* the date's first character right of the organisation's */
  MEASURES
} Measure;

typedef struct SignatureForm {
  double wanted[MEASURES]; /* NAN: not asked */
} SignatureForm;

static const SignatureForm sealed = {{4, NAN, 0, NAN}}, unsealed = {{NAN, 2, NAN, 2}},
                           date_alone = {{4, NAN, NAN, NAN}};

typedef struct Signature {
  const JbMeasuredLine *organisation, *date; /* NULL: there is none */
  const SignatureForm *form;
  double measured[MEASURES];
} Signature;

static double cost(const Signature *signature, const SignatureForm *form)
{
  double sum = 0;
  for (int m = 0; m < MEASURES; m++) {
    sum += isnan(form->wanted[m]) ? 0 : fmin(fabs(signature->measured[m] - form->wanted[m]), 4);
  }
  return sum;
}

/* Several organisations stand side by side or in rows: then only the date is measured. */
static Signature find_signature(const JbInspection *inspection)
{
  Signature signature = {.organisation = jb_first_of(inspection, "signature"),
                         .date = jb_first_of(inspection, "signature-date")};
  const JbMeasuredLine *organisation = signature.organisation, *date = signature.date;
  if (!date) {
    return signature;
  }
  double unit = jb_mm(date->size), right = jb_area_right(inspection, date->page);
  signature.measured[DATE_IN] = (right - date->right) / unit;
  JbPart part = {0};
  bool alone = jb_next_part(inspection, "signature", &part) && part.end == part.first + 1 &&
               !jb_next_part(inspection, "signature", &part);
  /* 7.3.5.3: with the stamp of a signature the date comes a line below it, and the post beside it is not measured. */
  bool stamped = alone && jb_blank_lines(inspection, jb_line_bottom(organisation), date, 0) > 0;
  if (!alone || stamped || organisation->page != date->page) {
    signature.form = &date_alone;
    return signature;
  }
  signature.measured[BOTH_IN] = (right - fmax(date->right, organisation->right)) / unit;
  signature.measured[OFF_MIDDLE] = (organisation->left + organisation->right - date->left - date->right) / 2 / unit;
  signature.measured[SHIFT] = (date->left - organisation->left) / unit;
  signature.form = cost(&signature, &sealed) <= cost(&signature, &unsealed) ? &sealed : &unsealed;
  return signature;
}

/* The form meant is the one that is missed least. */
void jb_check_signature(JbInspection *inspection, const JbCheck *check)
{
  Signature signature = find_signature(inspection);
  Measure measure = (Measure)check->number;
  if (!signature.form || isnan(signature.form->wanted[measure])) {
    return;
  }
  double value = signature.measured[measure], wanted = signature.form->wanted[measure];
  double in_body = value * signature.date->size / JB_BODY_SIZE; /* indents may be those of text of the right size */
  if (fabs(value - wanted) > SIGNATURE_SLACK && fabs(in_body - wanted) > SIGNATURE_SLACK) {
    g_autofree char *words = g_strdup_printf("%.1f", value);
    g_autofree char *asked = g_strdup_printf("%g", wanted);
    jb_deviate(inspection, check, signature.date->page, signature.date->place, words, asked);
  }
}

/* 7.3.5.2: without a seal one line is left blank above the organisation, and none between it and the date. */
void jb_check_signature_line(JbInspection *inspection, const JbCheck *check)
{
  Signature signature = find_signature(inspection);
  bool above = check->number > 0;
  if (!signature.form || signature.form == &date_alone || (above && signature.form == &sealed)) {
    return;
  }
  const JbMeasuredLine *line = above ? signature.organisation : signature.date;
  double foot = above ? jb_foot_above(inspection, line) : jb_line_bottom(signature.organisation);
  int blank = isnan(foot) ? (int)check->number : jb_blank_lines(inspection, foot, line, (int)check->number);
  if (blank != (int)check->number) {
    g_autofree char *value = g_strdup_printf("%d", blank);
    g_autofree char *wanted = g_strdup_printf("%g", check->number);
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

/* --- 版记 --- */

static const JbMeasuredLine *colophon(const JbInspection *inspection)
{
  static const char *const kinds[] = {"copy-to", "printer"};
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
    const JbMeasuredLine *line = jb_first_of(inspection, kinds[i]);
    if (line) {
      return line;
    }
  }
  return NULL;
}

/* The last page; an even one, where there is more than one page. */
void jb_check_colophon_page(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *line = colophon(inspection);
  int last = (int)inspection->measures->pages->len;
  if (line && (line->page != last || (last > 1 && line->page % 2 != 0))) {
    g_autofree char *value = g_strdup_printf("%d", line->page);
    g_autofree char *wanted = g_strdup_printf("%d", last + last % 2);
    jb_deviate(inspection, check, line->page, line->place, value, wanted);
  }
}

void jb_check_colophon_weights(JbInspection *inspection, const JbCheck *check)
{
  guint index = 0;
  const JbMeasuredRule *rule = jb_next_colophon_rule(inspection, &index);
  for (bool first = true; rule; first = false) {
    const JbMeasuredRule *next = jb_next_colophon_rule(inspection, &index);
    double weight = rule->bottom - rule->top, wanted = first || !next ? 0.35 : 0.25;
    if (fabs(weight - wanted) > WEIGHT_SLACK) {
      g_autofree char *value = g_strdup_printf("%.2f mm", weight);
      g_autofree char *words = g_strdup_printf("%.2f mm", wanted);
      jb_deviate(inspection, check, rule->page, colophon(inspection)->place, value, words);
    }
    rule = next;
  }
}

void jb_check_colophon_width(JbInspection *inspection, const JbCheck *check)
{
  guint index = 0;
  for (const JbMeasuredRule *rule; (rule = jb_next_colophon_rule(inspection, &index));) {
    double width = rule->right - rule->left;
    double area = jb_area_right(inspection, rule->page) - jb_area_left(inspection, rule->page);
    if (fabs(width - area) > JB_TOLERANCE && fabs(width - JB_AREA_WIDTH) > JB_TOLERANCE) {
      g_autofree char *value = g_strdup_printf("%.1f mm", width);
      jb_deviate(inspection, check, rule->page, colophon(inspection)->place, value, "156 ± 1 mm");
    }
  }
}

void jb_check_colophon_colour(JbInspection *inspection, const JbCheck *check)
{
  guint index = 0;
  for (const JbMeasuredRule *rule; (rule = jb_next_colophon_rule(inspection, &index));) {
    if (!jb_colour_is_black(&rule->colour) && !jb_colour_equal(&rule->colour, &inspection->frame.colour)) {
      g_autofree char *ink = jb_colour_ink(&rule->colour);
      jb_deviate(inspection, check, rule->page, colophon(inspection)->place, ink, "K100");
    }
  }
}

void jb_check_colophon_foot(JbInspection *inspection, const JbCheck *check)
{
  guint index = 0;
  double foot = NAN;
  for (const JbMeasuredRule *rule; (rule = jb_next_colophon_rule(inspection, &index));) {
    foot = rule->bottom;
  }
  if (!isnan(foot)) {
    jb_check_length(inspection, check, colophon(inspection), foot - inspection->frame.bottom, 0, JB_TOLERANCE);
  }
}

/* --- 页码 --- */

static const JbMeasuredLine *number_on(const JbInspection *inspection, int page)
{
  const GArray *furniture = inspection->measures->furniture;
  for (guint i = 0; i < furniture->len; i++) {
    const JbMeasuredLine *line = &g_array_index(furniture, JbMeasuredLine, i);
    if (line->page == page && line->artifact == JB_ARTIFACT_PAGE_NUMBER) {
      return line;
    }
  }
  return NULL;
}

static bool is_blank(const JbInspection *inspection, int page)
{
  return g_array_index(inspection->measures->pages, JbMeasuredPage, page - 1).blank;
}

/* 7.5: a blank page before the colophon has no number, nor has that of the colophon then; 10.1: nor the first page of
 * a letter. */
static bool wants_number(const JbInspection *inspection, int page)
{
  const JbMeasuredLine *line = colophon(inspection);
  bool after_blank = line && line->page == page && page > 1 && is_blank(inspection, page - 1);
  bool letter_head = inspection->format == JB_GBT_LETTER && page == 1;
  return !after_blank && !letter_head && !is_blank(inspection, page);
}

static char *number_form(int page)
{
  return g_strdup_printf("— %d —", page);
}

void jb_check_number_there(JbInspection *inspection, const JbCheck *check)
{
  for (int page = 1; page <= (int)inspection->measures->pages->len; page++) {
    const JbMeasuredLine *number = number_on(inspection, page);
    bool wanted = wants_number(inspection, page);
    if ((number != NULL) != wanted) {
      g_autofree char *form = number_form(page);
      jb_deviate(inspection, check, page, inspection->document, number ? number->text : "–", wanted ? form : "–");
      return; /* what is wrong with one is wrong with all */
    }
  }
}

void jb_check_number_form(JbInspection *inspection, const JbCheck *check)
{
  for (int page = 1; page <= (int)inspection->measures->pages->len; page++) {
    const JbMeasuredLine *number = number_on(inspection, page);
    g_autofree char *form = number_form(page);
    if (number && strcmp(number->text, form) != 0) {
      jb_deviate(inspection, check, page, inspection->document, number->text, form);
      return;
    }
  }
}

/* The first number on a page of a parity (-1: any). */
static const JbMeasuredLine *first_number(const JbInspection *inspection, int parity)
{
  for (int page = 1; page <= (int)inspection->measures->pages->len; page++) {
    const JbMeasuredLine *number = number_on(inspection, page);
    if (number && (parity < 0 || page % 2 == parity)) {
      return number;
    }
  }
  return NULL;
}

void jb_check_number_size(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *number = first_number(inspection, -1);
  if (number && fabs(number->size - 14) > 0.05 && fabs(number->size - 13.75) > 0.05) {
    g_autofree char *value = g_strdup_printf("%.4g pt", number->size);
    jb_deviate(inspection, check, number->page, inspection->document, value, "四号 14 / 13.75 pt");
  }
}

void jb_check_number_face(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasures *measures = inspection->measures;
  const JbMeasuredLine *number = first_number(inspection, -1);
  for (guint i = 0; number && i < number->cell_count; i++) {
    const JbMeasuredCell *cell = jb_measured_cell(measures, number->first_cell + i);
    const char *face = measures->namer->name(measures->faces->pdata[cell->face]);
    const char *song = inspection->faces->roles[JB_INSPECT_SONG];
    if (g_unichar_isdigit(cell->character) && g_strcmp0(face, song) != 0 &&
        g_strcmp0(face, inspection->faces->roles[JB_INSPECT_DIGITS]) != 0) {
      g_autofree char *wanted = g_strdup_printf("%s (%s)", check->wanted, song);
      jb_deviate(inspection, check, number->page, inspection->document, face, wanted);
      return;
    }
  }
}

void jb_check_number_height(JbInspection *inspection, const JbCheck *check)
{
  const JbMeasuredLine *number = first_number(inspection, -1);
  if (number) {
    jb_check_length(inspection, check, number, jb_line_top(number) - inspection->frame.bottom, JB_NUMBER_OFFSET,
                    JB_TOLERANCE);
  }
}

/* One character in from the outer side; where pages are not mirrored at all, that has been told. */
void jb_check_number_side(JbInspection *inspection, const JbCheck *check)
{
  for (int parity = 1; parity >= 0; parity--) {
    const JbMeasuredLine *number = first_number(inspection, parity);
    if (!number || (parity == 0 && (inspection->explained & JB_BY_NO_MIRROR))) {
      continue;
    }
    double in = parity == 1 ? jb_area_right(inspection, number->page) - number->right
                            : number->left - jb_area_left(inspection, number->page);
    if (fabs(in - jb_mm(number->size)) > JB_TOLERANCE) {
      g_autofree char *value = g_strdup_printf("%.1f", in / jb_mm(number->size));
      jb_deviate(inspection, check, number->page, inspection->document, value, "1");
      return;
    }
  }
}
