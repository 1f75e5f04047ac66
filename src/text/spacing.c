/* SPDX-License-Identifier: MIT
 * text/spacing: body widths and the blanks between them. Linear; every joint looks at its two neighbours with ink. */
#include "text/spacing.h"

#include "text/breaks.h"

#include <math.h>

/* --- bodies (standards 1.1, 1.4, 1.10) --- */

/* [em] Body and blanks of a class whose width is a rule, not the font's. */
typedef struct Shape {
  double body, lead, trail;
} Shape;

static bool has_fixed_shape(const JbCell *cell, Shape *shape)
{
  switch ((JbClass)cell->class) {
  case JB_CLASS_OP:
    *shape = (Shape){0.5, 0.5, 0};
    return true;
  case JB_CLASS_CL:
  case JB_CLASS_PA:
  case JB_CLASS_ST:
    *shape = (Shape){0.5, 0, 0.5};
    return true;
  case JB_CLASS_MD:
    *shape = cell->character == 0x30fb ? (Shape){0.5, 0.25, 0.25} : (Shape){0.5, 0, 0};
    return true;
  case JB_CLASS_CN:
    *shape = (Shape){cell->character == '-' || cell->character == 0x2010 || cell->character == 0x2013 ? 0.5 : 1, 0, 0};
    return !(cell->flags & JB_CELL_WORD);
  case JB_CLASS_SL:
    *shape = (Shape){0.5, 0, 0};
    return !(cell->flags & JB_CELL_WORD);
  case JB_CLASS_ST2:
    *shape = (Shape){1, 0, 0};
    return true;
  case JB_CLASS_DA:
    *shape = (Shape){2, 0, 0};
    return true;
  case JB_CLASS_EL:
    *shape = (Shape){cell->repeat, 0, 0};
    return true;
  default:
    return false;
  }
}

static bool is_exclamation(const JbCell *cell)
{
  return cell->character == 0xff01 || cell->character == 0xff1f;
}

/* ！！ and ？！ together take one em (GB/T 15834 5.1.2): the second gives its blank. Three take two. */
static bool ends_pair_of_exclamations(const JbCells *cells, size_t index)
{
  if (index == 0 || !is_exclamation(&cells->items[index]) || !is_exclamation(&cells->items[index - 1])) {
    return false;
  }
  return (index < 2 || !is_exclamation(&cells->items[index - 2])) &&
         (index + 1 >= cells->count || !is_exclamation(&cells->items[index + 1]));
}

/* Does a mark meet another one, with nothing between them? */
static bool meets_mark(const JbCells *cells, size_t index)
{
  const JbCell *cell = &cells->items[index];
  return (index > 0 && jb_class_is_trimmable((JbClass)cell[-1].class)) ||
         (index + 1 < cells->count && jb_class_is_trimmable((JbClass)cell[1].class));
}

/* What the style of the marks leaves of the blanks of one. */
static bool keeps_blank(const JbCells *cells, size_t index, JbMarkStyle marks)
{
  JbClass class = (JbClass)cells->items[index].class;
  switch (marks) {
  case JB_MARKS_HALF:
    return false;
  case JB_MARKS_KAIMING:
    return class == JB_CLASS_ST || class == JB_CLASS_MD;
  case JB_MARKS_TIGHT:
    return !jb_class_is_trimmable(class) || !meets_mark(cells, index);
  default:
    return true;
  }
}

static void shape_cell(JbCells *cells, size_t index, JbMarkStyle marks)
{
  JbCell *cell = &cells->items[index];
  double size = jb_cell_size(cells, index);
  Shape shape;
  if (cell->class == JB_CLASS_HAN || !has_fixed_shape(cell, &shape)) {
    /* A typed space has no body: it is the blank after it. */
    cell->width = cell->class == JB_CLASS_SPACE || !jb_cell_is_visible(cell) ? 0 : cell->advance;
    cell->lead = cell->trail = 0;
    return;
  }
  if ((shape.lead > 0 || shape.trail > 0) && !keeps_blank(cells, index, marks)) {
    shape.lead = shape.trail = 0;
  }
  cell->width = shape.body * size;
  cell->lead = shape.lead * size;
  cell->trail = ends_pair_of_exclamations(cells, index) ? 0 : shape.trail * size;
}

/* --- joints --- */

/* Blank between two cells with ink, no typed space between them, and whose it is. */
typedef struct Blank {
  double amount; /* [pt] */
  JbClass owner; /* class of the mark that gives it; HAN: nobody's */
} Blank;

