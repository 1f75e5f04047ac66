/* SPDX-License-Identifier: MIT
 * inspect/: a document set by hand as GB/T 9704-2012 has it is right; one thing changed is one finding, with the value
 * that was put there. Every position is worked out here from the clauses, not by the rooms that compose. */
#include "base/units.h"
#include "findings-text.h"
#include "inspect/inspect.h"

#include <glib.h>
#include <math.h>
#include <string.h>

struct JbFace {
  const char *name;
};

static const JbFace song = {"Song"}, hei = {"Hei"}, kai = {"Kai"}, fangsong = {"Fangsong"}, xiaobiaosong = {"Biaosong"};

static const char *face_name(const JbFace *face)
{
  return face->name;
}

/* Every glyph's ink fills the em box but for 0.04 em on each side. */
static bool face_extents(const JbFace *face, uint32_t glyph, double *left, double *bottom, double *right, double *top)
{
  (void)face;
  (void)glyph;
  *left = 0.04;
  *bottom = -0.08;
  *right = 0.96;
  *top = 0.84;
  return true;
}

static const JbInspectFaces faces = {
    .name = face_name,
    .extents = face_extents,
    .roles = {[JB_INSPECT_SONG] = "Song",
              [JB_INSPECT_HEI] = "Hei",
              [JB_INSPECT_KAI] = "Kai",
              [JB_INSPECT_FANGSONG] = "Fangsong",
              [JB_INSPECT_XIAOBIAOSONG] = "Biaosong",
              [JB_INSPECT_DIGITS] = "Song"},
};

/* All that is varied; lengths in mm, sizes in pt, indents in characters. */
typedef struct Specimen {
  double paper_width, paper_height, head, foot, inner, outer, pitch, size, step, indent, heading_indent, off_grid;
  double number_gap, number_size, number_in, mark_top, mark_size, mark_shift, rule_gap, rule_width, rule_weight;
  double blank_above_number, blank_above_title, blank_above_recipients, blank_above_text;
  double title_size, title_shift, copy_row, classification_row, urgency_in, number_shift, signer_in;
  double attachments_in, attachments_turn, attachments_blank, date_in, organisation_shift, annotation_in;
  double attachment_row, attachment_title_row, colophon_off, colophon_size, thick, thin, copies_in, copies_turn;
  double print_in;
  double letter_top, letter_gap, letter_rule, letter_foot, thick_first;
  bool letter, one_sided, numbers_inside, no_rule, short_page, unsealed, upward, odd_end, minutes;
  const JbFace *body, *heads[3], *title, *mark, *number, *classification, *colophon, *signer, *attendance;
  JbColour black, red, rule_red, title_colour;
  const char *copy_number, *document_number, *recipients, *title_lines[3], *number_dash, *number_end, *second_heading;
  const char *first_heading, *date, *annotation, *attachment, *attachments[2], *copies[2], *printer;
} Specimen;

static Specimen standard(void)
{
  return (Specimen){.paper_width = 210,
                    .paper_height = 297,
                    .head = 37,
                    .foot = 35,
                    .inner = 28,
                    .outer = 26,
                    .pitch = 29.61 / JB_POINTS_PER_MM,
                    .size = 16,
                    .step = 156.0 / 28,
                    .indent = 2,
                    .heading_indent = 2,
                    .number_gap = 7,
                    .number_size = 14,
                    .number_in = 1,
                    .mark_top = 35,
                    .mark_size = 60,
                    .rule_gap = 4,
                    .rule_width = 156,
                    .rule_weight = 0.4,
                    .blank_above_number = 2,
                    .blank_above_title = 2,
                    .blank_above_recipients = 1,
                    .title_size = 22,
                    .copy_row = 1,
                    .classification_row = 2,
                    .signer_in = 1,
                    .attachments_in = 2,
                    .attachments_turn = 4,
                    .attachments_blank = 1,
                    .date_in = 4,
                    .annotation_in = 2,
                    .attachment_row = 1,
                    .attachment_title_row = 3,
                    .colophon_size = 14,
                    .letter_top = 30,
                    .letter_gap = 4,
                    .letter_rule = 170,
                    .letter_foot = 20,
                    .thick_first = 1,
                    .thick = 0.35,
                    .thin = 0.25,
                    .copies_in = 1,
                    .copies_turn = 4,
                    .print_in = 1,
                    .body = &fangsong,
                    .heads = {&hei, &kai, &fangsong},
                    .title = &xiaobiaosong,
                    .mark = &xiaobiaosong,
                    .number = &song,
                    .classification = &hei,
                    .colophon = &fangsong,
                    .signer = &kai,
                    .attendance = &hei,
                    .black = jb_colour_black(),
                    .red = jb_colour_cmyk(0, 0.8, 0.8, 0),
                    .rule_red = jb_colour_cmyk(0, 0.8, 0.8, 0),
                    .title_colour = jb_colour_black(),
                    .copy_number = "000001",
                    .document_number = "某发〔2024〕1号",
                    .recipients = "各镇街，各部门：",
                    .title_lines = {"某某开发区管理委员会关于印发", "二〇二四年经济工作总结的通知", NULL},
                    .number_dash = "— ",
                    .number_end = " —",
                    .first_heading = "一、总体",
                    .second_heading = "二、重点",
                    .date = "2024年1月5日",
                    .annotation = "（此件公开发布）",
                    .attachment = "附件",
                    .attachments = {"附件：1.某某开发区经济运行情况统", "计表"},
                    .copies = {"抄送：某某省委办公厅，某某市委办公厅，某某省", "人大常委会办公厅。"},
                    .printer = "某某开发区办公室"};
}

