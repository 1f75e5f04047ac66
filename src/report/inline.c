/* SPDX-License-Identifier: MIT
 * report/inline: running text as plain text. */
#include "report/inline.h"

/* A forced line end parts Latin words; Chinese simply goes on. */
static void append_break(GString *plain)
{
  if (plain->len > 0 && g_ascii_isgraph(plain->str[plain->len - 1])) {
    g_string_append_c(plain, ' ');
  }
}

char *jb_inline_value(const JbInline *piece)
{
  return piece->upper ? jb_fact_format_range(piece->fact, piece->upper, piece->value)
                      : jb_fact_format(piece->fact, piece->value);
}

static void append_value(GString *plain, const JbInline *piece)
{
  g_autofree char *value = jb_inline_value(piece);
  g_string_append(plain, value);
}

char *jb_inlines_to_plain(const JbInlines *inlines)
{
  GString *plain = g_string_new(NULL);
  for (size_t i = 0; i < inlines->count; i++) {
    const JbInline *piece = &inlines->items[i];
    switch (piece->kind) {
    case JB_INLINE_TEXT:
      g_string_append_len(plain, piece->text->text->str, (gssize)piece->text->text->len);
      break;
    case JB_INLINE_VALUE:
      append_value(plain, piece);
      break;
    case JB_INLINE_BREAK:
      append_break(plain);
      break;
    case JB_INLINE_REFERENCE: /* what the target is called is known to flow/ only */
      break;
    }
  }
  return g_string_free(plain, FALSE);
}

size_t jb_inlines_topic_count(const JbInlines *inlines)
{
  size_t count = 0;
  while (count < inlines->count && inlines->items[count].marks & JB_MARK_TOPIC) {
    count++;
  }
  return count;
}
