/* SPDX-License-Identifier: MIT
 * inspect/gbt9704: the table of checks of GB/T 9704-2012, and what they share. */
#include "inspect/gbt9704.h"

#include "inspect/gbt9704-private.h"

#include <math.h>
#include <string.h>

/* How many lines are left blank depends on what is above: on the grid 0.46 of a line is between the em boxes of two
 * lines that follow each other; what comes below a rule or a mark is moved to the grid, or is not. [line] */
#define BLANK_LEAST    -0.2
#define BLANK_MOST     0.9
#define BLANK_ROUNDING 0.35
#define HEADED         (JB_GBT_PAPER | JB_GBT_MINUTES)
#define RULED          (JB_GBT_PAPER | JB_GBT_ORDER | JB_GBT_MINUTES)

/* Clause, what is measured, by which function, of which element. In the order of the standard, but for the text area,
 * which explains others. */
static const JbCheck checks[] = {
    /* --- 5, 6: page --- */
    {JB_MESSAGE_GBT_PAPER, "5.1", "paper", .run = jb_check_paper, .explains = JB_BY_PAPER},
    {JB_MESSAGE_GBT_AREA, "5.2.1", "margin at the head", .run = jb_check_head_margin},
    {JB_MESSAGE_GBT_AREA, "5.2.1", "margin at the binding", .run = jb_check_binding, .explains = JB_BY_BINDING},
    {JB_MESSAGE_GBT_AREA, "5.2.1", "margin at the fore-edge", .run = jb_check_fore_edge, .explains = JB_BY_FORE_EDGE},
    {JB_MESSAGE_GBT_AREA, "5.2.1", "margin at the foot", .run = jb_check_foot_margin, .explains = JB_BY_FOOT},
    {JB_MESSAGE_GBT_TYPE, "5.2.2", "size of the text", .run = jb_check_body_size, .explains = JB_BY_SIZE},
    {JB_MESSAGE_GBT_TYPE, "5.2.2", "face of the text", .run = jb_check_body_face, .role = JB_INSPECT_FANGSONG},
    {JB_MESSAGE_GBT_TYPE, "5.2.2", "size of an element", .run = jb_check_plain_size, .number = 16},
    {JB_MESSAGE_GBT_TYPE, "5.2.2", "face of an element", .run = jb_check_plain_face, .role = JB_INSPECT_FANGSONG,
     .wanted = "仿宋"},
    {JB_MESSAGE_GBT_GRID, "5.2.3", "distance from line to line", .run = jb_check_pitch, .explains = JB_BY_PITCH},
    {JB_MESSAGE_GBT_GRID, "5.2.3", "distance of a line from the grid", .run = jb_check_grid, .explains = JB_BY_GRID,
     .explained_by = JB_BY_PITCH},
    {JB_MESSAGE_GBT_GRID, "5.2.3", "lines on a full page", .run = jb_check_lines, .explains = JB_BY_LINES,
     .explained_by = JB_BY_PAPER | JB_BY_FOOT | JB_BY_SIZE | JB_BY_GRID},
    {JB_MESSAGE_GBT_GRID, "5.2.3", "characters in a full line", .run = jb_check_characters,
     .explained_by = JB_BY_PAPER | JB_BY_BINDING | JB_BY_FORE_EDGE | JB_BY_SIZE},
    {JB_MESSAGE_GBT_COLOUR, "5.2.4", "colour of the text", .run = jb_check_colour},

    /* --- 7.2: 版头 --- */
    {JB_MESSAGE_GBT_HEAD, "7.2.1", "copy number", .run = jb_check_form, .kind = "copy-number", .form = "^[0-9]{6}$",
     .wanted = "000001"},
    {JB_MESSAGE_GBT_HEAD, "7.2.1", "size of the copy number", .run = jb_check_size, .kind = "copy-number",
     .number = 16},
    {JB_MESSAGE_GBT_HEAD, "7.2.1", "characters left of the copy number", .run = jb_check_start, .kind = "copy-number",
     .number = 0, .formats = RULED | JB_GBT_LETTER},
    {JB_MESSAGE_GBT_HEAD, "7.2.1", "line of the copy number", .run = jb_check_row, .kind = "copy-number", .number = 1,
     .formats = RULED, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_HEAD, "7.2.2", "classification", .run = jb_check_form, .kind = "classification",
     .form = "^((绝密|机密|秘密)(★.+)?|[^密★]*)$", .wanted = "机密★1年"},
    {JB_MESSAGE_GBT_HEAD, "7.2.2", "size of the classification", .run = jb_check_size, .kind = "classification",
     .number = 16},
    {JB_MESSAGE_GBT_HEAD, "7.2.2", "face of the classification", .run = jb_check_face, .kind = "classification",
     .role = JB_INSPECT_HEI, .wanted = "黑体"},
    {JB_MESSAGE_GBT_HEAD, "7.2.2", "characters left of the classification", .run = jb_check_start,
     .kind = "classification", .number = 0, .formats = RULED | JB_GBT_LETTER},
    {JB_MESSAGE_GBT_HEAD, "7.2.2", "line of the classification", .run = jb_check_secret_row, .kind = "classification",
     .formats = RULED, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_HEAD, "7.2.3", "size of the urgency", .run = jb_check_size, .kind = "urgency", .number = 16},
    {JB_MESSAGE_GBT_HEAD, "7.2.3", "face of the urgency", .run = jb_check_face, .kind = "urgency",
     .role = JB_INSPECT_HEI, .wanted = "黑体"},
    {JB_MESSAGE_GBT_HEAD, "7.2.3", "characters left of the urgency", .run = jb_check_start, .kind = "urgency",
     .number = 0, .formats = RULED | JB_GBT_LETTER},
    {JB_MESSAGE_GBT_HEAD, "7.2.3", "line of the urgency", .run = jb_check_secret_row, .kind = "urgency",
     .formats = RULED, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_HEAD, "7.2.4", "mark below the head of the text area", .run = jb_check_mark_top, .kind = "mark",
     .number = 35, .formats = HEADED},
    {JB_MESSAGE_GBT_SPECIAL, "10.2", "mark below the head of the text area", .run = jb_check_mark_top, .kind = "mark",
     .number = 20, .formats = JB_GBT_ORDER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "mark below the head of the paper", .run = jb_check_letter_top, .kind = "mark",
     .number = 30, .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_HEAD, "7.2.4", "mark off the middle", .run = jb_check_centred, .kind = "mark"},
    {JB_MESSAGE_GBT_HEAD, "7.2.4", "face of the mark", .run = jb_check_face, .kind = "mark",
     .role = JB_INSPECT_XIAOBIAOSONG, .wanted = "小标宋"},
    {JB_MESSAGE_GBT_COLOUR, "7.2.4", "colour of the mark", .run = jb_check_red, .kind = "mark"},
    {JB_MESSAGE_GBT_HEAD, "7.2.5", "document number", .run = jb_check_form, .kind = "document-number",
     .form = "^[^〔〕第]+〔[0-9]{4}〕[1-9][0-9]*号$", .wanted = "某发〔2024〕1号",
     .formats = JB_GBT_PAPER | JB_GBT_LETTER},
    {JB_MESSAGE_GBT_HEAD, "7.2.5", "blank lines above the document number", .run = jb_check_blank,
     .kind = "document-number", .number = 2, .formats = JB_GBT_PAPER | JB_GBT_ORDER, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_HEAD, "7.2.5", "document number off its place", .run = jb_check_number_place,
     .kind = "document-number"},
    {JB_MESSAGE_GBT_HEAD, "7.2.6", "face of the signer's label", .run = jb_check_label_face, .kind = "signer",
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋"},
    {JB_MESSAGE_GBT_HEAD, "7.2.6", "face of the signer's name", .run = jb_check_name_face, .kind = "signer",
     .role = JB_INSPECT_KAI, .wanted = "楷体"},
    {JB_MESSAGE_GBT_HEAD, "7.2.6", "characters right of the signer", .run = jb_check_signer_end, .kind = "signer",
     .number = 1},
    {JB_MESSAGE_GBT_HEAD, "7.2.6", "signer off the line of the document number", .run = jb_check_signer_line,
     .kind = "signer"},
    {JB_MESSAGE_GBT_HEAD, "7.2.7", "red rule", .run = jb_check_rule_there, .formats = JB_GBT_PAPER},
    {JB_MESSAGE_GBT_HEAD, "7.2.7", "red rule below the document number", .run = jb_check_rule_distance,
     .formats = JB_GBT_PAPER},
    {JB_MESSAGE_GBT_HEAD, "7.2.7", "width of the red rule", .run = jb_check_rule_width, .formats = HEADED},
    {JB_MESSAGE_GBT_HEAD, "7.2.7", "red rule off the middle", .run = jb_check_rule_place, .formats = HEADED},
    {JB_MESSAGE_GBT_COLOUR, "7.2.7", "colour of the red rule", .run = jb_check_rule_colour, .formats = HEADED},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "double rules of a letter", .run = jb_check_letter_rules,
     .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "order of thick and thin in a double rule", .run = jb_check_letter_weights,
     .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "width of a double rule", .run = jb_check_letter_width, .number = 170,
     .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "double rule off the middle", .run = jb_check_letter_middle,
     .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "double rule below the mark", .run = jb_check_letter_upper, .number = 4,
     .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_SPECIAL, "10.1", "double rule above the foot of the paper", .run = jb_check_letter_lower,
     .number = 20, .formats = JB_GBT_LETTER},
    {JB_MESSAGE_GBT_COLOUR, "10.1", "colour of a double rule", .run = jb_check_letter_colour, .formats = JB_GBT_LETTER},

    /* --- 7.3: 主体 --- */
    {JB_MESSAGE_GBT_BODY, "7.3.1", "size of the title", .run = jb_check_size, .kind = "title", .number = 22},
    {JB_MESSAGE_GBT_BODY, "7.3.1", "face of the title", .run = jb_check_face, .kind = "title",
     .role = JB_INSPECT_XIAOBIAOSONG, .wanted = "小标宋"},
    {JB_MESSAGE_GBT_BODY, "7.3.1", "title off the middle", .run = jb_check_centred, .kind = "title"},
    {JB_MESSAGE_GBT_BODY, "7.3.1", "blank lines above the title", .run = jb_check_blank, .kind = "title", .number = 2,
     .formats = JB_GBT_PAPER | JB_GBT_LETTER, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_BODY, "7.3.1", "shape of the title", .run = jb_check_title_shape, .kind = "title"},
    {JB_MESSAGE_GBT_BODY, "7.3.1", "characters in a line of the title", .run = jb_check_title_lone, .kind = "title"},
    {JB_MESSAGE_GBT_BODY, "7.3.2", "recipients", .run = jb_check_form, .kind = "recipients", .form = "：$",
     .wanted = "…："},
    {JB_MESSAGE_GBT_BODY, "7.3.2", "characters left of the recipients", .run = jb_check_start, .kind = "recipients",
     .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.2", "turned lines of the recipients", .run = jb_check_turnover, .kind = "recipients"},
    {JB_MESSAGE_GBT_BODY, "7.3.2", "blank lines above the recipients", .run = jb_check_blank, .kind = "recipients",
     .number = 1, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "page the text begins on", .run = jb_check_first_page},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "blank lines below the recipients", .run = jb_check_body_follows, .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "characters a paragraph is indented", .run = jb_check_indent, .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "characters a heading 一、 is indented", .run = jb_check_indent, .number = 1},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "characters a heading （一） is indented", .run = jb_check_indent, .number = 2},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "characters a heading 1. is indented", .run = jb_check_indent, .number = 3},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "characters a heading （1） is indented", .run = jb_check_indent, .number = 4},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "size of headings 一、", .run = jb_check_heading_size, .number = 1},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "size of headings （一）", .run = jb_check_heading_size, .number = 2},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "size of headings 1.", .run = jb_check_heading_size, .number = 3},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "size of headings （1）", .run = jb_check_heading_size, .number = 4},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "face of headings 一、", .run = jb_check_heading_face, .number = 1,
     .role = JB_INSPECT_HEI, .wanted = "黑体"},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "face of headings （一）", .run = jb_check_heading_face, .number = 2,
     .role = JB_INSPECT_KAI, .wanted = "楷体"},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "face of headings 1.", .run = jb_check_heading_face, .number = 3,
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋"},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "face of headings （1）", .run = jb_check_heading_face, .number = 4,
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋"},
    {JB_MESSAGE_GBT_BODY, "7.3.3", "number of a heading", .run = jb_check_heading_number},
    {JB_MESSAGE_GBT_BODY, "7.3.4", "list of attachments", .run = jb_check_form, .kind = "attachment-list",
     .form = "^附件：", .wanted = "附件：…"},
    {JB_MESSAGE_GBT_BODY, "7.3.4", "characters left of the list of attachments", .run = jb_check_start,
     .kind = "attachment-list", .number = 2},
    {JB_MESSAGE_GBT_BODY, "7.3.4", "turned lines of the list of attachments", .run = jb_check_turnover,
     .kind = "attachment-list"},
    {JB_MESSAGE_GBT_BODY, "7.3.4", "mark after the name of an attachment", .run = jb_check_attachment_marks,
     .kind = "attachment-list"},
    {JB_MESSAGE_GBT_BODY, "7.3.4", "blank lines above the list of attachments", .run = jb_check_blank,
     .kind = "attachment-list", .number = 1, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "characters right of the date", .run = jb_check_signature, .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "characters right of organisation and date", .run = jb_check_signature, .number = 1},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "characters of the organisation off the date's middle", .run = jb_check_signature,
     .number = 2},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "characters from the organisation's start to the date's", .run = jb_check_signature,
     .number = 3},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "blank lines above the organisation", .run = jb_check_signature_line, .number = 1},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "blank lines above the date", .run = jb_check_signature_line, .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.5", "date of the document", .run = jb_check_form, .kind = "signature-date",
     .form = "^[0-9]{4}年([1-9]|1[0-2])月([1-9]|[12][0-9]|3[01])日$", .wanted = "2024年1月5日"},
    {JB_MESSAGE_GBT_BODY, "7.3.6", "annotation", .run = jb_check_form, .kind = "annotation", .form = "^（.*）$",
     .wanted = "（…）"},
    {JB_MESSAGE_GBT_BODY, "7.3.6", "characters left of the annotation", .run = jb_check_start, .kind = "annotation",
     .number = 2},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "mark of an attachment", .run = jb_check_form, .kind = "attachment-mark",
     .form = "^附件[1-9]?[0-9]?$", .wanted = "附件1"},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "face of the attachment's mark", .run = jb_check_face, .kind = "attachment-mark",
     .role = JB_INSPECT_HEI, .wanted = "黑体"},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "size of the attachment's mark", .run = jb_check_size, .kind = "attachment-mark",
     .number = 16},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "characters left of the attachment's mark", .run = jb_check_start,
     .kind = "attachment-mark", .number = 0},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "line of the attachment's mark", .run = jb_check_row, .kind = "attachment-mark",
     .number = 1, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "line of the attachment's title", .run = jb_check_row, .kind = "attachment-title",
     .number = 3, .explained_by = JB_BY_NO_GRID},
    {JB_MESSAGE_GBT_BODY, "7.3.7", "attachment's title off the middle", .run = jb_check_centred,
     .kind = "attachment-title"},
    {JB_MESSAGE_GBT_SPECIAL, "10.3", "face of the label of those present", .run = jb_check_label_face,
     .kind = "attendance", .role = JB_INSPECT_HEI, .wanted = "黑体"},
    {JB_MESSAGE_GBT_SPECIAL, "10.3", "face of those present", .run = jb_check_name_face, .kind = "attendance",
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋"},
    {JB_MESSAGE_GBT_SPECIAL, "10.3", "characters left of those present", .run = jb_check_start, .kind = "attendance",
     .number = 2},
    {JB_MESSAGE_GBT_SPECIAL, "10.3", "turned lines of those present", .run = jb_check_turnover, .kind = "attendance"},
    {JB_MESSAGE_GBT_SPECIAL, "10.3", "blank lines above those present", .run = jb_check_blank, .kind = "attendance",
     .number = 1, .explained_by = JB_BY_NO_GRID},

    /* --- 7.4: 版记 --- */
    {JB_MESSAGE_GBT_COLOPHON, "7.4.1", "page of the colophon", .run = jb_check_colophon_page, .formats = RULED},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.1", "weight of the colophon's rules", .run = jb_check_colophon_weights,
     .formats = RULED},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.1", "width of the colophon's rules", .run = jb_check_colophon_width,
     .formats = RULED},
    {JB_MESSAGE_GBT_COLOUR, "6.2", "colour of the colophon's rules", .run = jb_check_colophon_colour, .formats = RULED},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.1", "last rule off the foot of the text area", .run = jb_check_colophon_foot,
     .formats = RULED},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.2", "copies to", .run = jb_check_form, .kind = "copy-to", .form = "^抄送：.*。$",
     .wanted = "抄送：…。", .formats = RULED | JB_GBT_LETTER},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.2", "size of the copies to", .run = jb_check_size, .kind = "copy-to", .number = 14},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.2", "face of the copies to", .run = jb_check_face, .kind = "copy-to",
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋"},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.2", "characters left of the copies to", .run = jb_check_start, .kind = "copy-to",
     .number = 1},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.2", "turned lines of the copies to", .run = jb_check_turnover, .kind = "copy-to"},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.3", "printer", .run = jb_check_form, .kind = "printer", .form = "印发$",
     .wanted = "… 2024年1月5日印发", .formats = RULED},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.3", "size of the printer", .run = jb_check_size, .kind = "printer", .number = 14,
     .like = "copy-to"},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.3", "face of the printer", .run = jb_check_face, .kind = "printer",
     .role = JB_INSPECT_FANGSONG, .wanted = "仿宋", .like = "copy-to"},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.3", "characters left of the printer", .run = jb_check_start, .kind = "printer",
     .number = 1, .like = "copy-to"},
    {JB_MESSAGE_GBT_COLOPHON, "7.4.3", "characters right of the date of print", .run = jb_check_end, .kind = "printer",
     .number = 1},

    /* --- 7.5: 页码 --- */
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "page number", .run = jb_check_number_there},
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "form of the page number", .run = jb_check_number_form},
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "size of the page number", .run = jb_check_number_size},
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "face of the page number", .run = jb_check_number_face, .wanted = "宋体"},
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "page number below the text area", .run = jb_check_number_height},
    {JB_MESSAGE_GBT_PAGE_NUMBER, "7.5", "characters outside of the page number", .run = jb_check_number_side},
};

