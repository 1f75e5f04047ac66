/* SPDX-License-Identifier: MIT
 * inspect/inspect: the table of profiles, and the sink that measures pages for one of them. */
#include "inspect/inspect.h"

#include "inspect/gbt9704.h"
#include "inspect/measure.h"

#include <string.h>

struct JbProfile {
  const char *name;
  void (*check)(const JbMeasures *measures, const JbInspectFaces *faces, JbPlace document, JbFindings *findings);
};

static const JbProfile profiles[] = {
    {"gbt9704", jb_gbt9704_check},
};

const JbProfile *jb_profile_lookup(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
    if (strcmp(profiles[i].name, name) == 0) {
      return &profiles[i];
    }
  }
  return NULL;
}

char *jb_profile_names(void)
{
  GString *names = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(profiles); i++) {
    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", profiles[i].name);
  }
  return g_string_free(names, FALSE);
}

/* --- The sink --- */

typedef struct InspectSink {
  JbSink base;
  const JbProfile *profile;
  JbInspectFaces faces;
  JbPlace document;
  JbFindings *findings; /* borrowed */
  JbMeasures measures;
} InspectSink;

static void inspect_open(JbSink *sink, const JbDocumentInfo *info, const JbStructure *structure)
{
  (void)info;
  InspectSink *inspect = (InspectSink *)sink;
  jb_measures_init(&inspect->measures, structure, &inspect->faces);
}

static void inspect_page(JbSink *sink, const JbPage *page)
{
  jb_measures_add_page(&((InspectSink *)sink)->measures, page);
}

static void inspect_abandon(JbSink *sink)
{
  jb_measures_clear(&((InspectSink *)sink)->measures);
  g_free(sink);
}

static bool inspect_close(JbSink *sink, GError **error)
{
  (void)error; /* nothing here can fail */
  InspectSink *inspect = (InspectSink *)sink;
  inspect->profile->check(&inspect->measures, &inspect->faces, inspect->document, inspect->findings);
  inspect_abandon(sink);
  return true;
}

JbSink *jb_inspect_sink_new(const JbProfile *profile, const JbInspectFaces *faces, JbPlace document,
                            JbFindings *findings)
{
  static const JbSinkClass class = {inspect_open, inspect_page, inspect_close, inspect_abandon};
  InspectSink *inspect = g_new0(InspectSink, 1);
  inspect->base.class = &class;
  inspect->profile = profile;
  inspect->faces = *faces;
  inspect->document = document;
  inspect->findings = findings;
  return &inspect->base;
}
