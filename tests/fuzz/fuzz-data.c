/* SPDX-License-Identifier: MIT
 * fuzz-data: any bytes as the data file of a briefing, CSV or workbook. Nothing is judged but that reading ends, that
 * no sanitizer objects, and that what is refused is refused with a word: fuzz-data -max_len=65536 CORPUS
 * out/build/test/tests/workbooks */
#include "read/read.h"
#include "replay.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char briefing[] = "<briefing xmlns='urn:jianbao:1' version='1'><head><title>t</title></head>"
                               "<facts><data id='d' href='d' rows='facts'/></facts><body><p>t</p></body></briefing>";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *folder = g_strdup_printf("%s/jianbao-fuzz-%d", g_get_tmp_dir(), (int)getpid());
  g_autofree char *file = g_build_filename(folder, "d", NULL), *path = g_build_filename(folder, "t.xml", NULL);
  if (g_mkdir_with_parents(folder, 0700) != 0 || !g_file_set_contents(file, (const char *)data, (gssize)size, NULL)) {
    g_error("cannot write %s", file);
  }
  g_autoptr(GBytes) bytes = g_bytes_new_static(briefing, sizeof briefing - 1);
  g_autoptr(JbFindings) findings = jb_findings_new();
  g_autoptr(JbReport) report = jb_read_report(bytes, path, findings);
  if (jb_report_data_lookup(report, "d") == NULL && !jb_findings_has_errors(findings)) {
    abort(); /* refused without a word */
  }
  g_remove(file);
  g_rmdir(folder);
  return 0;
}
