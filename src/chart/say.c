/* SPDX-License-Identifier: MIT
 * chart/say: labels, remarks and alternative texts, all from the facts. */
#include "chart/say.h"

#include "report/unit.h"

#include <string.h>

/* --- numbers in words --- */

char *jb_chart_value_text(const JbFact *fact, bool with_unit)
{
  if (!fact) {
    return g_strdup("无数据");
  }
  return with_unit ? jb_fact_format_marked_value(fact) : jb_fact_format_marked(fact);
}

/* A difference of values like this fact's, without its sign: of rates in 个百分点. */
static char *difference_text(JbDecimal difference, const JbFact *fact)
{
  char points[] = JB_UNIT_POINTS;
  JbFact told = *fact;
  told.value = difference;
  told.unit = strcmp(fact->unit, JB_UNIT_PERCENT) == 0 ? points : fact->unit;
  JbFactForm form = fact->form;
  form.mark = JB_FACT_UNMARKED;
  form.magnitude = true;
  return jb_fact_format(&told, form);
}

/* --- remarks --- */

/* The difference of a rate to its schedule: with as many decimals as the two have, one at least where the schedule is
 * worked out, since months make thirds. */
static bool ahead_of_schedule(const JbBar *bar, JbScheduleBasis basis, JbDecimal *ahead)
{
  JbRational rate, schedule;
  int least = bar->schedule ? bar->schedule->value.scale : 1;
  return jb_figures_schedule(bar, basis, &schedule) && jb_rational_of_decimal(bar->fact->value, &rate) &&
         jb_rational_subtract(rate, schedule, &rate) &&
         jb_rational_round(rate, MAX(bar->fact->value.scale, least), ahead);
}

static char *schedule_text(const JbBar *bar, JbScheduleBasis basis)
{
  JbRational schedule;
  JbDecimal rounded;
  char digits[JB_DECIMAL_TEXT_SIZE];
  if (bar->schedule) {
    return jb_fact_format_marked_value(bar->schedule);
  }
  bool known = jb_figures_schedule(bar, basis, &schedule) &&
               jb_rational_round(schedule, schedule.denominator == 1 ? 0 : 1, &rounded);
  return known ? g_strconcat(jb_decimal_format(rounded, digits), "%", NULL) : g_strdup("");
}

/* Are all bars to be as far as the first by now? */
static bool one_schedule(const JbChartData *data)
{
  JbRational first, other;
  bool known = data->category_count > 0 && jb_figures_schedule(data->bars[0], data->chart->basis, &first);
  for (size_t c = 0; known && c < data->category_count; c++) {
    if (jb_figures_schedule(data->bars[c], data->chart->basis, &other) && jb_rational_compare(first, other) != 0) {
      return false;
    }
  }
  return known;
}

static char *progress_remark(const JbChartData *data, size_t category)
{
  const JbBar *bar = data->bars[category];
  JbDecimal ahead;
  if (!bar->fact || !ahead_of_schedule(bar, data->chart->basis, &ahead)) {
    return g_strdup("");
  }
  g_autofree char *mark = schedule_text(bar, data->chart->basis);
  g_autofree char *name = one_schedule(data) ? g_strdup("序时进度") : g_strconcat("序时进度（", mark, "）", NULL);
  g_autofree char *points = difference_text(ahead, bar->fact);
  if (ahead.digits == 0) {
    return g_strconcat("与", name, "持平", NULL);
  }
  return g_strconcat(ahead.digits > 0 ? "超" : "落后", name, points, NULL);
}

static char *comparison_remark(const JbChartData *data, size_t category)
{
  const JbBar *own = data->bars[0], *other = data->bars[category];
  JbDecimal difference;
  bool known = category > 0 && own->fact && other->fact && strcmp(own->fact->unit, other->fact->unit) == 0 &&
               jb_decimal_subtract(own->fact->value, other->fact->value, &difference);
  if (!known) {
    return g_strdup("");
  }
  g_autofree char *label = jb_inlines_to_plain(&other->label);
  g_autofree char *points = difference_text(difference, own->fact);
  if (difference.digits == 0) {
    return g_strconcat("与", label, "持平", NULL);
  }
  return g_strconcat(difference.digits > 0 ? "高于" : "低于", label, points, NULL);
}

