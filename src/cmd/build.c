/* SPDX-License-Identifier: MIT
 * cmd/build: jianbao build and jianbao check. */
#include "cmd/cmd.h"

#include "cmd/options.h"

#include <glib.h>

#define AT(member) offsetof(JbSettings, member)

static const JbOption outputs[] = {
    {"output",
     'o',
     JB_OPTION_TEXT,
     AT(batch.output_file),
     "FILE",
     {"the PDF, of one input", "PDF 文件名，只用于一个输入"}},
    {"out-dir",
     'd',
     JB_OPTION_TEXT,
     AT(batch.output_folder),
     "FOLDER",
     {"where NAME.pdf of each input goes; default: out", "各输入的 NAME.pdf 写到哪个文件夹；默认 out"}},
    {"preview",
     0,
     JB_OPTION_RESOLUTION,
     AT(batch.preview),
     "DPI",
     {"also NAME-001.png … of every page; 96 dpi unless said", "另为每页写出 NAME-001.png …；默认 96 dpi"}},
    {"icc",
     0,
     JB_OPTION_TEXT,
     AT(batch.icc),
     "FILE",
     {"the press's CMYK profile; default: ISO Coated v2 300 %", "印刷机的 CMYK 特性文件；默认 ISO Coated v2 300 %"}},
    {"draft",
     0,
     JB_OPTION_FLAG,
     AT(batch.draft),
     NULL,
     {"make it in spite of errors, marked 草稿; still exit status 1", "有错也生成，每页标“草稿”；退出码仍为 1"}},
    {0},
};

static const JbCommand build = {
    .name = "build",
    .synopsis = "[OPTIONS] INPUT...",
    .options = (const JbOption *const[]){outputs, jb_options_reading, jb_options_profile, jb_options_rules,
                                         jb_options_limits, jb_options_talk, jb_options_help, NULL},
    .about =
        {"Makes a print-ready PDF of each briefing. INPUT is a file, a folder (every *.xml in it) or @LIST (a file "
         "that\n"
         "names one input a line). Each PDF appears whole or not at all; a document with an error is refused, and the\n"
         "others are made.\n"
         "\n"
         "  jianbao build input/briefing-2024.xml          makes out/briefing-2024.pdf\n"
         "  jianbao build -o 简报.pdf briefing.xml         names the PDF\n"
         "  jianbao build -d print -j 4 input              every briefing of a folder, four at a time\n"
         "  jianbao build --preview=150 briefing.xml       also a picture of each page\n"
         "  jianbao build --draft briefing.xml             shows where something is still missing\n"
         "\n"
         "Messages read PATH:LINE:COLUMN: error: TEXT [CODE]; jianbao explain CODE says more.\n"
         "Exit status: 0 all made; 1 a document refused or a draft; 2 wrong command line, fonts or environment.\n",
         "把每份简报编译成可付印的 PDF。INPUT 可以是文件、文件夹（取其中的 *.xml）或 @清单（每行一个输入）。\n"
         "PDF 要么完整出现，要么不出现；有错误的文档不生成，其余照常生成。\n"
         "\n"
         "  jianbao build input/briefing-2024.xml          生成 out/briefing-2024.pdf\n"
         "  jianbao build -o 简报.pdf briefing.xml         指定 PDF 的名字\n"
         "  jianbao build -d print -j 4 input              生成整个文件夹，同时四份\n"
         "  jianbao build --preview=150 briefing.xml       另生成每页的图片\n"
         "  jianbao build --draft briefing.xml             看看还缺什么\n"
         "\n"
         "消息的格式是 路径:行:列: 错误：内容 [代号]；jianbao explain 代号 有详细说明。\n"
         "退出码：0 全部生成；1 有文档未生成或为草稿；2 命令行、字体或环境有误。\n"},
};

static const JbCommand check = {
    .name = "check",
    .synopsis = "[OPTIONS] INPUT...",
    .options = (const JbOption *const[]){jb_options_reading, jb_options_profile, jb_options_rules, jb_options_limits,
                                         jb_options_talk, jb_options_help, NULL},
    .about = {"Reads, checks and lays out each briefing as build does, and writes nothing but messages.\n"
              "\n"
              "  jianbao check input\n"
              "  jianbao check --message-format json briefing.xml\n"
              "  jianbao check --profile gbt9704 document.xml   measures the pages by GB/T 9704-2012\n"
              "\n"
              "Exit status: 0 all right; 1 a document has an error; 2 wrong command line, fonts or environment.\n",
              "像 build 一样读入、检查并排版每份简报，但只给出消息，不写任何文件。\n"
              "\n"
              "  jianbao check input\n"
              "  jianbao check --message-format json briefing.xml\n"
              "  jianbao check --profile gbt9704 document.xml   按 GB/T 9704-2012 量版面\n"
              "\n"
              "退出码：0 全部合格；1 有文档有错误；2 命令行、字体或环境有误。\n"},
};

static int run(const JbCommand *command, JbBatchTask task, int argc, char **argv)
{
  JbSettings settings;
  char **inputs;
  int status;
  if (!jb_options_read(command, argc, argv, &settings, &inputs, &status)) {
    return status;
  }
  if (g_strcmp0(settings.batch.output_file, "-") == 0) { /* a pipe could not be whole or absent */
    return jb_usage_error(JB_MESSAGE_OPTION_VALUE, "--output", "-", outputs[0].argument);
  }
  if (settings.profile && !(settings.batch.profile = jb_profile_lookup(settings.profile))) {
    g_autofree char *names = jb_profile_names();
    return jb_usage_error(JB_MESSAGE_OPTION_VALUE, "--profile", settings.profile, names);
  }
  g_autofree char *fonts = settings.batch.fonts ? g_strdup(settings.batch.fonts) : jb_find_fonts_file();
  if (!fonts) {
    return 2;
  }
  settings.batch.task = task;
  settings.batch.fonts = fonts;
  settings.batch.inputs = (const char *const *)inputs;
  return jb_batch_run(&settings.batch);
}

int jb_cmd_build(int argc, char **argv)
{
  return run(&build, JB_TASK_BUILD, argc, argv);
}

int jb_cmd_check(int argc, char **argv)
{
  return run(&check, JB_TASK_CHECK, argc, argv);
}

static const JbOption dump_options[] = {
    {"draft", 0, JB_OPTION_FLAG, AT(batch.draft), NULL, {"show it in spite of errors", "有错也显示"}},
    {0},
};

static const JbCommand dump = {
    .name = "dump",
    .synopsis = "[OPTIONS] INPUT",
    .options = (const JbOption *const[]){dump_options, jb_options_reading, jb_options_limits, jb_options_help, NULL},
    .about =
        {"Lays out one briefing and prints what would stand on its pages as text: boxes, runs of text with face, size\n"
         "and positions, paths, pictures, links. Its grammar is in src/dump/README.md.\n"
         "\n"
         "  jianbao dump briefing.xml > before.txt         and again after a change, to compare\n",
         "排版一份简报，并以文本列出页面上的一切：页面框、带字体、字号和位置的文字、路径、图片、链接。\n"
         "格式见 src/dump/README.md。\n"
         "\n"
         "  jianbao dump briefing.xml > before.txt         改动后再来一次，即可比较\n"},
};

int jb_cmd_dump(int argc, char **argv)
{
  return run(&dump, JB_TASK_DUMP, argc, argv);
}
