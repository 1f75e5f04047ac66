/* SPDX-License-Identifier: MIT
 * compose/masthead: rows of texts and rules, from the top down.
 *
 * Model. y runs down from the top of the first line's box on the grid, which stands out of the text area by the theme's
 * edge (GB/T 9704-2012 5.2.3: 22 lines of type fill the text area, so their boxes are higher than it). A row is a line
 * of the theme with those beside it; what the report does not say is not there, and a row without anything vanishes.
 * A row stands on the grid, its blank lines below what is above it; or at a measured place: the organisation's mark
 * with its ink 35 mm below the text area's top (7.2.4), the red rule 4 mm below the type of the document number
 * (7.2.7). Since the rows that follow go back to the grid, the blank lines below the mark are a little more than asked
 * for, never less, and the text under the title is on the grid of all pages.
 *
 * Rejected: measuring every row from the one above. Then each further line of a title would move the whole first page
 * off the grid. */
#include "compose/masthead.h"

#include "compose/board.h"
#include "compose/head.h"

#include <math.h>

#define FORGIVEN       0.15 /* [grid step] by which blank lines may fall short */
#define JOINT_GAP      0.5  /* [em] between the organisations' names and what follows them: 文件 */
#define NAME_GAP       1.0  /* [em] between names of signers in a row */
#define SIGNERS_A_LINE 2    /* columns: GB/T 9704-2012 7.2.6 */

typedef struct Masthead {
  const JbFlowContext *context;
  const JbTheme *theme;
  JbBoard *board;
  double width, edge, pitch;
  double foot;   /* of the line that the next may be measured from */
  double lowest; /* where blank lines begin to count */
} Masthead;

/* One line of the theme, set: a list of texts at places of its own. */
typedef struct Piece {
  JbSetText *text;
  JbPoint at;
  JbElementId element;
} Piece;

typedef struct Part {
  GArray *pieces; /* of Piece */
  const JbTextStyle *style;
  double width, height; /* of its ink box on a line of its own; with the blanks around lines */
} Part;

static void add_piece(Part *part, JbSetText *text, double x, double y, JbElementId element)
{
  Piece piece = {text, {x, y}, element};
  g_array_append_val(part->pieces, piece);
  part->height = fmax(part->height, y + jb_set_text_height(text));
}

/* --- parts --- */

/* The line's style with its own alignment; the board keeps it. */
static JbTextStyle *line_style(const Masthead *masthead, const JbMastheadLine *line, JbStyleName name)
{
  JbTextStyle *style = jb_board_keep_style(masthead->board, &masthead->theme->styles[name]);
  style->composition.align = line->align;
  return style;
}

/* Makes a style smaller so that what is as wide as natural fits; not smaller than the body, where lines turn over. */
static void shrink(const Masthead *masthead, JbTextStyle *style, double natural, double room)
{
  double least = fmin(1, masthead->theme->styles[JB_STYLE_BODY].size / style->size);
  double ratio = fmax(fmin(1, room / natural), least);
  style->size *= ratio;
  style->leading *= ratio;
}

/* Where something of a width stands. */
static double aligned(const Masthead *masthead, const JbMastheadLine *line, double width)
{
  return line->indent + jb_text_align_offset(line->align, masthead->width - width - 2 * line->indent);
}

/* The mark is the organisation with the theme's suffix, unless the report has it as printed. */
static JbHeadContent content_of(const JbReport *report, const JbMastheadLine *line)
{
  bool made = line->content == JB_HEAD_MARK && *report->mark == '\0';
  return made ? JB_HEAD_ORGANISATION : line->content;
}

