/* SPDX-License-Identifier: MIT
 * cmd/fonts: jianbao fonts: the roles, the faces that play them, and what they cover. */
#include "cmd/cmd.h"

#include "base/file.h"
#include "cmd/options.h"
#include "diag/findings.h"
#include "diag/print.h"
#include "font/font_set.h"

#include <glib.h>

static const JbOption fonts_options[] = {
    {"fonts",
     0,
     JB_OPTION_TEXT,
     offsetof(JbSettings, batch.fonts),
     "FILE",
     {"the list of roles; default: fonts.xml beside the program", "角色清单；默认取程序旁的 fonts.xml"}},
    {"lock",
     0,
     JB_OPTION_FLAG,
     offsetof(JbSettings, lock),
     NULL,
     {"one line a face: SHA-256, index, role, name, file, for comparing machines",
      "每个字体一行：SHA-256、序号、角色、名称、文件，用于比较各机器"}},
    {0},
};

static const JbCommand fonts = {
    .name = "fonts",
    .synopsis = "[OPTIONS]",
    .options = (const JbOption *const[]){fonts_options, jb_options_help, NULL},
    .about =
        {"Shows which face plays which role, in the order in which they are asked for a character, with file, index,\n"
         "outlines and the number of Han characters (all, and those beyond the BMP) each has.\n"
         "\n"
         "  jianbao fonts\n"
         "  jianbao fonts --lock > fonts.lock             the same bytes of PDF need the same lines here\n",
         "列出各角色的字体（按查找字符的先后）、文件、序号、轮廓格式，以及所含汉字数（全部、基本平面之外）。\n"
         "\n"
         "  jianbao fonts\n"
         "  jianbao fonts --lock > fonts.lock             两台机器上这些行相同，PDF 才会逐字节相同\n"},
};

/* Blocks of Han ideographs: the BMP's first. */
static const struct {
  uint32_t first, last;
} han_blocks[] = {
    {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0xF900, 0xFAFF}, {0x20000, 0x2FA1F}, {0x30000, 0x323AF},
};

static void count_han(const JbFace *face, unsigned *all, unsigned *beyond)
{
  *all = *beyond = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(han_blocks); i++) {
    for (uint32_t character = han_blocks[i].first; character <= han_blocks[i].last; character++) {
      bool covered = jb_face_glyph(face, character) != 0;
      *all += covered;
      *beyond += covered && character > 0xFFFF;
    }
  }
}

static void append_face(GString *out, const JbFace *face)
{
  unsigned all, beyond;
  count_han(face, &all, &beyond);
  g_string_append_printf(out, "  %s, %s, %u glyphs, Han %u + %u, index %u\n    ", jb_face_postscript_name(face),
                         jb_face_outline_format(face) == JB_OUTLINE_CFF ? "CFF" : "TrueType", jb_face_glyph_count(face),
                         all - beyond, beyond, jb_face_index(face));
  jb_print_escaped(out, jb_face_path(face));
  g_string_append_c(out, '\n');
}

static bool append_lock(GString *out, JbFontRole role, const JbFace *face)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_map(jb_face_path(face), &error);
  if (!bytes) {
    jb_usage_error(JB_MESSAGE_FONTS_FILE, error->message, NULL, NULL);
    return false;
  }
  g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
  g_string_append_printf(out, "%s %u %s %s ", digest, jb_face_index(face), jb_font_role_name(role),
                         jb_face_postscript_name(face));
  jb_print_escaped(out, jb_face_path(face));
  g_string_append_c(out, '\n');
  return true;
}

static bool append_role(GString *out, const JbFontSet *set, JbFontRole role, bool lock)
{
  if (!lock) {
    g_string_append_printf(out, "%s\n", jb_font_role_name(role));
  }
  const JbFace *face;
  for (size_t i = 0; (face = jb_font_set_face(set, role, i)); i++) {
    if (!lock) {
      append_face(out, face);
    } else if (!append_lock(out, role, face)) {
      return false;
    }
  }
  return true;
}

int jb_cmd_fonts(int argc, char **argv)
{
  JbSettings settings;
  char **rest;
  int status;
  if (!jb_options_read(&fonts, argc, argv, &settings, &rest, &status)) {
    return status;
  }
  if (*rest) {
    return jb_usage_error(JB_MESSAGE_ARGUMENT_EXTRA, "fonts", *rest, NULL);
  }
  g_autofree char *file = settings.batch.fonts ? g_strdup(settings.batch.fonts) : jb_find_fonts_file();
  if (!file) {
    return 2;
  }
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbFontSet) set = jb_font_set_open(file, findings);
  jb_batch_print(findings, JB_FORMAT_TEXT, JB_NORMAL, settings.batch.language);
  if (!set) {
    return 2;
  }
  g_autoptr(GString) out = g_string_new(NULL);
  for (JbFontRole role = 0; role < JB_ROLE_COUNT; role++) {
    if (!append_role(out, set, role, settings.lock)) {
      return 2;
    }
  }
  status = jb_print_result(out->str, out->len);
  return jb_findings_has_errors(findings) ? 2 : status;
}