static char *link_remark(const JbChartData *data, size_t category)
{
  return jb_inlines_to_plain(&data->bars[category]->remark);
}

static char *time_remark(const JbChartData *data, size_t category)
{
  const JbBar *bar = data->bars[category];
  return bar->milestone ? jb_date_format(bar->period) : jb_period_format(bar->period);
}

static const struct {
  const char *name;
  char *(*remark)(const JbChartData *data, size_t category);
} kinds[] = {
    [JB_CHART_COLUMNS] = {"柱形图", NULL},
    [JB_CHART_BARS] = {"条形图", NULL},
    [JB_CHART_WATERFALL] = {"增减变化图", NULL},
    [JB_CHART_PROGRESS] = {"进度对照图", progress_remark},
    [JB_CHART_STAGES] = {"阶段图", NULL},
    [JB_CHART_COMPARISON] = {"比较图", comparison_remark},
    [JB_CHART_PARTS] = {"构成图", NULL},
    [JB_CHART_CHAIN] = {"链条图", link_remark},
    [JB_CHART_SCHEDULE] = {"进度计划图", time_remark},
};

char *jb_chart_remark(const JbChartData *data, size_t category)
{
  char *(*remark)(const JbChartData *, size_t) = kinds[data->chart->type].remark;
  return remark && data->form == JB_FORM_ASKED && data->series_count == 1 ? remark(data, category) : g_strdup("");
}

/* --- labels --- */

/* The unit that all bars agree on; NULL where they differ, or there is none. */
static const char *unit_of(const JbChartData *data, size_t first, size_t end, size_t group)
{
  const char *unit = NULL;
  for (size_t i = first; i < end; i++) {
    const JbFact *fact = data->bars[i] ? data->bars[i]->fact : NULL;
    if (!fact || (data->group_of && data->group_of[i] != group)) {
      continue;
    }
    if (unit && strcmp(unit, fact->unit) != 0) {
      return NULL;
    }
    unit = fact->unit;
  }
  return unit && *unit ? unit : NULL;
}

static const char *unit_of_series(const JbChartData *data, size_t series)
{
  return unit_of(data, series * data->category_count, (series + 1) * data->category_count, 0);
}

static const char *unit_of_group(const JbChartData *data, size_t group)
{
  return unit_of(data, 0, data->category_count, group);
}

/* Whether a title says the unit of a bar's value. */
static bool titled_with_unit(const JbChartData *data, size_t bar)
{
  if (data->group_of) {
    return unit_of_group(data, data->group_of[bar]) != NULL;
  }
  return data->series_count > 1 && unit_of_series(data, bar / data->category_count);
}

static void add_title(JbWords *words, JbWordKind kind, const JbInlines *title, const char *unit, JbPlace place)
{
  if (!unit) {
    jb_words_add(words, kind, title, place);
    return;
  }
  g_autofree char *plain = jb_inlines_to_plain(title);
  jb_words_add_text(words, kind, g_strconcat(plain, "（", unit, "）", NULL), place);
}

static void say_titles(const JbChartData *data, bool mixed, JbPlace place, JbWords *words)
{
  for (size_t g = 0; g < data->group_count; g++) {
    add_title(words, JB_WORD_GROUP, data->groups[g], mixed ? unit_of_group(data, g) : NULL, place);
  }
  for (size_t s = 0; !data->group_of && s < data->series_count; s++) {
    add_title(words, JB_WORD_SERIES, &data->chart->series[s].title, mixed ? unit_of_series(data, s) : NULL, place);
  }
}

static bool says_totals(const JbChartData *data, const JbFigures *figures)
{
  return figures->stacked && data->chart->arrangement == JB_ARRANGE_STACKED;
}

