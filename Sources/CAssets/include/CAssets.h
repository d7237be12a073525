#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// The platforms' rules as shipped: UTF-8 JSON of `*count` bytes, for ever.
const unsigned char *assets_platforms(size_t *count);

/// The platforms' forms for complaints and appeals as shipped: UTF-8 JSON of `*count` bytes, for ever.
const unsigned char *assets_forms(size_t *count);

/// A part of the page that checks packages in a browser.
typedef struct assets_page_part {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} assets_page_part;

/// The part of this name, or NULL.
const assets_page_part *_Nullable assets_page(const char *name);

#pragma clang assume_nonnull end

#endif
