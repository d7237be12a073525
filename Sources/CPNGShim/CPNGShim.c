#include "CPNGShim.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

// Chunks inflate: a profile or a text of a few kilobytes may claim gigabytes.
enum { MAXIMUM_CHUNK_BYTES = 64 << 20, MAXIMUM_CHUNKS = 512 };

struct png_shim_reader {
  png_structp png;
  png_infop head;
  png_infop tail;
  const uint8_t *bytes;
  size_t count;
  size_t position;
  int reached_end;
  int is_decoded;
  png_shim_failure *failure;
  uint8_t *scratch;
  png_bytepp rows;
};

static void on_warning(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void on_read_error(png_structp png, png_const_charp message) {
  png_shim_reader *reader = png_get_error_ptr(png);
  if (reader->failure != NULL) {
    reader->failure->kind = reader->reached_end ? PNG_SHIM_TRUNCATED : PNG_SHIM_CORRUPT;
    snprintf(reader->failure->message, sizeof reader->failure->message, "%s", message);
  }
  longjmp(png_jmpbuf(png), 1);
}

static void read_bytes(png_structp png, png_bytep data, size_t count) {
  png_shim_reader *reader = png_get_io_ptr(png);
  if (count > reader->count - reader->position) {
    reader->reached_end = 1;
    png_error(png, "the data ends early");
  }
  memcpy(data, reader->bytes + reader->position, count);
  reader->position += count;
}

// To libpng an oversized chunk is a benign error when reading: it warns, then allocates and clears what the chunk
// claims. Forbidding benign errors would refuse sound pictures with a faulty profile, so the claims are looked
// at beforehand. IDAT is read in pieces.
static int claims_an_oversized_chunk(const uint8_t *bytes, size_t count) {
  size_t position = 8;
  while (count > 8 && position <= count - 8) {
    const uint8_t *chunk = bytes + position;
    size_t length = (size_t)chunk[0] << 24 | (size_t)chunk[1] << 16 | (size_t)chunk[2] << 8 | chunk[3];
    if (length > MAXIMUM_CHUNK_BYTES && memcmp(chunk + 4, "IDAT", 4) != 0) return 1;
    if (memcmp(chunk + 4, "IEND", 4) == 0 || count - position < 12 ||
        length > count - position - 12)
      return 0;
    position += 12 + length;
  }
  return 0;
}

void png_shim_reader_close(png_shim_reader *reader) {
  if (reader->png != NULL)
    png_destroy_read_struct(&reader->png, &reader->head, &reader->tail);
  free(reader->scratch);
  free(reader->rows);
  free(reader);
}

png_shim_reader *png_shim_reader_open(const uint8_t *bytes, size_t count, uint32_t maximum_side,
                                      png_shim_failure *failure) {
  if (claims_an_oversized_chunk(bytes, count)) {
    failure->kind = PNG_SHIM_CORRUPT;
    snprintf(failure->message, sizeof failure->message, "a chunk claims more than 64 MB");
    return NULL;
  }
  png_shim_reader *reader = calloc(1, sizeof *reader);
  failure->kind = PNG_SHIM_OUT_OF_MEMORY;
  if (reader == NULL) return NULL;
  reader->bytes = bytes;
  reader->count = count;
  reader->failure = failure;
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, on_read_error, on_warning);
  if (reader->png == NULL) {
    free(reader);
    return NULL;
  }
  if (setjmp(png_jmpbuf(reader->png))) {
    png_shim_reader_close(reader);
    return NULL;
  }
  reader->head = png_create_info_struct(reader->png);
  reader->tail = png_create_info_struct(reader->png);
  if (reader->head == NULL || reader->tail == NULL) {
    png_shim_reader_close(reader);
    return NULL;
  }
  png_set_user_limits(reader->png, maximum_side, maximum_side);
  png_set_chunk_malloc_max(reader->png, MAXIMUM_CHUNK_BYTES);
  png_set_chunk_cache_max(reader->png, MAXIMUM_CHUNKS);
  png_set_read_fn(reader->png, reader, read_bytes);
  png_read_info(reader->png, reader->head);
  reader->failure = NULL;
  return reader;
}

