/* SPDX-License-Identifier: MIT
 * compose/attendance: a label, and the people to its right. */
#include "compose/attendance.h"

#include "compose/board.h"
#include "flow/text_flow.h"

#include <math.h>

/* Of what is right of the names, organisations take at most this part; longer ones are turned. */
#define ORGANISATION_SHARE 0.5

static const char *const labels[] = {
    [JB_ATTENDANCE_PRESENT] = "出席：", [JB_ATTENDANCE_EXCUSED] = "请假：", [JB_ATTENDANCE_OBSERVERS] = "列席："};

/* One person's words, each in one line at first. */
typedef struct Person {
  JbSetText *name, *organisation, *post;
} Person;

typedef struct Attendance {
  const JbFlowContext *context;
  const JbBlock *block;
  const JbTextStyle *style;
  JbSetText *label;              /* handed on to the first line */
  double width;                  /* [pt] */
  double name_x, organisation_x; /* [pt] of the columns */
  double post_x;
} Attendance;

static JbSetText *set_words(const Attendance *attendance, const char *words, unsigned marks, double width)
{
  const JbTextPart part = {.words = words, .marks = marks};
  return jb_set_text_new_joined(attendance->context, &part, 1, attendance->block->place, attendance->style, width);
}

static JbSetText *new_label(const JbFlowContext *context, const JbBlock *block)
{
  return jb_set_text_new_label(context, labels[block->attendance], block->place,
                               &context->theme->styles[JB_STYLE_ATTENDANCE_LABEL]);
}

/* --- running --- */

static char *words_after_name(const JbPerson *person, bool last)
{
  g_autofree char *office = jb_person_office(person);
  return g_strconcat(*office ? "（" : "", office, *office ? "）" : "", last ? "" : "，", NULL);
}

/* "党启利（经济发展局局长），梁琪（经济发展局）", then the text. people: those of the report too. */
static JbSetText *set_running(const Attendance *attendance, bool people, double width)
{
  const JbBlock *block = attendance->block;
  size_t count = people ? block->person_count : 0;
  g_autofree JbTextPart *parts = g_new(JbTextPart, 2 * count + 1);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  for (size_t i = 0; i < count; i++) {
    g_ptr_array_add(words, words_after_name(block->people[i], i + 1 == count && block->inlines.count == 0));
    parts[2 * i] = (JbTextPart){.words = block->people[i]->name, .marks = JB_MARK_NAME};
    parts[2 * i + 1] = (JbTextPart){.words = words->pdata[i]};
  }
  parts[2 * count] = (JbTextPart){.inlines = &block->inlines};
  return jb_set_text_new_joined(attendance->context, parts, 2 * count + 1, block->place, attendance->style, width);
}

/* people: those of the report too; else the text alone. */
static JbFlow *running_flow(const Attendance *attendance, JbSetText *label, bool people)
{
  const JbFlowContext *context = attendance->context;
  JbElementId element = jb_flow_add_element(context, JB_STRUCTURE_PARAGRAPH, "attendance");
  JbSetText *text =
      set_running(attendance, people, attendance->width - attendance->name_x - attendance->style->indent_end);
  JbFlow *flow = jb_text_flow_new(context, text, element, attendance->block->place, attendance->width);
  double label_x = label ? attendance->name_x - jb_set_text_natural_width(label) : 0;
  jb_text_flow_set_label(flow, label, label_x, attendance->name_x);
  return flow;
}

/* --- one a line --- */

static GArray *set_people(const Attendance *attendance)
{
  GArray *people = g_array_new(FALSE, FALSE, sizeof(Person));
  for (size_t i = 0; i < attendance->block->person_count; i++) {
    const JbPerson *person = attendance->block->people[i];
    Person set = {.name = set_words(attendance, person->name, JB_MARK_NAME, INFINITY),
                  .organisation = set_words(attendance, person->organisation, 0, INFINITY),
                  .post = set_words(attendance, person->post, 0, INFINITY)};
    g_array_append_val(people, set);
  }
  return people;
}

