# cmake -DOUTPUT=… -DTHEMES=a.xml;b.xml -P EmbedThemes.cmake: the theme files as one C source.
string(REPEAT "0x..," 24 row)
set(arrays "")
set(table "")
foreach(theme IN LISTS THEMES)
  get_filename_component(name "${theme}" NAME_WE)
  file(READ "${theme}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(${row})" "\\1\n" bytes "${bytes}")
  string(MAKE_C_IDENTIFIER "${name}" identifier)
  string(APPEND arrays "static const unsigned char theme_${identifier}[] = {\n${bytes}\n};\n")
  string(APPEND table "    {\"${name}\", theme_${identifier}, sizeof theme_${identifier}},\n")
endforeach()
file(WRITE "${OUTPUT}" "/* Made by src/cmake/EmbedThemes.cmake from src/style/themes/. */
#include \"style/theme-private.h\"

${arrays}
const JbBuiltinTheme jb_builtin_themes[] = {
${table}    {0}};
")
