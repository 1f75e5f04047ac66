/* SPDX-License-Identifier: MIT
 * pdf/metadata: Info dictionary, XMP packet, page labels and viewer preferences. */
#include "pdf/metadata.h"

#include "pdf/syntax.h"

#include <stdio.h>
#include <string.h>

#define CREATOR "jianbao " JB_VERSION

/* --- dates --- */

/* "2025", "2025-01" or "2025-01-20", by form. */
static bool is_iso_date(const char *text)
{
  static const char form[] = "0000-00-00";
  const size_t length = strlen(text);
  if (length != 4 && length != 7 && length != 10) {
    return false;
  }
  for (size_t i = 0; i < length; i++) {
    if (form[i] == '0' ? !g_ascii_isdigit(text[i]) : text[i] != form[i]) {
      return false;
    }
  }
  return true;
}

JbPdfDate jb_pdf_date(const char *iso_date, const char *epoch)
{
  JbPdfDate date = {"", ""};
  guint64 seconds;
  if (iso_date && is_iso_date(iso_date)) {
    g_strlcpy(date.xmp, iso_date, sizeof date.xmp);
    snprintf(date.pdf, sizeof date.pdf, "D:%.4s%.2s%.2s", iso_date, strlen(iso_date) >= 7 ? iso_date + 5 : "",
             strlen(iso_date) == 10 ? iso_date + 8 : "");
  } else if (epoch && g_ascii_string_to_unsigned(epoch, 10, 0, 253402300799 /* the year 9999 */, &seconds, NULL)) {
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc((gint64)seconds);
    int year, month, day;
    g_date_time_get_ymd(time, &year, &month, &day);
    const int hour = g_date_time_get_hour(time), minute = g_date_time_get_minute(time),
              second = g_date_time_get_second(time);
    snprintf(date.pdf, sizeof date.pdf, "D:%04d%02d%02d%02d%02d%02d+00'00'", year, month, day, hour, minute, second);
    snprintf(date.xmp, sizeof date.xmp, "%04d-%02d-%02dT%02d:%02d:%02d+00:00", year, month, day, hour, minute, second);
  }
  return date;
}

/* --- XMP --- */

/* <name>text</name>, or the text inside of container, as the property asks for it; nothing where there is no text. */
static void append_property(GString *xmp, const char *name, const char *container, const char *text)
{
  if (!text || !*text) {
    return;
  }
  g_autofree char *escaped = g_markup_escape_text(text, -1);
  if (!container) {
    g_string_append_printf(xmp, "<%s>%s</%s>\n", name, escaped, name);
  } else {
    g_string_append_printf(xmp, "<%s><rdf:%s><rdf:li%s>%s</rdf:li></rdf:%s></%s>\n", name, container,
                           strcmp(container, "Alt") == 0 ? " xml:lang=\"x-default\"" : "", escaped, container, name);
  }
}

