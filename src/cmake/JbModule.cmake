# jb_module(NAME [LINK module…] [THIRD imported-target…])
#
# One folder of src/ is one static library jb_NAME. LINK names the rooms it may include (the table of src/README.md;
# a test holds the #include lines against that table), THIRD the imported targets it uses. Third-party targets are
# linked PRIVATE, so that a header such as hpdf.h cannot leak out of its room.
function(jb_module name)
  cmake_parse_arguments(ARG "" "" "LINK;THIRD" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.c")
  file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.h")
  set(target jb_${name})
  list(TRANSFORM ARG_LINK PREPEND jb_ OUTPUT_VARIABLE rooms)
  add_library(${target} STATIC ${sources})
  set_target_properties(${target} PROPERTIES LINKER_LANGUAGE C)
  target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS "${CMAKE_CURRENT_SOURCE_DIR}" FILES ${headers})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
  target_link_libraries(${target} PUBLIC ${rooms} PkgConfig::GLIB PRIVATE jb_warnings m ${ARG_THIRD})
endfunction()

# jb_embed_themes(NAME): compiles NAME/themes/*.xml into the library of the folder NAME, as one generated C source.
function(jb_embed_themes name)
  file(GLOB themes CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/${name}/themes/*.xml")
  set(output "${CMAKE_CURRENT_BINARY_DIR}/${name}/builtin_themes.c")
  set(script "${PROJECT_SOURCE_DIR}/src/cmake/EmbedThemes.cmake")
  add_custom_command(OUTPUT "${output}" DEPENDS ${themes} "${script}" VERBATIM COMMENT "Embedding the themes"
    COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DTHEMES=${themes}" -P "${script}")
  target_sources(jb_${name} PRIVATE "${output}")
endfunction()
