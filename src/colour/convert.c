/* SPDX-License-Identifier: MIT
 * colour/convert: RGB → CMYK and back, by lcms2.
 *
 * Method: relative colorimetric with black point compensation: what the press can print keeps its colour, shadows keep
 * their drawing; paper stays white. (Perceptual was rejected: it pales every colour, also those within reach, and its
 * tables differ more from profile to profile.) 8 bits in, 8 bits out; a transform is made once for each source profile
 * and kept. */
#include "colour/convert.h"

#include "base/file.h"

#include <lcms2.h>

#define PROFILE_MAXIMUM_SIZE (16u << 20) /* [byte]; the largest CMYK profiles in use have 3 MB */

/* Where distributions put the one default profile. Never a list of different profiles: what a document looks like may
 * not depend on what else is installed. */
static const char *const default_paths[] = {
    "/usr/share/scribus/profiles/ISOcoated_v2_300_bas.icc",
    "/usr/local/share/scribus/profiles/ISOcoated_v2_300_bas.icc",
    "/usr/share/color/icc/basICColor/ISOcoated_v2_300_bas.icc",
    "/usr/share/color/icc/ISOcoated_v2_300_bas.icc",
};

static GQuark convert_error_quark(void)
{
  return g_quark_from_static_string("jb-colour-convert-error");
}

typedef struct SourceTransform {
  GBytes *profile; /* NULL: sRGB */
  cmsHTRANSFORM transform;
} SourceTransform;

/* What opens at the first pixel. */
typedef struct ConverterState {
  cmsContext lcms;
  cmsHPROFILE output;
  GArray *sources; /* of SourceTransform */
  cmsHTRANSFORM to_screen;
  char *words; /* lcms2's last complaint */
} ConverterState;

struct JbColourConverter {
  char *profile_path; /* NULL: the default */
  ConverterState *state;
};

static void clear_source(gpointer data)
{
  SourceTransform *source = data;
  g_clear_pointer(&source->profile, g_bytes_unref);
  g_clear_pointer(&source->transform, cmsDeleteTransform);
}

JbColourConverter *jb_colour_converter_new(const char *profile_path)
{
  JbColourConverter *converter = g_new0(JbColourConverter, 1);
  converter->profile_path = g_strdup(profile_path);
  converter->state = g_new0(ConverterState, 1);
  converter->state->sources = g_array_new(FALSE, TRUE, sizeof(SourceTransform));
  g_array_set_clear_func(converter->state->sources, clear_source);
  return converter;
}

void jb_colour_converter_free(JbColourConverter *converter)
{
  if (!converter) {
    return;
  }
  ConverterState *state = converter->state;
  g_array_free(state->sources, TRUE);
  if (state->to_screen) {
    cmsDeleteTransform(state->to_screen);
  }
  if (state->output) {
    cmsCloseProfile(state->output);
  }
  if (state->lcms) {
    cmsDeleteContext(state->lcms);
  }
  g_free(state->words);
  g_free(state);
  g_free(converter->profile_path);
  g_free(converter);
}

static void note_complaint(cmsContext context, cmsUInt32Number code, const char *text)
{
  (void)code;
  ConverterState *state = cmsGetContextUserData(context);
  g_free(state->words);
  state->words = g_utf8_make_valid(text, -1);
}

static void set_error(GError **error, const ConverterState *state, const char *what)
{
  g_set_error(error, convert_error_quark(), 0, "%s%s%s", what, state->words ? ": " : "",
              state->words ? state->words : "");
}

static const char *find_default_profile(void)
{
  for (size_t i = 0; i < G_N_ELEMENTS(default_paths); i++) {
    if (g_file_test(default_paths[i], G_FILE_TEST_IS_REGULAR)) {
      return default_paths[i];
    }
  }
  return default_paths[0];
}

static cmsHPROFILE open_profile(ConverterState *state, GBytes *bytes)
{
  size_t size;
  const void *data = g_bytes_get_data(bytes, &size);
  return size > 0 && size <= PROFILE_MAXIMUM_SIZE ? cmsOpenProfileFromMemTHR(state->lcms, data, (cmsUInt32Number)size)
                                                  : NULL;
}

