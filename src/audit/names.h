/* SPDX-License-Identifier: MIT
 * audit/names: names of one report that are alike and not equal, 正瀚新能源 and 正翰新材料: two firms, or a slip.
 * Private to audit/. */
#ifndef JB_AUDIT_NAMES_H
#define JB_AUDIT_NAMES_H

#include "audit/passage.h"
#include "diag/findings.h"

typedef struct JbNameList JbNameList;

JbNameList *jb_name_list_new(void);
void jb_name_list_free(JbNameList *list);

/* Takes the names of an enumeration in the passage: what stands between 、 and other marks. */
void jb_name_list_add(JbNameList *list, const JbPassage *passage);

/* The name with characters that sound alike as one. Newly allocated. */
char *jb_names_fold(const char *name);

/* Are the two one of a group of characters that sound alike? */
bool jb_names_sound_alike(uint32_t a, uint32_t b);

/* Tells each pair once, at the later one. */
void jb_audit_names(const JbNameList *list, JbFindings *findings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbNameList, jb_name_list_free)

#endif
