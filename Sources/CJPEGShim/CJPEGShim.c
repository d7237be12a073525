#include "CJPEGShim.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

// Valid progressive files have about ten scans; a file with thousands of empty scans over a large
// frame costs minutes.
enum { MAXIMUM_SCANS = 100, MAXIMUM_WARNINGS = 200000, ROWS_PER_CALL = 16 };

typedef struct error_manager {
  struct jpeg_error_mgr base;
  jmp_buf escape;
  jpeg_shim_failure *failure;
  int reached_end;
  int early_end_marker;
  int damage;
} error_manager;

struct jpeg_shim_reader {
  struct jpeg_decompress_struct decompress;
  error_manager errors;
  struct jpeg_source_mgr source;
  struct jpeg_progress_mgr progress;
  size_t entropy_bytes;
  int nothing_usable;
  jpeg_shim_component components[4];
  uint16_t tables[NUM_QUANT_TBLS][DCTSIZE2];
  int has_table[NUM_QUANT_TBLS];
};

static void fail(error_manager *errors, int32_t kind, const char *message) {
  if (errors->failure != NULL) {
    errors->failure->kind = kind;
    snprintf(errors->failure->message, sizeof errors->failure->message, "%s", message);
  }
  longjmp(errors->escape, 1);
}

static int32_t failure_kind(const error_manager *errors) {
  switch (errors->base.msg_code) {
  case JERR_SOF_UNSUPPORTED:
  case JERR_BAD_PRECISION:
  case JERR_FRACT_SAMPLE_NOTIMPL:
  case JERR_CCIR601_NOTIMPL:
  case JERR_CONVERSION_NOTIMPL:
  case JERR_ARITH_NOTIMPL:
  case JERR_NOTIMPL:
    return JPEG_SHIM_UNSUPPORTED;
  case JERR_OUT_OF_MEMORY:
  case JERR_NO_BACKING_STORE:
  case JERR_WIDTH_OVERFLOW:
    return JPEG_SHIM_OUT_OF_MEMORY;
  default:
    return errors->reached_end ? JPEG_SHIM_TRUNCATED : JPEG_SHIM_CORRUPT;
  }
}

static void on_error(j_common_ptr common) {
  error_manager *errors = (error_manager *)common->err;
  char message[JMSG_LENGTH_MAX];
  errors->base.format_message(common, message);
  fail(errors, failure_kind(errors), message);
}

static void on_message(j_common_ptr common, int level) {
  if (level >= 0) return;
  error_manager *errors = (error_manager *)common->err;
  errors->base.num_warnings += 1;
  if (errors->base.num_warnings > MAXIMUM_WARNINGS)
    fail(errors, JPEG_SHIM_CORRUPT, "too many damaged places");
  switch (errors->base.msg_code) {
  case JWRN_JPEG_EOF:
  case JWRN_JFIF_MAJOR:
  case JWRN_ADOBE_XFORM:
    break;
  case JWRN_HIT_MARKER:
    if (common->is_decompressor && ((j_decompress_ptr)common)->unread_marker == JPEG_EOI) {
      errors->early_end_marker = 1;
      break;
    }
    // fall through
  default:
    if (!errors->reached_end && !errors->early_end_marker) errors->damage = 1;
  }
}

static void on_output(j_common_ptr common) { (void)common; }

static void set_up_errors(error_manager *errors) {
  jpeg_std_error(&errors->base);
  errors->base.error_exit = on_error;
  errors->base.emit_message = on_message;
  errors->base.output_message = on_output;
}

static void source_init(j_decompress_ptr decompress) { (void)decompress; }

static boolean source_fill(j_decompress_ptr decompress) {
  static const JOCTET end_of_image[2] = {0xFF, JPEG_EOI};
  jpeg_shim_reader *reader = (jpeg_shim_reader *)decompress;
  if (!reader->errors.reached_end) {
    reader->errors.reached_end = 1;
    reader->nothing_usable =
        decompress->input_scan_number <= 1 && decompress->input_iMCU_row == 0 &&
        (reader->entropy_bytes < 2 || decompress->total_iMCU_rows > 1);
    WARNMS(decompress, JWRN_JPEG_EOF);
  }
  decompress->src->next_input_byte = end_of_image;
  decompress->src->bytes_in_buffer = sizeof end_of_image;
  return TRUE;
}

