/// libjpeg behind functions that never jump out of themselves: each sets its own setjmp, so no
/// Swift frame is ever unwound by longjmp. No libjpeg type appears here.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Why a call failed.
enum {
  JPEG_SHIM_CORRUPT = 1,
  JPEG_SHIM_TRUNCATED = 2,
  JPEG_SHIM_UNSUPPORTED = 3,
  JPEG_SHIM_OUT_OF_MEMORY = 4,
  JPEG_SHIM_INVALID_REQUEST = 5,
};

typedef struct jpeg_shim_failure {
  int32_t kind;
  char message[208];
} jpeg_shim_failure;

/// What the samples of the file mean.
enum {
  JPEG_SHIM_GREY = 1,
  JPEG_SHIM_YCBCR = 2,
  JPEG_SHIM_RGB = 3,
  JPEG_SHIM_CMYK = 4,
  JPEG_SHIM_YCCK = 5,
};

typedef struct jpeg_shim_component {
  int32_t horizontal_sampling;
  int32_t vertical_sampling;
  int32_t quantization_table;
} jpeg_shim_component;

typedef struct jpeg_shim_info {
  int32_t width;
  int32_t height;
  int32_t components;
  int32_t color;
  int32_t is_progressive;
  int32_t is_arithmetic;
} jpeg_shim_info;

typedef struct jpeg_shim_reader jpeg_shim_reader;

/// Reads the header. `bytes` must stay valid until close. NULL on failure.
jpeg_shim_reader *_Nullable jpeg_shim_reader_open(const uint8_t *bytes, size_t count,
                                                  jpeg_shim_failure *failure);
jpeg_shim_info jpeg_shim_reader_info(const jpeg_shim_reader *reader);
/// After decode: component `index` of at most four.
jpeg_shim_component jpeg_shim_reader_component(const jpeg_shim_reader *reader, int32_t index);
/// After decode: copies the 64 values (natural order) of table `slot` of 0...3; 0 when no component
/// uses it.
int32_t jpeg_shim_reader_table(const jpeg_shim_reader *reader, int32_t slot, uint16_t *values);
/// Decodes all rows: 3 bytes RGB a pixel, or 4 bytes CMYK as stored for CMYK and YCCK files.
/// 0, or -1 with `failure` filled.
int32_t jpeg_shim_reader_decode(jpeg_shim_reader *reader, uint8_t *output,
                                jpeg_shim_failure *failure);
/// After decode: whether the data ended before the picture or its end marker did.
int32_t jpeg_shim_reader_is_truncated(const jpeg_shim_reader *reader);
/// After decode: whether libjpeg found damage in the data other than a missing end.
int32_t jpeg_shim_reader_is_damaged(const jpeg_shim_reader *reader);
void jpeg_shim_reader_close(jpeg_shim_reader *reader);

typedef struct jpeg_shim_marker {
  /// 0xE0...0xEF.
  int32_t code;
  const uint8_t *bytes;
  size_t count;
} jpeg_shim_marker;

typedef struct jpeg_shim_request {
  int32_t width;
  int32_t height;
  /// JPEG_SHIM_GREY, JPEG_SHIM_YCBCR or JPEG_SHIM_RGB; the input is RGB in each case.
  int32_t color;
  int32_t is_progressive;
  /// 1...100 for libjpeg's own tables, 0 to take `tables`.
  int32_t quality;
  /// One or three, as `color` says.
  const jpeg_shim_component *components;
  /// 4 * 64 values in natural order; only slots that a component names are read.
  const uint16_t *tables;
  const jpeg_shim_marker *_Nullable markers;
  size_t marker_count;
} jpeg_shim_request;

/// Encodes `rgb`. On success 0 and `*output` holds `*count` bytes to be given to `jpeg_shim_free`.
int32_t jpeg_shim_encode(const jpeg_shim_request *request, const uint8_t *rgb,
                         uint8_t *_Nullable *_Nonnull output, size_t *count,
                         jpeg_shim_failure *failure);
void jpeg_shim_free(uint8_t *_Nullable bytes);

#pragma clang assume_nonnull end
