/* SPDX-License-Identifier: MIT
 * cmd/options: one table a command says what its options are; the command line is read by it, and --help written. */
#ifndef JB_CMD_OPTIONS_H
#define JB_CMD_OPTIONS_H

#include "batch/batch.h"

#include <stdbool.h>
#include <stddef.h>

/* All that any command can be told. */
typedef struct JbSettings {
  JbBatchOptions batch;
  unsigned limit_memory; /* [MiB] */
  bool quiet, verbose, lock;
  const char *grammar;
  const char *profile; /* NULL: none */
  bool help;
} JbSettings;

typedef enum JbOptionKind {
  JB_OPTION_FLAG,       /* bool */
  JB_OPTION_TEXT,       /* const char * */
  JB_OPTION_COUNT,      /* unsigned, 1 to 2^20 */
  JB_OPTION_JOBS,       /* unsigned, 0 to 1024 */
  JB_OPTION_RESOLUTION, /* double [pixel per inch]; without a value 96 */
  JB_OPTION_FORMAT,     /* JbMessageFormat */
} JbOptionKind;

typedef struct JbOption {
  const char *name; /* long; NULL ends a table */
  char letter;      /* 0: none */
  JbOptionKind kind;
  size_t offset;        /* in JbSettings */
  const char *argument; /* "FILE" in --help; NULL: none */
  const char *help[2];  /* by JbLanguage */
} JbOption;

typedef struct JbCommand {
  const char *name;
  const char *synopsis;           /* what follows the name in --help */
  const JbOption *const *options; /* tables; NULL-terminated */
  const char *about[2];           /* by JbLanguage: a few lines that teach, and examples */
} JbCommand;

/* Reads the options into *settings (defaults first) and moves the other arguments to the end; *rest is the first of
 * them, NULL-terminated. Prints what is wrong, or --help. False: *status is the exit status to leave with. */
bool jb_options_read(const JbCommand *command, int argc, char **argv, JbSettings *settings, char ***rest, int *status);

/* Tables that commands share. */
extern const JbOption jb_options_reading[]; /* theme, fonts, strict … */
extern const JbOption jb_options_profile[]; /* --profile alone */
extern const JbOption jb_options_rules[];   /* --rules alone */
extern const JbOption jb_options_limits[];
extern const JbOption jb_options_talk[]; /* -q, -v, --message-format */
extern const JbOption jb_options_help[]; /* --help alone */

/* fonts.xml when --fonts does not say: relative to the program, never to the working directory. NULL, and a message,
 * when there is none. Newly allocated. */
char *jb_find_fonts_file(void);

/* Adds an error to those printed on standard error and returns 2, the status of a wrong command line. */
int jb_usage_error(JbMessage message, const char *first, const char *second, const char *third);

/* Writes to standard output and checks that all of it arrived: 0, or 2 with a message. */
int jb_print_result(const char *text, size_t length);

#endif
