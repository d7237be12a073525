/// libpng behind functions that never jump out of themselves: each sets its own setjmp, so no
/// Swift frame is ever unwound by longjmp. No libpng type appears here.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Why a call failed.
enum {
  PNG_SHIM_CORRUPT = 1,
  PNG_SHIM_TRUNCATED = 2,
  PNG_SHIM_OUT_OF_MEMORY = 3,
};

typedef struct png_shim_failure {
  int32_t kind;
  char message[208];
} png_shim_failure;

typedef struct png_shim_info {
  uint32_t width;
  uint32_t height;
  int32_t bits_per_sample;
  int32_t is_grey;
  /// Whether decoding yields opacity: an alpha channel, or a tRNS chunk.
  int32_t has_alpha;
} png_shim_info;

/// Bytes owned by the reader; `bytes` is NULL when the file has none.
typedef struct png_shim_bytes {
  const uint8_t *_Nullable bytes;
  size_t count;
} png_shim_bytes;

typedef struct png_shim_reader png_shim_reader;

/// Reads all chunks up to the pixels. `bytes` must stay valid until close. NULL on failure.
png_shim_reader *_Nullable png_shim_reader_open(const uint8_t *bytes, size_t count,
                                                uint32_t maximum_side, png_shim_failure *failure);
png_shim_info png_shim_reader_info(const png_shim_reader *reader);
/// Decodes to 3 bytes RGB a pixel and, when `has_alpha`, 1 byte of opacity a pixel in `alpha`.
/// Reads to the end of the file. 0, or -1 with `failure` filled.
int32_t png_shim_reader_decode(png_shim_reader *reader, uint8_t *rgb, uint8_t *_Nullable alpha,
                               png_shim_failure *failure);
/// The inflated profile of the iCCP chunk.
png_shim_bytes png_shim_reader_profile(png_shim_reader *reader);
/// The text of the first text chunk with this keyword, inflated.
png_shim_bytes png_shim_reader_text(png_shim_reader *reader, const char *keyword);
/// The eXIf chunk, wherever it stands.
png_shim_bytes png_shim_reader_exif(png_shim_reader *reader);
void png_shim_reader_close(png_shim_reader *reader);

typedef struct png_shim_request {
  uint32_t width;
  uint32_t height;
  /// 1 grey, 2 grey with alpha, 3 RGB, 4 RGBA: also the bytes a pixel.
  int32_t channels;
  png_shim_bytes profile;
  png_shim_bytes exif;
  /// The data of a complete iTXt chunk.
  png_shim_bytes international_text;
} png_shim_request;

/// Encodes 8-bit rows without padding. On success 0 and `*output` holds `*count` bytes to be given
/// to `png_shim_free`.
int32_t png_shim_encode(const png_shim_request *request, const uint8_t *samples,
                        uint8_t *_Nullable *_Nonnull output, size_t *count,
                        png_shim_failure *failure);
void png_shim_free(uint8_t *_Nullable bytes);

#pragma clang assume_nonnull end
