/* SPDX-License-Identifier: MIT
 * text/classes: the table of character classes, by code point. Unicode's own line breaking classes (UAX #14) differ
 * where noted: they know neither Chinese quotation marks nor that a pair of U+2014 is one sign. */
#include "text/classes.h"

#include <glib.h>
#include <stddef.h>

typedef struct ClassRange {
  uint32_t first, last;
  JbClass class;
} ClassRange;

static const ClassRange table[] = {
    {0x0009, 0x0009, JB_CLASS_SPACE},      {0x000a, 0x000c, JB_CLASS_NEWLINE},
    {0x0020, 0x0020, JB_CLASS_SPACE},      {0x0021, 0x0021, JB_CLASS_EX},
    {0x0022, 0x0022, JB_CLASS_QU},         {0x0023, 0x0023, JB_CLASS_SYMBOL},
    {0x0024, 0x0024, JB_CLASS_PR},         {0x0025, 0x0025, JB_CLASS_PO},
    {0x0026, 0x0026, JB_CLASS_SYMBOL},     {0x0027, 0x0027, JB_CLASS_QU},
    {0x0028, 0x0028, JB_CLASS_AO},         {0x0029, 0x0029, JB_CLASS_AC},
    {0x002a, 0x002a, JB_CLASS_SYMBOL},     {0x002b, 0x002b, JB_CLASS_PR},
    {0x002c, 0x002c, JB_CLASS_IS},         {0x002d, 0x002d, JB_CLASS_CN}, /* UAX: HY */
    {0x002e, 0x002e, JB_CLASS_IS},         {0x002f, 0x002f, JB_CLASS_SL}, /* UAX: SY */
    {0x0030, 0x0039, JB_CLASS_DIGIT},      {0x003a, 0x003b, JB_CLASS_IS},
    {0x003c, 0x003e, JB_CLASS_SYMBOL},     {0x003f, 0x003f, JB_CLASS_EX},
    {0x0040, 0x0040, JB_CLASS_SYMBOL},     {0x0041, 0x005a, JB_CLASS_LETTER},
    {0x005b, 0x005b, JB_CLASS_AO},         {0x005c, 0x005c, JB_CLASS_SYMBOL},
    {0x005d, 0x005d, JB_CLASS_AC},         {0x005e, 0x0060, JB_CLASS_SYMBOL},
    {0x0061, 0x007a, JB_CLASS_LETTER},     {0x007b, 0x007b, JB_CLASS_AO},
    {0x007c, 0x007c, JB_CLASS_SYMBOL},     {0x007d, 0x007d, JB_CLASS_AC},
    {0x007e, 0x007e, JB_CLASS_SYMBOL},     {0x0085, 0x0085, JB_CLASS_NEWLINE},
    {0x00a0, 0x00a0, JB_CLASS_GLUE},       {0x00a2, 0x00a2, JB_CLASS_PO},
    {0x00a3, 0x00a3, JB_CLASS_PR},         {0x00a5, 0x00a5, JB_CLASS_PR},
    {0x00a7, 0x00a7, JB_CLASS_PR}, /* UAX: AI */
    {0x00b0, 0x00b0, JB_CLASS_PO},         {0x00b1, 0x00b1, JB_CLASS_PR},
    {0x00b7, 0x00b7, JB_CLASS_MD},                                          /* 间隔号; UAX: AI */
    {0x2007, 0x2007, JB_CLASS_GLUE},       {0x2009, 0x2009, JB_CLASS_GLUE}, /* 千分空 of GB/T 15835; UAX: BA */
    {0x200b, 0x200b, JB_CLASS_ZERO_SPACE}, {0x200d, 0x200d, JB_CLASS_MARK},
    {0x2010, 0x2010, JB_CLASS_CN},         {0x2013, 0x2013, JB_CLASS_CN},
    {0x2014, 0x2014, JB_CLASS_CN}, /* a pair becomes DA; UAX: B2 */
    {0x2018, 0x2018, JB_CLASS_OP}, /* UAX: QU */
    {0x2019, 0x2019, JB_CLASS_CL}, /* between Latin letters an apostrophe; UAX: QU */
    {0x201c, 0x201c, JB_CLASS_OP},         {0x201d, 0x201d, JB_CLASS_CL},
    {0x2026, 0x2026, JB_CLASS_EL},         {0x2027, 0x2027, JB_CLASS_MD}, /* UAX: BA */
    {0x2028, 0x2029, JB_CLASS_NEWLINE},    {0x202f, 0x202f, JB_CLASS_GLUE},
    {0x2030, 0x2030, JB_CLASS_PO},         {0x2032, 0x2033, JB_CLASS_PO},
    {0x203c, 0x203c, JB_CLASS_ST2},        {0x2047, 0x2049, JB_CLASS_ST2},
    {0x2060, 0x2060, JB_CLASS_GLUE},       {0x20ac, 0x20ac, JB_CLASS_PR},
    {0x2103, 0x2103, JB_CLASS_PO},         {0x2109, 0x2109, JB_CLASS_PO},
    {0x2116, 0x2116, JB_CLASS_PR},         {0x2160, 0x217f, JB_CLASS_HAN}, /* Ⅰ …; UAX: AI */
    {0x2212, 0x2212, JB_CLASS_PR},         {0x22ef, 0x22ef, JB_CLASS_EL},
    {0x2460, 0x24ff, JB_CLASS_HAN}, /* ① …; UAX: AI */
    {0x25a0, 0x25ff, JB_CLASS_HAN}, /* 二○○四年, ■, △; UAX: AI */
    {0x2605, 0x2606, JB_CLASS_HAN}, /* ★ ☆; UAX: AI */
    {0x2e3a, 0x2e3a, JB_CLASS_DA},         {0x3000, 0x3000, JB_CLASS_WIDE_SPACE},
    {0x3001, 0x3001, JB_CLASS_PA},         {0x3002, 0x3002, JB_CLASS_ST},
    {0x3003, 0x3003, JB_CLASS_IT},         {0x3005, 0x3005, JB_CLASS_IT},
    {0x3007, 0x3007, JB_CLASS_HAN},        {0x3008, 0x3008, JB_CLASS_OP},
    {0x3009, 0x3009, JB_CLASS_CL},         {0x300a, 0x300a, JB_CLASS_OP},
    {0x300b, 0x300b, JB_CLASS_CL},         {0x300c, 0x300c, JB_CLASS_OP},
    {0x300d, 0x300d, JB_CLASS_CL},         {0x300e, 0x300e, JB_CLASS_OP},
    {0x300f, 0x300f, JB_CLASS_CL},         {0x3010, 0x3010, JB_CLASS_OP},
    {0x3011, 0x3011, JB_CLASS_CL},         {0x3014, 0x3014, JB_CLASS_OP},
    {0x3015, 0x3015, JB_CLASS_CL},         {0x3016, 0x3016, JB_CLASS_OP},
    {0x3017, 0x3017, JB_CLASS_CL},         {0x3018, 0x3018, JB_CLASS_OP},
    {0x3019, 0x3019, JB_CLASS_CL},         {0x301a, 0x301a, JB_CLASS_OP},
    {0x301b, 0x301b, JB_CLASS_CL},         {0x301c, 0x301c, JB_CLASS_CN},
    {0x301d, 0x301d, JB_CLASS_OP},         {0x301e, 0x301f, JB_CLASS_CL},
    {0x303b, 0x303b, JB_CLASS_IT},         {0x309d, 0x309e, JB_CLASS_IT},
    {0x30fb, 0x30fb, JB_CLASS_MD},         {0x30fc, 0x30fe, JB_CLASS_IT},
    {0x3220, 0x3243, JB_CLASS_HAN},        {0x4e00, 0x9fff, JB_CLASS_HAN},
    {0xfe6a, 0xfe6a, JB_CLASS_PO},         {0xfeff, 0xfeff, JB_CLASS_GLUE},
    {0xff01, 0xff01, JB_CLASS_ST},         {0xff04, 0xff04, JB_CLASS_PR},
    {0xff05, 0xff05, JB_CLASS_PO},         {0xff08, 0xff08, JB_CLASS_OP},
    {0xff09, 0xff09, JB_CLASS_CL},         {0xff0c, 0xff0c, JB_CLASS_PA},
    {0xff0e, 0xff0e, JB_CLASS_ST},         {0xff0f, 0xff0f, JB_CLASS_SL}, /* UAX: ID */
    {0xff1a, 0xff1b, JB_CLASS_PA},         {0xff1f, 0xff1f, JB_CLASS_ST},
    {0xff3b, 0xff3b, JB_CLASS_OP},         {0xff3d, 0xff3d, JB_CLASS_CL},
    {0xff5b, 0xff5b, JB_CLASS_OP},         {0xff5d, 0xff5d, JB_CLASS_CL},
    {0xff5e, 0xff5e, JB_CLASS_CN}, /* UAX: ID */
    {0xff5f, 0xff5f, JB_CLASS_OP},         {0xff60, 0xff60, JB_CLASS_CL},
    {0xff65, 0xff65, JB_CLASS_MD},         {0xffe0, 0xffe0, JB_CLASS_PO},
    {0xffe1, 0xffe1, JB_CLASS_PR},         {0xffe5, 0xffe5, JB_CLASS_PR},
};

static JbClass class_by_properties(uint32_t character)
{
  switch (g_unichar_type(character)) {
  case G_UNICODE_NON_SPACING_MARK:
  case G_UNICODE_ENCLOSING_MARK:
  case G_UNICODE_SPACING_MARK:
    return JB_CLASS_MARK;
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_SURROGATE:
    return JB_CLASS_IGNORED;
  case G_UNICODE_SPACE_SEPARATOR:
    return JB_CLASS_SPACE;
  default:
    break;
  }
  if (g_unichar_iswide(character)) {
    return JB_CLASS_HAN;
  }
  if (g_unichar_isalpha(character)) {
    return JB_CLASS_LETTER;
  }
  return g_unichar_isdigit(character) ? JB_CLASS_DIGIT : JB_CLASS_SYMBOL;
}

JbClass jb_class_of(uint32_t character)
{
  if (character >= 0x4e00 && character <= 0x9fff) { /* nearly all of a Chinese text */
    return JB_CLASS_HAN;
  }
  size_t low = 0, high = G_N_ELEMENTS(table);
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (character > table[middle].last) {
      low = middle + 1;
    } else if (character < table[middle].first) {
      high = middle;
    } else {
      return table[middle].class;
    }
  }
  return class_by_properties(character);
}
