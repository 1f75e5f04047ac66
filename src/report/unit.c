/* SPDX-License-Identifier: MIT
 * report/unit: 万, 亿 and 万亿 before what is counted. */
#include "report/unit.h"

#include <glib.h>
#include <string.h>

int jb_unit_power(const char *unit, const char **counted)
{
  static const struct {
    const char *prefix;
    int power;
  } prefixes[] = {{"万亿", 12}, {"亿", 8}, {"万", 4}};
  for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
    if (g_str_has_prefix(unit, prefixes[i].prefix)) {
      if (counted) {
        *counted = unit + strlen(prefixes[i].prefix);
      }
      return prefixes[i].power;
    }
  }
  if (counted) {
    *counted = unit;
  }
  return 0;
}

bool jb_unit_is_counter(const char *unit)
{
  static const char *const counters[] = {"个", "家", "户", "项", "人", "名", "位", "件", "例", "处", "条", "座", "所",
                                         "台", "辆", "套", "批", "次", "篇", "种", "类", "起", "场", "支", "只", NULL};
  return g_strv_contains(counters, unit);
}

bool jb_units_count_alike(const char *a, const char *b)
{
  const char *a_counted, *b_counted;
  jb_unit_power(a, &a_counted);
  jb_unit_power(b, &b_counted);
  return strcmp(a_counted, b_counted) == 0;
}