/* --- Telling --- */

void jb_deviate(JbInspection *inspection, const JbCheck *check, int page, JbPlace place, const char *value,
                const char *wanted)
{
  inspection->explained |= check->explains;
  g_autofree char *key = g_strdup_printf("%td %s", check - checks, value);
  for (guint i = 0; i < inspection->told->len; i++) {
    if (strcmp(inspection->told->pdata[i], key) == 0) {
      return;
    }
  }
  g_ptr_array_add(inspection->told, g_steal_pointer(&key));
  g_autofree char *number = g_strdup_printf("%d", page);
  JbPlace at = place.path ? place : inspection->document;
  jb_findings_add(inspection->findings, check->message, at, number, check->what, value, check->clause, wanted, NULL);
}

void jb_deviate_length(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, double value,
                       double wanted, double tolerance)
{
  g_autofree char *words = g_strdup_printf("%.1f mm", value);
  g_autofree char *asked = g_strdup_printf("%g ± %g mm", wanted, tolerance);
  jb_deviate(inspection, check, line->page, line->place, words, asked);
}

void jb_check_length(JbInspection *inspection, const JbCheck *check, const JbMeasuredLine *line, double value,
                     double wanted, double tolerance)
{
  if (fabs(value - wanted) > tolerance) {
    jb_deviate_length(inspection, check, line, value, wanted, tolerance);
  }
}

