/* SPDX-License-Identifier: MIT
 * xml/value: the patterns of attribute values. */
#include "xml/value.h"

/* Han as base/utf8.h has it, without compatibility forms: names are compared byte by byte. */
#define HAN   "〇々㐀-䶿一-鿿𠀀-𲎯"
#define DIGIT "[0-9０-９]"
#define MONTH "[0-9]{4}-(0[1-9]|1[0-2])"
#define DAY   MONTH "-(0[1-9]|[12][0-9]|3[01])"
#define SHARE "([0-9]{1,2}|100)(\\.[0-9]+)?"

static const struct {
  const char *pattern;
  JbMessage message;
} values[] = {
    [JB_VALUE_NAME] = {"[A-Za-z_" HAN "][A-Za-z0-9_.\\-" HAN "]*", JB_MESSAGE_VALUE_NAME},
    /* The number rule of base/decimal.h but for blanks and bounds. */
    [JB_VALUE_DECIMAL] = {"[+\\-−＋－]?(" DIGIT "{1,3}([,，]" DIGIT "{3})+|" DIGIT "+)([.．]" DIGIT "+)?",
                          JB_MESSAGE_VALUE_DECIMAL},
    [JB_VALUE_COUNT] = {"[1-9][0-9]{0,8}", JB_MESSAGE_VALUE_COUNT},
    [JB_VALUE_LENGTH] =
        {"0|-?[0-9]{1,9}(\\.[0-9]{1,6})?(pt|mm|cm|em)|初号|小初|[一二三四五六]号|小[一二三四五六]|[七八]号",
         JB_MESSAGE_VALUE_LENGTH},
    [JB_VALUE_COLOUR] = {"black|white|grey " SHARE "%|cmyk( " SHARE "){4}", JB_MESSAGE_VALUE_COLOUR},
    [JB_VALUE_PERIOD] = {"[0-9]{4}(/[0-9]{4})?|[0-9]{4}Q[1-4](/[0-9]{4}Q[1-4])?|" MONTH "(/" MONTH ")?|" DAY "(/" DAY
                         ")?",
                         JB_MESSAGE_VALUE_PERIOD},
    [JB_VALUE_DATE] = {"[0-9]{4}|" MONTH "|" DAY, JB_MESSAGE_VALUE_DATE},
};

const char *jb_value_pattern(JbValueType type)
{
  return values[type].pattern;
}

JbMessage jb_value_message(JbValueType type)
{
  return values[type].message;
}

GRegex *jb_value_compile(JbValueType type)
{
  g_autofree char *pattern = g_strdup_printf("^(?:%s)\\z", values[type].pattern);
  g_autoptr(GError) error = NULL;
  GRegex *regex = g_regex_new(pattern, 0, 0, &error);
  if (!regex) {
    g_error("the pattern of a value type does not compile: %s", error->message);
  }
  return regex;
}

bool jb_value_matches(JbValueType type, const char *value)
{
  if (!values[type].pattern) {
    return true;
  }
  g_autoptr(GRegex) regex = jb_value_compile(type);
  return g_regex_match(regex, value, 0, NULL);
}
