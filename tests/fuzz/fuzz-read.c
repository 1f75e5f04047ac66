/* SPDX-License-Identifier: MIT
 * fuzz-read: any bytes as a briefing: read, laid out as a draft with the box fonts, dumped into memory. Nothing is
 * judged but that it ends, that no sanitizer objects, and that what is repaired once needs no second repair. A draft,
 * so that what has errors goes all the way too.
 *
 * With JB_FUZZ this is a target of clang's libFuzzer, and JB_TEST_DATA in the environment says where the box fonts are:
 *     fuzz-read -dict=tests/fuzz/briefing.dict -max_len=8192 CORPUS tests/fuzz/seeds
 * Without, it replays files and the files of folders: what was found once is looked at in every run of the tests. */
#include "compose/compose.h"
#include "dump/dump.h"
#include "font/face.h"
#include "read/read.h"
#include "xml/edit.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct Stage {
  JbFindings *findings;
  JbFontSet *fonts;
  JbTheme *theme;
  JbColourConverter *converter;
} Stage;

/* What all inputs share; made once, and kept for as long as the process lives. */
static const Stage *stage(void)
{
  static Stage stage;
  if (stage.fonts == NULL) {
    const char *folder = g_getenv("JB_TEST_DATA");
    stage.findings = jb_findings_new();
    const char *path = jb_findings_keep(stage.findings, folder != NULL ? folder : ".");
    g_autofree char *fonts = g_build_filename(path, "fonts", "fonts.xml", NULL);
    stage.fonts = jb_font_set_open(jb_findings_keep(stage.findings, fonts), stage.findings);
    stage.theme = jb_theme_load("briefing", stage.findings);
    stage.converter = jb_colour_converter_new(NULL);
    if (stage.fonts == NULL || stage.theme == NULL) {
      g_error("no box fonts in %s: set JB_TEST_DATA", path);
    }
  }
  return &stage;
}

static void lay_out(const JbReport *report, JbFindings *findings)
{
  const Stage *shared = stage();
  g_autoptr(JbComposer) composer =
      jb_composer_new(report, shared->theme, shared->fonts, shared->converter, /* draft */ true, findings);
  g_autoptr(GString) text = g_string_new(NULL);
  JbSink *sink = jb_dump_sink_new(text, jb_face_postscript_name);
  jb_composer_emit(composer, &sink, 1);
  if (!jb_sink_close(sink, NULL) || text->len == 0) {
    abort();
  }
}

/* What `fix` would write: nothing is left to repair in it, nor wrong with it. */
static void repair(GBytes *bytes)
{
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(GArray) repairs = jb_read_repairs(bytes, "nowhere/fuzz.xml", findings);
  if (repairs == NULL || repairs->len == 0) {
    return;
  }
  g_autofree JbXmlEdit *edits = g_new(JbXmlEdit, repairs->len);
  for (guint i = 0; i < repairs->len; i++) {
    const JbRepair *mark = &g_array_index(repairs, JbRepair, i);
    edits[i] = (JbXmlEdit){.place = mark->place, .from = mark->from, .to = mark->to};
  }
  g_autoptr(GBytes) repaired = jb_xml_edit(bytes, edits, repairs->len);
  g_autoptr(GArray) left = jb_read_repairs(repaired, "nowhere/fuzz.xml", findings);
  if (left == NULL || left->len > 0) {
    abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autoptr(GBytes) bytes = g_bytes_new(data, size);
  g_autoptr(JbFindings) findings = jb_findings_new();
  /* A folder that is not there: pictures and themes are asked for, and never found. */
  g_autoptr(JbReport) report = jb_read_report(bytes, "nowhere/fuzz.xml", findings);
  if (report != NULL) {
    lay_out(report, findings);
  } else if (!jb_findings_has_errors(findings)) {
    abort(); /* refused without a word */
  }
  repair(bytes);
  return 0;
}

#ifndef JB_FUZZ
static int compare_names(const void *a, const void *b)
{
  return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

static void replay_file(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;
  g_autoptr(GError) error = NULL;
  if (!g_file_get_contents(path, &bytes, &size, &error)) {
    g_error("%s", error->message);
  }
  g_print("# %s\n", path);
  LLVMFuzzerTestOneInput((const uint8_t *)bytes, size);
}

static void replay(const char *path)
{
  g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
  if (folder == NULL) {
    replay_file(path);
    return;
  }
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  for (const char *name; (name = g_dir_read_name(folder)) != NULL;) {
    g_ptr_array_add(names, g_build_filename(path, name, NULL));
  }
  g_ptr_array_sort(names, compare_names);
  for (guint i = 0; i < names->len; i++) {
    replay_file(names->pdata[i]);
  }
}

int main(int argc, char **argv)
{
  if (argc < 2) {
    g_printerr("usage: fuzz-read FILE|FOLDER...\n");
    return 2;
  }
  for (int i = 1; i < argc; i++) {
    replay(argv[i]);
  }
  return 0;
}
#endif