/* Opens the output profile, once. */
static bool ensure_open(const JbColourConverter *converter, GError **error)
{
  ConverterState *state = converter->state;
  if (state->output) {
    return true;
  }
  const char *path = converter->profile_path ? converter->profile_path : find_default_profile();
  g_autoptr(GBytes) bytes = jb_file_read(path, PROFILE_MAXIMUM_SIZE, error);
  if (!bytes) {
    g_prefix_error(error, "%s: ", path);
    return false;
  }
  if (!state->lcms) {
    state->lcms = cmsCreateContext(NULL, state);
    cmsSetLogErrorHandlerTHR(state->lcms, note_complaint);
  }
  cmsHPROFILE profile = open_profile(state, bytes);
  if (profile && cmsGetColorSpace(profile) == cmsSigCmykData && cmsGetDeviceClass(profile) == cmsSigOutputClass) {
    state->output = profile;
    return true;
  }
  if (profile) {
    cmsCloseProfile(profile);
  }
  g_autofree char *what = g_strdup_printf("%s is not a CMYK output profile", path);
  set_error(error, state, what);
  return false;
}

static cmsHTRANSFORM make_transform(ConverterState *state, cmsHPROFILE from, cmsUInt32Number from_format,
                                    cmsHPROFILE to, cmsUInt32Number to_format)
{
  return cmsCreateTransformTHR(state->lcms, from, from_format, to, to_format, INTENT_RELATIVE_COLORIMETRIC,
                               cmsFLAGS_BLACKPOINTCOMPENSATION);
}

static cmsHTRANSFORM make_source_transform(ConverterState *state, GBytes *source_profile, GError **error)
{
  cmsHPROFILE source = source_profile ? open_profile(state, source_profile) : cmsCreate_sRGBProfileTHR(state->lcms);
  cmsHTRANSFORM transform = NULL;
  if (source && cmsGetColorSpace(source) == cmsSigRgbData) {
    transform = make_transform(state, source, TYPE_RGB_8, state->output, TYPE_CMYK_8);
  }
  if (source) {
    cmsCloseProfile(source);
  }
  if (!transform) {
    set_error(error, state, "the colour profile is not a usable RGB profile");
  }
  return transform;
}

static bool same_profile(GBytes *a, GBytes *b)
{
  return a && b ? g_bytes_equal(a, b) : a == b;
}

/* The transform of a source profile: kept, or made and kept. */
static cmsHTRANSFORM source_transform(ConverterState *state, GBytes *source_profile, GError **error)
{
  for (guint i = 0; i < state->sources->len; i++) {
    const SourceTransform *kept = &g_array_index(state->sources, SourceTransform, i);
    if (same_profile(kept->profile, source_profile)) {
      return kept->transform;
    }
  }
  g_clear_pointer(&state->words, g_free);
  SourceTransform source = {.transform = make_source_transform(state, source_profile, error)};
  if (!source.transform) {
    return NULL;
  }
  source.profile = source_profile ? g_bytes_ref(source_profile) : NULL;
  g_array_append_val(state->sources, source);
  return source.transform;
}

/* lcms2 counts pixels in 32 bits. */
static void run_transform(cmsHTRANSFORM transform, const uint8_t *from, size_t from_channels, uint8_t *to,
                          size_t to_channels, size_t pixels)
{
  const size_t at_once = 1u << 20;
  while (pixels > 0) {
    size_t count = MIN(pixels, at_once);
    cmsDoTransform(transform, from, to, (cmsUInt32Number)count);
    from += count * from_channels;
    to += count * to_channels;
    pixels -= count;
  }
}

bool jb_colour_convert_rgb(const JbColourConverter *converter, GBytes *source_profile, const uint8_t *rgb,
                           uint8_t *cmyk, size_t pixels, GError **error)
{
  if (!ensure_open(converter, error)) {
    return false;
  }
  cmsHTRANSFORM transform = source_transform(converter->state, source_profile, error);
  if (!transform) {
    return false;
  }
  run_transform(transform, rgb, 3, cmyk, 4, pixels);
  return true;
}

bool jb_colour_convert_to_screen(const JbColourConverter *converter, const uint8_t *cmyk, uint8_t *rgb, size_t pixels,
                                 GError **error)
{
  if (!ensure_open(converter, error)) {
    return false;
  }
  ConverterState *state = converter->state;
  if (!state->to_screen) {
    g_clear_pointer(&state->words, g_free);
    cmsHPROFILE screen = cmsCreate_sRGBProfileTHR(state->lcms);
    state->to_screen = make_transform(state, state->output, TYPE_CMYK_8, screen, TYPE_RGB_8);
    cmsCloseProfile(screen);
  }
  if (!state->to_screen) {
    set_error(error, state, "the output profile cannot be shown on a screen");
    return false;
  }
  run_transform(state->to_screen, cmyk, 4, rgb, 3, pixels);
  return true;
}