/* --- What stands where --- */

const JbMeasuredLine *jb_line_at(const JbInspection *inspection, guint index)
{
  return jb_measured_line(inspection->measures, index);
}

static bool is_of(const JbMeasuredLine *line, const char *kind)
{
  return kind ? g_strcmp0(line->kind, kind) == 0 : line->body;
}

bool jb_next_part(const JbInspection *inspection, const char *kind, JbPart *part)
{
  guint count = inspection->measures->lines->len, first = part->end;
  while (first < count && !is_of(jb_line_at(inspection, first), kind)) {
    first++;
  }
  guint end = first;
  bool list = g_strcmp0(kind, "attachment-list") == 0;
  while (end < count && (jb_line_at(inspection, end)->owner == jb_line_at(inspection, first)->owner ||
                         (list && is_of(jb_line_at(inspection, end), kind)))) {
    end++;
  }
  *part = (JbPart){first, end};
  return first < count;
}

const JbMeasuredLine *jb_first_of(const JbInspection *inspection, const char *kind)
{
  JbPart part = {0};
  return jb_next_part(inspection, kind, &part) ? jb_line_at(inspection, part.first) : NULL;
}

const char *jb_part_face(const JbInspection *inspection, JbPart part)
{
  const JbMeasures *measures = inspection->measures;
  g_autofree guint *counts = g_new0(guint, measures->faces->len + 1);
  for (guint i = part.first; i < part.end; i++) {
    const JbMeasuredLine *line = jb_line_at(inspection, i);
    jb_measures_count_faces(measures, line->first_cell, line->first_cell + line->cell_count, counts);
  }
  return jb_measures_commonest_face(measures, counts);
}

