/* SPDX-License-Identifier: MIT
 * fuzz-read: any bytes as a briefing: read, laid out as a draft with the box fonts, dumped into memory. Nothing is
 * judged but that it ends, that no sanitizer objects, and that what is repaired once needs no second repair. A draft,
 * so that what has errors goes all the way too.
 *
 * JB_TEST_DATA in the environment says where the box fonts are:
 *     fuzz-read -dict=tests/fuzz/briefing.dict -max_len=8192 CORPUS tests/fuzz/seeds */
#include "replay.h"

#include "compose/compose.h"
#include "dump/dump.h"
#include "font/face.h"
#include "read/read.h"
#include "xml/edit.h"

#include <glib.h>
#include <stdint.h>
#include <stdlib.h>

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
  g_autoptr(GBytes) repaired = jb_xml_edit(bytes, edits, repairs->len, findings);
  if (repaired == NULL) {
    abort();
  }
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
