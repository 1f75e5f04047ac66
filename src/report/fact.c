/* SPDX-License-Identifier: MIT
 * report/fact: how a fact is written. */
#include "report/fact.h"

#include <string.h>

/* A minus sign in place of the hyphen of the file: GB/T 15835 sets negative numbers with the sign, and a hyphen is
 * half its width. */
char *jb_fact_format_number(const JbFact *fact)
{
  char text[JB_DECIMAL_TEXT_SIZE];
  const char *digits = jb_decimal_format(fact->value, text);
  return *digits == '-' ? g_strconcat("−", digits + 1, NULL) : g_strdup(digits);
}

/* GB 3100, 7.1: a blank between number and unit symbol (12 km); none before %, °, or a Chinese word. It is no-break. */
static char *with_unit(const JbFact *fact, const char *number)
{
  const char *blank = g_ascii_isalpha(*fact->unit) ? "\xC2\xA0" : "";
  return g_strconcat(number, blank, fact->unit, NULL);
}

char *jb_fact_format_value(const JbFact *fact)
{
  g_autofree char *number = jb_fact_format_number(fact);
  return with_unit(fact, number);
}

char *jb_fact_format_marked(const JbFact *fact)
{
  static const char *const marks[] = {
      [JB_FACT_EQUAL] = "",     [JB_FACT_ABOUT] = "≈", [JB_FACT_MORE] = ">",
      [JB_FACT_AT_LEAST] = "≥", [JB_FACT_LESS] = "<",  [JB_FACT_AT_MOST] = "≤",
  };
  g_autofree char *number = jb_fact_format_number(fact);
  return g_strconcat(marks[fact->relation], number, NULL);
}

char *jb_fact_format_marked_value(const JbFact *fact)
{
  g_autofree char *number = jb_fact_format_marked(fact);
  return with_unit(fact, number);
}

const char *jb_fact_status_name(JbFactStatus status)
{
  static const char *const names[] = {
      [JB_FACT_ACTUAL] = "实际",
      [JB_FACT_EXPECTED] = "预计",
      [JB_FACT_DERIVED] = "推算",
      [JB_FACT_TARGET] = "目标",
  };
  return names[status];
}
