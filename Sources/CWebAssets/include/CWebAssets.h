#ifndef CWEBASSETS_H
#define CWEBASSETS_H

#include <stddef.h>

#pragma clang assume_nonnull begin

/// The file of this name that the local pages refer to: `*count` bytes, for ever; NULL when there is none.
const unsigned char *_Nullable web_asset(const char *name, size_t *count);

#pragma clang assume_nonnull end

#endif
