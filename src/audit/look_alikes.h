/* SPDX-License-Identifier: MIT
 * audit/look_alikes: digits that are no data. Private to audit/. */
#ifndef JB_AUDIT_LOOK_ALIKES_H
#define JB_AUDIT_LOOK_ALIKES_H

#include "audit/numeral.h"

/* Behind the whole of what the numeral belongs to, when that is no datum: a date or time, an ordinal, a model (5G), the
 * number of a document, a standard, a telephone or a road, an address of the network, a name in quotation marks. 0: it
 * may be one. */
size_t jb_look_alike_end(const JbPassage *passage, const JbNumeral *numeral);

#endif
