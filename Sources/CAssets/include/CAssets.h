#pragma once
#include <stddef.h>

#pragma clang assume_nonnull begin

/// A file that was compiled in.
typedef struct yuantu_asset {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} yuantu_asset;

/// The file of this name, or NULL.
const yuantu_asset *_Nullable yuantu_asset_named(const char *name);

#pragma clang assume_nonnull end
