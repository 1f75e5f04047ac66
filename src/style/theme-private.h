/* SPDX-License-Identifier: MIT
 * style/theme-private: what the theme's grammar and loader share. */
#ifndef JB_STYLE_THEME_PRIVATE_H
#define JB_STYLE_THEME_PRIVATE_H

#include "style/theme.h"

/* In the order of JbFrom, JbHeadContent (elements alone, or what a line may show), JbTextAlign. */
#define JB_FROM_CHOICES "text page foot line"
#define JB_HEAD_CHOICES                                                                                                \
  "title subtitle organisation issue date classification byline year mark copy-number urgency document-number signer " \
  "source"
#define JB_CONTENT_CHOICES JB_HEAD_CHOICES " rule"
#define JB_ALIGN_CHOICES   "start centre end justify spread"

/* The words of each kind of value that attributes.def knows; NULL: it has none. */
#define CHOICES_LENGTH    NULL
#define CHOICES_SIZE      NULL
#define CHOICES_RATIO     NULL
#define CHOICES_YES_NO    "yes no"
#define CHOICES_COLOUR    NULL
#define CHOICES_FONT      "song hei kai fangsong xiaobiaosong digits"
#define CHOICES_TEXT      NULL
#define CHOICES_COUNT     NULL
#define CHOICES_ALIGN     JB_ALIGN_CHOICES
#define CHOICES_NUMBERING JB_NUMBERING_CHOICES
#define CHOICES_FROM      JB_FROM_CHOICES
#define CHOICES_HEAD      JB_HEAD_CHOICES

typedef struct JbBuiltinTheme {
  const char *name;
  const unsigned char *bytes;
  size_t length;
} JbBuiltinTheme;

/* Made from style/themes/ when the program is built; ends with name NULL. */
extern const JbBuiltinTheme jb_builtin_themes[];

#endif