bool jb_colour_is_red(const JbColour *colour)
{
  static const double red[] = {0, 0.8, 0.8, 0};
  bool full = colour->kind == JB_COLOUR_CMYK || (colour->kind == JB_COLOUR_SEPARATION && colour->level == 1);
  for (int i = 0; i < 4 && full; i++) {
    full = fabs(colour->ink[i] - red[i]) < 0.005;
  }
  return full;
}

char *jb_colour_ink(const JbColour *colour)
{
  static const char letters[] = "CMYK";
  double tint = colour->kind == JB_COLOUR_SEPARATION ? colour->level : 1;
  g_autoptr(GString) ink = g_string_new(NULL);
  if (colour->kind == JB_COLOUR_GREY) {
    g_string_append_printf(ink, "K%.0f", 100 * (1 - colour->level));
  }
  for (int i = 0; i < 4 && colour->kind != JB_COLOUR_GREY; i++) {
    if (colour->ink[i] * tint > 0) {
      g_string_append_printf(ink, "%s%c%.0f", ink->len > 0 ? " " : "", letters[i], 100 * colour->ink[i] * tint);
    }
  }
  return g_string_free(g_steal_pointer(&ink), FALSE);
}

double jb_off_row(const JbInspection *inspection, const JbMeasuredLine *line, double row)
{
  const JbFrame *frame = &inspection->frame;
  double below = jb_line_middle(line) - frame->top - jb_mm(frame->size) / 2;
  double found = below - (row - 1) * frame->pitch, nominal = below - (row - 1) * jb_nominal_pitch();
  return fabs(found) < fabs(nominal) ? found : nominal;
}