/* The adjacency matrix (CLREQ "Adjustment of adjacent punctuation marks"): of two blanks that meet one is left, and a
 * blank before a closing mark or after an opening one never was. */
static Blank compress(const JbCell *left, const JbCell *right)
{
  JbClass a = (JbClass)left->class, b = (JbClass)right->class;
  bool interpunct = b == JB_CLASS_MD && right->lead > 0;
  if (jb_class_is_closing(a)) {
    if (jb_class_is_closing(b) || b == JB_CLASS_ST2 || b == JB_CLASS_WIDE_SPACE) {
      return (Blank){0, JB_CLASS_HAN};
    }
    if (b == JB_CLASS_OP) { /* the smaller side gives its blank; equal: the opening one */
      return left->trail >= right->lead ? (Blank){left->trail, a} : (Blank){right->lead, b};
    }
    if (interpunct) {
      return (Blank){right->lead, b};
    }
    return (Blank){left->trail, a};
  }
  if (b == JB_CLASS_OP) {
    if (a == JB_CLASS_OP || a == JB_CLASS_WIDE_SPACE) {
      return (Blank){0, JB_CLASS_HAN};
    }
    return a == JB_CLASS_MD && left->trail > 0 ? (Blank){left->trail, a} : (Blank){right->lead, b};
  }
  if (a == JB_CLASS_MD && left->trail > 0) {
    return (Blank){left->trail + right->lead, a};
  }
  return (Blank){right->lead, interpunct ? b : JB_CLASS_HAN};
}

static JbReduction reduction_of(JbClass owner, const JbComposition *composition)
{
  switch (owner) {
  case JB_CLASS_MD:
    return JB_REDUCE_INTERPUNCT;
  case JB_CLASS_OP:
  case JB_CLASS_CL:
    return JB_REDUCE_BRACKET;
  case JB_CLASS_PA:
    return JB_REDUCE_PAUSE;
  case JB_CLASS_ST:
    return composition->squeeze_stops ? JB_REDUCE_STOP : JB_REDUCE_NOTHING;
  default:
    return JB_REDUCE_NOTHING;
  }
}

/* Han beside letters and digits; a superscript stays close to what it stands on. */
static bool takes_gap(const JbCells *cells, const JbCell *left, const JbCell *right)
{
  if (left->run != right->run && cells->runs[left->run].rise == 0 && cells->runs[right->run].rise != 0) {
    return false;
  }
  JbClass a = (JbClass)left->class, b = (JbClass)right->class;
  return (jb_class_is_han(a) && jb_class_is_latin(b)) || (jb_class_is_latin(a) && jb_class_is_han(b));
}

/* Step 3 of the expansion: every joint but inside units, beside connectors, solidus and interpuncts, after opening and
 * before closing marks (CLREQ; the last two after JLREQ). */
static bool takes_rest(const JbCell *left, const JbCell *right, uint8_t line_end)
{
  JbClass a = (JbClass)left->class, b = (JbClass)right->class;
  if (line_end == JB_BREAK_UNIT || line_end == JB_BREAK_NEVER || line_end == JB_BREAK_ADDRESS) {
    return false;
  }
  if (a == JB_CLASS_OP || a == JB_CLASS_AO || jb_class_is_closing(b) || b == JB_CLASS_ST2) {
    return false;
  }
  if (b == JB_CLASS_AC || b == JB_CLASS_IS || b == JB_CLASS_EX) {
    return false;
  }
  if (a == JB_CLASS_MD || b == JB_CLASS_MD || a == JB_CLASS_CN || b == JB_CLASS_CN || a == JB_CLASS_SL ||
      b == JB_CLASS_SL) {
    return false;
  }
  return a != b || (a != JB_CLASS_DA && a != JB_CLASS_EL);
}

static void set_gap(JbJoint *joint, double size, const JbComposition *composition)
{
  joint->blank = composition->autospace * size;
  joint->floor = fmin(joint->blank, composition->autospace_minimum * size);
  joint->cap = fmax(joint->blank, composition->autospace_maximum * size);
  joint->reduction = JB_REDUCE_GAP;
  joint->expansion = JB_EXPAND_GAP;
}

static void set_word_space(JbJoint *joint, const JbCell *space, double size)
{
  joint->blank = space->advance;
  joint->floor = fmin(joint->blank, size / 4);
  joint->cap = fmax(joint->blank, size / 2);
  joint->reduction = JB_REDUCE_WORD_SPACE;
  joint->expansion = JB_EXPAND_WORD_SPACE;
}