static void set_plain(const Masthead *masthead, const JbMastheadLine *line, Part *part)
{
  const JbFlowContext *context = masthead->context;
  JbHeadContent content = content_of(context->report, line);
  const char *suffix = content == JB_HEAD_ORGANISATION ? line->suffix : NULL;
  JbTextStyle *style = line_style(masthead, line, line->style);
  bool centred = line->align == JB_TEXT_CENTRE;
  double room = masthead->width - (centred ? 2 : 1) * line->indent;
  if (line->fit) {
    JbFlowContext silent = *context;
    silent.findings = NULL;
    g_autoptr(JbSetText) trial = jb_head_set(&silent, content, suffix, style, INFINITY);
    shrink(masthead, style, jb_set_text_natural_width(trial), room);
    room += line->indent > 0 ? 0 : 0.01; /* what was made to fit exactly */
  }
  part->style = style;
  JbSetText *text = jb_head_set(context, content, suffix, style, room);
  part->width = jb_set_text_natural_width(text) + line->indent;
  add_piece(part, text, line->align == JB_TEXT_END ? 0 : line->indent, 0, jb_head_add_element(context, line->content));
}

static JbSetText *set_words(const Masthead *masthead, const char *words, const JbTextStyle *style, double width)
{
  return jb_set_text_new_plain(masthead->context, words, masthead->context->report->head_place, style, width);
}

/* 联合行文 (GB/T 9704-2012 7.2.4): the organisations' names under one another, spread to one width, the host first;
 * 文件 on their right, half-way down. */
static void set_joint_mark(const Masthead *masthead, const JbMastheadLine *line, Part *part)
{
  char **names = masthead->context->report->organisations;
  JbTextStyle *style = line_style(masthead, line, JB_STYLE_MARK_JOINT);
  style->composition.align = JB_TEXT_SPREAD;
  const char *suffix = line->suffix ? line->suffix : "";
  double widest = 0;
  for (size_t i = 0; names[i]; i++) {
    g_autoptr(JbSetText) trial = set_words(masthead, names[i], style, INFINITY);
    widest = fmax(widest, jb_set_text_natural_width(trial));
  }
  g_autoptr(JbSetText) trial = set_words(masthead, suffix, style, INFINITY);
  double size = style->size, suffix_width = jb_set_text_natural_width(trial) + (*suffix ? JOINT_GAP * size : 0);
  shrink(masthead, style, widest + suffix_width, masthead->width);
  widest *= style->size / size;
  suffix_width *= style->size / size;
  part->style = style;
  part->width = widest + suffix_width;
  double left = aligned(masthead, line, part->width);
  JbElementId element = jb_head_add_element(masthead->context, line->content);
  for (size_t i = 0; names[i]; i++) {
    add_piece(part, set_words(masthead, names[i], style, widest + 0.01), left, (double)i * style->leading, element);
  }
  if (*suffix) {
    JbSetText *text = set_words(masthead, suffix, style, INFINITY);
    double x = left + part->width - jb_set_text_natural_width(text);
    add_piece(part, text, x, (part->height - style->leading) / 2, element);
  }
}

/* 签发人 (GB/T 9704-2012 7.2.6): two names a line, those of the lines below under those above. */
static void set_signers(const Masthead *masthead, const JbMastheadLine *line, Part *part)
{
  char **names = masthead->context->report->signers;
  const JbTextStyle *style = line_style(masthead, line, JB_STYLE_SIGNER);
  const JbTextStyle *name_style = line_style(masthead, line, JB_STYLE_SIGNER_NAME);
  size_t count = g_strv_length(names);
  double columns[SIGNERS_A_LINE] = {0};
  for (size_t i = 0; i < count; i++) {
    g_autoptr(JbSetText) trial = set_words(masthead, names[i], name_style, INFINITY);
    columns[i % SIGNERS_A_LINE] = fmax(columns[i % SIGNERS_A_LINE], jb_set_text_natural_width(trial));
  }
  JbSetText *label = jb_set_text_new_label(masthead->context, "签发人：", masthead->context->report->head_place, style);
  double starts[SIGNERS_A_LINE] = {0}; /* of the columns, from the label's left */
  part->style = style;
  part->width = jb_set_text_natural_width(label);
  for (size_t i = 0; i < MIN(count, SIGNERS_A_LINE); i++) {
    starts[i] = part->width + (i > 0 ? NAME_GAP * style->size : 0);
    part->width = starts[i] + columns[i];
  }
  double left = aligned(masthead, line, part->width);
  JbElementId element = jb_head_add_element(masthead->context, line->content);
  add_piece(part, label, left, 0, element);
  for (size_t i = 0; i < count; i++) {
    double x = left + starts[i % SIGNERS_A_LINE];
    double y = (double)(i / SIGNERS_A_LINE) * style->leading;
    add_piece(part, set_words(masthead, names[i], name_style, INFINITY), x, y, element);
  }
}

