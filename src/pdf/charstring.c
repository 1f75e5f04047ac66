/* SPDX-License-Identifier: MIT
 * pdf/charstring: the glyph-wise half of the CFF cutter.
 *
 * Model. A Type 2 charstring is a row of operands, each closed by an operator that takes them all; subroutine calls
 * take one operand from the end and go on with what is left. So a program is flattened by reading it through its calls,
 * copying operands as the bytes they are, and the operator after them where it draws. Hint operators
 * and masks are read only to know how long the masks are. The width is an operand too many before the first operator;
 * it is dropped here, because the cutter writes the width that /W says.
 *
 * Rejected: decoding operands to numbers and encoding them again (slower, and a second place for rounding); keeping
 * subroutines (renumbering them saves nothing once the stream is deflated: 588 Han glyphs of Noto Serif CJK are
 * 140 KB flat and unhinted, 178 KB as they come). */
#include "pdf/charstring.h"

#include <math.h>
#include <string.h>

#define MAXIMUM_OPERANDS  192   /* Technical Note 5177 says 48; some fonts come near CFF2's freedom */
#define MAXIMUM_DEPTH     10    /* of subroutine calls, same note */
#define MAXIMUM_OPERATORS 65536 /* a glyph; calls that call calls cannot run away */

enum {
  HSTEM = 1,
  VSTEM = 3,
  VMOVETO = 4,
  RLINETO = 5,
  HLINETO = 6,
  VLINETO = 7,
  RRCURVETO = 8,
  CALLSUBR = 10,
  RETURN = 11,
  ESCAPE = 12,
  ENDCHAR = 14,
  HSTEMHM = 18,
  HINTMASK = 19,
  CNTRMASK = 20,
  RMOVETO = 21,
  HMOVETO = 22,
  VSTEMHM = 23,
  RCURVELINE = 24,
  RLINECURVE = 25,
  VVCURVETO = 26,
  HHCURVETO = 27,
  SHORT_INTEGER = 28,
  CALLGSUBR = 29,
  VHCURVETO = 30,
  HVCURVETO = 31,
  ESCAPED_HFLEX = 34,
  ESCAPED_FLEX1 = 37,
};

typedef struct Flattener {
  const JbCff *cff;
  const JbCffPrivate *private;
  GByteArray *out; /* its size is the room there is; what is written ends at end */
  guint end;
  guint operands[MAXIMUM_OPERANDS]; /* where each operand that waits for its operator begins in out */
  size_t operand_count;
  size_t stem_count;
  unsigned operators; /* read so far */
  bool width_seen;    /* the first operator has been there */
  bool moved;         /* a contour has begun: something may be drawn */
  bool ended;         /* endchar was read */
} Flattener;

/* Nothing flattened is longer than what it is read from, so room is made once a program, not once a byte. */
static void make_room(Flattener *flattener, size_t length)
{
  if (flattener->out->len - flattener->end < length) {
    g_byte_array_set_size(flattener->out, flattener->end + (guint)length);
  }
}

static void put(Flattener *flattener, uint8_t byte)
{
  flattener->out->data[flattener->end++] = byte;
}

static void drop_operands(Flattener *flattener)
{
  if (flattener->operand_count > 0) {
    flattener->end = flattener->operands[0];
  }
  flattener->operand_count = 0;
}

/* Takes the width out of the operands of the first operator, where it is one too many. */
static void drop_width(Flattener *flattener, bool one_too_many)
{
  if (!flattener->width_seen && one_too_many) {
    const guint begin = flattener->operands[0];
    const guint next = flattener->operand_count > 1 ? flattener->operands[1] : flattener->end;
    memmove(flattener->out->data + begin, flattener->out->data + next, flattener->end - next);
    flattener->end -= next - begin;
    flattener->operand_count--;
    /* Where the others begin is asked no more: the operator takes them all. */
  }
  flattener->width_seen = true;
}

static bool read_stems(Flattener *flattener)
{
  flattener->width_seen = true; /* it goes with the stems: their number is even without it */
  flattener->stem_count += flattener->operand_count / 2;
  drop_operands(flattener);
  return true;
}

/* A mask has one bit a stem. Operands before it are vertical stems whose operator was left out. */
static bool read_mask(Flattener *flattener, JbSpan *rest)
{
  read_stems(flattener);
  const size_t length = (flattener->stem_count + 7) / 8;
  if (length > rest->length) {
    return false;
  }
  rest->bytes += length;
  rest->length -= length;
  return true;
}