static void set_blank(JbJoint *joint, const JbCell *left, const JbCell *right, const JbComposition *composition)
{
  Blank blank = compress(left, right);
  joint->blank = joint->cap = blank.amount;
  joint->reduction = (uint8_t)reduction_of(blank.owner, composition);
  joint->floor = joint->reduction ? 0 : blank.amount;
  joint->expansion = takes_rest(left, right, joint->line_end) ? JB_EXPAND_REST : JB_EXPAND_NOTHING;
}

/* The joint before cell right, the next one with ink after cell left (both by index). Cells without ink between them
 * have no blanks of their own. */
static void set_joint(const JbCells *cells, size_t left, size_t right, const JbComposition *composition,
                      JbJoint *joints)
{
  const JbCell *a = &cells->items[left], *b = &cells->items[right];
  JbJoint *joint = &joints[right - 1];
  bool gap = takes_gap(cells, a, b) && composition->autospace > 0;
  if (a->class == JB_CLASS_SPACE) {
    set_word_space(joint, a, jb_cell_size(cells, left));
  } else if (b->class == JB_CLASS_SPACE) {
    *joint = (JbJoint){.line_end = joint->line_end};
  } else if (gap) {
    set_gap(joint, jb_cell_size(cells, jb_class_is_han((JbClass)a->class) ? left : right), composition);
  } else {
    set_blank(joint, a, b, composition);
  }
}

/* Marks keep their blanks beside typed spaces: they stand before the first space. */
static void set_blank_before_spaces(const JbCells *cells, size_t left, size_t right, const JbComposition *composition,
                                    JbJoint *joints)
{
  JbJoint *joint = &joints[left];
  set_blank(joint, &cells->items[left], &cells->items[right], composition);
  joint->expansion = JB_EXPAND_NOTHING;
}

/* --- names --- */

/* Does a name end here, so that nothing but blanks or the text's edge is beside it? */
static bool stands_apart(const JbCell *neighbour)
{
  return neighbour->class == JB_CLASS_NEWLINE || neighbour->class == JB_CLASS_SPACE ||
         neighbour->class == JB_CLASS_WIDE_SPACE;
}

/* 张　三 under 党启利: in lists, a name of two characters stands as wide as one of three (newspapers, 名单). The room
 * is positioning: no character. */
static void spread_name(const JbCells *cells, size_t first, JbJoint *joints)
{
  const JbCell *name = &cells->items[first];
  bool two = name[0].class == JB_CLASS_HAN && name[1].class == JB_CLASS_HAN && name[1].run == name->run &&
             (first + 2 == cells->count || name[2].run != name->run);
  bool apart = (first == 0 || stands_apart(name - 1)) && (first + 2 >= cells->count || stands_apart(name + 2));
  if (two && apart) {
    double room = jb_cell_size(cells, first);
    joints[first] = (JbJoint){.blank = room, .floor = room, .cap = room, .line_end = JB_BREAK_UNIT};
  }
}

static void spread_names(const JbCells *cells, JbJoint *joints)
{
  for (size_t run = 0, first = 0; run < cells->run_count; run++) {
    if (!cells->runs[run].name) {
      continue;
    }
    while (first < cells->count && cells->items[first].run < run) {
      first++;
    }
    if (first + 1 < cells->count && cells->items[first].run == run) {
      spread_name(cells, first, joints);
    }
  }
}

void jb_spacing_apply(JbCells *cells, const JbComposition *composition, JbJoint *joints)
{
  size_t left = SIZE_MAX; /* the last cell with ink, or typed space */
  size_t ink = SIZE_MAX;  /* the last cell with ink */
  for (size_t i = 0; i < cells->count; i++) {
    joints[i] = (JbJoint){.line_end = joints[i].line_end};
    shape_cell(cells, i, composition->marks);
    if (!jb_cell_is_visible(&cells->items[i])) {
      if (cells->items[i].class == JB_CLASS_NEWLINE) {
        left = ink = SIZE_MAX;
      }
      continue;
    }
    if (left != SIZE_MAX) {
      set_joint(cells, left, i, composition, joints);
    }
    left = i;
    if (cells->items[i].class == JB_CLASS_SPACE) {
      continue;
    }
    if (ink != SIZE_MAX && cells->items[i - 1].class == JB_CLASS_SPACE) {
      set_blank_before_spaces(cells, ink, i, composition, joints);
    }
    ink = i;
  }
  if (composition->spread_names) {
    spread_names(cells, joints);
  }
}
