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

const char *const jb_unit_words[] = {
    /* shares and money */
    JB_UNIT_PERCENT, JB_UNIT_POINTS, "百分点", "‰", "美元", "欧元", "港元", "日元", "元", "标准煤", "标箱",
    /* measures */
    "平方公里", "平方千米", "平方米", "立方米", "公里", "千米", "公斤", "千克", "公顷", "千瓦时", "千瓦", "千伏安",
    "千伏", "吉瓦", "兆瓦", "毫克", "毫米", "厘米", "微克", "米", "亩", "吨", "克", "度", "瓦", "km", "kg", "kW", "MW",
    "GW", "kV", "GB", "TB", "mm", "cm", "ha", "m", "t", "L", "W", "h", "d", "g", "℃",
    /* time and people */
    "小时", "分钟", "个工作日", "工作日", "个月", "天", "年", "岁", "周", "秒", "人次", "户次", "人", "户", "名",
    /* things one by one */
    "等奖", "位", "个", "家", "项", "件", "例", "处", "条", "座", "所", "台", "辆", "架", "艘", "套", "批次", "批",
    "次", "篇", "种", "类", "起", "场", "支", "只", "间", "栋", "幢", "宗", "份", "册", "部", "本", "张", "头", "株",
    "棵", "层", "倍", "成", "列", "趟", "班", "级", "强", "轮", "道", "双", "组", "点", "万", "亿", NULL};

bool jb_unit_is_rate(const char *unit)
{
  return strcmp(unit, JB_UNIT_PERCENT) == 0 || strcmp(unit, JB_UNIT_POINTS) == 0;
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