png_shim_info png_shim_reader_info(const png_shim_reader *reader) {
  png_shim_info info = {0};
  int color = png_get_color_type(reader->png, reader->head);
  info.width = png_get_image_width(reader->png, reader->head);
  info.height = png_get_image_height(reader->png, reader->head);
  info.bits_per_sample = png_get_bit_depth(reader->png, reader->head);
  info.is_grey = (color & PNG_COLOR_MASK_COLOR) == 0;
  info.has_alpha = (color & PNG_COLOR_MASK_ALPHA) != 0 ||
                   png_get_valid(reader->png, reader->head, PNG_INFO_tRNS) != 0;
  return info;
}

static void split_row(const uint8_t *rgba, size_t width, uint8_t *rgb, uint8_t *alpha) {
  for (size_t x = 0; x < width; x++) {
    rgb[3 * x] = rgba[4 * x];
    rgb[3 * x + 1] = rgba[4 * x + 1];
    rgb[3 * x + 2] = rgba[4 * x + 2];
    alpha[x] = rgba[4 * x + 3];
  }
}

int32_t png_shim_reader_decode(png_shim_reader *reader, uint8_t *rgb, uint8_t *alpha,
                               png_shim_failure *failure) {
  png_structp png = reader->png;
  reader->failure = failure;
  if (setjmp(png_jmpbuf(png))) {
    reader->failure = NULL;
    return -1;
  }
  size_t width = png_get_image_width(png, reader->head);
  size_t height = png_get_image_height(png, reader->head);
  png_set_scale_16(png);
  png_set_expand(png);
  png_set_gray_to_rgb(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, reader->head);
  size_t channels = alpha != NULL ? 4 : 3;
  if (png_get_rowbytes(png, reader->head) != width * channels)
    png_error(png, "unexpected row layout");
  if (alpha != NULL && passes == 1) {
    reader->scratch = malloc(width * 4);
    if (reader->scratch == NULL) png_error(png, "out of memory");
    for (size_t y = 0; y < height; y++) {
      png_read_row(png, reader->scratch, NULL);
      split_row(reader->scratch, width, rgb + y * width * 3, alpha + y * width);
    }
  } else {
    uint8_t *pixels = rgb;
    if (alpha != NULL) pixels = reader->scratch = malloc(width * height * 4);
    reader->rows = malloc(height * sizeof *reader->rows);
    if (pixels == NULL || reader->rows == NULL) png_error(png, "out of memory");
    for (size_t y = 0; y < height; y++) reader->rows[y] = pixels + y * width * channels;
    png_read_image(png, reader->rows);
    for (size_t y = 0; alpha != NULL && y < height; y++)
      split_row(reader->rows[y], width, rgb + y * width * 3, alpha + y * width);
  }
  png_read_end(png, reader->tail);
  reader->is_decoded = 1;
  reader->failure = NULL;
  return 0;
}

png_shim_bytes png_shim_reader_profile(png_shim_reader *reader) {
  png_shim_bytes result = {NULL, 0};
  if (setjmp(png_jmpbuf(reader->png))) return (png_shim_bytes){NULL, 0};
  png_charp name;
  int compression;
  png_bytep profile;
  png_uint_32 count;
  if (png_get_iCCP(reader->png, reader->head, &name, &compression, &profile, &count)) {
    result.bytes = profile;
    result.count = count;
  }
  return result;
}

png_shim_bytes png_shim_reader_text(png_shim_reader *reader, const char *keyword) {
  png_shim_bytes result = {NULL, 0};
  if (setjmp(png_jmpbuf(reader->png))) return (png_shim_bytes){NULL, 0};
  png_infop infos[2] = {reader->head, reader->tail};
  for (int part = 0; part < 2; part++) {
    png_textp texts;
    int count = 0;
    png_get_text(reader->png, infos[part], &texts, &count);
    for (int i = 0; i < count; i++) {
      if (strcmp(texts[i].key, keyword) != 0) continue;
      result.bytes = (const uint8_t *)texts[i].text;
      result.count = texts[i].compression >= PNG_ITXT_COMPRESSION_NONE ? texts[i].itxt_length
                                                                       : texts[i].text_length;
      return result;
    }
  }
  return result;
}

