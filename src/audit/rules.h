/* SPDX-License-Identifier: MIT
 * audit/rules: the rules an office has of its own, from a file in XML (urn:jianbao:audit:1; README.md tells offices how
 * to write one). Each has a code the office chose, which stands in messages where ours do. */
#ifndef JB_AUDIT_RULES_H
#define JB_AUDIT_RULES_H

#include "diag/findings.h"
#include "xml/grammar.h"

#include <glib.h>

#define JB_RULES_MAXIMUM_SIZE (1u << 20) /* [byte] */

typedef struct JbRules JbRules;

/* What a file of rules may say. */
extern const JbGrammar jb_rules_grammar;

/* NULL, with at least one error in findings, when a rule cannot be understood. path must outlive the rules. */
JbRules *jb_rules_parse(GBytes *bytes, const char *path, JbFindings *findings);

/* The same of a file that the command line names. */
JbRules *jb_rules_load(const char *path, JbFindings *findings);

void jb_rules_free(JbRules *rules);

/* The page about the rule with this code (any case): what it says, where it stands, why. NULL: there is none. Newly
 * allocated; *heading as well. */
char *jb_rules_explain(const JbRules *rules, const char *code, JbLanguage language, char **heading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbRules, jb_rules_free)

#endif
