/* SPDX-License-Identifier: MIT
 * pdf/haru: libharu 2.3.0 through its public calls and, where it has none, through its object layer.
 *
 * Method. A dictionary of our own making is an empty HPDF_Dict whose write_fn writes the body that attr points to. A
 * stream is an HPDF_DictStream with compression off; its bytes come deflated, and its body says so. They lie in an
 * HPDF_Stream of ours that is only read: libharu's own takes them in and gives them out byte by byte. The file is
 * written by HPDF_Xref_WriteToStream into a stream of ours, so the document is never held a second time in memory (as
 * HPDF_SaveToStream would) and every write is checked (as HPDF_SaveToFile's are not). The trailer comes last of all, so
 * the digest of what was written until then can be its /ID.
 *
 * libharu's error handler only records; nothing jumps. */
#include "pdf/haru.h"

#include "base/number.h"
#include "base/utf8.h"
#include "pdf/pdf.h"
#include "pdf/syntax.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <stdlib.h>
#include <string.h>

#define BUFFER_SIZE   ((size_t)64 << 10) /* [byte] of the file before it goes to disk: libharu writes word by word */
#define OUTLINE_DEPTH 16

struct JbHaru {
  HPDF_Doc pdf;
  GError *error;
  HPDF_Outline outline[OUTLINE_DEPTH]; /* the last entry of each level */
  int outline_level;                   /* of the last entry; 0: there is none */
  /* while writing */
  JbOutputFile *file;
  GChecksum *digest;
  uint8_t *buffer;
  size_t buffered;
};

/* --- life and failures --- */

static void on_error(HPDF_STATUS code, HPDF_STATUS detail, void *data)
{
  JbHaru *haru = data;
  if (!haru->error) {
    haru->error = g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_INTERNAL, "libharu %s: error 0x%04lX, detail %lu",
                              HPDF_GetVersion(), code, detail);
  }
}

/* Pages of a long document hang in nodes of so many, as viewers want it that look for page 5,000; libharu refuses more
 * than HPDF_LIMIT_MAX_ARRAY in one. */
enum { PAGES_A_NODE = 1000 };

JbHaru *jb_haru_new(size_t pages)
{
  JbHaru *haru = g_new0(JbHaru, 1);
  haru->pdf = HPDF_New(on_error, haru); /* not its pool, whose memory is aligned to four bytes only */
  if (!haru->pdf) {
    jb_haru_fail(haru, g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_INTERNAL, "libharu makes no document"));
  } else if (pages > PAGES_A_NODE) {
    HPDF_SetPagesConfiguration(haru->pdf, PAGES_A_NODE);
  }
  return haru;
}

/* Bodies are ours; libharu calls this when it frees the dictionary. */
static void free_body(HPDF_Dict dict)
{
  g_free(dict->attr);
  dict->attr = NULL;
}

void jb_haru_free(JbHaru *haru)
{
  if (!haru) {
    return;
  }
  if (haru->pdf) {
    HPDF_Free(haru->pdf);
  }
  g_clear_error(&haru->error);
  g_free(haru);
}

const char *jb_haru_producer(void)
{
  return "libharu " HPDF_VERSION_TEXT;
}

void jb_haru_fail(JbHaru *haru, GError *error)
{
  if (haru->error) {
    g_error_free(error);
  } else {
    haru->error = error;
  }
}

bool jb_haru_failed(const JbHaru *haru)
{
  return haru->error != NULL;
}

GError *jb_haru_take_error(JbHaru *haru)
{
  return g_steal_pointer(&haru->error);
}

/* --- objects --- */

static JbObjectId id_of(const HPDF_Obj_Header *header)
{
  return header->obj_id & 0x00FFFFFF;
}

static HPDF_Dict dict_of(JbHaru *haru, JbObjectId object)
{
  return HPDF_Xref_GetEntry(haru->pdf->xref, object)->obj;
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
  const char *body = dict->attr;
  if (!body) {
    return HPDF_SetError(dict->error, HPDF_INVALID_OBJECT, 0); /* announced and never set */
  }
  const HPDF_STATUS status = HPDF_Stream_WriteStr(stream, body);
  return status == HPDF_OK ? HPDF_Stream_WriteStr(stream, "\n") : status;
}

static void give_body(HPDF_Dict dict, const char *body)
{
  dict->attr = g_strdup(body);
  dict->write_fn = write_body;
  dict->free_fn = free_body;
}