static bool put_opcode(Flattener *flattener, uint8_t opcode)
{
  put(flattener, opcode);
  flattener->operand_count = 0;
  return true;
}

static bool put_move(Flattener *flattener, uint8_t opcode)
{
  const size_t expected = opcode == RMOVETO ? 2 : 1;
  drop_width(flattener, flattener->operand_count == expected + 1);
  flattener->moved = true;
  return flattener->operand_count == expected && put_opcode(flattener, opcode);
}

static bool put_escaped(Flattener *flattener, JbSpan *rest)
{
  if (rest->length == 0 || !flattener->moved) {
    return false;
  }
  const uint8_t opcode = rest->bytes[0];
  rest->bytes++;
  rest->length--;
  if (opcode < ESCAPED_HFLEX || opcode > ESCAPED_FLEX1) {
    return false;
  }
  put(flattener, ESCAPE);
  return put_opcode(flattener, opcode);
}

static bool put_end(Flattener *flattener)
{
  drop_width(flattener, flattener->operand_count == 1 || flattener->operand_count == 5);
  flattener->ended = true;
  return flattener->operand_count == 0 && put_opcode(flattener, ENDCHAR);
}

/* Takes the last operand for the number of a subroutine. */
static bool take_subroutine(Flattener *flattener, const JbCffIndex *subroutines, JbSpan *program)
{
  if (flattener->operand_count == 0) {
    return false;
  }
  const guint begin = flattener->operands[--flattener->operand_count];
  const uint8_t *bytes = flattener->out->data + begin;
  const guint length = flattener->end - begin;
  flattener->end = begin;
  int number;
  if (length == 1) {
    number = bytes[0] - 139;
  } else if (length == 2) {
    number = bytes[0] < 251 ? (bytes[0] - 247) * 256 + bytes[1] + 108 : -(bytes[0] - 251) * 256 - bytes[1] - 108;
  } else if (length == 3) {
    number = (int16_t)(bytes[1] << 8 | bytes[2]);
  } else {
    return false;
  }
  number += subroutines->count < 1240 ? 107 : subroutines->count < 33900 ? 1131 : 32768;
  return number >= 0 && jb_cff_index_item(subroutines, (uint32_t)number, program);
}

static bool flatten(Flattener *flattener, JbSpan program, unsigned depth);

static bool call(Flattener *flattener, const JbCffIndex *subroutines, size_t rest, unsigned depth)
{
  JbSpan program;
  if (depth == MAXIMUM_DEPTH || !take_subroutine(flattener, subroutines, &program) ||
      !flatten(flattener, program, depth + 1)) {
    return false;
  }
  make_room(flattener, rest);
  return true;
}

static bool read_operator(Flattener *flattener, uint8_t opcode, JbSpan *rest, unsigned depth)
{
  switch (opcode) {
  case HSTEM:
  case VSTEM:
  case HSTEMHM:
  case VSTEMHM:
    return read_stems(flattener);
  case HINTMASK:
  case CNTRMASK:
    return read_mask(flattener, rest);
  case RMOVETO:
  case HMOVETO:
  case VMOVETO:
    return put_move(flattener, opcode);
  case RLINETO:
  case HLINETO:
  case VLINETO:
  case RRCURVETO:
  case RCURVELINE:
  case RLINECURVE:
  case VVCURVETO:
  case HHCURVETO:
  case VHCURVETO:
  case HVCURVETO:
    return flattener->moved && put_opcode(flattener, opcode);
  case ESCAPE:
    return put_escaped(flattener, rest);
  case CALLSUBR:
    return call(flattener, &flattener->private->subroutines, rest->length, depth);
  case CALLGSUBR:
    return call(flattener, &flattener->cff->subroutines, rest->length, depth);
  case ENDCHAR:
    return put_end(flattener);
  default:
    return false;
  }
}

static size_t operand_length(uint8_t first)
{
  if (first == SHORT_INTEGER) {
    return 3;
  }
  if (first == 255) {
    return 5;
  }
  return first >= 247 ? 2 : 1;
}

static bool is_operand(uint8_t first)
{
  return first >= 32 || first == SHORT_INTEGER;
}

/* Copies the operands that stand before the next operator. Most bytes of a program are read here, and most operands are
 * one or two bytes long. */