bool jb_is_body_size(const JbInspection *inspection, double size)
{
  return fabs(size - JB_BODY_SIZE) < 0.05 || fabs(size - 15.75) < 0.05 || fabs(size - inspection->frame.size) < 0.05;
}

double jb_area_left(const JbInspection *inspection, int page)
{
  return inspection->frame.left[page % 2];
}

double jb_area_right(const JbInspection *inspection, int page)
{
  return inspection->frame.right[page % 2];
}

const JbMeasuredRule *jb_separator(const JbInspection *inspection)
{
  const JbMeasuredLine *mark = jb_first_of(inspection, "mark"), *title = jb_first_of(inspection, "title");
  title = title ? title : jb_first_of(inspection, NULL);
  const GArray *rules = inspection->measures->rules;
  for (guint i = 0; i < rules->len && mark; i++) {
    const JbMeasuredRule *rule = &g_array_index(rules, JbMeasuredRule, i);
    bool above_title = !title || title->page > 1 || rule->bottom < jb_line_bottom(title);
    if (rule->page == mark->page && rule->top > mark->ink_top && above_title) {
      return rule;
    }
  }
  return NULL;
}

const JbMeasuredRule *jb_next_colophon_rule(const JbInspection *inspection, guint *index)
{
  const JbMeasuredLine *copies = jb_first_of(inspection, "copy-to"), *printer = jb_first_of(inspection, "printer");
  const JbMeasuredLine *first = copies ? copies : printer;
  const GArray *rules = inspection->measures->rules;
  while (first && *index < rules->len) {
    const JbMeasuredRule *rule = &g_array_index(rules, JbMeasuredRule, (*index)++);
    if (rule->page == first->page && rule->top > jb_line_top(first) - inspection->frame.pitch) {
      return rule;
    }
  }
  return NULL;
}