/* --- Setting it --- */

typedef struct Setting {
  const Specimen *as;
  JbStructure *structure;
  JbPage *page;
  int number;
  double left, right; /* of the text area of the page */
} Setting;

static double em(double size)
{
  return size / JB_POINTS_PER_MM;
}

static bool is_half(gunichar character)
{
  return character < 0x80;
}

static double width_of(const char *text, double size, double step)
{
  double cells = 0;
  for (const char *cursor = text; *cursor != '\0'; cursor = g_utf8_next_char(cursor)) {
    cells += is_half(g_utf8_get_char(cursor)) ? 0.5 : 1;
  }
  return cells * (step > 0 ? step : em(size));
}

/* A run with its em box around the middle given, all in mm; returns where it ends. step 0: set solid. */
static double put(const Setting *setting, const JbFace *face, double size, double step, const JbColour *colour,
                  double left, double middle, const char *text)
{
  JbGlyph glyphs[64];
  size_t count = 0;
  double x = left, advance = step > 0 ? step : em(size);
  for (const char *cursor = text; *cursor != '\0'; cursor = g_utf8_next_char(cursor)) {
    gunichar character = g_utf8_get_char(cursor);
    double width = is_half(character) ? advance / 2 : advance;
    g_assert_cmpuint(count, <, G_N_ELEMENTS(glyphs));
    glyphs[count++] = (JbGlyph){.id = character,
                                .cluster = (uint32_t)(cursor - text),
                                .x = x * JB_POINTS_PER_MM,
                                .y = middle * JB_POINTS_PER_MM + 0.38 * size,
                                .advance = width * JB_POINTS_PER_MM};
    x += width;
  }
  jb_page_add_glyphs(setting->page, &(JbGlyphRun){.face = face,
                                                  .size = size,
                                                  .colour = *colour,
                                                  .text = text,
                                                  .text_length = strlen(text),
                                                  .glyphs = glyphs,
                                                  .glyph_count = count,
                                                  .place = {"in.xml", setting->number, 0}});
  return x;
}

static void element(const Setting *setting, JbStructureRole role, const char *kind)
{
  JbElementId id = jb_structure_add(setting->structure, 1, role, NULL);
  if (kind != NULL) {
    jb_structure_set_kind(setting->structure, id, kind);
  }
  jb_page_set_element(setting->page, id);
}

/* The middle of a line of the grid, from 1. */
static double row(const Setting *setting, double number)
{
  return setting->as->head + em(16) / 2 + (number - 1) * setting->as->pitch;
}

static void rule(const Setting *setting, double top, double width, double weight, const JbColour *colour)
{
  double middle = (setting->left + setting->right) / 2;
  jb_page_set_element(setting->page, 0);
  jb_page_add_rectangle(setting->page,
                        (JbRect){(middle - width / 2) * JB_POINTS_PER_MM, top * JB_POINTS_PER_MM,
                                 width * JB_POINTS_PER_MM, weight * JB_POINTS_PER_MM},
                        colour);
}

static void begin_page(Setting *setting, int number)
{
  const Specimen *as = setting->as;
  g_autofree char *label = g_strdup_printf("%d", number);
  setting->page =
      jb_page_new(number, label, as->paper_width * JB_POINTS_PER_MM, as->paper_height * JB_POINTS_PER_MM, 0);
  setting->number = number;
  bool even = number % 2 == 0 && !as->one_sided;
  setting->left = even ? as->outer : as->inner;
  setting->right = as->paper_width - (even ? as->inner : as->outer);
  /* The page number: its em box hangs number_gap below the text area. */
  g_autofree char *words = g_strdup_printf("%s%d%s", as->number_dash, number, as->number_end);
  if (as->letter && number == 1) {
    return;
  }
  double size = as->number_size, in = as->number_in * em(size), width = width_of(words, size, 0);
  bool left = as->numbers_inside ? !even : even;
  double x = left ? setting->left + in : setting->right - in - width;
  jb_page_set_element(setting->page, 0);
  jb_page_set_artifact(setting->page, JB_ARTIFACT_PAGE_NUMBER);
  put(setting, as->number, size, 0, &as->black, x, as->paper_height - as->foot + as->number_gap + em(size) / 2, words);
  jb_page_set_artifact(setting->page, JB_ARTIFACT_LAYOUT);
}