JbObjectId jb_haru_add(JbHaru *haru, const char *body)
{
  if (haru->error) {
    return 0;
  }
  HPDF_Dict dict = HPDF_Dict_New(haru->pdf->mmgr);
  if (HPDF_Xref_Add(haru->pdf->xref, dict) != HPDF_OK) {
    return 0;
  }
  give_body(dict, body);
  return id_of(&dict->header);
}

void jb_haru_set(JbHaru *haru, JbObjectId object, const char *body)
{
  if (haru->error) {
    return;
  }
  HPDF_Dict dict = dict_of(haru, object);
  free_body(dict);
  give_body(dict, body);
}

/* --- streams --- */

/* What the stream's attr points to. */
typedef struct Bytes {
  size_t length, read;
  uint8_t bytes[];
} Bytes;

static HPDF_STATUS read_bytes(HPDF_Stream stream, HPDF_BYTE *out, HPDF_UINT *length)
{
  Bytes *held = stream->attr;
  const size_t rest = held->length - held->read;
  const HPDF_STATUS status = rest <= *length ? HPDF_STREAM_EOF : HPDF_OK;
  *length = (HPDF_UINT)MIN(rest, *length);
  memcpy(out, held->bytes + held->read, *length);
  held->read += *length;
  return status;
}

/* libharu goes to the beginning, before it reads. */
static HPDF_STATUS seek_bytes(HPDF_Stream stream, HPDF_INT place, HPDF_WhenceMode whence)
{
  Bytes *held = stream->attr;
  if (place != 0 || whence != HPDF_SEEK_SET) {
    return HPDF_SetError(stream->error, HPDF_INVALID_OPERATION, 0);
  }
  held->read = 0;
  return HPDF_OK;
}

static HPDF_UINT32 size_of_bytes(HPDF_Stream stream)
{
  const Bytes *held = stream->attr;
  return (HPDF_UINT32)held->length;
}

static void free_bytes(HPDF_Stream stream)
{
  g_free(stream->attr);
  stream->attr = NULL;
}

/* Puts a stream that holds a copy of bytes in the place of the dictionary's empty one. */
static bool give_bytes(HPDF_Dict dict, const void *bytes, size_t length)
{
  Bytes *held = g_malloc(sizeof *held + length);
  held->length = length;
  held->read = 0;
  memcpy(held->bytes, bytes, length);
  HPDF_Stream stream = HPDF_CallbackReader_New(dict->mmgr, read_bytes, seek_bytes, NULL, size_of_bytes, held);
  if (!stream) {
    g_free(held);
    return false;
  }
  stream->free_fn = free_bytes;
  HPDF_Stream_Free(dict->stream);
  dict->stream = stream;
  return true;
}

JbObjectId jb_haru_add_stream(JbHaru *haru, const char *body, const void *bytes, size_t length)
{
  if (haru->error) {
    return 0;
  }
  HPDF_Dict dict = HPDF_DictStream_New(haru->pdf->mmgr, haru->pdf->xref);
  if (!dict || !give_bytes(dict, bytes, length)) {
    return 0;
  }
  give_body(dict, body);
  return id_of(&dict->header);
}

void jb_haru_set_catalog(JbHaru *haru, const char *key, JbObjectId object)
{
  if (!haru->error) {
    HPDF_Dict_Add(haru->pdf->catalog, key, dict_of(haru, object));
  }
}

void jb_haru_set_language(JbHaru *haru, const char *language)
{
  if (!haru->error) {
    HPDF_Dict_Add(haru->pdf->catalog, "Lang", HPDF_String_New(haru->pdf->mmgr, language, NULL));
  }
}

/* A string holds 65,535 bytes at most (libharu, and ISO 32000-1 annex C): a longer text ends in "…". */
static char *cut_text(const char *text)
{
  enum { MOST_CHARACTERS = 16000 }; /* of four bytes */
  if (g_utf8_strlen(text, -1) <= MOST_CHARACTERS) {
    return g_strdup(text);
  }
  g_autofree char *start = g_utf8_substring(text, 0, MOST_CHARACTERS - 1);
  return g_strconcat(start, "…", NULL);
}

static void append_unit(GByteArray *out, uint32_t unit)
{
  g_byte_array_append(out, (const guint8[]){(guint8)(unit >> 8), (guint8)(unit & 0xff)}, 2);
}