double jb_foot_above(const JbInspection *inspection, const JbMeasuredLine *line)
{
  const JbMeasures *measures = inspection->measures;
  double foot = NAN, top = jb_line_top(line);
  for (guint i = 0; i < measures->lines->len; i++) {
    const JbMeasuredLine *other = jb_line_at(inspection, i);
    if (other->page == line->page && other->owner != line->owner && other->ink_bottom <= top) {
      foot = fmax(foot, other->ink_bottom);
    }
  }
  for (guint i = 0; i < measures->rules->len; i++) {
    const JbMeasuredRule *rule = &g_array_index(measures->rules, JbMeasuredRule, i);
    if (rule->page == line->page && rule->bottom <= top) {
      foot = fmax(foot, rule->bottom);
    }
  }
  return foot;
}

int jb_blank_lines(const JbInspection *inspection, double foot, const JbMeasuredLine *line, int wanted)
{
  double lines = (jb_line_top(line) - foot) / inspection->frame.pitch;
  double nominal = (jb_line_top(line) - foot) / jb_nominal_pitch();
  bool right = (lines > wanted + BLANK_LEAST && lines < wanted + BLANK_MOST) ||
               (nominal > wanted + BLANK_LEAST && nominal < wanted + BLANK_MOST);
  return right ? wanted : (int)fmax(0, round(lines - BLANK_ROUNDING));
}