static const char *const filler = "国民经济稳中向好高质发展改革创新扎实推进民生保障有力有效社会大局总体稳定";

static void text_line(const Setting *setting, const JbFace *face, double number, double indent, const char *text)
{
  const Specimen *as = setting->as;
  put(setting, face, as->size, 0, &as->black, setting->left + indent * em(as->size), row(setting, number), text);
}

/* Lines [from, to] of the grid filled by one paragraph that may have begun before. */
static void fill(const Setting *setting, double from, double to, bool begins)
{
  const Specimen *as = setting->as;
  double width = setting->right - setting->left, step = as->size == 16 ? as->step : em(as->size);
  for (double number = from; number <= to + 0.01; number++) {
    double indent = begins && number == from ? as->indent : 0;
    glong count = (glong)floor((width - indent * em(as->size)) / step + 0.05);
    g_autofree char *text = g_utf8_substring(filler, 0, MIN(count, 36));
    double left = setting->left + indent * em(as->size);
    put(setting, as->body, as->size, (setting->right - left) / (double)g_utf8_strlen(text, -1), &as->black, left,
        row(setting, number) + (number > 5 ? as->off_grid : 0), text);
  }
}

static int rows(const Specimen *as)
{
  double room = as->paper_height - as->foot - as->head - em(16);
  return (int)floor(room / as->pitch + 0.02) + 1 - as->short_page;
}

static void set_upward(const Setting *setting, double middle)
{
  const Specimen *as = setting->as;
  element(setting, JB_STRUCTURE_PARAGRAPH, "signer");
  double left = setting->right - as->signer_in * em(16) - em(16) * 6;
  left = put(setting, &fangsong, 16, 0, &as->black, left, middle, "签发人：");
  put(setting, as->signer, 16, 0, &as->black, left, middle, "张三");
}

/* 10.1: two double rules about the page; the document number at the right below the first; the title. */
static double set_letter_head(const Setting *setting)
{
  const Specimen *as = setting->as;
  double middle = (setting->left + setting->right) / 2, box = as->letter_top - 0.04 * em(as->mark_size);
  element(setting, JB_STRUCTURE_PARAGRAPH, "mark");
  put(setting, as->mark, as->mark_size, 0, &as->red, middle - width_of("某某开发区", as->mark_size, 0) / 2,
      box + em(as->mark_size) / 2, "某某开发区");
  /* The ink ends 0.04 em above the foot of the em box. */
  double at = box + 0.96 * em(as->mark_size) + as->letter_gap;
  rule(setting, at, as->letter_rule, as->thick_first, &as->rule_red);
  rule(setting, at + 1.5, as->letter_rule, 1.25 - as->thick_first, &as->rule_red);
  rule(setting, as->paper_height - as->letter_foot - 2, as->letter_rule, 0.25, &as->rule_red);
  rule(setting, as->paper_height - as->letter_foot - 1, as->letter_rule, 1, &as->rule_red);
  at += 2 + em(16) * 7 / 8;
  element(setting, JB_STRUCTURE_PARAGRAPH, "document-number");
  put(setting, as->body, as->size, 0, &as->black,
      setting->right - width_of(as->document_number, as->size, 0) + as->number_shift, at + em(16) / 2,
      as->document_number);
  at += em(16) + 2 * as->pitch;
  element(setting, JB_STRUCTURE_TITLE, NULL);
  put(setting, as->title, as->title_size, 0, &as->title_colour,
      middle - width_of(as->title_lines[0], as->title_size, 0) / 2, at + em(as->title_size) / 2, as->title_lines[0]);
  return ceil((at + em(as->title_size) - as->head) / as->pitch) + 1;
}