/* A text string: as it is in ASCII, else UTF-16BE with its mark (by hand: iconv is a library to be loaded). */
static void add_text(JbHaru *haru, HPDF_Dict dict, const char *key, const char *whole)
{
  g_autofree char *text = cut_text(whole);
  if (g_str_is_ascii(text)) {
    HPDF_Dict_Add(dict, key, HPDF_String_New(haru->pdf->mmgr, text, NULL));
    return;
  }
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  append_unit(bytes, 0xFEFF);
  for (const char *cursor = text; *cursor;) {
    uint32_t units[2];
    const size_t count = jb_pdf_utf16(jb_utf8_next(&cursor), units);
    for (size_t i = 0; i < count; i++) {
      append_unit(bytes, units[i]);
    }
  }
  HPDF_Dict_Add(dict, key, HPDF_Binary_New(haru->pdf->mmgr, bytes->data, bytes->len));
}

void jb_haru_set_info(JbHaru *haru, const char *key, const char *text)
{
  if (!haru->error) {
    add_text(haru, haru->pdf->info, key, text);
  }
}

/* --- pages --- */

static void add_box(HPDF_Page page, const char *key, double left, double bottom, double right, double top)
{
  HPDF_Array box = HPDF_Array_New(page->mmgr);
  const double sides[] = {left, bottom, right, top};
  HPDF_Dict_Add(page, key, box);
  for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
    HPDF_Array_AddReal(box, (HPDF_REAL)sides[i]);
  }
}

void jb_haru_add_page(JbHaru *haru, const JbHaruPage *made)
{
  if (haru->error) {
    return;
  }
  HPDF_Page page = HPDF_AddPage(haru->pdf);
  if (!page) {
    return;
  }
  const double bleed = made->bleed, right = bleed + made->width, top = bleed + made->height;
  add_box(page, "MediaBox", 0, 0, right + bleed, top + bleed);
  if (bleed > 0) {
    add_box(page, "BleedBox", 0, 0, right + bleed, top + bleed);
  }
  add_box(page, "TrimBox", bleed, bleed, right, top);
  HPDF_Dict_Add(page, "Resources", dict_of(haru, made->resources));
  HPDF_PageAttr attr = page->attr;
  give_body(attr->contents, "/Filter/FlateDecode");
  if (give_bytes(attr->contents, made->content, made->content_length)) {
    attr->stream = attr->contents->stream;
  }
}

static HPDF_Page page_at(JbHaru *haru, size_t page)
{
  return HPDF_GetPageByIndex(haru->pdf, (HPDF_UINT)page);
}

/* HPDF_Destination_SetXYZ refuses a zoom of 0, which means: as it is. */
JbDestination *jb_haru_add_destination(JbHaru *haru, size_t page, JbPoint point)
{
  if (haru->error) {
    return NULL;
  }
  HPDF_Page target = page_at(haru, page);
  HPDF_Destination destination = HPDF_Page_CreateDestination(target);
  if (!destination) {
    return NULL;
  }
  HPDF_Array_Clear(destination);
  HPDF_Array_Add(destination, target);
  HPDF_Array_AddName(destination, "XYZ");
  HPDF_Array_AddReal(destination, (HPDF_REAL)point.x);
  HPDF_Array_AddReal(destination, (HPDF_REAL)point.y);
  HPDF_Array_AddNumber(destination, 0);
  return (JbDestination *)destination;
}

void jb_haru_add_link(JbHaru *haru, size_t page, const double box[4], JbDestination *destination, const char *uri)
{
  if (haru->error) {
    return;
  }
  /* A URI is ASCII; what an address says in Chinese is said in percent signs. */
  g_autofree char *ascii = destination ? NULL : g_uri_escape_string(uri, ":/?#[]@!$&'()*+,;=%", /* UTF-8 */ FALSE);
  const HPDF_Rect rect = {(HPDF_REAL)box[0], (HPDF_REAL)box[1], (HPDF_REAL)box[2], (HPDF_REAL)box[3]};
  HPDF_Annotation link = destination
                             ? HPDF_Page_CreateLinkAnnot(page_at(haru, page), rect, (HPDF_Destination)destination)
                             : HPDF_Page_CreateURILinkAnnot(page_at(haru, page), rect, ascii);
  if (!link) {
    return;
  }
  HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0);
  HPDF_Dict_AddNumber(link, "F", 4); /* printed, as PDF/A wants it; there is nothing to see */
}

