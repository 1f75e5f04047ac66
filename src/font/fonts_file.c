/* SPDX-License-Identifier: MIT
 * font/fonts_file: fonts.xml → lists of candidates. The grammar below is its documentation. */
#include "font/fonts_file.h"

#include "base/file.h"
#include "xml/parse.h"

#include <stdlib.h>
#include <string.h>

#define MAXIMUM_SIZE (1u << 20) /* [byte] */

static const char *const role_names[JB_ROLE_COUNT] = {
    [JB_ROLE_SONG] = "song",
    [JB_ROLE_HEI] = "hei",
    [JB_ROLE_KAI] = "kai",
    [JB_ROLE_FANGSONG] = "fangsong",
    [JB_ROLE_XIAOBIAOSONG] = "xiaobiaosong",
    [JB_ROLE_DIGITS] = "digits",
    [JB_ROLE_FALLBACK] = "fallback",
};

const char *jb_font_role_name(JbFontRole role)
{
  return role_names[role];
}

bool jb_font_role_parse(const char *name, JbFontRole *role)
{
  for (int i = 0; i < JB_ROLE_COUNT; i++) {
    if (strcmp(name, role_names[i]) == 0) {
      *role = (JbFontRole)i;
      return true;
    }
  }
  return false;
}

/* --- grammar --- */

static const JbAttributeRule look_attributes[] = {
    {"in", JB_VALUE_TEXT, true, NULL, "文件夹的绝对路径；按文件名在其中查找，不进入子文件夹"},
    {0},
};
static const JbAttributeRule role_attributes[] = {
    {"name", JB_VALUE_CHOICE, true, "song hei kai fangsong xiaobiaosong digits fallback",
     "角色：song 宋体（正文），hei 黑体，kai 楷体，fangsong 仿宋，xiaobiaosong 小标宋，digits 数字与西文，fallback "
     "最后备用"},
    {0},
};
static const JbAttributeRule face_attributes[] = {
    {"postscript", JB_VALUE_TEXT, true, NULL, "字体的 PostScript 名；以此为准"},
    {"file", JB_VALUE_TEXT, false, NULL, "通常的文件名；放在本文件旁边的字体可以用别的文件名"},
    {"index", JB_VALUE_COUNT, false, NULL, "在字体集（.ttc）中的序号，从 0 算起；第 0 个不写"},
    {"licence", JB_VALUE_TEXT, false, NULL, "许可证"},
    {"optional", JB_VALUE_CHOICE, false, "yes", "yes：单位自备的字体，没有也不提示"},
    {0},
};
static const JbChildRule fonts_children[] = {{"look", JB_ANY}, {"role", JB_AT_LEAST_ONE}, {0}};
static const JbChildRule role_children[] = {{"face", JB_ANY}, {0}};
static const JbElementRule elements[] = {
    {.name = "fonts", .documentation = "字体清单：哪个角色用哪些字体，到哪里去找", .children = fonts_children},
    {.name = "look",
     .documentation = "查找字体文件的文件夹；本文件所在的文件夹总是最先查找",
     .attributes = look_attributes},
    {.name = "role",
     .documentation = "一个角色的候选字体，按先后次序采用第一个找到的",
     .attributes = role_attributes,
     .children = role_children},
    {.name = "face", .documentation = "一个候选字体", .attributes = face_attributes},
    {0},
};

const JbGrammar jb_fonts_grammar = {"urn:jianbao:fonts:1", "fonts", elements, NULL};

/* --- reading --- */

static void candidate_free(void *data)
{
  JbFontCandidate *candidate = data;
  g_free(candidate->postscript_name);
  g_free(candidate->file);
  g_free(candidate->licence);
  g_free(candidate);
}

static void read_role(JbFontsFile *file, const JbXmlNode *element)
{
  JbFontRole role;
  if (!jb_font_role_parse(jb_xml_attribute(element, "name"), &role)) {
    return; /* the grammar has checked the name */
  }
  for (const JbXmlNode *face = jb_xml_first_element(element); face; face = jb_xml_next_element(face)) {
    const char *index = jb_xml_attribute(face, "index");
    JbFontCandidate *candidate = g_new0(JbFontCandidate, 1);
    candidate->postscript_name = g_strdup(jb_xml_attribute(face, "postscript"));
    candidate->file = g_strdup(jb_xml_attribute(face, "file"));
    candidate->index = index ? (unsigned)strtoul(index, NULL, 10) : 0;
    candidate->licence = g_strdup(jb_xml_attribute(face, "licence"));
    candidate->optional = jb_xml_attribute(face, "optional") != NULL;
    candidate->place = face->place;
    g_ptr_array_add(file->candidates[role], candidate);
  }
}

JbFontsFile *jb_fonts_file_read(const char *path, JbFindings *findings)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(path, MAXIMUM_SIZE, &error);
  if (!bytes) {
    jb_find(findings, FONTS_FILE, ((JbPlace){.path = path}), error->message);
    return NULL;
  }
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  if (!document || !jb_grammar_check(&jb_fonts_grammar, document, findings)) {
    return NULL;
  }
  JbFontsFile *file = g_new0(JbFontsFile, 1);
  file->look = g_ptr_array_new_with_free_func(g_free);
  for (int i = 0; i < JB_ROLE_COUNT; i++) {
    file->candidates[i] = g_ptr_array_new_with_free_func(candidate_free);
  }
  for (const JbXmlNode *child = jb_xml_first_element(document->root); child; child = jb_xml_next_element(child)) {
    if (strcmp(child->name, "look") == 0) {
      g_ptr_array_add(file->look, g_strdup(jb_xml_attribute(child, "in")));
    } else {
      read_role(file, child);
    }
  }
  return file;
}

void jb_fonts_file_free(JbFontsFile *file)
{
  if (!file) {
    return;
  }
  for (int i = 0; i < JB_ROLE_COUNT; i++) {
    g_ptr_array_unref(file->candidates[i]);
  }
  g_ptr_array_unref(file->look);
  g_free(file);
}