static JbObjectId write_xmp(JbHaru *haru, const JbDocumentInfo *info, const JbPdfDate *date)
{
  g_autoptr(GString) xmp =
      g_string_new("<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
                   "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
                   "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n");
  append_property(xmp, "dc:format", NULL, "application/pdf");
  append_property(xmp, "dc:title", "Alt", info->title);
  append_property(xmp, "dc:creator", "Seq", info->author);
  append_property(xmp, "dc:description", "Alt", info->subject);
  append_property(xmp, "dc:language", "Bag", info->language);
  append_property(xmp, "pdf:Keywords", NULL, info->keywords);
  append_property(xmp, "pdf:Producer", NULL, jb_haru_producer());
  append_property(xmp, "xmp:CreatorTool", NULL, CREATOR);
  append_property(xmp, "xmp:CreateDate", NULL, date->xmp);
  append_property(xmp, "xmp:ModifyDate", NULL, date->xmp);
  g_string_append(xmp, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
  return jb_haru_add_stream(haru, "/Type/Metadata/Subtype/XML", xmp->str, xmp->len);
}

static void write_info(JbHaru *haru, const JbDocumentInfo *info, const JbPdfDate *date)
{
  const struct {
    const char *key, *text;
  } entries[] = {
      {"Title", info->title},       {"Author", info->author}, {"Subject", info->subject},
      {"Keywords", info->keywords}, {"Creator", CREATOR},     {"Producer", jb_haru_producer()},
      {"CreationDate", date->pdf},  {"ModDate", date->pdf},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(entries); i++) {
    if (entries[i].text && *entries[i].text) {
      jb_haru_set_info(haru, entries[i].key, entries[i].text);
    }
  }
}

/* --- page labels --- */

static void append_roman(GString *out, unsigned number)
{
  static const struct {
    unsigned value;
    const char *letters;
  } parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
               {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    for (; number >= parts[i].value; number -= parts[i].value) {
      g_string_append(out, parts[i].letters);
    }
  }
}

/* The number that a label is in small Roman numerals, 0: it is none. */
static unsigned roman_number(const char *label)
{
  static const char letters[] = "ivxlcdm";
  static const unsigned values[] = {1, 5, 10, 50, 100, 500, 1000};
  if (strlen(label) > 15) { /* mmmdccclxxxviii */
    return 0;
  }
  unsigned number = 0, last = 0;
  for (const char *cursor = label + strlen(label); cursor-- > label;) {
    const char *letter = strchr(letters, *cursor);
    if (!letter) {
      return 0;
    }
    const unsigned value = values[letter - letters];
    number = value < last ? number - value : number + value;
    last = MAX(last, value);
  }
  /* Only what a reader will make of the number again. */
  g_autoptr(GString) again = g_string_new(NULL);
  append_roman(again, number);
  return strcmp(again->str, label) == 0 ? number : 0;
}

JbPageLabel jb_pdf_parse_label(const char *label)
{
  const size_t length = strlen(label);
  size_t digits = length;
  while (digits > 0 && g_ascii_isdigit(label[digits - 1])) {
    digits--;
  }
  while (label[digits] == '0') { /* "007" is "00" and 7 */
    digits++;
  }
  guint64 number;
  if (digits < length && g_ascii_string_to_unsigned(label + digits, 10, 1, 999999, &number, NULL)) {
    return (JbPageLabel){'D', (unsigned)number, digits};
  }
  const unsigned small = roman_number(label);
  if (small > 0) {
    return (JbPageLabel){'r', small, 0};
  }
  g_autofree char *lower = g_ascii_strdown(label, -1);
  const unsigned large = g_strcmp0(lower, label) != 0 ? roman_number(lower) : 0;
  g_autofree char *upper = g_ascii_strup(label, -1);
  if (large > 0 && strcmp(upper, label) == 0) {
    return (JbPageLabel){'R', large, 0};
  }
  return (JbPageLabel){.prefix = length};
}

/* A reader counts on from the page before; only where that gives another label is an entry needed. */
static bool goes_on(const char *before, const char *label)
{
  const JbPageLabel a = jb_pdf_parse_label(before), b = jb_pdf_parse_label(label);
  return a.style == b.style && a.prefix == b.prefix && strncmp(before, label, a.prefix) == 0 &&
         (a.style == 0 || b.number == a.number + 1);
}

static JbObjectId write_labels(JbHaru *haru, const GPtrArray *labels)
{
  g_autoptr(GString) body = g_string_new("/Nums[");
  for (guint page = 0; page < labels->len; page++) {
    const char *label = g_ptr_array_index(labels, page);
    if (page > 0 && goes_on(g_ptr_array_index(labels, page - 1), label)) {
      continue;
    }
    const JbPageLabel parsed = jb_pdf_parse_label(label);
    g_string_append_printf(body, "%u<<", page);
    if (parsed.prefix > 0) {
      g_autofree char *prefix = g_strndup(label, parsed.prefix);
      g_string_append(body, "/P");
      jb_pdf_append_text(body, prefix);
    }
    if (parsed.style != 0) {
      g_string_append_printf(body, "/S/%c", parsed.style);
    }
    if (parsed.number > 1) {
      g_string_append_printf(body, "/St %u", parsed.number);
    }
    g_string_append(body, ">>");
  }
  g_string_append(body, "]");
  return jb_haru_add(haru, body->str);
}

void jb_pdf_write_metadata(JbHaru *haru, const JbDocumentInfo *info, const GPtrArray *labels)
{
  const JbPdfDate date = jb_pdf_date(info->date, g_getenv("SOURCE_DATE_EPOCH"));
  write_info(haru, info, &date);
  jb_haru_set_language(haru, info->language && *info->language ? info->language : "zh-CN");
  jb_haru_set_catalog(haru, "Metadata", write_xmp(haru, info, &date));
  jb_haru_set_catalog(haru, "PageLabels", write_labels(haru, labels));
  /* A briefing is printed on both sides, at its true size (ISO 32000-1 12.2). */
  jb_haru_set_catalog(haru, "ViewerPreferences",
                      jb_haru_add(haru, info->duplex
                                            ? "/DisplayDocTitle true/PrintScaling/None/Duplex/DuplexFlipLongEdge"
                                            : "/DisplayDocTitle true/PrintScaling/None/Duplex/Simplex"));
}