/* Everything above the text; returns the line of the grid the text begins on. */
static double set_head(const Setting *setting)
{
  const Specimen *as = setting->as;
  double middle = (setting->left + setting->right) / 2;
  element(setting, JB_STRUCTURE_PARAGRAPH, "copy-number");
  put(setting, &fangsong, 16, 0, &as->black, setting->left, row(setting, as->copy_row), as->copy_number);
  element(setting, JB_STRUCTURE_PARAGRAPH, "classification");
  put(setting, as->classification, 16, 0, &as->black, setting->left, row(setting, as->classification_row), "机密★1年");
  element(setting, JB_STRUCTURE_PARAGRAPH, "urgency");
  put(setting, &hei, 16, 0, &as->black, setting->left + as->urgency_in * em(16), row(setting, 3), "特急");

  /* The mark's ink begins 0.04 em below its em box. */
  const char *mark = as->minutes ? "办公纪要" : "某某文件";
  double box = as->head + as->mark_top - 0.04 * em(as->mark_size);
  element(setting, JB_STRUCTURE_PARAGRAPH, "mark");
  put(setting, as->mark, as->mark_size, 0, &as->red, middle + as->mark_shift - width_of(mark, as->mark_size, 0) / 2,
      box + em(as->mark_size) / 2, mark);

  double foot = box + em(as->mark_size) + as->blank_above_number * as->pitch + em(16);
  double number_left = as->upward ? setting->left + em(16) : middle - width_of(as->document_number, as->size, 0) / 2;
  element(setting, JB_STRUCTURE_PARAGRAPH, "document-number");
  put(setting, as->body, as->size, 0, &as->black, number_left + as->number_shift, foot - em(16) / 2,
      as->document_number);
  if (as->upward) {
    set_upward(setting, foot - em(16) / 2);
  }
  foot += as->rule_gap;
  if (!as->no_rule) {
    rule(setting, foot, as->rule_width, as->rule_weight, &as->rule_red);
  }
  foot += as->rule_weight + as->blank_above_title * as->pitch;
  element(setting, JB_STRUCTURE_TITLE, NULL);
  for (int i = 0; i < 3 && as->title_lines[i] != NULL; i++) {
    double width = width_of(as->title_lines[i], as->title_size, 0);
    put(setting, as->title, as->title_size, 0, &as->title_colour, middle + as->title_shift - width / 2,
        foot + em(as->title_size) / 2, as->title_lines[i]);
    foot += em(as->title_size) + 2;
  }
  /* Recipients on the next line of the grid that leaves what is to be left blank. */
  double at = ceil((foot - 2 + as->blank_above_recipients * as->pitch - as->head) / as->pitch) + 1;
  element(setting, JB_STRUCTURE_PARAGRAPH, "recipients");
  put(setting, as->body, as->size, 0, &as->black, setting->left, row(setting, at), as->recipients);
  return at + 1 + as->blank_above_text;
}

static void set_heading(const Setting *setting, int level, double number, const char *text)
{
  element(setting, (JbStructureRole)(JB_STRUCTURE_HEADING_1 + level - 1), NULL);
  text_line(setting, setting->as->heads[level - 1], number, setting->as->heading_indent, text);
}

static void set_signature(const Setting *setting, double number)
{
  const Specimen *as = setting->as;
  const char *organisation = "某某经济技术开发区管委会";
  double long_width = width_of(organisation, as->size, 0), date_width = width_of(as->date, as->size, 0);
  double date_left = setting->right - as->date_in * em(16) - date_width;
  double left = date_left + date_width / 2 - long_width / 2 + as->organisation_shift * em(16);
  if (as->unsealed) {
    left = setting->right - (2 - as->organisation_shift) * em(16) - long_width;
    date_left = left + 2 * em(16);
  }
  element(setting, JB_STRUCTURE_PARAGRAPH, "signature");
  put(setting, as->body, as->size, 0, &as->black, left, row(setting, number), organisation);
  element(setting, JB_STRUCTURE_PARAGRAPH, "signature-date");
  put(setting, as->body, as->size, 0, &as->black, date_left, row(setting, number + 1), as->date);
}

static void set_last_text_page(const Setting *setting)
{
  const Specimen *as = setting->as;
  fill(setting, 1, 3, false);
  set_heading(setting, 1, 4, as->first_heading);
  set_heading(setting, 2, 5, "（一）增长");
  set_heading(setting, 3, 6, "1.工业");
  element(setting, JB_STRUCTURE_PARAGRAPH, NULL);
  fill(setting, 7, 9, true);
  set_heading(setting, 1, 10, as->second_heading);
  element(setting, JB_STRUCTURE_PARAGRAPH, NULL);
  fill(setting, 11, 12, true);
  element(setting, JB_STRUCTURE_LIST, as->minutes ? "attendance" : "attachment-list");
  double at = 13 + as->attachments_blank;
  if (as->minutes) {
    double left =
        put(setting, as->attendance, 16, 0, &as->black, setting->left + 2 * em(16), row(setting, at), "出席：");
    put(setting, &fangsong, 16, 0, &as->black, left, row(setting, at), "张三，李四，王五");
    put(setting, &fangsong, 16, 0, &as->black, setting->left + (as->attachments_turn + 1) * em(16),
        row(setting, at + 1), "赵六");
    return;
  }
  for (int i = 0; i < 2; i++) {
    double turn = i == 0 ? 0 : as->attachments_turn * em(as->size);
    put(setting, as->body, as->size, 0, &as->black, setting->left + as->attachments_in * em(16) + turn,
        row(setting, at + i), as->attachments[i]);
  }
  set_signature(setting, 17);
  element(setting, JB_STRUCTURE_PARAGRAPH, "annotation");
  put(setting, as->body, as->size, 0, &as->black, setting->left + as->annotation_in * em(16), row(setting, 19),
      as->annotation);
}

