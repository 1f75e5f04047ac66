/* SPDX-License-Identifier: MIT
 * report/expression: what a derived fact is computed from, evaluated exactly.
 *
 *     expression = term { (+ | -) term }          a minus between two names wants blanks when the first may go on
 *     term       = factor { (* | × | / | ÷) factor }
 *     factor     = - factor | number | fact | ( expression ) | function
 *     function   = growth(now, before)            同比、增速, in %
 *                | share(part, whole)             占比, in %
 *                | before(now, growth)            the number now grew from, growth in %
 *                | schedule(fact, month | day)    序时进度, in %: how much of its year has passed when its period ends
 *
 * Units go along: 亿元 and 万元 convert, % − % is 个百分点, % ± 个百分点 is %, % of something is that something, two of
 * a kind divided are a number, two kinds divided are 亿元/个. A number written in the expression takes the unit it is
 * added to. What does not go together is a fault. */
#ifndef JB_REPORT_EXPRESSION_H
#define JB_REPORT_EXPRESSION_H

#include "diag/findings.h"
#include "report/fact.h"
#include "report/rational.h"

#include <glib.h>
#include <stdbool.h>

typedef struct JbQuantity {
  JbRational number;
  const char *unit; /* borrowed from facts, or kept by the findings */
  int digits;       /* after the point that the numbers it is made of have; at least 1 once something was divided */
  bool literal;     /* made of written numbers alone */
  bool exact;       /* made of facts that are stated with = */
} JbQuantity;

/* Looks a fact of this name up, evaluated; NULL: there is none. *failed: it is there and has no value, which was told.
 */
typedef const JbFact *(*JbExpressionLookup)(void *data, const char *name, JbPlace place, bool *failed);

typedef struct JbExpression {
  const char *text;
  JbPlace place; /* of its first character */
  JbFindings *findings;
  JbExpressionLookup lookup;
  size_t longest; /* [byte] the longest name of a fact: nothing longer is looked up */
  void *data;
  const JbFact *first; /* set: the first fact that was named */
} JbExpression;

/* False, with one finding at its character, when there is no value, or more than 1,000 characters. A name that is no
 * fact is told by lookup. */
bool jb_expression_evaluate(JbExpression *expression, JbQuantity *result);

/* The quantity in another unit: 万元 ↔ 亿元, a bare number in % or in units that were divided. False: they do not
 * convert; *overflow: they would, but the number is too large. */
bool jb_quantity_convert(JbQuantity *quantity, const char *unit, bool *overflow);

#endif
