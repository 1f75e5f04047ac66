/* SPDX-License-Identifier: MIT
 * report/ledger: which rows a ledger shows, in which order, and what is said of their state.
 *
 * Model. A row is done when it has a date of closing or its state says so, else overdue when its deadline lies before
 * the day the ledger speaks of, else open. Rows are sorted by group, in the order in which groups first occur, then by
 * a key: dates before numbers before words before nothing, and rows that are equal stay as they come. A key is worked
 * out once a row, so that sorting compares numbers. */
#include "report/ledger.h"

#include "base/decimal.h"
#include "report/period.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

/* --- dates --- */

static size_t read_number(const char **cursor)
{
  size_t number = 0;
  while (g_ascii_isdigit(**cursor) && number < 100000) {
    number = number * 10 + (size_t)(*(*cursor)++ - '0');
  }
  return number;
}

/* Steps over one of these, if it is there. */
static bool skip(const char **cursor, const char *const *marks)
{
  for (; *marks; marks++) {
    if (g_str_has_prefix(*cursor, *marks)) {
      *cursor += strlen(*marks);
      return true;
    }
  }
  return false;
}

bool jb_ledger_date_parse(const char *text, int *date)
{
  static const char *const after_year[] = {"-", "/", ".", "年", NULL};
  static const char *const after_month[] = {"-", "/", ".", "月", NULL};
  static const char *const after_day[] = {"日", NULL};
  size_t year = read_number(&text), month = 0, day = 0;
  if (year < 1000 || year > 9999 || !skip(&text, after_year)) {
    return false;
  }
  month = read_number(&text);
  bool divided = skip(&text, after_month);
  if (month < 1 || month > 12 || (*text && !divided)) {
    return false;
  }
  size_t last = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
  day = *text ? read_number(&text) : last;
  skip(&text, after_day);
  *date = (int)(year * 10000 + month * 100 + day);
  return *text == '\0' && day >= 1 && day <= last;
}

int jb_ledger_days_between(int from, int to)
{
  GDate first, last;
  g_date_clear(&first, 1);
  g_date_clear(&last, 1);
  g_date_set_dmy(&first, (GDateDay)(from % 100), (GDateMonth)(from / 100 % 100), (GDateYear)(from / 10000));
  g_date_set_dmy(&last, (GDateDay)(to % 100), (GDateMonth)(to / 100 % 100), (GDateYear)(to / 10000));
  return g_date_days_between(&first, &last);
}

/* --- states --- */

size_t jb_ledger_column(const JbLedger *ledger, JbLedgerRole role)
{
  for (size_t i = 0; i < ledger->field_count; i++) {
    if (ledger->fields[i].role == role) {
      return ledger->fields[i].column;
    }
  }
  return JB_LEDGER_NO_COLUMN;
}

/* The text of a role's column; "" where there is none, or what stands for none. */
static const char *text_of(const JbLedger *ledger, size_t row, JbLedgerRole role)
{
  size_t column = jb_ledger_column(ledger, role);
  const char *text = column == JB_LEDGER_NO_COLUMN ? "" : jb_data_text(ledger->data, row, column);
  return jb_data_is_missing(text) ? "" : text;
}

JbLedgerState jb_ledger_state(const JbLedger *ledger, size_t row)
{
  static const char *const done[] = {"已销号", "销号", "已完成", "完成", "已办结", "办结", "已整改", "closed", "done"};
  const char *state = text_of(ledger, row, JB_LEDGER_STATE);
  int due;
  if (*text_of(ledger, row, JB_LEDGER_CLOSED)) {
    return JB_LEDGER_DONE;
  }
  for (size_t i = 0; i < G_N_ELEMENTS(done); i++) {
    if (strcmp(state, done[i]) == 0) {
      return JB_LEDGER_DONE;
    }
  }
  bool overdue = jb_ledger_date_parse(text_of(ledger, row, JB_LEDGER_DUE), &due) && due < ledger->as_of;
  return overdue ? JB_LEDGER_OVERDUE : JB_LEDGER_OPEN;
}

/* --- picking and sorting --- */

typedef enum KeyRank { RANK_DATE, RANK_NUMBER, RANK_TEXT, RANK_MISSING } KeyRank;

typedef struct Key {
  uint32_t row, group;
  JbLedgerState state;
  KeyRank rank;
  double number;    /* of a date or a number */
  const char *text; /* borrowed */
} Key;

static bool is_meant(const JbLedger *ledger, size_t row)
{
  for (size_t i = 0; i < ledger->condition_count; i++) {
    const JbLedgerCondition *condition = &ledger->conditions[i];
    bool same = strcmp(jb_data_text(ledger->data, row, condition->column), condition->text) == 0;
    if (same == condition->is_not) {
      return false;
    }
  }
  return true;
}