static void set_colophon(const Setting *setting)
{
  const Specimen *as = setting->as;
  double foot = as->paper_height - as->foot + as->colophon_off, size = as->colophon_size, line = em(14) * 1.875;
  if (!as->letter) {
    rule(setting, foot - as->thick, 156, as->thick, &as->black);
    rule(setting, foot - line, 156, as->thin, &as->black);
    rule(setting, foot - 3 * line, 156, as->thick, &as->black);
  }
  element(setting, JB_STRUCTURE_PARAGRAPH, "copy-to");
  put(setting, as->colophon, size, 0, &as->black, setting->left + as->copies_in * em(14), foot - 2.5 * line,
      as->copies[0]);
  put(setting, as->colophon, size, 0, &as->black, setting->left + as->copies_turn * em(14), foot - 1.5 * line,
      as->copies[1]);
  element(setting, JB_STRUCTURE_PARAGRAPH, "printer");
  put(setting, as->colophon, size, 0, &as->black, setting->left + em(14), foot - 0.5 * line, as->printer);
  put(setting, as->colophon, size, 0, &as->black,
      setting->right - as->print_in * em(14) - width_of("2024年1月5日印发", size, 0), foot - 0.5 * line,
      "2024年1月5日印发");
}

static void set_attachment(const Setting *setting)
{
  const Specimen *as = setting->as;
  element(setting, JB_STRUCTURE_PARAGRAPH, "attachment-mark");
  put(setting, &hei, 16, 0, &as->black, setting->left, row(setting, as->attachment_row), as->attachment);
  element(setting, JB_STRUCTURE_PARAGRAPH, "attachment-title");
  put(setting, &xiaobiaosong, 22, 0, &as->black, (setting->left + setting->right - 4 * em(22)) / 2,
      row(setting, as->attachment_title_row), "经济运行");
  element(setting, JB_STRUCTURE_PARAGRAPH, NULL);
  fill(setting, 5, 8, true);
}

/* Four pages: head and text; text; the end of it; an attachment and the colophon. */
static void set_pages(const Specimen *as, JbSink *sink)
{
  JbStructure *structure = jb_structure_new();
  jb_structure_add(structure, 0, JB_STRUCTURE_DOCUMENT, NULL);
  jb_sink_open(sink, NULL, structure);
  Setting setting = {.as = as, .structure = structure};
  JbElementId running = 0;
  for (int number = 1; number <= 4 + as->odd_end; number++) {
    begin_page(&setting, number);
    if (number == 1) {
      double first = as->letter ? set_letter_head(&setting) : set_head(&setting);
      element(&setting, JB_STRUCTURE_PARAGRAPH, NULL);
      running = (JbElementId)jb_structure_count(structure);
      fill(&setting, first, rows(as), true);
    } else if (number <= 3) {
      jb_page_set_element(setting.page, running);
      if (number == 2) {
        fill(&setting, 1, rows(as), false);
      } else {
        set_last_text_page(&setting);
      }
    } else if (number == 4) {
      set_attachment(&setting);
    }
    if (number == 4 + as->odd_end) {
      set_colophon(&setting);
    }
    jb_sink_page(sink, setting.page);
    jb_page_free(setting.page);
  }
  g_assert_true(jb_sink_close(sink, NULL));
  jb_structure_free(structure);
}

/* "W621 1 margin at the head 40.0 mm (37 ± 1 mm)", a line each. Every thing measured has a name in Chinese. */
static char *inspect(const Specimen *as)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  JbPlace document = {.path = "in.xml"};
  set_pages(as, jb_inspect_sink_new(jb_profile_lookup("gbt9704"), &faces, document, findings));
  GString *text = g_string_new(NULL);
  for (size_t i = 0; i < jb_findings_count(findings); i++) {
    const JbFinding *finding = jb_findings_at(findings, i);
    char **words = finding->arguments;
    g_assert_cmpint(finding->severity, ==, JB_SEVERITY_WARNING);
    g_assert_cmpstr(jb_words(words[1], JB_LANGUAGE_CHINESE), !=, words[1]);
    g_string_append_printf(text, "%s%s p%s %s: %s (%s)", i > 0 ? "\n" : "", jb_message_code(finding->message), words[0],
                           words[1], words[2], words[4]);
  }
  return g_string_free(text, FALSE);
}

static void test_standard_has_no_finding(void)
{
  Specimen as = standard();
  g_autofree char *found = inspect(&as);
  g_assert_cmpstr(found, ==, "");
}

