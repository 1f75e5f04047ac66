/* SPDX-License-Identifier: MIT
 * text/justify: the blanks of one line squeezed or stretched to a length (行内调整), in the order of CLREQ. */
#ifndef JB_TEXT_JUSTIFY_H
#define JB_TEXT_JUSTIFY_H

#include "text/spacing.h"

#include <stddef.h>

/* Changes blanks[0..count) [pt], natural at first, of joints[0..count) by amount [pt] in all: above 0 stretched, below
 * 0 squeezed, never below a floor nor, in steps 1 and 2 of the expansion, above a cap. Returns what could not be
 * placed, with the sign of amount; 0: all was. */
double jb_justify(double *blanks, const JbJoint *joints, size_t count, double amount);

#endif
