/* SPDX-License-Identifier: MIT
 * compose/end_matter: attachments listed, signature, annotation. The colophon has a file of its own. */
#include "compose/end_matter.h"

#include "base/units.h"
#include "compose/board.h"
#include "flow/text_flow.h"
#include "report/period.h"

#include <math.h>

/* A seal measures 42 mm (国发〔1999〕25号, of organs below the ministries; the largest are 45), and seals do not touch.
 */
#define SEAL_STEP   (50 * JB_POINTS_PER_MM) /* [pt] from the middle of one to that of the next */
#define SEAL_HALF   (21 * JB_POINTS_PER_MM) /* [pt] */
#define SEALS_A_ROW 3
#define SEAL_LINES  5 /* [grid step] from one row of seals to the next */
/* The stamp of a signer's name; practice, since the standard gives no size. */
#define STAMP_WIDTH (40 * JB_POINTS_PER_MM) /* [pt] */
#define STAMP_LINES 2                       /* [grid step] */

static const JbTextStyle *style_of(const JbFlowContext *context, JbStyleName name)
{
  return &context->theme->styles[name];
}

/* --- texts with a label, turned lines under the text --- */

/* inlines of block in a style, to the right of a label that ends at text_x; both on lines of the same leading. */
static JbFlow *labelled(const JbFlowContext *context, const JbBlock *block, JbSetText *label, double text_x,
                        const JbTextStyle *style, const char *kind, double width)
{
  JbSetText *text = jb_set_text_new(context, &block->inlines, NULL, style, width - text_x - style->indent_end);
  JbFlow *flow =
      jb_text_flow_new(context, text, jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, kind), block->place, width);
  jb_text_flow_set_label(flow, label, text_x - jb_set_text_natural_width(label), text_x);
  return flow;
}

/* "附件：1.…", below it "2.…": numbers under numbers. One alone has none. */
void jb_attachment_list_flows(const JbFlowContext *context, double width, GPtrArray *flows)
{
  const JbReport *report = context->report;
  const JbTextStyle *style = style_of(context, JB_STYLE_ATTACHMENT_LIST);
  int number = 0;
  double text_x = 0;
  for (size_t i = 0; i < report->block_count; i++) {
    const JbBlock *block = report->blocks[i];
    if (block->kind != JB_BLOCK_ATTACHMENT) {
      continue;
    }
    bool single = jb_numbers_attachment_is_single(context->numbers);
    g_autofree char *words =
        single ? g_strdup("附件：") : g_strdup_printf("%s%d.", number == 0 ? "附件：" : "", number + 1);
    JbSetText *label = jb_set_text_new_label(context, words, block->place, style);
    text_x = number == 0 ? style->indent_start + jb_set_text_natural_width(label) : text_x;
    JbFlow *flow = labelled(context, block, label, text_x, style, "attachment-list", width);
    flow->space_before = number == 0 ? flow->space_before : 0;
    flow->keep_with_previous = true;
    g_ptr_array_add(flows, flow);
    number++;
  }
}

JbFlow *jb_annotation_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbTextStyle *style = style_of(context, JB_STYLE_ANNOTATION);
  g_autofree char *words = jb_inlines_to_plain(&block->inlines);
  bool bare = !g_str_has_prefix(words, "（");
  const JbTextPart parts[] = {{.words = bare ? "（" : ""}, {.inlines = &block->inlines}, {.words = bare ? "）" : ""}};
  JbSetText *text = jb_set_text_new_joined(context, parts, G_N_ELEMENTS(parts), block->place, style,
                                           jb_text_style_measure(style, width));
  JbFlow *flow = jb_text_flow_new(context, text, jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, "annotation"),
                                  block->place, width);
  flow->keep_with_previous = true;
  return flow;
}

/* --- signature --- */

typedef struct Signature {
  const JbFlowContext *context;
  const JbBlock *block;
  JbBoard *board;
  const JbTextStyle *style;
  double width, pitch, em;
  char *const *organisations;
  JbSetText *date; /* NULL: none */
  double date_width;
} Signature;

static JbSetText *set_words(const Signature *signature, const char *words)
{
  return jb_set_text_new_plain(signature->context, words, signature->block->place, signature->style, INFINITY);
}

/* A text with its left edge at x, on a line of the grid counted from the board's top. */
static void add_text(const Signature *signature, JbSetText *text, double x, double line, const char *kind)
{
  double y = line * signature->pitch + (signature->pitch - signature->style->leading) / 2;
  jb_board_add_text(signature->board, text, (JbPoint){fmax(x, 0), y},
                    jb_flow_add_element(signature->context, JB_STRUCTURE_PARAGRAPH, kind));
}

static void add_date(const Signature *signature, double x, double line)
{
  if (signature->date) {
    add_text(signature, signature->date, x, line, "signature-date");
  }
}

