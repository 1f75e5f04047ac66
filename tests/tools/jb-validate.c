/* SPDX-License-Identifier: MIT
 * jb-validate: what the reader says of files, without the rest of the program.
 *
 * jb-validate FILE…          one line a file: "valid FILE" or "invalid FILE", by parser and vocabulary alone
 * jb-validate --read FILE…   the same by everything the reader checks, with every finding on stderr
 * jb-validate --schema       the RELAX NG of briefings */
#include "base/file.h"
#include "diag/print.h"
#include "read/read.h"
#include "read/vocabulary.h"
#include "xml/parse.h"

#include <stdio.h>
#include <string.h>

static bool is_valid(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbXmlDocument) document = jb_xml_parse(bytes, path, findings);
  return document != NULL && jb_grammar_check(&jb_vocabulary, document, findings);
}

static bool is_readable(GBytes *bytes, const char *path, JbFindings *findings)
{
  g_autoptr(JbReport) report = jb_read_report(bytes, path, findings);
  return report != NULL && !jb_findings_has_errors(findings);
}

static int judge(const char *path, bool read)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = jb_file_read(path, JB_XML_MAXIMUM_SIZE + 1, &error);
  if (bytes == NULL) {
    fprintf(stderr, "%s: %s\n", path, error->message);
    return 2;
  }
  g_autoptr(JbFindings) findings = jb_findings_new();
  bool valid = (read ? is_readable : is_valid)(bytes, path, findings);
  g_autoptr(GString) lines = g_string_new(NULL);
  for (size_t i = 0; read && i < jb_findings_count(findings); i++) {
    jb_print_finding(lines, jb_findings_at(findings, i), jb_language_from_environment());
  }
  fputs(lines->str, stderr);
  printf("%s %s\n", valid ? "valid" : "invalid", path);
  return 0;
}

int main(int argc, char **argv)
{
  if (argc == 2 && strcmp(argv[1], "--schema") == 0) {
    g_autofree char *schema = jb_grammar_to_relaxng(&jb_vocabulary);
    return fputs(schema, stdout) < 0 ? 2 : 0;
  }
  int first = argc > 1 && strcmp(argv[1], "--read") == 0 ? 2 : 1;
  int status = 0;
  for (int i = first; i < argc; i++) {
    int judged = judge(argv[i], first == 2);
    status = MAX(status, judged);
  }
  return status;
}