/* Is it the only part of its stack? The total above says its number then. */
static bool is_said_above(const JbChartData *data, const JbFigures *figures, size_t i)
{
  size_t parts = 0;
  for (size_t s = 0; s < data->series_count; s++) {
    const JbBar *bar = jb_chart_data_bar(data, s, i % data->category_count);
    parts += bar && bar->fact && !figures->lines[s];
  }
  return says_totals(data, figures) && !figures->lines[i / data->category_count] && parts == 1;
}

/* A change says its sign. */
static char *value_text(const JbChartData *data, const JbFigures *figures, size_t i, bool mixed)
{
  const JbBar *bar = data->bars[i];
  bool timed = data->chart->type == JB_CHART_CHAIN || data->chart->type == JB_CHART_SCHEDULE;
  if (!bar || timed || (!bar->fact && figures->stacked) || is_said_above(data, figures, i)) {
    return g_strdup("");
  }
  g_autofree char *value = jb_chart_value_text(bar->fact, mixed && !titled_with_unit(data, i));
  bool rises = data->chart->type == JB_CHART_WATERFALL && !bar->total && bar->fact && bar->fact->value.digits > 0;
  return g_strconcat(rises ? "+" : "", value, NULL);
}

/* The sum of a stack, as exact as its parts; false where that cannot be said. */
static bool add_up(const JbChartData *data, size_t category, JbFact *sum)
{
  size_t count = 0;
  *sum = (JbFact){.value = {0, 0}};
  for (size_t s = 0; s < data->series_count; s++) {
    const JbBar *bar = jb_chart_data_bar(data, s, category);
    if (!bar || !bar->fact || jb_chart_data_is_line(data, s)) {
      continue;
    }
    bool alike = count == 0 || strcmp(sum->unit, bar->fact->unit) == 0;
    if (!alike || !jb_decimal_add(sum->value, bar->fact->value, &sum->value)) {
      return false;
    }
    sum->unit = bar->fact->unit;
    sum->placed = bar->fact->placed;
    sum->form = bar->fact->form;
    sum->relation = bar->fact->relation != JB_FACT_EQUAL ? bar->fact->relation : sum->relation;
    count++;
  }
  return count > 0;
}

static char *total_text(const JbChartData *data, size_t category)
{
  JbFact sum;
  return add_up(data, category, &sum) ? jb_fact_format_marked(&sum) : g_strdup("");
}

static void say_totals(const JbChartData *data, const JbFigures *figures, JbPlace place, JbWords *words)
{
  const JbFact *whole = data->chart->whole;
  if (data->chart->type == JB_CHART_PARTS && whole) {
    g_autofree char *value = jb_fact_format_marked_value(whole);
    jb_words_add_text(words, JB_WORD_TOTAL, g_strconcat(whole->name, "　", value, NULL), place);
  }
  for (size_t c = 0; says_totals(data, figures) && c < data->category_count; c++) {
    jb_words_add_text(words, JB_WORD_TOTAL, total_text(data, c), place);
  }
}

/* "+106.8%" */
static char *growth_text(const JbFact *growth)
{
  g_autofree char *value = jb_fact_format_marked_value(growth);
  bool actual = growth->status == JB_FACT_ACTUAL;
  return g_strconcat(growth->value.digits > 0 ? "+" : "", value, actual ? "" : "（",
                     actual ? "" : jb_fact_status_name(growth->status), actual ? "" : "）", NULL);
}

/* Names of the mark and the line of charts that have them. */
static void say_marks(const JbChartData *data, JbPlace place, JbWords *words)
{
  if (data->chart->type == JB_CHART_PROGRESS) {
    g_autofree char *rate = one_schedule(data) ? schedule_text(data->bars[0], data->chart->basis) : g_strdup("");
    jb_words_add_text(words, JB_WORD_MARK, g_strconcat("序时进度", rate, NULL), place);
    jb_words_add_text(words, JB_WORD_MARK, g_strdup("年度计划100%"), place);
  } else if (data->chart->type == JB_CHART_STAGES && data->chart->whole) {
    g_autofree char *value = jb_fact_format_marked_value(data->chart->whole);
    jb_words_add_text(words, JB_WORD_MARK, g_strdup(""), place);
    jb_words_add_text(words, JB_WORD_MARK, g_strconcat(data->chart->whole->name, value, NULL), place);
  } else if (data->chart->growth && data->form == JB_FORM_ASKED) {
    jb_words_add_text(words, JB_WORD_GROWTH, growth_text(data->chart->growth), place);
  }
}