static bool read_operands(Flattener *flattener, JbSpan *rest)
{
  const uint8_t *from = rest->bytes;
  const uint8_t *const end = from + rest->length;
  uint8_t *const begin = flattener->out->data;
  uint8_t *to = begin + flattener->end;
  size_t count = flattener->operand_count;
  while (from < end && is_operand(*from)) {
    const size_t length = operand_length(*from);
    if (length > (size_t)(end - from) || count == MAXIMUM_OPERANDS) {
      return false;
    }
    flattener->operands[count++] = (guint)(to - begin);
    for (size_t i = 0; i < length; i++) {
      *to++ = *from++;
    }
  }
  flattener->end = (guint)(to - begin);
  flattener->operand_count = count;
  *rest = (JbSpan){from, (size_t)(end - from)};
  return true;
}

static bool flatten(Flattener *flattener, JbSpan program, unsigned depth)
{
  make_room(flattener, program.length);
  while (!flattener->ended) {
    if (!read_operands(flattener, &program)) {
      return false;
    }
    if (program.length == 0) {
      return true;
    }
    const uint8_t opcode = *program.bytes++;
    program.length--;
    if (opcode == RETURN) {
      return true;
    }
    if (++flattener->operators > MAXIMUM_OPERATORS || !read_operator(flattener, opcode, &program, depth)) {
      return false;
    }
  }
  return true;
}

bool jb_charstring_flatten(const JbCff *cff, uint32_t glyph, GByteArray *out)
{
  const guint begin = out->len;
  Flattener flattener = {.cff = cff, .private = jb_cff_private_of(cff, glyph), .out = out, .end = begin};
  JbSpan program;
  const bool flat = flattener.private && jb_cff_index_item(&cff->charstrings, glyph, &program) &&
                    flatten(&flattener, program, 0) && flattener.ended;
  g_byte_array_set_size(out, flat ? flattener.end : begin);
  return flat;
}

/* --- from the outline --- */

typedef struct OutlineWriter {
  GByteArray *out;
  double units; /* per em */
  int x, y;     /* the current point [font unit], as written so far */
} OutlineWriter;

void jb_charstring_append_integer(GByteArray *out, int value)
{
  if (value >= -107 && value <= 107) {
    g_byte_array_append(out, (const guint8[]){(guint8)(value + 139)}, 1);
  } else if (value >= 108 && value <= 1131) {
    g_byte_array_append(out, (const guint8[]){(guint8)(247 + (value - 108) / 256), (guint8)((value - 108) % 256)}, 2);
  } else if (value >= -1131 && value <= -108) {
    g_byte_array_append(out, (const guint8[]){(guint8)(251 + (-value - 108) / 256), (guint8)((-value - 108) % 256)}, 2);
  } else {
    const unsigned bits = (unsigned)value & 0xffff;
    g_byte_array_append(out, (const guint8[]){SHORT_INTEGER, (guint8)(bits >> 8), (guint8)(bits & 0xff)}, 3);
  }
}

/* Each point is rounded by itself and written as the way from the rounded one before: nothing adds up. */
static void append_point(OutlineWriter *writer, double x, double y)
{
  const int new_x = (int)lround(x * writer->units), new_y = (int)lround(y * writer->units);
  jb_charstring_append_integer(writer->out, new_x - writer->x);
  jb_charstring_append_integer(writer->out, new_y - writer->y);
  writer->x = new_x;
  writer->y = new_y;
}

static void append_opcode(OutlineWriter *writer, uint8_t opcode)
{
  g_byte_array_append(writer->out, &opcode, 1);
}

static void write_move(void *data, double x, double y)
{
  append_point(data, x, y);
  append_opcode(data, RMOVETO);
}

static void write_line(void *data, double x, double y)
{
  append_point(data, x, y);
  append_opcode(data, RLINETO);
}

static void write_curve(void *data, double x1, double y1, double x2, double y2, double x3, double y3)
{
  append_point(data, x1, y1);
  append_point(data, x2, y2);
  append_point(data, x3, y3);
  append_opcode(data, RRCURVETO);
}

static void write_close(void *data)
{
  (void)data; /* a contour closes itself */
}

void jb_charstring_from_outline(const JbFace *face, uint32_t glyph, GByteArray *out)
{
  static const JbOutlineSink sink = {write_move, write_line, write_curve, write_close};
  OutlineWriter writer = {.out = out, .units = jb_face_units_per_em(face)};
  jb_face_outline(face, glyph, &sink, &writer);
  append_opcode(&writer, ENDCHAR);
}