/* The other forms the standard knows: upward and without a seal; letters; minutes. */
static void test_forms_have_no_finding(void)
{
  Specimen upward = standard(), letter = standard(), minutes = standard();
  upward.unsealed = upward.upward = letter.letter = minutes.minutes = true;
  g_autofree char *in_upward = inspect(&upward), *in_letter = inspect(&letter), *in_minutes = inspect(&minutes);
  g_assert_cmpstr(in_upward, ==, "");
  g_assert_cmpstr(in_letter, ==, "");
  g_assert_cmpstr(in_minutes, ==, "");
}

/* One thing changed, and what is found then. */
typedef struct Change {
  size_t offset;
  double number;      /* of a double */
  const char *text;   /* of a string */
  const JbFace *face; /* of a face */
  bool flag;          /* of a flag */
  JbColour colour;    /* of a colour */
  const char *expected;
} Change;

#define NUMBER(field, value, ...)                                                                                      \
  {                                                                                                                    \
    .offset = offsetof(Specimen, field), .number = (value), .expected = __VA_ARGS__                                    \
  }
#define TEXT(field, value, ...)                                                                                        \
  {                                                                                                                    \
    .offset = offsetof(Specimen, field), .text = (value), .expected = __VA_ARGS__                                      \
  }
#define FACE(field, value, ...)                                                                                        \
  {                                                                                                                    \
    .offset = offsetof(Specimen, field), .face = (value), .expected = __VA_ARGS__                                      \
  }
#define FLAG(field, ...)                                                                                               \
  {                                                                                                                    \
    .offset = offsetof(Specimen, field), .flag = true, .expected = __VA_ARGS__                                         \
  }
#define INKS(field, c, m, y, k, ...)                                                                                   \
  {                                                                                                                    \
    .offset = offsetof(Specimen, field), .colour = {.kind = JB_COLOUR_CMYK, .ink = {c, m, y, k}},                      \
    .expected = __VA_ARGS__                                                                                            \
  }

static void apply(Specimen *as, const Change *change)
{
  char *field = (char *)as + change->offset;
  if (change->text != NULL) {
    *(const char **)(void *)field = change->text;
  } else if (change->face != NULL) {
    *(const JbFace **)(void *)field = change->face;
  } else if (change->flag) {
    *(bool *)(void *)field = true;
  } else if (change->colour.kind == JB_COLOUR_CMYK) {
    *(JbColour *)(void *)field = change->colour;
  } else {
    *(double *)(void *)field = change->number;
  }
}