static void say_ticks(const JbFigures *figures, const JbScale *scale, JbPlace place, JbWords *words)
{
  for (size_t i = 0; i < figures->period_count; i++) {
    jb_words_add_text(words, JB_WORD_TICK, g_strdup(figures->period_names[i]), place);
  }
  for (int tick = scale ? scale->first : 0; scale && tick <= scale->last; tick++) {
    jb_words_add_text(words, JB_WORD_TICK, jb_scale_text(scale, tick), place);
  }
}

void jb_chart_say(const JbChartData *data, const JbFigures *figures, bool mixed, const JbScale *scale, JbPlace place,
                  JbWords *words)
{
  say_titles(data, mixed, place, words);
  for (size_t i = 0; i < data->series_count * data->category_count; i++) {
    JbPlace from = data->bars[i] ? data->bars[i]->place : place;
    jb_words_add_text(words, JB_WORD_VALUE, value_text(data, figures, i, mixed), from);
  }
  for (size_t c = 0; c < data->category_count; c++) {
    const JbBar *bar = jb_chart_data_category(data, c);
    jb_words_add(words, data->chart->type == JB_CHART_CHAIN ? JB_WORD_GROUP : JB_WORD_CATEGORY, &bar->label,
                 bar->place);
    jb_words_add_text(words, JB_WORD_REMARK, jb_chart_remark(data, c), bar->place);
  }
  say_totals(data, figures, place, words);
  say_marks(data, place, words);
  say_ticks(figures, scale, place, words);
}

/* --- in words alone --- */

char *jb_chart_spoken_value(const JbFact *fact)
{
  if (!fact) {
    return jb_chart_value_text(fact, true);
  }
  JbFactForm form = fact->form;
  form.mark = JB_FACT_WORDS;
  return jb_fact_format(fact, form);
}

/* "全区高于全市0.6个百分点": on the page the bracket says who. */
static char *spoken_remark(const JbChartData *data, size_t category)
{
  g_autofree char *remark = jb_chart_remark(data, category);
  g_autofree char *own =
      *remark && data->chart->type == JB_CHART_COMPARISON ? jb_inlines_to_plain(&data->bars[0]->label) : g_strdup("");
  return g_strconcat(own, remark, NULL);
}

/* "全市5.7%（推算，全区高于全市0.6个百分点）" */
static void describe_bar(GString *text, const JbChartData *data, size_t category, const JbBar *bar)
{
  bool timed = data->chart->type == JB_CHART_CHAIN || data->chart->type == JB_CHART_SCHEDULE;
  g_autofree char *label = jb_inlines_to_plain(&bar->label);
  g_autofree char *value = timed ? g_strdup("") : jb_chart_spoken_value(bar->fact);
  g_autofree char *remark = spoken_remark(data, category);
  const char *status = bar->fact && bar->fact->status != JB_FACT_ACTUAL ? jb_fact_status_name(bar->fact->status) : "";
  bool rises = data->chart->type == JB_CHART_WATERFALL && !bar->total && bar->fact && bar->fact->value.digits > 0;
  g_string_append_printf(text, "%s%s%s", label, rises ? "+" : "", value);
  if (*status || *remark) {
    g_string_append_printf(text, "（%s%s%s）", status, *status && *remark ? "，" : "", remark);
  }
}

static bool is_stacked(const JbChart *chart)
{
  return chart->arrangement == JB_ARRANGE_STACKED || chart->arrangement == JB_ARRANGE_SHARES;
}

static const char *arrangement_name(const JbChart *chart)
{
  static const char *const names[] = {[JB_ARRANGE_GROUPED] = "",
                                      [JB_ARRANGE_STACKED] = "堆积",
                                      [JB_ARRANGE_SHARES] = "百分比堆积",
                                      [JB_ARRANGE_PANELS] = ""};
  return names[chart->arrangement];
}