/* --- Running --- */

/* From the mark's words and the rules of page 1. */
static JbGbtFormat find_format(const JbInspection *inspection)
{
  JbPart part = {0};
  const char *mark = "";
  while (jb_next_part(inspection, "mark", &part)) {
    mark = jb_line_at(inspection, part.end - 1)->text;
  }
  guint red_rules = 0;
  for (guint i = 0; i < inspection->measures->rules->len; i++) {
    const JbMeasuredRule *rule = &g_array_index(inspection->measures->rules, JbMeasuredRule, i);
    red_rules += rule->page == 1 && !jb_colour_is_black(&rule->colour);
  }
  if (g_str_has_suffix(mark, "纪要")) {
    return JB_GBT_MINUTES;
  }
  if (g_str_has_suffix(mark, "令")) {
    return JB_GBT_ORDER;
  }
  if (g_str_has_suffix(mark, "简报")) {
    return JB_GBT_BULLETIN;
  }
  return red_rules > 2 ? JB_GBT_LETTER : JB_GBT_PAPER;
}

void jb_gbt9704_check(const JbMeasures *measures, const JbInspectFaces *faces, JbPlace document, JbFindings *findings)
{
  g_autoptr(GPtrArray) told = g_ptr_array_new_with_free_func(g_free);
  JbInspection inspection = {
      .measures = measures, .faces = faces, .findings = findings, .document = document, .told = told};
  jb_frame_find(&inspection);
  inspection.format = find_format(&inspection);
  for (size_t i = 0; i < G_N_ELEMENTS(checks); i++) {
    const JbCheck *check = &checks[i];
    bool asked = check->formats == 0 || (check->formats & (unsigned)inspection.format) != 0;
    if (asked && (inspection.explained & check->explained_by) == 0) {
      check->run(&inspection, check);
    }
  }
}
