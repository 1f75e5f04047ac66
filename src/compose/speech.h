/* SPDX-License-Identifier: MIT
 * compose/speech: what somebody says in a question or an answer, the name before it. */
#ifndef JB_COMPOSE_SPEECH_H
#define JB_COMPOSE_SPEECH_H

#include "flow/text_flow.h"

/* "韩全：" and what is said; where the speaker is introduced "韩全（经济发展局科长）：". turn: the QUESTION or ANSWER,
 * whose by and speaker count; inlines: the words, of which none makes a line of the name alone. */
JbFlow *jb_speech_flow_new(const JbFlowContext *context, const JbBlock *turn, const JbInlines *inlines, JbPlace place,
                           double width);

#endif