static const char *kind_name(const JbChartData *data)
{
  size_t lines = 0;
  for (size_t s = 0; s < data->series_count; s++) {
    lines += jb_chart_data_is_line(data, s);
  }
  return lines == 0 ? kinds[data->chart->type].name : lines == data->series_count ? "折线图" : "柱线图";
}

/* The name of what a bar begins: its series, or its group. */
static void begin_group(GString *text, const JbChartData *data, size_t series, size_t category)
{
  const JbInlines *title = NULL;
  bool first = category == 0 || (data->group_of && data->group_of[category] != data->group_of[category - 1]);
  if (first) {
    title = data->group_of ? data->groups[data->group_of[category]] : &data->chart->series[series].title;
  }
  g_autofree char *plain = title ? jb_inlines_to_plain(title) : g_strdup("");
  if (first && (series > 0 || category > 0)) {
    bool said = g_str_has_suffix(text->str, "，");
    g_string_truncate(text, text->len - (said ? strlen("，") : 0));
    g_string_append(text, "；");
  }
  if (*plain) {
    g_string_append_printf(text, "%s：", plain);
  }
}

/* "；合计：2023年末384家，2024年末457家" of stacks */
static void describe_totals(GString *text, const JbChartData *data)
{
  for (size_t c = 0, said = 0; data->chart->arrangement == JB_ARRANGE_STACKED && c < data->category_count; c++) {
    JbFact sum;
    if (add_up(data, c, &sum)) {
      g_autofree char *label = jb_inlines_to_plain(&jb_chart_data_category(data, c)->label);
      g_autofree char *value = jb_fact_format_marked_value(&sum);
      g_string_append_printf(text, "%s%s%s", said++ ? "，" : "；合计：", label, value);
    }
  }
}

/* "；从2023年到2024年增长106.8%" */
static void describe_growth(GString *text, const JbChartData *data)
{
  const JbFact *growth = data->chart->growth;
  if (!growth || data->category_count < 2) {
    return;
  }
  JbFactForm form = growth->form;
  form.mark = JB_FACT_WORDS;
  form.magnitude = true;
  g_autofree char *from = jb_inlines_to_plain(&jb_chart_data_category(data, 0)->label);
  g_autofree char *to = jb_inlines_to_plain(&jb_chart_data_category(data, data->category_count - 1)->label);
  g_autofree char *value = jb_fact_format(growth, form);
  g_string_append_printf(text, "；从%s到%s%s%s", from, to, growth->value.digits < 0 ? "下降" : "增长", value);
}

char *jb_chart_alternative(const JbChartData *data)
{
  const JbChart *chart = data->chart;
  const char *separator = chart->type == JB_CHART_CHAIN ? "→" : "，";
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s%s", arrangement_name(chart), kind_name(data));
  if (chart->type == JB_CHART_PROGRESS && one_schedule(data)) {
    g_autofree char *schedule = schedule_text(data->bars[0], chart->basis);
    g_string_append_printf(text, "（序时进度%s）", schedule);
  }
  g_string_append(text, "：");
  if (chart->whole) {
    g_autofree char *value = jb_fact_format_marked_value(chart->whole);
    g_string_append_printf(text, "%s%s，其中：", chart->whole->name, value);
  }
  for (size_t s = 0; s < data->series_count; s++) {
    for (size_t c = 0; c < data->category_count; c++) {
      const JbBar *bar = jb_chart_data_bar(data, s, c);
      begin_group(text, data, s, c);
      if (bar && (bar->fact || !is_stacked(chart))) { /* of a stack a part that is not there is none */
        describe_bar(text, data, c, bar);
        g_string_append(text, separator);
      }
    }
  }
  if (g_str_has_suffix(text->str, separator)) {
    g_string_truncate(text, text->len - strlen(separator));
  }
  describe_totals(text, data);
  describe_growth(text, data);
  return g_string_free(g_string_append(text, "。"), FALSE);
}
