/* SPDX-License-Identifier: MIT
 * read/vocabulary: the closed list of elements and attributes of urn:jianbao:1. */
#ifndef JB_READ_VOCABULARY_H
#define JB_READ_VOCABULARY_H

#include "xml/grammar.h"

extern const JbGrammar jb_vocabulary;

#endif
