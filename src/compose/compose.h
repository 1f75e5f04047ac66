/* SPDX-License-Identifier: MIT
 * compose/compose: report → pages. Two steps: plan measures and breaks, emit makes one page at a time. */
#ifndef JB_COMPOSE_COMPOSE_H
#define JB_COMPOSE_COMPOSE_H

#include "colour/convert.h"
#include "diag/findings.h"
#include "diag/print.h"
#include "font/font_set.h"
#include "page/sink.h"
#include "report/report.h"
#include "style/theme.h"

#include <stdbool.h>

typedef struct JbComposer JbComposer;

/* Plans the whole document. All arguments are borrowed and must outlive the composer. NULL when findings has errors
 * afterwards, unless draft: then what is missing becomes a visible box, and 草稿 stands on every page. */
JbComposer *jb_composer_new(const JbReport *report, const JbTheme *theme, const JbFontSet *fonts,
                            const JbColourConverter *converter, bool draft, JbFindings *findings);
void jb_composer_free(JbComposer *composer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(JbComposer, jb_composer_free)

size_t jb_composer_page_count(const JbComposer *composer);
/* Of all ledgers, once all pages are drawn. */
JbRowCounts jb_composer_rows(const JbComposer *composer);

/* Opens every sink and hands it all pages; the caller closes or abandons them before it frees the composer, which owns
 * the pictures and what the sinks were told of the document. Called once. */
void jb_composer_emit(JbComposer *composer, JbSink *const *sinks, size_t sink_count);

#endif
