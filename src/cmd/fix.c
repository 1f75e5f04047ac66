/* SPDX-License-Identifier: MIT
 * cmd/fix: jianbao fix: the repairs of punctuation into the briefings themselves. */
#include "cmd/cmd.h"

#include "cmd/options.h"

#include <glib.h>

static const JbOption fix_options[] = {
    {"dry-run",
     'n',
     JB_OPTION_FLAG,
     offsetof(JbSettings, batch.dry_run),
     NULL,
     {"list the marks on standard output, write nothing", "只在标准输出逐处列出，不写文件"}},
    {0},
};

static const JbCommand fix = {
    .name = "fix",
    .synopsis = "[OPTIONS] INPUT...",
    .options = (const JbOption *const[]){fix_options, jb_options_limits, jb_options_talk, jb_options_help, NULL},
    .about =
        {"Writes Chinese punctuation into briefings: the half-width , : ; ? ! ( ) that build sets full-width become so "
         "in\n"
         "the XML itself. Nothing else of the file changes, and neither does its PDF; a second run finds nothing to "
         "do.\n"
         "Marks in numbers, times, addresses and between Latin letters stay. A file with an error, or with\n"
         "punctuation=\"keep\", is left alone, and so are data files. Each file is replaced as a whole or not at all.\n"
         "\n"
         "  jianbao fix --dry-run briefing.xml             lists every mark: PATH:LINE:COLUMN, what it becomes, and "
         "where\n"
         "  jianbao fix briefing.xml                       writes them\n"
         "  jianbao fix -v input                           every briefing of a folder; lists what was written\n"
         "\n"
         "Exit status: 0 all right; 1 a document was refused; 2 wrong command line or environment, nothing written.\n",
         "把中文标点写回简报：build 排成全角的半角 , : ; ? ! ( )，在 XML 文件里也改为全角。文件的其他字节不变，PDF "
         "也不变；\n"
         "再运行一次，无可再改。数字、时间、网址和西文之间的标点不动。有错误的文件，或写了 punctuation=\"keep\" "
         "的，一概不动；数据文件也不动。\n"
         "每个文件要么整个换好，要么原封不动。\n"
         "\n"
         "  jianbao fix --dry-run briefing.xml             逐处列出：路径:行:列、改成什么、前后文字\n"
         "  jianbao fix briefing.xml                       写回文件\n"
         "  jianbao fix -v input                           处理整个文件夹，并列出所改\n"
         "\n"
         "退出码：0 全部处理；1 有文档未处理；2 命令行或环境有误，没有写任何文件。\n"},
};

int jb_cmd_fix(int argc, char **argv)
{
  JbSettings settings;
  char **inputs;
  int status;
  if (!jb_options_read(&fix, argc, argv, &settings, &inputs, &status)) {
    return status;
  }
  settings.batch.task = JB_TASK_FIX;
  settings.batch.inputs = (const char *const *)inputs;
  return jb_batch_run(&settings.batch);
}
