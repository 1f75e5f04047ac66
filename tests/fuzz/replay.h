/* SPDX-License-Identifier: MIT
 * replay: what a fuzz target is. With JB_FUZZ it is one of clang's libFuzzer; without, it replays files and the files
 * of folders: what was found once is looked at in every run of the tests. */
#ifndef JB_FUZZ_REPLAY_H
#define JB_FUZZ_REPLAY_H

#include <stddef.h>
#include <stdint.h>

/* One input. Returns 0; aborts where a promise is broken. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
