/* SPDX-License-Identifier: MIT
 * text/styled_text: text gathered run by run, and the defaults of composition. */
#include "text/styled_text.h"

JbComposition jb_composition_default(void)
{
  return (JbComposition){.prohibition = JB_PROHIBITION_GB,
                         .align = JB_TEXT_JUSTIFY,
                         .fit = JB_FIT_TOTAL,
                         .autospace = 1.0 / 4,
                         .autospace_minimum = 1.0 / 8,
                         .autospace_maximum = 1.0 / 2,
                         .line_start_half = true,
                         .line_end_half = true,
                         .squeeze = true,
                         .squeeze_stops = true,
                         .avoid_short_last = true,
                         .spread_names = true};
}

JbStyledText *jb_styled_text_new(const JbFontSet *fonts)
{
  JbStyledText *text = g_new0(JbStyledText, 1);
  text->text = g_string_new(NULL);
  text->runs = g_array_new(FALSE, FALSE, sizeof(JbTextRun));
  text->fonts = fonts;
  return text;
}

void jb_styled_text_free(JbStyledText *text)
{
  if (!text) {
    return;
  }
  g_string_free(text->text, TRUE);
  g_array_unref(text->runs);
  g_free(text);
}

void jb_styled_text_append(JbStyledText *text, const char *utf8, size_t length, const JbTextRun *style)
{
  if (length == 0) {
    return;
  }
  JbTextRun run = *style;
  run.start = text->text->len;
  run.length = length;
  g_string_append_len(text->text, utf8, (gssize)length);
  g_array_append_val(text->runs, run);
}
