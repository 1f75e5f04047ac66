/* SPDX-License-Identifier: MIT
 * table/ledger: the rows of a ledger, told from its data as they are asked for. */
#include "report/ledger.h"
#include "table/cells.h"

typedef struct LedgerRows {
  JbTableRows rows;
  const JbLedger *ledger;
  const JbTable *table; /* has its columns */
} LedgerRows;

static const JbLedgerEntry *entry_at(const JbTableRows *rows, size_t row)
{
  return &((const LedgerRows *)rows)->ledger->entries[row];
}

static JbTableRowKind ledger_kind(const JbTableRows *rows, size_t row)
{
  return entry_at(rows, row)->number > 0 ? JB_TABLE_BODY_ROW : JB_TABLE_GROUP_ROW;
}

static size_t data_row(const LedgerRows *self, const JbLedgerEntry *entry)
{
  return entry->number > 0 ? entry->index : self->ledger->groups[entry->index].row;
}

static JbPlace ledger_place(const JbTableRows *rows, size_t row)
{
  const LedgerRows *self = (const LedgerRows *)rows;
  return jb_data_place(self->ledger->data, data_row(self, entry_at(rows, row)), 0);
}

/* What is done stands back; of what is overdue, what tells so stands out: with the mark of its state, neither needs
 * colour to be seen. */
static JbTableTone tone_of(JbLedgerState state, JbLedgerRole role)
{
  bool telling = role == JB_LEDGER_NUMBER || role == JB_LEDGER_DUE || role == JB_LEDGER_STATE;
  return state == JB_LEDGER_DONE                 ? JB_TONE_QUIET
         : state == JB_LEDGER_OVERDUE && telling ? JB_TONE_STRONG
                                                 : JB_TONE_PLAIN;
}

static bool is_whole(JbLedgerRole role)
{
  return role == JB_LEDGER_NUMBER || role == JB_LEDGER_DUE || role == JB_LEDGER_CLOSED;
}

static size_t ledger_cells(const JbTableRows *rows, size_t row, JbTableCell *cells)
{
  const LedgerRows *self = (const LedgerRows *)rows;
  const JbLedger *ledger = self->ledger;
  const JbLedgerEntry *entry = entry_at(rows, row);
  JbPlace place = ledger_place(rows, row);
  if (entry->number == 0) {
    cells[0] = (JbTableCell){.text = jb_ledger_group_title(ledger, &ledger->groups[entry->index]),
                             .place = place,
                             .columns = rows->column_count,
                             .rows = 1,
                             .align = JB_ALIGN_START,
                             .scope = JB_SCOPE_ROW};
    return 1;
  }
  for (size_t i = 0; i < ledger->field_count; i++) {
    cells[i] = (JbTableCell){.text = jb_ledger_cell_text(ledger, entry, i),
                             .place = jb_data_place(ledger->data, entry->index, ledger->fields[i].column),
                             .column = i,
                             .columns = 1,
                             .rows = 1,
                             .align = self->table->columns[i].align,
                             .tone = tone_of(entry->state, ledger->fields[i].role),
                             .whole = is_whole(ledger->fields[i].role)};
  }
  return ledger->field_count;
}

static void ledger_free(JbTableRows *rows)
{
  g_free(rows);
}

JbTableRows *jb_table_ledger_rows_new(const JbLedger *ledger, const JbTable *table)
{
  static const JbTableRowsClass class = {ledger_kind, ledger_cells, ledger_place, ledger_free};
  LedgerRows *self = g_new0(LedgerRows, 1);
  self->rows = (JbTableRows){.class = &class, .count = ledger->entry_count, .column_count = table->column_count};
  self->ledger = ledger;
  self->table = table;
  return &self->rows;
}
