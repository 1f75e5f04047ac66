# jb_warnings: what every one of our targets is compiled with. The list is wlroots' with -Wshadow, -Wconversion and
# -Wdouble-promotion added; CI presets make warnings errors (CMAKE_COMPILE_WARNING_AS_ERROR).
set(JB_SANITIZE "" CACHE STRING "sanitizers, as -fsanitize= takes them")
option(JB_HARDEN "fortify, stack protector, full RELRO, PIE" OFF)

add_library(jb_warnings INTERFACE)
target_compile_options(jb_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wundef -Wvla $<$<C_COMPILER_ID:GNU>:-Wlogical-op> -Wmissing-include-dirs -Wold-style-definition -Wpointer-arith
  -Winit-self -Wstrict-prototypes -Wmissing-prototypes $<$<C_COMPILER_ID:GNU>:-Wimplicit-fallthrough=2> -Wendif-labels
  -Wstrict-aliasing=2 -Woverflow -Walloca -Wformat=2 -Wshadow -Wconversion $<$<C_COMPILER_ID:GNU>:-Wdouble-promotion>
  "-fmacro-prefix-map=${PROJECT_SOURCE_DIR}/=")
# One arithmetic everywhere: no fused multiply-add, so that positions do not depend on the processor.
target_compile_options(jb_warnings INTERFACE -ffp-contract=off)
target_compile_definitions(jb_warnings INTERFACE _GNU_SOURCE JB_VERSION="${PROJECT_VERSION}")
target_include_directories(jb_warnings INTERFACE "${PROJECT_SOURCE_DIR}/src")

if(JB_SANITIZE)
  target_compile_options(jb_warnings INTERFACE -fsanitize=${JB_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  target_link_options(jb_warnings INTERFACE -fsanitize=${JB_SANITIZE})
endif()
if(JB_HARDEN)
  target_compile_options(jb_warnings INTERFACE -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong
    -fstack-clash-protection -fcf-protection -fPIE)
  target_link_options(jb_warnings INTERFACE -pie -Wl,-z,relro,-z,now)
endif()
