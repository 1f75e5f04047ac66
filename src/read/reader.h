/* SPDX-License-Identifier: MIT
 * read/reader: what is known while a briefing is being read. Private to read/.
 *
 * The reader runs after the vocabulary has been checked, also when faults were found, so that all faults of a file are
 * told in one run: it takes attributes and children as they are, and repeats no fault the vocabulary has told.
 *
 * Calls go one way: read.c → blocks.c → ledgers.c → tables.c, charts.c, honours.c → exhibits.c, facts.c, people.c →
 * inline.c → tidy.c → reader.c. */
#ifndef JB_READ_READER_H
#define JB_READ_READER_H

#include "diag/findings.h"
#include "read/pairs.h"
#include "read/read.h"
#include "report/report.h"
#include "xml/element.h"
#include "xml/nearest.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct JbReader JbReader;
struct JbReader {
  JbReport *report;
  JbFindings *findings;
  const char *path;
  bool repair;         /* punctuation, and look at its pairs */
  JbGrouping grouping; /* of facts */
  GArray *repairs;     /* of JbRepair, as they come; a text that is read twice has its own twice */
  size_t data_repairs; /* in data files, which are repaired for print alone */
  JbPlace first_data_repair;
  GArray *quotation;         /* of JbUnpaired: marks the last paragraph left open, which the next may carry on */
  GHashTable *ids;           /* id → JbPlace where it was taken, borrowed */
  GPtrArray *targets;        /* ids of blocks, in order; borrowed from the document */
  GHashTable *target_set;    /* the same, to look up */
  GPtrArray *facts;          /* of JbFact, in order: the report's, while they are being read */
  GPtrArray *derivations;    /* of JbDerivation, in order, owned */
  GHashTable *valueless;     /* set of ids of facts whose value is wrong, which was told; borrowed from the facts */
  GHashTable *used_facts;    /* set of JbFact */
  GHashTable *used_data;     /* set of JbData */
  GHashTable *placed;        /* fact's id and form → JbFact of the report's placed; keys owned */
  GHashTable *introduced;    /* set of JbPerson who have spoken or been named */
  GArray *references;        /* of JbReference: checked when all targets are known */
  const JbReader *importer;  /* of the briefing that takes the facts of this one; NULL: none */
  size_t *import_count;      /* files of facts, of all the readers of one document together */
  GPtrArray *failed_imports; /* of char *, owned: how the ids begin that were to come from them: "y2024." */
};

/* How exhibits write facts when they are told nothing. */
#define JB_READ_USUAL_FORM ((JbFactForm){.mark = JB_FACT_SIGN})

typedef enum JbDerivationState {
  JB_DERIVATION_NEW,
  JB_DERIVATION_OPEN, /* being computed */
  JB_DERIVATION_DONE,
  JB_DERIVATION_FAILED,
} JbDerivationState;

typedef struct JbDerivation {
  JbFact *fact; /* of the report */
  const JbXmlNode *element;
  JbDerivationState state;
} JbDerivation;

typedef struct JbReference {
  const char *target; /* borrowed from the document */
  JbPlace place;
} JbReference;

typedef struct JbUnpaired {
  JbPairFault fault;
  JbPlace place;
} JbUnpaired;

/* --- reader.c: calls none of the others --- */

/* A reader of the report at report->path; both are borrowed. import_count is the caller's to set. */
void jb_reader_init(JbReader *reader, JbReport *report, JbFindings *findings);
void jb_reader_clear(JbReader *reader);
/* Does a briefing want its punctuation repaired? */
bool jb_read_repairs_marks(const JbXmlNode *root);
/* Was a fact of this id to come from a briefing that could not be read, which was told? */
bool jb_read_is_failed_import(const JbReader *reader, const char *id);

/* The first child of this name; NULL when there is none, or no element. */
const JbXmlNode *jb_read_child(const JbXmlNode *element, const char *name);
/* A copy of the attribute as it stands, "" when it is not there. */
char *jb_read_attribute(const JbXmlNode *element, const char *name);
/* Does the attribute say yes? */
bool jb_read_yes(const JbXmlNode *element, const char *name);
/* The index of the attribute's value among names (NULL-terminated), or otherwise. */
size_t jb_read_choice(const JbXmlNode *element, const char *name, const char *const *names, size_t otherwise);
/* Takes date over; says so when no calendar has it. */
char *jb_read_date(JbReader *reader, char *date, JbPlace place);
/* A copy of the attribute id, which is taken from now on; "" when it is not there. */
char *jb_read_id(JbReader *reader, const JbXmlNode *element);
/* The same of an id from elsewhere; id and place live as long as the report. */
void jb_read_take_id(JbReader *reader, const char *id, const JbPlace *place);
/* Where something stands, for use in a message: "report.xml:12:5". Newly allocated. */
char *jb_read_place_text(JbPlace place);
/* The fact an attribute names, marked as used; NULL when the attribute is not there, and where there is no such fact,
 * or none with a value, which is said. */