void jb_haru_add_outline(JbHaru *haru, const char *title, int level, bool opened, JbDestination *destination)
{
  if (haru->error) {
    return;
  }
  const int depth = CLAMP(level, 1, MIN(haru->outline_level + 1, OUTLINE_DEPTH));
  HPDF_Outline parent = depth > 1 ? haru->outline[depth - 2] : NULL;
  HPDF_Outline entry = HPDF_CreateOutline(haru->pdf, parent, "", NULL);
  if (!entry) {
    return;
  }
  if (haru->outline_level == 0) {
    HPDF_SetPageMode(haru->pdf, HPDF_PAGE_MODE_USE_OUTLINE);
  }
  haru->outline[depth - 1] = entry;
  haru->outline_level = depth;
  HPDF_Dict_RemoveElement(entry, "Type"); /* libharu says /Outlines, which is the root's */
  add_text(haru, entry, "Title", title);
  HPDF_Outline_SetOpened(entry, opened);
  HPDF_Outline_SetDestination(entry, (HPDF_Destination)destination);
}

/* --- the file --- */

static void flush(JbHaru *haru)
{
  g_checksum_update(haru->digest, haru->buffer, (gssize)haru->buffered);
  jb_output_file_write(haru->file, haru->buffer, haru->buffered);
  haru->buffered = 0;
}

static HPDF_STATUS write_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
  JbHaru *haru = stream->attr;
  for (size_t rest = length; rest > 0;) {
    if (haru->buffered == BUFFER_SIZE) {
      flush(haru);
    }
    const size_t part = MIN(rest, BUFFER_SIZE - haru->buffered);
    memcpy(haru->buffer + haru->buffered, bytes, part);
    haru->buffered += part;
    bytes += part;
    rest -= part;
  }
  return HPDF_OK; /* the output file keeps its failure until it is committed */
}

/* The trailer's write_fn: by now all else is written. */
static HPDF_STATUS write_id(HPDF_Dict trailer, HPDF_Stream stream)
{
  (void)trailer;
  JbHaru *haru = stream->attr;
  flush(haru);
  g_autofree char *digest = g_strdup(g_checksum_get_string(haru->digest));
  g_checksum_free(haru->digest);
  haru->digest = g_checksum_new(G_CHECKSUM_MD5); /* of what still comes; not asked for */
  g_autofree char *entry = g_strdup_printf("/ID[<%s><%s>]\n", digest, digest);
  return HPDF_Stream_WriteStr(stream, entry);
}

static bool ends_well(const JbHaru *haru)
{
  static const char end[] = "%%EOF\n";
  const size_t length = sizeof end - 1;
  return haru->buffered >= length && memcmp(haru->buffer + haru->buffered - length, end, length) == 0;
}

static void write_document(JbHaru *haru)
{
  HPDF_Doc pdf = haru->pdf;
  HPDF_Stream stream = HPDF_CallbackWriter_New(pdf->mmgr, write_bytes, haru);
  if (!stream) {
    return;
  }
  HPDF_Stream_WriteStr(stream, "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
  HPDF_Dict_Add(pdf->trailer, "Root", pdf->catalog);
  HPDF_Dict_Add(pdf->trailer, "Info", pdf->info);
  pdf->trailer->write_fn = write_id;
  const HPDF_STATUS status = HPDF_Xref_WriteToStream(pdf->xref, stream, NULL);
  HPDF_Stream_Free(stream);
  if (!haru->error && (status != HPDF_OK || pdf->error.error_no != HPDF_OK || !ends_well(haru))) {
    jb_haru_fail(haru, g_error_new(JB_PDF_ERROR, JB_PDF_ERROR_INTERNAL, "libharu %s: error 0x%04lX while writing",
                                   HPDF_GetVersion(), pdf->error.error_no));
  }
}

void jb_haru_write(JbHaru *haru, JbOutputFile *file)
{
  /* Functions of the object layer record an error without calling the handler. */
  if (!haru->error) {
    HPDF_CheckError(&haru->pdf->error);
  }
  if (haru->error) {
    return;
  }
  haru->file = file;
  haru->digest = g_checksum_new(G_CHECKSUM_MD5);
  haru->buffer = g_malloc(BUFFER_SIZE);
  write_document(haru);
  flush(haru);
  g_clear_pointer(&haru->digest, g_checksum_free);
  g_clear_pointer(&haru->buffer, g_free);
}
