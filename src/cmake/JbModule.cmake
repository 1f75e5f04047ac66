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
  target_link_libraries(${target} PUBLIC ${rooms} PkgConfig::GLIB PRIVATE jb_warnings m ${ARG_THIRD})
  if(BUILD_TESTING)
    jb_headers_alone(${name} HEADERS ${headers} THIRD ${ARG_THIRD})
  endif()
endfunction()

# jb_headers_alone(NAME HEADERS header… THIRD imported-target…): compiles each header of a room as if it were a source,
# so that none relies on what was included before it. All of them: the target headers_alone. (CMake's own
# VERIFY_INTERFACE_HEADER_SETS cannot see the libraries a room keeps to itself, nor our warnings.)
function(jb_headers_alone name)
  cmake_parse_arguments(ARG "" "" "HEADERS;THIRD" ${ARGN})
  foreach(header IN LISTS ARG_HEADERS)
    get_filename_component(file "${header}" NAME)
    set(source "${CMAKE_CURRENT_BINARY_DIR}/headers/${name}/${file}.c")
    file(CONFIGURE OUTPUT "${source}" CONTENT "#include \"${name}/${file}\"\n")
    list(APPEND sources "${source}")
  endforeach()
  add_library(jb_${name}_headers OBJECT EXCLUDE_FROM_ALL ${sources})
  target_link_libraries(jb_${name}_headers PRIVATE jb_${name} jb_warnings ${ARG_THIRD})
  if(NOT TARGET headers_alone)
    add_custom_target(headers_alone)
  endif()
  add_dependencies(headers_alone jb_${name}_headers)
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