static void set_key(const JbLedger *ledger, Key *key)
{
  JbDecimal number;
  int date;
  key->rank = RANK_MISSING;
  if (ledger->sort_by == JB_LEDGER_NO_COLUMN) {
    return;
  }
  key->text = jb_data_text(ledger->data, key->row, ledger->sort_by);
  if (jb_data_is_missing(key->text)) {
    return;
  }
  if (jb_ledger_date_parse(key->text, &date)) {
    key->rank = RANK_DATE;
    key->number = date;
  } else if (jb_decimal_parse(key->text, &number) == JB_DECIMAL_OK) {
    key->rank = RANK_NUMBER;
    key->number = jb_decimal_to_double(number);
  } else {
    key->rank = RANK_TEXT;
  }
}

static gint compare_keys(gconstpointer a, gconstpointer b)
{
  const Key *first = a, *second = b;
  if (first->group != second->group) {
    return first->group < second->group ? -1 : 1;
  }
  if (first->rank != second->rank) {
    return first->rank < second->rank ? -1 : 1;
  }
  if (first->rank == RANK_TEXT) {
    return strcmp(first->text, second->text);
  }
  return (first->number > second->number) - (first->number < second->number);
}

static void count_row(JbLedgerCount *count, JbLedgerState state)
{
  count->rows++;
  count->states[state]++;
}

/* The number of the group a row belongs to, in the order of their first rows. */
static uint32_t group_of(const JbLedger *ledger, uint32_t row, GHashTable *numbers, GArray *groups)
{
  if (ledger->group_by == JB_LEDGER_NO_COLUMN) {
    return 0;
  }
  const char *name = jb_data_text(ledger->data, row, ledger->group_by);
  gpointer number;
  if (!g_hash_table_lookup_extended(numbers, name, NULL, &number)) {
    JbLedgerGroup group = {.row = row};
    g_array_append_val(groups, group);
    number = GUINT_TO_POINTER(groups->len - 1);
    g_hash_table_insert(numbers, (gpointer)name, number);
  }
  return GPOINTER_TO_UINT(number);
}

static GArray *pick_rows(JbLedger *ledger, GArray *groups)
{
  g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
  GArray *keys = g_array_new(FALSE, FALSE, sizeof(Key));
  for (uint32_t row = 0; row < ledger->data->row_count; row++) {
    Key key = {.row = row, .state = jb_ledger_state(ledger, row)};
    count_row(&ledger->all, key.state);
    bool meant = is_meant(ledger, row);
    if (meant) {
      count_row(&ledger->meant, key.state);
    }
    if (meant && (ledger->shown >> key.state & 1)) {
      key.group = group_of(ledger, row, numbers, groups);
      set_key(ledger, &key);
      g_array_append_val(keys, key);
    }
  }
  g_array_sort(keys, compare_keys); /* which is stable */
  return keys;
}

void jb_ledger_compile(JbLedger *ledger)
{
  GArray *groups = g_array_new(FALSE, FALSE, sizeof(JbLedgerGroup));
  g_autoptr(GArray) keys = pick_rows(ledger, groups);
  ledger->entries = g_new(JbLedgerEntry, keys->len + groups->len);
  for (guint i = 0; i < keys->len; i++) {
    const Key *key = &g_array_index(keys, Key, i);
    bool first = i == 0 || key->group != g_array_index(keys, Key, i - 1).group;
    if (groups->len > 0) {
      count_row(&g_array_index(groups, JbLedgerGroup, key->group).count, key->state);
    }
    if (groups->len > 0 && first) {
      ledger->entries[ledger->entry_count++] = (JbLedgerEntry){.index = key->group};
    }
    ledger->entries[ledger->entry_count++] = (JbLedgerEntry){key->row, i + 1, key->state};
    count_row(&ledger->here, key->state);
  }
  ledger->group_count = groups->len;
  ledger->groups = (JbLedgerGroup *)(void *)g_array_free(groups, FALSE);
}

/* --- words --- */

/* "66.7": half away from zero, as everywhere. */
static char *rate_text(size_t part, size_t whole)
{
  size_t tenths = whole ? (part * 2000 + whole) / (2 * whole) : 0;
  return g_strdup_printf("%zu.%zu", tenths / 10, tenths % 10);
}

bool jb_ledger_tells_closing(const JbLedger *ledger)
{
  return jb_ledger_column(ledger, JB_LEDGER_STATE) != JB_LEDGER_NO_COLUMN ||
         jb_ledger_column(ledger, JB_LEDGER_CLOSED) != JB_LEDGER_NO_COLUMN;
}

char *jb_ledger_rate(const JbLedger *ledger)
{
  g_autofree char *rate = rate_text(ledger->meant.states[JB_LEDGER_DONE], ledger->meant.rows);
  return g_strdup_printf("销号率%s%%", rate);
}

