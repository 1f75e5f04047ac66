/* SPDX-License-Identifier: MIT
 * compose/board: a block of texts and rules at places worked out beforehand, never divided: mastheads, signatures, the
 * colophon. */
#ifndef JB_COMPOSE_BOARD_H
#define JB_COMPOSE_BOARD_H

#include "flow/set_text.h"

typedef struct JbBoard JbBoard;

JbBoard *jb_board_new(const JbFlowContext *context, JbPlace place, double width);
/* A copy of a style that lives as long as the board, to be changed before a text is set in it. */
JbTextStyle *jb_board_keep_style(JbBoard *board, const JbTextStyle *style);
/* Takes text over; at: its top-left from the board's. */
void jb_board_add_text(JbBoard *board, JbSetText *text, JbPoint at, JbElementId element);
void jb_board_add_rule(JbBoard *board, JbRect box, const JbColour *colour, JbArtifact artifact);
/* The board as a block of a height [pt]; whoever takes it over frees it by jb_flow_free. */
JbFlow *jb_board_close(JbBoard *board, double height);

#endif