static const Change changes[] = {
    NUMBER(paper_height, 292, "W620 p1 paper: 210.0 × 292.0 mm (210 × 297 mm)"),
    NUMBER(head, 40, "W621 p2 margin at the head: 40.0 mm (37 ± 1 mm)"),
    NUMBER(inner, 30, "W621 p1 margin at the binding: 30.0 mm (28 ± 1 mm)"),
    NUMBER(outer, 22, "W621 p1 margin at the fore-edge: 22.0 mm (26 ± 1 mm)"),
    NUMBER(foot, 45, "W621 p1 margin at the foot: 45.0 mm (35 ± 1 mm)"),
    NUMBER(foot, 29, "W621 p1 margin at the foot: 29.0 mm (35 ± 1 mm)"),
    FLAG(one_sided, "W621 p2 margin at the binding: 26.0 mm (28 ± 1 mm)"),
    NUMBER(size, 14, "W622 p1 size of the text: 14 pt (三号 16 / 15.75 pt)"),
    FACE(body, &song, "W622 p1 face of the text: Song (仿宋 (Fangsong))"),
    NUMBER(pitch, 28 / JB_POINTS_PER_MM, "W623 p1 distance from line to line: 9.88 mm (10.45 ± 0.05 mm)"),
    FLAG(short_page, "W623 p1 lines on a full page: 21 (22)"),
    NUMBER(step, 5.9, "W623 p1 characters in a full line: 26.0 (28)"),
    NUMBER(off_grid, 1, "W623 p1 distance of a line from the grid: 1.0 mm (0 ± 0.3 mm)"),
    INKS(title_colour, 1, 0.5, 0, 0, "W624 p1 colour of the text: C100 M50 (title) (K100)"),
    INKS(black, 0, 0, 0, 0.5, "W624 p1 colour of the text: K50 (copy-number) (K100)"),

    TEXT(copy_number, "00001", "W625 p1 copy number: 00001 (000001)"),
    NUMBER(copy_row, 1.5, "W625 p1 line of the copy number: 1.5 (1)"),
    FACE(classification, &song, "W625 p1 face of the classification: Song (黑体 (Hei))"),
    NUMBER(classification_row, 2.5, "W625 p1 line of the classification: 2.5 (2)"),
    NUMBER(urgency_in, 1, "W625 p1 characters left of the urgency: 1.0 (0)"),
    NUMBER(mark_top, 38, "W625 p1 mark below the head of the text area: 38.0 mm (35 ± 1 mm)"),
    NUMBER(mark_shift, 5, "W625 p1 mark off the middle: 5.0 mm (0 ± 1 mm)"),
    FACE(mark, &hei, "W625 p1 face of the mark: Hei (小标宋 (Biaosong))"),
    INKS(red, 0, 1, 1, 0, "W624 p1 colour of the mark: M100 Y100 (M80 Y80)"),
    TEXT(document_number, "某发〔2024〕01号", "W625 p1 document number: 某发〔2024〕01号 (某发〔2024〕1号)"),
    TEXT(document_number, "某发〔2024〕第1号", "W625 p1 document number: 某发〔2024〕第1号 (某发〔2024〕1号)"),
    TEXT(document_number, "某发[2024]1号", "W625 p1 document number: 某发[2024]1号 (某发〔2024〕1号)"),
    NUMBER(blank_above_number, 1, "W625 p1 blank lines above the document number: 1 (11.3 mm) (2)"),
    NUMBER(number_shift, 4, "W625 p1 document number off its place: 4.0 mm (0 ± 1 mm)"),
    FLAG(no_rule, "W625 p1 red rule: – (156 mm, M80 Y80)"),
    NUMBER(rule_gap, 8, "W625 p1 red rule below the document number: 8.0 mm (4 ± 1 mm)"),
    NUMBER(rule_width, 140, "W625 p1 width of the red rule: 140.0 mm (156 ± 1 mm)"),
    INKS(rule_red, 0, 0, 0, 1, "W624 p1 colour of the red rule: K100 (M80 Y80)"),

    NUMBER(title_size, 18, "W626 p1 size of the title: 18 pt (二号 22 / 21 pt)"),
    FACE(title, &hei, "W626 p1 face of the title: Hei (小标宋 (Biaosong))"),
    NUMBER(title_shift, -6, "W626 p1 title off the middle: -6.0 mm (0 ± 1 mm)"),
    NUMBER(blank_above_title, 1, "W626 p1 blank lines above the title: 1 (10.4 mm) (2)"),
    TEXT(title_lines[2], "知", "W626 p1 characters in a line of the title: 知 (≥ 2)"),
    TEXT(recipients, "各镇街，各部门。", "W626 p1 recipients: 各镇街，各部门。 (…：)"),
    NUMBER(blank_above_text, 1, "W626 p1 blank lines below the recipients: 1 (0)"),
    NUMBER(indent, 0, "W626 p1 characters a paragraph is indented: 0.0 (2)"),
    FACE(heads[0], &song, "W626 p3 face of headings 一、: Song (黑体 (Hei))"),
    FACE(heads[1], &hei, "W626 p3 face of headings （一）: Hei (楷体 (Kai))"),
    FACE(heads[2], &hei, "W626 p3 face of headings 1.: Hei (仿宋 (Fangsong))"),
    TEXT(second_heading, "三、重点", "W626 p3 number of a heading: 三、 (二、)"),
    TEXT(second_heading, "（二）重点", "W626 p3 number of a heading: （二） (二、)"),
    NUMBER(attachments_in, 0, "W626 p3 characters left of the list of attachments: 0.0 (2)"),
    NUMBER(attachments_turn, 3, "W626 p3 turned lines of the list of attachments: -5.6 mm (0 ± 0.5 mm)"),
    NUMBER(attachments_blank, 0, "W626 p3 blank lines above the list of attachments: 0 (4.8 mm) (1)"),
    TEXT(attachments[1], "计表。", "W626 p3 mark after the name of an attachment: 计表。 (–)"),
    NUMBER(date_in, 3, "W626 p3 characters right of the date: 3.0 (4)"),
    NUMBER(organisation_shift, 1, "W626 p3 characters of the organisation off the date's middle: 1.0 (0)"),
    TEXT(date, "2024年01月05日", "W626 p3 date of the document: 2024年01月05日 (2024年1月5日)"),
    TEXT(annotation, "此件公开发布", "W626 p3 annotation: 此件公开发布 (（…）)"),
    NUMBER(annotation_in, 0, "W626 p3 characters left of the annotation: 0.0 (2)"),
    TEXT(attachment, "附表1", "W626 p4 mark of an attachment: 附表1 (附件1)"),
    NUMBER(attachment_row, 2, "W626 p4 line of the attachment's mark: 2.0 (1)"),
    NUMBER(attachment_title_row, 4, "W626 p4 line of the attachment's title: 4.0 (3)"),

    FLAG(odd_end, "W627 p5 page of the colophon: 5 (6)"),
    NUMBER(colophon_off, -4, "W627 p4 last rule off the foot of the text area: -4.0 mm (0 ± 1 mm)"),
    NUMBER(thick, 0.25, "W627 p4 weight of the colophon's rules: 0.25 mm (0.35 mm)"),
    NUMBER(thin, 0.5, "W627 p4 weight of the colophon's rules: 0.50 mm (0.25 mm)"),
    TEXT(copies[1], "人大常委会办公厅",
         "W627 p4 copies to: 抄送：某某省委办公厅，某某市委办公厅，某某省人大常委会办公厅 (抄送：…。)"),
    NUMBER(copies_turn, 2, "W627 p4 turned lines of the copies to: -9.9 mm (0 ± 0.5 mm)"),
    NUMBER(print_in, 0, "W627 p4 characters right of the date of print: 0.0 (1)"),

    TEXT(number_dash, "-", "W628 p1 form of the page number: -1 — (— 1 —)"),
    NUMBER(number_size, 12, "W628 p1 size of the page number: 12 pt (四号 14 / 13.75 pt)"),
    FACE(number, &hei, "W628 p1 face of the page number: Hei (宋体 (Song))"),
    NUMBER(number_gap, 10, "W628 p1 page number below the text area: 10.0 mm (7 ± 1 mm)"),
    NUMBER(number_in, 0, "W628 p1 characters outside of the page number: 0.0 (1)"),
};