const JbFact *jb_read_fact(JbReader *reader, const JbXmlNode *element, const char *name);
/* The same of an attribute that is there. */
const JbFact *jb_read_fact_named(JbReader *reader, const JbXmlAttribute *attribute);
/* How values are to be written: the attributes as, in, digits, each as outer has it where it is not there. */
JbFactForm jb_read_form(const JbXmlNode *element, JbFactForm outer);
/* Tells an in of the element's own that says nothing to what the fact counts; fact may be NULL. */
void jb_read_check_form(JbReader *reader, const JbXmlNode *element, const JbFact *fact);
/* The fact as an exhibit writes it in this form: itself, or a copy that is made once for all places. NULL for NULL. */
const JbFact *jb_read_place(JbReader *reader, const JbFact *fact, JbFactForm form);
/* The fact an attribute of an exhibit's element names, placed as the element asks, or else as outer does. */
const JbFact *jb_read_placed_fact(JbReader *reader, const JbXmlNode *element, const char *name, JbFactForm outer);
/* Is it worth looking for the name that was meant? After a hundred errors nobody reads the offers, and in a large file
 * each costs a walk over thousands of names. */
bool jb_read_offers_names(const JbReader *reader);
/* Tells that a name (nearest->wanted) stands for nothing: near, which also takes the nearest name there is, or unknown
 * when none comes near. */
void jb_read_tell_unknown(JbReader *reader, JbPlace place, const JbNearest *nearest, JbMessage unknown, JbMessage near);

/* --- inline.c: calls stretch.c, tidy.c, people.c and reader.c --- */

/* The running text of an element: blanks collapsed, marks repaired, facts resolved. */
JbInlines jb_read_inlines(JbReader *reader, const JbXmlNode *element);
/* The same of a paragraph, in which the quotation of the paragraph before may go on. */
JbInlines jb_read_paragraph(JbReader *reader, const JbXmlNode *element);
/* The same, divided at the first Chinese colon inside; rest is empty when there is none. */
JbInlines jb_read_inlines_divided(JbReader *reader, const JbXmlNode *element, JbInlines *rest);
/* The same of an attribute; empty when it is not there. */
JbInlines jb_read_inlines_attribute(JbReader *reader, const JbXmlNode *element, const char *name);
/* As plain text; "" for NULL and what is not there. */
char *jb_read_plain(JbReader *reader, const JbXmlNode *element);
/* The texts of all children of one name that have any; NULL at the end. */
char **jb_read_texts(JbReader *reader, const JbXmlNode *parent, const char *name);
char *jb_read_plain_attribute(JbReader *reader, const JbXmlNode *element, const char *name);
/* Words of our own making, such as a fact's name in a label. */
JbInlines jb_read_inlines_literal(const char *text, JbPlace place);

/* --- tidy.c --- */

/* After the last paragraph: tells what its quotation left open. */
void jb_read_end_quotation(JbReader *reader);

/* --- data.c: calls facts.c and the two above --- */

/* The table a <data> names, and its rows as facts. */
void jb_read_data(JbReader *reader, const JbXmlNode *element);

/* --- derive.c: calls inline.c and reader.c --- */

/* The fact a <derive> defines, its value to come. */
void jb_read_derive(JbReader *reader, const JbXmlNode *element);
/* The values of all derived facts, when all facts are known. */
void jb_read_derivations(JbReader *reader);

/* --- imports.c: calls facts.c, inline.c and reader.c --- */

/* The facts of the briefing an <import> names. */
void jb_read_import(JbReader *reader, const JbXmlNode *element);
/* At the end: the report keeps those that something names. */
void jb_read_drop_unused_imports(JbReader *reader);

/* --- facts.c: calls derive.c, data.c, imports.c, inline.c and reader.c --- */