static void source_skip(j_decompress_ptr decompress, long count) {
  struct jpeg_source_mgr *source = decompress->src;
  if (count <= 0) return;
  if ((size_t)count > source->bytes_in_buffer) {
    source_fill(decompress);
    return;
  }
  source->next_input_byte += count;
  source->bytes_in_buffer -= (size_t)count;
}

static void source_finish(j_decompress_ptr decompress) { (void)decompress; }

static void watch_scans(j_common_ptr common) {
  jpeg_shim_reader *reader = (jpeg_shim_reader *)common;
  if (reader->decompress.input_scan_number > MAXIMUM_SCANS)
    fail(&reader->errors, JPEG_SHIM_CORRUPT, "too many scans");
}

jpeg_shim_reader *jpeg_shim_reader_open(const uint8_t *bytes, size_t count,
                                        jpeg_shim_failure *failure) {
  jpeg_shim_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) {
    failure->kind = JPEG_SHIM_OUT_OF_MEMORY;
    return NULL;
  }
  set_up_errors(&reader->errors);
  reader->errors.failure = failure;
  reader->decompress.err = &reader->errors.base;
  if (setjmp(reader->errors.escape)) {
    jpeg_destroy_decompress(&reader->decompress);
    free(reader);
    return NULL;
  }
  jpeg_create_decompress(&reader->decompress);
  reader->source.init_source = source_init;
  reader->source.fill_input_buffer = source_fill;
  reader->source.skip_input_data = source_skip;
  reader->source.resync_to_restart = jpeg_resync_to_restart;
  reader->source.term_source = source_finish;
  reader->source.next_input_byte = bytes;
  reader->source.bytes_in_buffer = count;
  reader->decompress.src = &reader->source;
  reader->progress.progress_monitor = watch_scans;
  reader->decompress.progress = &reader->progress;
  jpeg_read_header(&reader->decompress, TRUE);
  if (reader->errors.reached_end) fail(&reader->errors, JPEG_SHIM_TRUNCATED, "header only");
  reader->entropy_bytes = reader->source.bytes_in_buffer;
  if (jpeg_shim_reader_info(reader).color == 0)
    fail(&reader->errors, JPEG_SHIM_UNSUPPORTED, "number of components");
  reader->errors.failure = NULL;
  return reader;
}

jpeg_shim_info jpeg_shim_reader_info(const jpeg_shim_reader *reader) {
  const struct jpeg_decompress_struct *decompress = &reader->decompress;
  jpeg_shim_info info = {0};
  info.width = (int32_t)decompress->image_width;
  info.height = (int32_t)decompress->image_height;
  info.components = decompress->num_components;
  info.is_progressive = decompress->progressive_mode;
  info.is_arithmetic = decompress->arith_code;
  switch (decompress->jpeg_color_space) {
  case JCS_GRAYSCALE: info.color = JPEG_SHIM_GREY; break;
  case JCS_YCbCr: info.color = JPEG_SHIM_YCBCR; break;
  case JCS_RGB: info.color = JPEG_SHIM_RGB; break;
  case JCS_CMYK: info.color = JPEG_SHIM_CMYK; break;
  case JCS_YCCK: info.color = JPEG_SHIM_YCCK; break;
  default: break;
  }
  return info;
}

jpeg_shim_component jpeg_shim_reader_component(const jpeg_shim_reader *reader, int32_t index) {
  return reader->components[index];
}

int32_t jpeg_shim_reader_table(const jpeg_shim_reader *reader, int32_t slot, uint16_t *values) {
  if (!reader->has_table[slot]) return 0;
  memcpy(values, reader->tables[slot], sizeof reader->tables[slot]);
  return 1;
}