/* The first of changes that is of an element. */
#define CHANGES_OF_ELEMENTS 15

static const Change upward_changes[] = {
    NUMBER(signer_in, 0, "W625 p1 characters right of the signer: 0.0 (1)"),
    FACE(signer, &hei, "W625 p1 face of the signer's name: Hei (楷体 (Kai))"),
    NUMBER(number_shift, 5.6, "W625 p1 document number off its place: 5.6 mm (0 ± 1 mm)"),
    NUMBER(organisation_shift, 1, "W626 p3 characters right of organisation and date: 1.0 (2)"),
};

static const Change letter_changes[] = {
    NUMBER(letter_top, 35, "W629 p1 mark below the head of the paper: 35.0 mm (30 ± 1 mm)"),
    NUMBER(letter_gap, 7, "W629 p1 double rule below the mark: 7.0 mm (4 ± 1 mm)"),
    NUMBER(letter_rule, 156, "W629 p1 width of a double rule: 156.0 mm (170 ± 1 mm)"),
    NUMBER(letter_foot, 25, "W629 p1 double rule above the foot of the paper: 25.0 mm (20 ± 1 mm)"),
    NUMBER(thick_first, 0.25, "W629 p1 order of thick and thin in a double rule: ▁▀ (▀▁)"),
    INKS(rule_red, 0, 1, 1, 0, "W624 p1 colour of a double rule: M100 Y100 (M80 Y80)"),
    NUMBER(number_shift, -20, "W625 p1 document number off its place: -20.0 mm (0 ± 1 mm)"),
};

static const Change minutes_changes[] = {
    FACE(attendance, &song, "W629 p3 face of the label of those present: Song (黑体 (Hei))"),
    NUMBER(attachments_blank, 2, "W629 p3 blank lines above those present: 2 (25.7 mm) (1)"),
};

/* Applies each change to the document by itself. */
static void change_one_by_one(const Specimen *document, const Change *list, size_t count)
{
  for (size_t i = 0; i < count; i++) {
    Specimen as = *document;
    apply(&as, &list[i]);
    g_autofree char *found = inspect(&as);
    g_assert_cmpstr(found, ==, list[i].expected);
  }
}

static void test_one_change_is_one_finding(void)
{
  Specimen document = standard(), upward = standard(), letter = standard(), minutes = standard();
  upward.unsealed = upward.upward = letter.letter = minutes.minutes = true;
  change_one_by_one(&document, changes, G_N_ELEMENTS(changes));
  change_one_by_one(&upward, upward_changes, G_N_ELEMENTS(upward_changes));
  change_one_by_one(&letter, letter_changes, G_N_ELEMENTS(letter_changes));
  change_one_by_one(&minutes, minutes_changes, G_N_ELEMENTS(minutes_changes));
}

/* Changes that have nothing to do with each other are all found, whatever they are. */
static void test_five_changes_are_five_findings(void)
{
  for (size_t first = 0; first < 5; first++) {
    Specimen as = standard();
    for (size_t i = 0; i < 5; i++) {
      apply(&as, &changes[CHANGES_OF_ELEMENTS + first + 9 * i]);
    }
    g_autofree char *found = inspect(&as);
    g_auto(GStrv) lines = g_strsplit(found, "\n", -1);
    g_assert_cmpuint(g_strv_length(lines), ==, 5);
    for (size_t i = 0; i < 5; i++) {
      g_assert_true(g_strv_contains((const char *const *)lines, changes[CHANGES_OF_ELEMENTS + first + 9 * i].expected));
    }
  }
}

int main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/inspect/standard", test_standard_has_no_finding);
  g_test_add_func("/inspect/forms", test_forms_have_no_finding);
  g_test_add_func("/inspect/five-changes", test_five_changes_are_five_findings);
  g_test_add_func("/inspect/one-change", test_one_change_is_one_finding);
  return g_test_run();
}
