/* SPDX-License-Identifier: MIT
 * batch/lesson: sections, each of one kind and one face, in the machine's own byte order. */
#include "batch/lesson.h"

#include "pdf/font_program.h"

#include <stdint.h>
#include <string.h>

/* --- Kinds --- */

static void append_numbers(GByteArray *out, const uint32_t *numbers, size_t count)
{
  g_byte_array_append(out, (const guint8 *)numbers, (guint)(count * sizeof *numbers));
}

/* The numbers, aligned. */
static uint32_t *numbers_of(const uint8_t *bytes, size_t length, size_t *count)
{
  *count = length / sizeof(uint32_t);
  return g_memdup2(bytes, *count * sizeof(uint32_t));
}

static void missed_characters(const JbFace *face, GByteArray *out)
{
  size_t count;
  const uint32_t *characters = jb_face_missed(face, &count);
  append_numbers(out, characters, count);
}

static void learn_characters(const JbFace *face, const uint8_t *bytes, size_t length)
{
  size_t count;
  g_autofree uint32_t *characters = numbers_of(bytes, length, &count);
  jb_face_learn(face, characters, count);
}

static void missed_glyphs(const JbFace *face, GByteArray *out)
{
  size_t count;
  const uint32_t *glyphs = jb_font_program_missed(face, &count);
  append_numbers(out, glyphs, count);
}

static void learn_glyphs(const JbFace *face, const uint8_t *bytes, size_t length)
{
  size_t count;
  g_autofree uint32_t *glyphs = numbers_of(bytes, length, &count);
  jb_font_program_learn(face, glyphs, count);
}

static const struct {
  void (*missed)(const JbFace *face, GByteArray *out); /* appends what a section of the face says */
  void (*learn)(const JbFace *face, const uint8_t *bytes, size_t length);
} kinds[] = {
    {missed_characters, learn_characters},
    {missed_glyphs, learn_glyphs},
};

/* --- Sections --- */

typedef struct SectionHead {
  uint32_t kind;
  uint32_t face;   /* jb_font_set_opened */
  uint32_t length; /* [byte] of what follows */
} SectionHead;

static void append_section(GByteArray *lesson, uint32_t kind, uint32_t number, const JbFace *face)
{
  SectionHead head = {.kind = kind, .face = number};
  const guint start = lesson->len;
  g_byte_array_append(lesson, (const guint8 *)&head, sizeof head);
  kinds[kind].missed(face, lesson);
  head.length = lesson->len - start - (uint32_t)sizeof head;
  memcpy(lesson->data + start, &head, sizeof head);
  if (head.length == 0) {
    g_byte_array_set_size(lesson, start);
  }
}

GByteArray *jb_lesson_new(const JbFontSet *fonts)
{
  GByteArray *lesson = g_byte_array_new();
  const JbFace *face;
  for (uint32_t number = 0; (face = jb_font_set_opened(fonts, number)); number++) {
    for (uint32_t kind = 0; kind < G_N_ELEMENTS(kinds); kind++) {
      append_section(lesson, kind, number, face);
    }
  }
  return lesson;
}

void jb_lesson_learn(const JbFontSet *fonts, const void *bytes, size_t length)
{
  const uint8_t *cursor = bytes;
  SectionHead head;
  if (length > JB_LONGEST_LESSON) {
    return;
  }
  while (length >= sizeof head) {
    memcpy(&head, cursor, sizeof head);
    cursor += sizeof head;
    length -= sizeof head;
    const JbFace *face = jb_font_set_opened(fonts, head.face);
    if (head.length > length || head.kind >= G_N_ELEMENTS(kinds)) {
      return;
    }
    if (face) {
      kinds[head.kind].learn(face, cursor, head.length);
    }
    cursor += head.length;
    length -= head.length;
  }
}