// libjpeg frees its component records when decoding finishes: what is asked for afterwards is
// copied before. A table may be redefined between scans; the one a component was decoded with is
// the one meant.
static void keep_settings(jpeg_shim_reader *reader) {
  const struct jpeg_decompress_struct *decompress = &reader->decompress;
  for (int i = 0; i < decompress->num_components; i++) {
    const jpeg_component_info *component = &decompress->comp_info[i];
    // libjpeg checks the slot only of components that some scan brings.
    int slot = component->quant_tbl_no;
    if (slot < 0 || slot >= NUM_QUANT_TBLS) slot = 0;
    reader->components[i] =
        (jpeg_shim_component){component->h_samp_factor, component->v_samp_factor, slot};
    if (reader->has_table[slot]) continue;
    const JQUANT_TBL *table = component->quant_table != NULL ? component->quant_table
                                                             : decompress->quant_tbl_ptrs[slot];
    if (table == NULL) continue;
    memcpy(reader->tables[slot], table->quantval, sizeof reader->tables[slot]);
    reader->has_table[slot] = 1;
  }
}

int32_t jpeg_shim_reader_decode(jpeg_shim_reader *reader, uint8_t *output,
                                jpeg_shim_failure *failure) {
  struct jpeg_decompress_struct *decompress = &reader->decompress;
  reader->errors.failure = failure;
  if (setjmp(reader->errors.escape)) {
    reader->errors.failure = NULL;
    return -1;
  }
  int is_cmyk = decompress->num_components == 4;
  decompress->out_color_space = is_cmyk ? JCS_CMYK : JCS_RGB;
  decompress->dct_method = JDCT_ISLOW;
  // Coefficients of a progressive file take two bytes a sample of the padded picture.
  decompress->mem->max_memory_to_use =
      (long)(64L << 20) + (long)decompress->image_width * (long)decompress->image_height * 12L;
  jpeg_start_decompress(decompress);
  size_t stride = (size_t)decompress->output_width * (is_cmyk ? 4 : 3);
  JSAMPROW rows[ROWS_PER_CALL];
  while (decompress->output_scanline < decompress->output_height) {
    for (int i = 0; i < ROWS_PER_CALL; i++) {
      size_t row = decompress->output_scanline + (size_t)i;
      if (row >= decompress->output_height) row = decompress->output_height - 1;
      rows[i] = output + row * stride;
    }
    JDIMENSION left = decompress->output_height - decompress->output_scanline;
    jpeg_read_scanlines(decompress, rows, left < ROWS_PER_CALL ? left : ROWS_PER_CALL);
    if (reader->nothing_usable) fail(&reader->errors, JPEG_SHIM_TRUNCATED, "no row is complete");
  }
  keep_settings(reader);
  // All rows are there: what goes wrong from here on is damage, not failure.
  if (setjmp(reader->errors.escape)) {
    reader->errors.damage = 1;
    reader->errors.failure = NULL;
    return 0;
  }
  reader->errors.failure = NULL;
  jpeg_finish_decompress(decompress);
  return 0;
}

int32_t jpeg_shim_reader_is_truncated(const jpeg_shim_reader *reader) {
  return reader->errors.reached_end || reader->errors.early_end_marker;
}

int32_t jpeg_shim_reader_is_damaged(const jpeg_shim_reader *reader) {
  return reader->errors.damage;
}

void jpeg_shim_reader_close(jpeg_shim_reader *reader) {
  if (setjmp(reader->errors.escape) == 0) jpeg_destroy_decompress(&reader->decompress);
  free(reader);
}

typedef struct writer {
  struct jpeg_compress_struct compress;
  error_manager errors;
  struct jpeg_destination_mgr destination;
  uint8_t *buffer;
  size_t capacity;
} writer;

static void destination_init(j_compress_ptr compress) {
  writer *self = (writer *)compress;
  self->destination.next_output_byte = self->buffer;
  self->destination.free_in_buffer = self->capacity;
}

static boolean destination_grow(j_compress_ptr compress) {
  // libjpeg calls this with the whole buffer full, whatever free_in_buffer says.
  writer *self = (writer *)compress;
  size_t capacity = self->capacity * 2;
  uint8_t *larger = realloc(self->buffer, capacity);
  if (larger == NULL) ERREXIT1(compress, JERR_OUT_OF_MEMORY, 0);
  self->destination.next_output_byte = larger + self->capacity;
  self->destination.free_in_buffer = capacity - self->capacity;
  self->buffer = larger;
  self->capacity = capacity;
  return TRUE;
}

