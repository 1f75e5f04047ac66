/* SPDX-License-Identifier: MIT
 * audit/rules-private: rules of an office as values. Private to audit/. */
#ifndef JB_AUDIT_RULES_PRIVATE_H
#define JB_AUDIT_RULES_PRIVATE_H

#include "audit/rules.h"
#include "report/rational.h"

#include <stdbool.h>

typedef enum JbRuleKind {
  JB_RULE_RELATION, /* two expressions over facts, compared */
  JB_RULE_WORDING,  /* words that are not to stand */
  JB_RULE_REQUIRED, /* a fact that must be there */
  JB_RULE_NAMES,    /* names that are to be written so */
} JbRuleKind;

typedef enum JbComparison {
  JB_COMPARE_EQUAL,
  JB_COMPARE_UNEQUAL,
  JB_COMPARE_AT_MOST,
  JB_COMPARE_AT_LEAST,
  JB_COMPARE_LESS,
  JB_COMPARE_MORE,
} JbComparison;

typedef struct JbOfficeRule {
  JbRuleKind kind;
  char *code;
  JbSeverity severity;
  char *text, *reason; /* "": not said */
  JbPlace place;       /* of the rule */
  /* relation */
  char *test, *left, *right;       /* the expressions on both sides */
  JbPlace left_place, right_place; /* of their first characters */
  JbComparison comparison;
  bool has_tolerance, require;
  JbRational tolerance; /* in the unit of the left side */
  /* wording; avoid is also what else is told: the name of a required fact */
  char *avoid, *prefer; /* prefer: "" for none */
  char **except;        /* words that may hold it */
  /* names */
  char **names;
} JbOfficeRule;

struct JbRules {
  GPtrArray *list;  /* of JbOfficeRule, owned */
  GPtrArray *known; /* of char: what holds digits and is no datum in this office */
};

#endif