/* "，其中逾期1项（截至2025年1月31日）" */
static void append_overdue(GString *words, const JbLedger *ledger)
{
  g_autofree char *iso =
      g_strdup_printf("%04d-%02d-%02d", ledger->as_of / 10000, ledger->as_of / 100 % 100, ledger->as_of % 100);
  g_autofree char *day = jb_date_format(iso);
  g_string_append_printf(words, "，其中逾期%zu项（截至%s）", ledger->meant.states[JB_LEDGER_OVERDUE], day);
}

char *jb_ledger_summary(const JbLedger *ledger)
{
  const JbLedgerCount *meant = &ledger->meant;
  size_t done = meant->states[JB_LEDGER_DONE];
  GString *words = g_string_new(NULL);
  g_string_append_printf(words, "共%zu项", meant->rows);
  if (jb_ledger_tells_closing(ledger)) {
    g_autofree char *rate = jb_ledger_rate(ledger);
    g_string_append_printf(words, "，已销号%zu项，%s；未销号%zu项", done, rate, meant->rows - done);
  }
  if (ledger->as_of > 0) {
    append_overdue(words, ledger);
  }
  if (ledger->here.rows != meant->rows) {
    g_string_append_printf(words, "；本表列%zu项", ledger->here.rows);
  }
  g_string_append(words, "。");
  return g_string_free(words, FALSE);
}

/* In the order of JbLedgerState. Marks differ in shape, not in colour. */
static const char *const marks[JB_LEDGER_STATES] = {"○", "▲", "●"};

char *jb_ledger_legend(const JbLedger *ledger)
{
  const size_t *states = ledger->meant.states;
  g_autofree char *overdue = ledger->as_of > 0
                                 ? g_strdup_printf("　%s逾期%zu项", marks[JB_LEDGER_OVERDUE], states[JB_LEDGER_OVERDUE])
                                 : g_strdup("");
  return g_strdup_printf("%s已销号%zu项%s　%s%s%zu项", marks[JB_LEDGER_DONE], states[JB_LEDGER_DONE], overdue,
                         marks[JB_LEDGER_OPEN], *overdue ? "未到期" : "未销号", states[JB_LEDGER_OPEN]);
}

char *jb_ledger_group_title(const JbLedger *ledger, const JbLedgerGroup *group)
{
  const char *name = jb_data_text(ledger->data, group->row, ledger->group_by);
  const JbLedgerCount *count = &group->count;
  g_autofree char *done =
      jb_ledger_tells_closing(ledger) ? g_strdup_printf("，已销号%zu项", count->states[JB_LEDGER_DONE]) : g_strdup("");
  g_autofree char *overdue =
      ledger->as_of > 0 ? g_strdup_printf("，逾期%zu项", count->states[JB_LEDGER_OVERDUE]) : g_strdup("");
  return g_strdup_printf("%s（%zu项%s%s）", *name ? name : "未写明", count->rows, done, overdue);
}

/* "▲整改中，逾期12天" */
static char *marked(const JbLedger *ledger, const JbLedgerEntry *entry, const char *text)
{
  static const char *const words[JB_LEDGER_STATES] = {"未销号", "", "已销号"};
  GString *cell = g_string_new(marks[entry->state]);
  g_string_append(cell, *text ? text : words[entry->state]);
  int due;
  if (entry->state == JB_LEDGER_OVERDUE && jb_ledger_date_parse(text_of(ledger, entry->index, JB_LEDGER_DUE), &due)) {
    g_string_append_printf(cell, "%s逾期%d天", *text ? "，" : "", jb_ledger_days_between(due, ledger->as_of));
  }
  return g_string_free(cell, FALSE);
}

char *jb_ledger_cell_text(const JbLedger *ledger, const JbLedgerEntry *entry, size_t index)
{
  const JbLedgerField *field = &ledger->fields[index];
  if (field->role == JB_LEDGER_NUMBER) {
    return g_strdup_printf("%u", entry->number);
  }
  const char *text = jb_data_text(ledger->data, entry->index, field->column);
  if (field->role == JB_LEDGER_STATE) {
    return marked(ledger, entry, jb_data_is_missing(text) ? "" : text);
  }
  if (field->role == JB_LEDGER_DUE && entry->state == JB_LEDGER_OVERDUE &&
      jb_ledger_column(ledger, JB_LEDGER_STATE) == JB_LEDGER_NO_COLUMN) {
    return g_strconcat(marks[JB_LEDGER_OVERDUE], text, NULL);
  }
  return g_strdup(text);
}

void jb_ledger_free(JbLedger *ledger)
{
  if (!ledger) {
    return;
  }
  for (size_t i = 0; i < ledger->condition_count; i++) {
    g_free((char *)ledger->conditions[i].text);
  }
  jb_data_free(ledger->own);
  g_free(ledger->fields);
  g_free(ledger->conditions);
  g_free(ledger->entries);
  g_free(ledger->groups);
  g_free(ledger);
}