static void destination_finish(j_compress_ptr compress) { (void)compress; }

static void set_up_components(struct jpeg_compress_struct *compress,
                              const jpeg_shim_request *request) {
  for (int i = 0; i < compress->num_components; i++) {
    const jpeg_shim_component *wanted = &request->components[i];
    jpeg_component_info *component = &compress->comp_info[i];
    component->h_samp_factor = wanted->horizontal_sampling;
    component->v_samp_factor = wanted->vertical_sampling;
    if (request->quality != 0) continue;
    int slot = wanted->quantization_table;
    component->quant_tbl_no = slot;
    if (compress->quant_tbl_ptrs[slot] == NULL)
      compress->quant_tbl_ptrs[slot] = jpeg_alloc_quant_table((j_common_ptr)compress);
    memcpy(compress->quant_tbl_ptrs[slot]->quantval, request->tables + slot * DCTSIZE2,
           sizeof compress->quant_tbl_ptrs[slot]->quantval);
    compress->quant_tbl_ptrs[slot]->sent_table = FALSE;
  }
}

int32_t jpeg_shim_encode(const jpeg_shim_request *request, const uint8_t *rgb, uint8_t **output,
                         size_t *count, jpeg_shim_failure *failure) {
  *output = NULL;
  *count = 0;
  writer *self = calloc(1, sizeof *self);
  if (self != NULL) {
    self->capacity = (size_t)1 << 16;
    self->buffer = malloc(self->capacity);
  }
  if (self == NULL || self->buffer == NULL) {
    failure->kind = JPEG_SHIM_OUT_OF_MEMORY;
    free(self);
    return -1;
  }
  struct jpeg_compress_struct *compress = &self->compress;
  set_up_errors(&self->errors);
  self->errors.failure = failure;
  compress->err = &self->errors.base;
  if (setjmp(self->errors.escape)) {
    jpeg_destroy_compress(compress);
    free(self->buffer);
    free(self);
    return -1;
  }
  jpeg_create_compress(compress);
  self->destination.init_destination = destination_init;
  self->destination.empty_output_buffer = destination_grow;
  self->destination.term_destination = destination_finish;
  compress->dest = &self->destination;
  compress->image_width = (JDIMENSION)request->width;
  compress->image_height = (JDIMENSION)request->height;
  compress->input_components = 3;
  compress->in_color_space = JCS_RGB;
  jpeg_set_defaults(compress);
  jpeg_set_colorspace(compress, request->color == JPEG_SHIM_GREY    ? JCS_GRAYSCALE
                                : request->color == JPEG_SHIM_YCBCR ? JCS_YCbCr
                                                                    : JCS_RGB);
  if (request->quality != 0) jpeg_set_quality(compress, request->quality, TRUE);
  set_up_components(compress, request);
  compress->dct_method = JDCT_ISLOW;
  compress->optimize_coding = TRUE;
  if (request->is_progressive) jpeg_simple_progression(compress);
  jpeg_start_compress(compress, TRUE);
  for (size_t i = 0; i < request->marker_count; i++) {
    const jpeg_shim_marker *marker = &request->markers[i];
    jpeg_write_marker(compress, marker->code, marker->bytes, (unsigned int)marker->count);
  }
  size_t stride = (size_t)request->width * 3;
  while (compress->next_scanline < compress->image_height) {
    JSAMPROW rows[ROWS_PER_CALL];
    JDIMENSION left = compress->image_height - compress->next_scanline;
    JDIMENSION batch = left < ROWS_PER_CALL ? left : ROWS_PER_CALL;
    for (JDIMENSION i = 0; i < batch; i++)
      rows[i] = (JSAMPROW)(rgb + (compress->next_scanline + i) * stride);
    jpeg_write_scanlines(compress, rows, batch);
  }
  jpeg_finish_compress(compress);
  *output = self->buffer;
  *count = self->capacity - self->destination.free_in_buffer;
  jpeg_destroy_compress(compress);
  free(self);
  return 0;
}

void jpeg_shim_free(uint8_t *bytes) { free(bytes); }
