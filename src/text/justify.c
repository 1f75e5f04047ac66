/* SPDX-License-Identifier: MIT
 * text/justify: step after step, each exhausted before the next. The members of a step take equal shares; a member
 * that reaches its limit leaves the rest to the others, so that a step needs one round for each different limit. */
#include "text/justify.h"

#include <math.h>

#define NEGLIGIBLE 1e-9 /* [pt] */

/* How far a member of a step may still go; 0: no member. */
static double room_in(const JbJoint *joint, double blank, int step, bool stretch)
{
  if (!stretch) {
    return joint->reduction == step ? blank - joint->floor : 0;
  }
  if (joint->expansion != step) {
    return 0;
  }
  return step == JB_EXPAND_REST ? (double)INFINITY : joint->cap - blank;
}

/* Gives the members of one step equal shares of amount (not negative); returns what is left. */
static double share(double *blanks, const JbJoint *joints, size_t count, int step, bool stretch, double amount)
{
  while (amount > NEGLIGIBLE) {
    size_t members = 0;
    double least = (double)INFINITY;
    for (size_t i = 0; i < count; i++) {
      double room = room_in(&joints[i], blanks[i], step, stretch);
      if (room > NEGLIGIBLE) {
        members++;
        least = fmin(least, room);
      }
    }
    if (members == 0) {
      return amount;
    }
    double each = fmin(least, amount / (double)members);
    for (size_t i = 0; i < count; i++) {
      if (room_in(&joints[i], blanks[i], step, stretch) > NEGLIGIBLE) {
        blanks[i] += stretch ? each : -each;
      }
    }
    amount -= each * (double)members;
  }
  return 0;
}

double jb_justify(double *blanks, const JbJoint *joints, size_t count, double amount)
{
  bool stretch = amount > 0;
  int last = stretch ? JB_EXPAND_LAST : JB_REDUCE_LAST;
  double left = fabs(amount);
  for (int step = 1; step <= last && left > 0; step++) {
    left = share(blanks, joints, count, step, stretch, left);
  }
  return stretch ? left : -left;
}