void jb_read_facts(JbReader *reader, const JbXmlNode *facts);
/* A fact with what the attributes of fact and derive have in common; the caller takes it over by the next. */
JbFact *jb_read_new_fact(JbReader *reader, const JbXmlNode *element);
/* Takes the fact over, into the report; valued: it has a value. */
void jb_read_add_fact(JbReader *reader, JbFact *fact, bool valued);
/* Which word of the vocabulary for status and relation an attribute says. */
JbFactStatus jb_read_status(const JbXmlNode *element, JbFactStatus otherwise);
JbFactRelation jb_read_relation(const JbXmlNode *element, JbFactRelation otherwise);
/* A period that is written as one and cannot be. */
void jb_read_check_period(JbReader *reader, const JbXmlNode *element);
/* What the report says of the rules of the audit. */
void jb_read_audit(JbReader *reader, const JbXmlNode *audit);

/* --- parallel.c --- */

/* Tells of the parallel point whose topic sentence is not built like those of the others. */
void jb_read_check_parallel(JbReader *reader, const JbBlock *points);

/* --- people.c: calls inline.c and reader.c --- */

void jb_read_people(JbReader *reader, const JbXmlNode *people);
/* Whom the attribute by names, into the block. */
void jb_read_speaker(JbReader *reader, const JbXmlNode *element, JbBlock *block);
/* The person an attribute names; NULL when it is not there, and where there is none, which is said. */
const JbPerson *jb_read_person(JbReader *reader, const JbXmlNode *element, const char *name);
/* Is it the first time that this person speaks or is named? No for NULL. */
bool jb_read_introduce(JbReader *reader, const JbPerson *person);
/* The people an attendance list names; all of the head's where it names none and has no text. */
void jb_read_attending(JbReader *reader, const JbXmlNode *element, JbBlock *block);

/* --- blocks.c: calls exhibits.c and the two above --- */

/* All blocks among the children of parent; *count of them. */
JbBlock **jb_read_blocks(JbReader *reader, const JbXmlNode *parent, size_t *count);

/* --- table_notes.c --- */

typedef struct JbTableNotes JbTableNotes;

/* What a note stands with: a cell, the head of a column, or of a group of columns. */
typedef struct JbNotedPart {
  JbCell *cell;       /* NULL: a head */
  size_t row, column; /* row of the body, or of the head */
  bool group;         /* the head of several columns, of which column is the first */
} JbNotedPart;

JbTableNotes *jb_table_notes_new(void);
/* Takes the notes among an element's children. */
void jb_table_notes_read(JbTableNotes *notes, JbReader *reader, const JbXmlNode *element, JbNotedPart part);
/* Gives all their marks, and the table its notes; frees notes. The table's columns, groups and rows are in place. */
void jb_table_notes_number(JbTableNotes *notes, JbTable *table);

/* --- tables.c: calls totals.c, table_notes.c and those below it --- */

void jb_read_table(JbReader *reader, const JbXmlNode *element, JbBlock *block);

/* How it stands: a block's new table, with its rules, landscape or not. */
void jb_read_table_form(const JbXmlNode *element, JbBlock *block);

/* --- ledgers.c: calls tables.c and those below it --- */

void jb_read_ledger(JbReader *reader, const JbXmlNode *element, JbBlock *block);

/* --- honours.c: calls exhibits.c --- */

void jb_read_honours(JbReader *reader, const JbXmlNode *element, JbBlock *block);

/* --- charts.c: calls exhibits.c --- */

void jb_read_chart(JbReader *reader, const JbXmlNode *element, JbBlock *block);
void jb_read_chain(JbReader *reader, const JbXmlNode *element, JbBlock *block);
void jb_read_schedule(JbReader *reader, const JbXmlNode *element, JbBlock *block);

/* --- totals.c --- */

/* A row of totals, and the rows it adds up: the body rows from first to end (exclusive), but for those left out. */
typedef struct JbTotalRows {
  size_t total, first, end;
} JbTotalRows;

/* Computes the row's sums and holds stated ones against them. */
void jb_read_sum(JbReader *reader, JbTable *table, const JbTotalRows *rows);

/* --- exhibits.c --- */

/* How many children of this name an element has. */
size_t jb_read_count(const JbXmlNode *element, const char *name);
/* The attribute label, else the fact's name; fact may be NULL. */
JbInlines jb_read_label(JbReader *reader, const JbXmlNode *element, const JbFact *fact);
/* caption, note and unit. */
void jb_read_exhibit_words(JbReader *reader, const JbXmlNode *element, JbBlock *block);
/* The same, and what the exhibit shows. */
void jb_read_kpis(JbReader *reader, const JbXmlNode *element, JbBlock *block);
void jb_read_figure(JbReader *reader, const JbXmlNode *element, JbBlock *block);

#endif
