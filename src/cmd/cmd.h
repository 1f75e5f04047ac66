/* SPDX-License-Identifier: MIT
 * cmd/cmd: one file a command; main.c only picks it. Each takes what follows the command's name, argv[0] being the
 * name itself, and returns the exit status. */
#ifndef JB_CMD_CMD_H
#define JB_CMD_CMD_H

int jb_cmd_build(int argc, char **argv);
int jb_cmd_check(int argc, char **argv);
int jb_cmd_fix(int argc, char **argv);
int jb_cmd_dump(int argc, char **argv);
int jb_cmd_fonts(int argc, char **argv);
int jb_cmd_explain(int argc, char **argv);
int jb_cmd_schema(int argc, char **argv);

#endif