/* The organisations' names, each in one line. */
static GPtrArray *set_organisations(const Signature *signature, double *widest)
{
  GPtrArray *texts = g_ptr_array_new();
  for (size_t i = 0; signature->organisations[i]; i++) {
    JbSetText *text = set_words(signature, signature->organisations[i]);
    *widest = fmax(*widest, jb_set_text_natural_width(text));
    g_ptr_array_add(texts, text);
  }
  return texts;
}

/* As many as seals and names have room for side by side, the last one's middle given; step: from one to the next. */
static guint seals_in_row(const Signature *signature, double centre, double widest, double *step)
{
  double least = fmax(2 * SEAL_HALF, widest + signature->em), room = centre - fmax(SEAL_HALF, widest / 2);
  guint count = (guint)fmax(fmin(floor(room / least), SEALS_A_ROW - 1), 0);
  *step = count ? fmin(fmax(SEAL_STEP, least), room / count) : 0;
  return count + 1;
}

/* 7.3.5.1: the date four characters from the right edge, the organisation centred over it. Several stand side by side,
 * up to three to a row, the last one over the date. Returns the lines taken. */
static double place_sealed(const Signature *signature)
{
  double widest = 0, line = 0, half = signature->date_width / 2;
  g_autoptr(GPtrArray) texts = set_organisations(signature, &widest);
  /* A long name pushes itself and the date to the left, not out of the text area. */
  double centre = fmin(signature->width - 4 * signature->em - half, signature->width - widest / 2), step;
  guint in_row = seals_in_row(signature, centre, widest, &step);
  for (guint i = 0; i < texts->len; i++) {
    guint last = MIN(texts->len, (i / in_row + 1) * in_row) - 1; /* of its row */
    double middle = centre - (last - i) * step;
    line = i / in_row * SEAL_LINES;
    add_text(signature, texts->pdata[i], middle - jb_set_text_natural_width(texts->pdata[i]) / 2, line, "signature");
  }
  line += texts->len ? 1 : 0;
  add_date(signature, centre - half, line);
  return line + (signature->date ? 1 : 0);
}

/* 7.3.5.2: the organisations two characters from the right edge, the date on the next line two characters to the right
 * of where they begin; a date that would come nearer to the edge pushes both. */
static double place_unsealed(const Signature *signature)
{
  double widest = 0, indent = 2 * signature->em, line = 0;
  g_autoptr(GPtrArray) texts = set_organisations(signature, &widest);
  double right = signature->width - indent;
  double date_x = fmin(right - widest + indent, right - signature->date_width);
  for (guint i = 0; i < texts->len; i++) {
    add_text(signature, texts->pdata[i], fmin(date_x - indent, right - widest), line++, "signature");
  }
  add_date(signature, texts->len ? date_x : right - signature->date_width, line);
  return line + (signature->date ? 1 : 0);
}

/* 7.3.5.3: room for the stamp four characters from the right edge, the signer's post two characters left of it,
 * half-way down; the date below a blank line, four characters from the right edge. */
static double place_stamped(const Signature *signature)
{
  const JbPerson *person = signature->block->speaker;
  const char *post = person && *person->post ? person->post : person ? person->name : signature->block->by;
  JbSetText *text = set_words(signature, post);
  double right = signature->width - 4 * signature->em;
  double x = right - STAMP_WIDTH - 2 * signature->em - jb_set_text_natural_width(text);
  add_text(signature, text, x, (STAMP_LINES - 1) / 2.0, "signature");
  add_date(signature, right - signature->date_width, STAMP_LINES + 1);
  return STAMP_LINES + (signature->date ? 2 : 0);
}

JbFlow *jb_signature_flow_new(const JbFlowContext *context, const JbBlock *block, double width)
{
  static double (*const places[])(const Signature *signature) = {
      [JB_SEAL_YES] = place_sealed, [JB_SEAL_NO] = place_unsealed, [JB_SEAL_STAMP] = place_stamped};
  /* Blank lines above: seal and stamp need two, in print one is enough (7.3.5.1: the seal's top within a line of the
   * text). */
  static const double blank[] = {[JB_SEAL_YES] = 2, [JB_SEAL_NO] = 1, [JB_SEAL_STAMP] = 2};
  JbSeal seal = block->seal != JB_SEAL_UNSAID ? block->seal : context->theme->sealed ? JB_SEAL_YES : JB_SEAL_NO;
  Signature signature = {.context = context,
                         .block = block,
                         .style = style_of(context, JB_STYLE_SIGNATURE),
                         .width = width,
                         .pitch = context->theme->page.pitch,
                         .organisations = block->organisations ? block->organisations : context->report->organisations};
  g_autofree char *date = jb_date_format(*block->date ? block->date : context->report->date);
  if (*date == '\0' && !signature.organisations[0]) {
    return NULL;
  }
  signature.em = signature.style->size;
  signature.board = jb_board_new(context, block->place, width);
  if (*date) {
    signature.date = set_words(&signature, date);
    signature.date_width = jb_set_text_natural_width(signature.date);
  }
  JbFlow *flow = jb_board_close(signature.board, places[seal](&signature) * signature.pitch);
  flow->space_before = blank[seal] * signature.pitch;
  flow->keep_with_previous = true;
  return flow;
}
