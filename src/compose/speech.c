/* SPDX-License-Identifier: MIT
 * compose/speech: name and office in front of what is said, as one paragraph. */
#include "compose/speech.h"

JbFlow *jb_speech_flow_new(const JbFlowContext *context, const JbBlock *turn, const JbInlines *inlines, JbPlace place,
                           double width)
{
  const JbTextStyle *styles = context->theme->styles;
  bool question = turn->kind == JB_BLOCK_QUESTION;
  const JbTextStyle *style = &styles[question ? JB_STYLE_QUESTION : JB_STYLE_ANSWER];
  const JbTextStyle *speaker = question ? style : &styles[JB_STYLE_SPEAKER];
  const JbTextStyle *office_style = question ? style : &styles[JB_STYLE_SPEAKER_OFFICE];
  const char *name = turn->speaker ? turn->speaker->name : turn->by;
  g_autofree char *office = turn->introduced ? jb_person_office(turn->speaker) : g_strdup("");
  const JbTextPart parts[] = {{.words = name, .face = speaker},
                              {.words = *office ? "（" : "", .face = office_style},
                              {.words = office, .face = office_style},
                              {.words = *office ? "）" : "", .face = office_style},
                              {.words = *name ? "：" : "", .face = speaker},
                              {.inlines = inlines}};
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, question ? "question" : "answer");
  if (inlines->language) {
    jb_structure_set_language(context->structure, element, inlines->language);
  }
  JbSetText *text =
      jb_set_text_new_joined(context, parts, G_N_ELEMENTS(parts), place, style, jb_text_style_measure(style, width));
  JbFlow *flow = jb_text_flow_new(context, text, element, place, width);
  flow->keep_with_next = question || inlines->count == 0;
  return flow;
}