static bool is_shown(const JbReport *report, const JbMastheadLine *line)
{
  bool wanted = line->if_said == JB_HEAD_NONE || jb_head_is_said(report, line->if_said);
  bool unwanted = line->unless_said != JB_HEAD_NONE && jb_head_is_said(report, line->unless_said);
  return wanted && !unwanted && (line->content == JB_HEAD_RULE || jb_head_is_said(report, content_of(report, line)));
}

static Part make_part(const Masthead *masthead, const JbMastheadLine *line)
{
  const JbReport *report = masthead->context->report;
  Part part = {.pieces = g_array_new(FALSE, FALSE, sizeof(Piece))};
  bool joint = content_of(report, line) != line->content && g_strv_length(report->organisations) > 1;
  if (line->content == JB_HEAD_SIGNER) {
    set_signers(masthead, line, &part);
  } else if (joint) {
    set_joint_mark(masthead, line, &part);
  } else {
    set_plain(masthead, line, &part);
  }
  return part;
}

/* --- places --- */

/* Top and bottom of what is black in a part, from its top. False: nothing is. */
static bool ink_bounds(const Part *part, double *top, double *bottom)
{
  *top = INFINITY;
  *bottom = -INFINITY;
  for (guint p = 0; p < part->pieces->len; p++) {
    const Piece *piece = &g_array_index(part->pieces, Piece, p);
    JbRect ink = jb_set_text_ink(piece->text);
    double baseline = piece->at.y + jb_text_style_baseline(piece->text->style);
    if (ink.height > 0) {
      *top = fmin(*top, baseline + ink.y);
      *bottom = fmax(*bottom, baseline + jb_rect_bottom(ink));
    }
  }
  return *top < *bottom;
}

/* The line of the grid that comes gap blank lines below all there is. */
static double next_on_grid(const Masthead *masthead, double gap)
{
  double steps = (masthead->lowest - masthead->edge) / masthead->pitch + gap;
  return fmax(ceil(steps - FORGIVEN), 0) * masthead->pitch;
}

/* Where a measured y lies. */
static double measured(const Masthead *masthead, const JbMastheadLine *line)
{
  const JbPageStyle *page = &masthead->theme->page;
  double page_top = masthead->edge - page->top;
  switch (line->from) {
  case JB_FROM_TEXT:
    return masthead->edge + line->y;
  case JB_FROM_PAGE:
    return page_top + line->y;
  case JB_FROM_FOOT:
    return page_top + page->height - line->y;
  case JB_FROM_LINE:
    break;
  }
  return masthead->foot + line->y;
}

/* Such a line is measured to its own foot, and takes no room above the text. */
static bool is_at_foot(const JbMastheadLine *line)
{
  return !isnan(line->y) && line->from == JB_FROM_FOOT;
}

static void place_rule(Masthead *masthead, const JbMastheadLine *line)
{
  const JbPageStyle *page = &masthead->theme->page;
  double width = line->width > 0 ? line->width : masthead->width;
  double height = line->weight + (line->second > 0 ? line->between + line->second : 0);
  double y = isnan(line->y) ? next_on_grid(masthead, line->gap) : measured(masthead, line);
  y -= is_at_foot(line) ? height : 0;
  /* What is wider than the text area is centred on the page. */
  double x = width > masthead->width ? (page->width - width) / 2 - page->inner : (masthead->width - width) / 2;
  jb_board_add_rule(masthead->board, (JbRect){x, y, width, line->weight}, &line->colour, JB_ARTIFACT_SEPARATOR);
  if (line->second > 0) {
    JbRect lower = {x, y + height - line->second, width, line->second};
    jb_board_add_rule(masthead->board, lower, &line->colour, JB_ARTIFACT_SEPARATOR);
  }
  if (!is_at_foot(line)) {
    masthead->foot = y + height;
    masthead->lowest = fmax(masthead->lowest, masthead->foot);
  }
}

