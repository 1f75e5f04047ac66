/* SPDX-License-Identifier: MIT
 * read/parallel: parallel points are told in one frame, 必须坚持“…”，以…之…: does one of them leave it?
 *
 * Model: the frame is what the topic sentences of all points but one have in common: the words they begin with, or the
 * marks they are built with (、，“、”，。). It takes three points to see a frame and some length of it to be no chance.
 * Rejected: a longest common subsequence, which finds 的 and 以 everywhere. */
#include "read/reader.h"

#include "base/utf8.h"

#include <string.h>

enum {
  LEAST_POINTS = 3,
  LEAST_WORDS = 6, /* characters that a frame begins with */
  LEAST_MARKS = 4, /* marks that it is built with */
};

/* The topic sentence a point begins with; "" when it has none. */
static char *topic_of(const JbBlock *point)
{
  JbInlines topic = point->inlines;
  topic.count = jb_inlines_topic_count(&topic);
  return jb_inlines_to_plain(&topic);
}

/* Its marks alone: what is not Han, letter or digit. */
static char *marks_of(const char *topic)
{
  GString *marks = g_string_new(NULL);
  while (*topic) {
    const char *start = topic;
    uint32_t character = jb_utf8_next(&topic);
    if (!jb_character_is_han(character) && !g_unichar_isalnum(character)) {
      g_string_append_len(marks, start, topic - start);
    }
  }
  return g_string_free(marks, FALSE);
}

/* Characters that all words begin with, those of index without left out (count: none left out). */
static size_t common_beginning(char *const *words, size_t count, size_t without)
{
  const char *first = words[without == 0 ? 1 : 0];
  size_t bytes = strlen(first);
  for (size_t i = 0; i < count; i++) {
    size_t same = 0;
    while (i != without && same < bytes && words[i][same] == first[same]) {
      same++;
    }
    bytes = i == without ? bytes : same;
  }
  while (bytes > 0 && ((unsigned char)first[bytes] & 0xC0) == 0x80) { /* not inside a character */
    bytes--;
  }
  return jb_utf8_count(first, bytes);
}

/* Are all words but that of index the same, and long enough? */
static bool same_but(char *const *words, size_t count, size_t without, size_t least)
{
  const char *first = words[without == 0 ? 1 : 0];
  for (size_t i = 0; i < count; i++) {
    if (i != without && strcmp(words[i], first) != 0) {
      return false;
    }
  }
  return strcmp(words[without], first) != 0 && jb_utf8_count(first, strlen(first)) >= least;
}

static bool leaves_frame(char *const *topics, char *const *marks, size_t count, size_t index)
{
  size_t others = common_beginning(topics, count, index), all = common_beginning(topics, count, count);
  return (others >= LEAST_WORDS && others > all) || same_but(marks, count, index, LEAST_MARKS);
}

void jb_read_check_parallel(JbReader *reader, const JbBlock *points)
{
  size_t count = points->child_count;
  if (!points->parallel || count < LEAST_POINTS) {
    return;
  }
  g_auto(GStrv) topics = g_new0(char *, count + 1);
  g_auto(GStrv) marks = g_new0(char *, count + 1);
  for (size_t i = 0; i < count; i++) {
    topics[i] = topic_of(points->children[i]);
    marks[i] = marks_of(topics[i]);
  }
  for (size_t i = 0; i < count; i++) {
    if (leaves_frame(topics, marks, count, i)) {
      jb_find(reader->findings, POINT_UNLIKE, points->children[i]->place, topics[i], topics[i == 0 ? 1 : 0]);
      return; /* without it the others are alike */
    }
  }
}
