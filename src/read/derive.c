/* SPDX-License-Identifier: MIT
 * read/derive: facts that are computed from others, and stated ones that are checked so. They may name one another in
 * any order: each is computed when it is first asked for. */
#include "read/reader.h"
#include "report/expression.h"

#include <string.h>

enum { MAXIMUM_CHAIN = 100 }; /* derived facts, each computed from the next */

typedef struct Computation {
  JbReader *reader;
  GHashTable *by_fact; /* JbFact → JbDerivation */
  size_t longest;      /* [byte] of the facts' ids */
  int depth;
} Computation;

void jb_read_derive(JbReader *reader, const JbXmlNode *element)
{
  JbFact *fact = jb_read_new_fact(reader, element);
  fact->period = jb_read_attribute(element, "period");
  fact->source = jb_read_plain_attribute(reader, element, "source");
  fact->expression = jb_read_attribute(element, "expr");
  bool stated = jb_xml_attribute(element, "stated") != NULL;
  fact->status = jb_read_status(element, stated ? JB_FACT_ACTUAL : JB_FACT_DERIVED);
  jb_read_check_period(reader, element);
  jb_read_add_fact(reader, fact, true);
  JbDerivation *derivation = g_new(JbDerivation, 1);
  *derivation = (JbDerivation){.fact = fact, .element = element, .state = JB_DERIVATION_NEW};
  g_ptr_array_add(reader->derivations, derivation);
}

/* --- The value --- */

static void inherit(char **text, const char *from)
{
  if (**text == '\0') {
    g_free(*text);
    *text = g_strdup(from);
  }
}

/* What the element does not say is as it is of the first fact in the expression. */
static void complete(const JbDerivation *derivation, const JbQuantity *quantity, const JbFact *first)
{
  JbFact *fact = derivation->fact;
  inherit(&fact->unit, quantity->unit);
  fact->relation = jb_read_relation(derivation->element, quantity->exact ? JB_FACT_EQUAL : JB_FACT_ABOUT);
  if (first) {
    inherit(&fact->period, first->period);
    inherit(&fact->scope, first->scope);
    inherit(&fact->source, first->source);
  }
}

/* Does the number hold as it is stated? */
static bool agrees(JbRational number, JbDecimal stated, JbFactRelation relation)
{
  JbRational exact;
  JbDecimal rounded;
  if (!jb_rational_of_decimal(stated, &exact)) {
    return false;
  }
  if (relation != JB_FACT_EQUAL && relation != JB_FACT_ABOUT) {
    return jb_fact_relation_allows(relation, jb_rational_compare(number, exact));
  }
  return jb_rational_round(number, stated.scale, &rounded) && rounded.digits == stated.digits;
}

/* With two digits more than are stated, so that a reader sees which way it was rounded. */
static void tell_disagreement(Computation *computation, const JbDerivation *derivation, const JbQuantity *quantity,
                              JbDecimal stated, JbPlace place)
{
  JbFact told = *derivation->fact;
  told.value = stated;
  g_autofree char *here = jb_fact_format_marked_value(&told);
  told.relation = JB_FACT_EQUAL;
  g_autofree char *rounded = NULL, *precise = NULL;
  if (jb_rational_round(quantity->number, stated.scale, &told.value)) {
    rounded = jb_fact_format_value(&told);
  }
  if (jb_rational_round(quantity->number, MIN(stated.scale + 2, 15), &told.value)) {
    precise = jb_fact_format_value(&told);
  }
  jb_find(computation->reader->findings, DERIVE_STATED, place, told.name, here, rounded ? rounded : "?",
          precise ? precise : "?");
}

static bool take_stated(Computation *computation, JbDerivation *derivation, const JbQuantity *quantity)
{
  const JbXmlAttribute *stated = jb_xml_attribute_lookup(derivation->element, "stated");
  JbFact *fact = derivation->fact;
  JbDecimalError error = jb_decimal_parse(stated->value, &fact->value);
  if (error == JB_DECIMAL_OUT_OF_RANGE) {
    jb_find(computation->reader->findings, FACT_RANGE, stated->value_place, stated->value);
  }
  if (error != JB_DECIMAL_OK) {
    return false; /* else told by the vocabulary */
  }
  if (!agrees(quantity->number, fact->value, fact->relation)) {
    tell_disagreement(computation, derivation, quantity, fact->value, stated->value_place);
  }
  return true;
}