/* Parts side by side, the feet of their last lines level; line says where. */
static void place_parts(Masthead *masthead, const JbMastheadLine *line, const Part *parts, size_t count)
{
  double height = 0, ink_top = 0, ink_bottom = 0;
  for (size_t i = 0; i < count; i++) {
    height = fmax(height, parts[i].height);
  }
  const JbTextStyle *style = parts[0].style;
  double lead = (style->leading - style->size) / 2, above = height - parts[0].height;
  bool ink = line->ink && ink_bounds(&parts[0], &ink_top, &ink_bottom);
  double head = ink ? above + ink_top : above + lead, foot = ink ? above + ink_bottom : height - lead;
  double top =
      isnan(line->y) ? next_on_grid(masthead, line->gap) : measured(masthead, line) - (is_at_foot(line) ? foot : head);
  for (size_t i = 0; i < count; i++) {
    for (guint p = 0; p < parts[i].pieces->len; p++) {
      const Piece *piece = &g_array_index(parts[i].pieces, Piece, p);
      JbPoint at = {piece->at.x, top + height - parts[i].height + piece->at.y};
      jb_board_add_text(masthead->board, piece->text, at, piece->element);
    }
  }
  if (!is_at_foot(line)) {
    masthead->foot = line->room ? top + foot : masthead->foot;
    masthead->lowest = fmax(masthead->lowest, top + foot + (ink ? 0 : 2 * masthead->edge));
  }
}

/* The lines of a row that are there; where they have no room beside one another, each in a row of its own. */
static void place_row(Masthead *masthead, const JbMastheadLine *lines, size_t count)
{
  const JbReport *report = masthead->context->report;
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
  double width = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_shown(report, &lines[i])) {
      Part part = make_part(masthead, &lines[i]);
      width += part.width;
      g_array_append_val(parts, part);
    }
  }
  const Part *first = (const Part *)(void *)parts->data;
  if (parts->len && width <= masthead->width + 1) {
    place_parts(masthead, lines, first, parts->len);
  } else {
    JbMastheadLine below = {.y = NAN, .room = true};
    for (guint i = 0; i < parts->len; i++) {
      place_parts(masthead, i == 0 ? lines : &below, &first[i], 1);
    }
  }
  for (guint i = 0; i < parts->len; i++) {
    g_array_free(first[i].pieces, TRUE);
  }
}

static bool has_words(const JbReport *report, const JbTheme *theme)
{
  for (size_t i = 0; i < theme->masthead_count; i++) {
    if (theme->masthead[i].content != JB_HEAD_RULE && is_shown(report, &theme->masthead[i])) {
      return true;
    }
  }
  return false;
}

JbFlow *jb_masthead_flow_new(const JbFlowContext *context, double width)
{
  const JbTheme *theme = context->theme;
  if (!has_words(context->report, theme)) {
    return NULL;
  }
  double edge = jb_theme_edge(theme);
  Masthead masthead = {.context = context,
                       .theme = theme,
                       .board = jb_board_new(context, context->report->head_place, width),
                       .width = width,
                       .edge = edge,
                       .pitch = theme->page.pitch,
                       .foot = edge,
                       .lowest = edge};
  for (size_t i = 0, end; i < theme->masthead_count; i = end) {
    const JbMastheadLine *lines = &theme->masthead[i];
    for (end = i + 1; end < theme->masthead_count && theme->masthead[end].beside; end++) {
    }
    if (lines->content != JB_HEAD_RULE) {
      place_row(&masthead, lines, end - i);
    } else if (is_shown(context->report, lines)) {
      place_rule(&masthead, lines);
    }
  }
  JbFlow *flow = jb_board_close(masthead.board, next_on_grid(&masthead, 0));
  flow->space_after = theme->masthead_after * theme->page.pitch;
  flow->keep_with_next = true;
  return flow;
}