png_shim_bytes png_shim_reader_exif(png_shim_reader *reader) {
  png_shim_bytes result = {NULL, 0};
  if (setjmp(png_jmpbuf(reader->png))) return (png_shim_bytes){NULL, 0};
  png_infop infos[2] = {reader->head, reader->tail};
  for (int part = 0; part < 2; part++) {
    png_bytep exif;
    png_uint_32 count;
    if (png_get_eXIf_1(reader->png, infos[part], &count, &exif)) {
      result.bytes = exif;
      result.count = count;
      return result;
    }
  }
  return result;
}

typedef struct writer {
  png_structp png;
  png_infop info;
  uint8_t *buffer;
  size_t capacity;
  size_t count;
  png_shim_failure *failure;
} writer;

static void on_write_error(png_structp png, png_const_charp message) {
  writer *self = png_get_error_ptr(png);
  self->failure->kind = PNG_SHIM_CORRUPT;
  snprintf(self->failure->message, sizeof self->failure->message, "%s", message);
  longjmp(png_jmpbuf(png), 1);
}

static void write_bytes(png_structp png, png_bytep data, size_t count) {
  writer *self = png_get_io_ptr(png);
  if (count > self->capacity - self->count) {
    size_t capacity = self->capacity * 2 > self->count + count ? self->capacity * 2
                                                               : self->count + count;
    uint8_t *larger = realloc(self->buffer, capacity);
    if (larger == NULL) png_error(png, "out of memory");
    self->buffer = larger;
    self->capacity = capacity;
  }
  memcpy(self->buffer + self->count, data, count);
  self->count += count;
}

static void flush_bytes(png_structp png) { (void)png; }

static void writer_close(writer *self) {
  if (self->png != NULL) png_destroy_write_struct(&self->png, &self->info);
  free(self->buffer);
  free(self);
}

int32_t png_shim_encode(const png_shim_request *request, const uint8_t *samples, uint8_t **output,
                        size_t *count, png_shim_failure *failure) {
  static const int colors[5] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                                PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};
  *output = NULL;
  *count = 0;
  failure->kind = PNG_SHIM_OUT_OF_MEMORY;
  writer *self = calloc(1, sizeof *self);
  if (self == NULL) return -1;
  self->failure = failure;
  self->capacity = (size_t)1 << 16;
  self->buffer = malloc(self->capacity);
  if (self->buffer != NULL)
    self->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, self, on_write_error, on_warning);
  if (self->png == NULL || setjmp(png_jmpbuf(self->png))) {
    writer_close(self);
    return -1;
  }
  self->info = png_create_info_struct(self->png);
  if (self->info == NULL) png_error(self->png, "out of memory");
  png_set_benign_errors(self->png, 1);
  png_set_user_limits(self->png, 0x7FFFFFFF, 0x7FFFFFFF);
  png_set_write_fn(self->png, self, write_bytes, flush_bytes);
  png_set_IHDR(self->png, self->info, request->width, request->height, 8,
               colors[request->channels], PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  if (request->profile.bytes != NULL)
    png_set_iCCP(self->png, self->info, "ICC profile", PNG_COMPRESSION_TYPE_BASE,
                 request->profile.bytes, (png_uint_32)request->profile.count);
  png_write_info(self->png, self->info);
  if (request->exif.bytes != NULL)
    png_write_chunk(self->png, (png_const_bytep) "eXIf", request->exif.bytes, request->exif.count);
  if (request->international_text.bytes != NULL)
    png_write_chunk(self->png, (png_const_bytep) "iTXt", request->international_text.bytes,
                    request->international_text.count);
  size_t stride = (size_t)request->width * (size_t)request->channels;
  for (uint32_t y = 0; y < request->height; y++)
    png_write_row(self->png, samples + y * stride);
  png_write_end(self->png, self->info);
  *output = self->buffer;
  *count = self->count;
  self->buffer = NULL;
  writer_close(self);
  return 0;
}

void png_shim_free(uint8_t *bytes) { free(bytes); }