static bool take_value(Computation *computation, JbDerivation *derivation, JbQuantity *quantity)
{
  static const char *const counts[] = {"0", "1", "2", "3", "4", "5", "6", NULL};
  JbFact *fact = derivation->fact;
  const JbXmlAttribute *unit = jb_xml_attribute_lookup(derivation->element, "unit");
  const JbXmlAttribute *expression = jb_xml_attribute_lookup(derivation->element, "expr");
  JbFindings *findings = computation->reader->findings;
  bool overflow = false;
  const char *own = quantity->unit;
  if (*fact->unit != '\0' && !jb_quantity_convert(quantity, fact->unit, &overflow)) {
    jb_find(findings, DERIVE_UNIT, unit->value_place, *own != '\0' ? own : "1", fact->unit);
    return false;
  }
  if (jb_xml_attribute(derivation->element, "stated") && !overflow) {
    return take_stated(computation, derivation, quantity);
  }
  int digits = (int)jb_read_choice(derivation->element, "digits", counts, (size_t)quantity->digits);
  if (overflow || !jb_rational_round(quantity->number, digits, &fact->value)) {
    jb_find(findings, EXPRESSION_OVERFLOW, expression->value_place);
    return false;
  }
  return true;
}

static const JbFact *look_up(void *data, const char *name, JbPlace place, bool *failed);

static bool compute(Computation *computation, JbDerivation *derivation)
{
  const JbXmlAttribute *text = jb_xml_attribute_lookup(derivation->element, "expr");
  if (!text) {
    return false; /* told by the vocabulary */
  }
  JbExpression expression = {.text = text->value,
                             .place = text->value_place,
                             .findings = computation->reader->findings,
                             .lookup = look_up,
                             .longest = computation->longest,
                             .data = computation};
  JbQuantity quantity;
  if (!jb_expression_evaluate(&expression, &quantity)) {
    return false;
  }
  complete(derivation, &quantity, expression.first);
  return take_value(computation, derivation, &quantity);
}

static void settle(Computation *computation, JbDerivation *derivation)
{
  derivation->state = JB_DERIVATION_OPEN;
  computation->depth++;
  bool valued = compute(computation, derivation);
  computation->depth--;
  derivation->state = valued ? JB_DERIVATION_DONE : JB_DERIVATION_FAILED;
  if (!valued) {
    g_hash_table_add(computation->reader->valueless, derivation->fact->id);
  }
}

static const JbFact *look_up(void *data, const char *name, JbPlace place, bool *failed)
{
  Computation *computation = data;
  JbReader *reader = computation->reader;
  const JbFact *fact = jb_report_fact_lookup(reader->report, name);
  JbDerivation *derivation = fact ? g_hash_table_lookup(computation->by_fact, fact) : NULL;
  if (derivation && derivation->state == JB_DERIVATION_NEW && computation->depth >= MAXIMUM_CHAIN) {
    jb_find(reader->findings, EXPRESSION_DEEP, place);
    *failed = true;
    return NULL;
  }
  if (derivation && derivation->state == JB_DERIVATION_NEW) {
    settle(computation, derivation);
  }
  if (derivation && derivation->state == JB_DERIVATION_OPEN) {
    jb_find(reader->findings, DERIVE_CYCLE, place, name);
    *failed = true;
    return NULL;
  }
  if (fact) {
    g_hash_table_add(reader->used_facts, (gpointer)fact);
  }
  *failed = fact ? g_hash_table_contains(reader->valueless, name) : jb_read_is_failed_import(reader, name);
  return *failed ? NULL : fact;
}

void jb_read_derivations(JbReader *reader)
{
  Computation computation = {.reader = reader, .by_fact = g_hash_table_new(NULL, NULL)};
  for (guint i = 0; i < reader->facts->len; i++) {
    const JbFact *fact = reader->facts->pdata[i];
    computation.longest = MAX(computation.longest, strlen(fact->id));
  }
  if (reader->failed_imports->len > 0) { /* of any length */
    computation.longest = G_MAXSIZE;
  }
  for (guint i = 0; i < reader->derivations->len; i++) {
    JbDerivation *derivation = reader->derivations->pdata[i];
    g_hash_table_insert(computation.by_fact, derivation->fact, derivation);
  }
  for (guint i = 0; i < reader->derivations->len; i++) {
    JbDerivation *derivation = reader->derivations->pdata[i];
    if (derivation->state == JB_DERIVATION_NEW) {
      settle(&computation, derivation);
    }
  }
  g_hash_table_unref(computation.by_fact);
}
