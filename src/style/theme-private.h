/* SPDX-License-Identifier: MIT
 * style/theme-private: what the theme's grammar and loader share. */
#ifndef JB_STYLE_THEME_PRIVATE_H
#define JB_STYLE_THEME_PRIVATE_H

#include "style/theme.h"

/* In the order of JbCoverContent. */
#define JB_COVER_CONTENTS "rule title subtitle organisation issue date classification byline year"

typedef struct JbBuiltinTheme {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} JbBuiltinTheme;

/* Made from style/themes/ when the program is built; ends with name NULL. */
extern const JbBuiltinTheme jb_builtin_themes[];

#endif