/* Each column begins an em after the widest text of the one before. */
static void place_columns(Attendance *attendance, const GArray *people)
{
  double names = 0, organisations = 0, em = attendance->style->size;
  for (guint i = 0; i < people->len; i++) {
    const Person *person = &g_array_index(people, Person, i);
    names = fmax(names, jb_set_text_natural_width(person->name));
    organisations = fmax(organisations, jb_set_text_natural_width(person->organisation));
  }
  attendance->organisation_x = attendance->name_x + names + em;
  double most = ORGANISATION_SHARE * (attendance->width - attendance->organisation_x);
  attendance->post_x = attendance->organisation_x + (organisations > 0 ? fmin(organisations, most) + em : 0);
}

/* text, set again where it is wider than its column. */
static JbSetText *fit_column(const Attendance *attendance, JbSetText *text, const char *words, double width)
{
  if (jb_set_text_natural_width(text) <= width) {
    return text;
  }
  jb_set_text_free(text);
  return set_words(attendance, words, 0, width);
}

static JbFlow *person_flow(const Attendance *attendance, size_t index, const Person *person, JbElementId element)
{
  const JbPerson *of = attendance->block->people[index];
  double em = attendance->style->size;
  JbSetText *organisation = fit_column(attendance, person->organisation, of->organisation,
                                       attendance->post_x - attendance->organisation_x - em);
  JbSetText *post = fit_column(attendance, person->post, of->post, attendance->width - attendance->post_x);
  JbBoard *board = jb_board_new(attendance->context, attendance->block->place, attendance->width);
  if (index == 0) {
    jb_board_add_text(board, attendance->label, (JbPoint){attendance->style->indent_start, 0}, element);
  }
  jb_board_add_text(board, person->name, (JbPoint){attendance->name_x, 0}, element);
  jb_board_add_text(board, organisation, (JbPoint){attendance->organisation_x, 0}, element);
  jb_board_add_text(board, post, (JbPoint){attendance->post_x, 0}, element);
  return jb_board_close(board, fmax(jb_set_text_height(organisation), jb_set_text_height(post)));
}

static void add_people(Attendance *attendance, GPtrArray *flows)
{
  const JbFlowContext *context = attendance->context;
  g_autoptr(GArray) people = set_people(attendance);
  place_columns(attendance, people);
  JbElementId list = jb_flow_add_element(context, JB_STRUCTURE_LIST, NULL);
  for (guint i = 0; i < people->len; i++) {
    JbElementId item = jb_structure_add(context->structure, list, JB_STRUCTURE_LIST_ITEM, NULL);
    jb_structure_set_kind(context->structure, item, "person");
    g_ptr_array_add(flows, person_flow(attendance, i, &g_array_index(people, Person, i), item));
  }
  JbFlow *first = flows->pdata[0];
  first->keep_with_next = flows->len > 1 || attendance->block->inlines.count > 0;
}

GPtrArray *jb_attendance_flows(const JbFlowContext *context, const JbBlock *block, double width)
{
  const JbTextStyle *style = &context->theme->styles[JB_STYLE_ATTENDANCE];
  Attendance attendance = {
      .context = context, .block = block, .style = style, .label = new_label(context, block), .width = width};
  attendance.name_x = style->indent_start + jb_set_text_natural_width(attendance.label);
  GPtrArray *flows = g_ptr_array_new();
  bool listed = context->theme->people_listed && block->person_count > 0;
  if (listed) {
    add_people(&attendance, flows);
  }
  if (!listed || block->inlines.count > 0) {
    g_ptr_array_add(flows, running_flow(&attendance, listed ? NULL : attendance.label, /* people */ !listed));
  }
  JbFlow *first = flows->pdata[0], *last = flows->pdata[flows->len - 1];
  for (guint i = 0; i < flows->len; i++) {
    ((JbFlow *)flows->pdata[i])->space_before = ((JbFlow *)flows->pdata[i])->space_after = 0;
  }
  first->space_before = style->space_before;
  last->space_after = style->space_after;
  return flows;
}
