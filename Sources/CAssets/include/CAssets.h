#ifndef CASSETS_H
#define CASSETS_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// The platforms' rules as shipped: UTF-8 JSON of `*count` bytes, for ever.
const unsigned char *assets_platforms(size_t *count);

#pragma clang assume_nonnull end

#endif
