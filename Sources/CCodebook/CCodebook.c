#include "CCodebook.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t bytes[] = {
#embed "codebook.bin"
};

const size_t yv_codebook_count = sizeof bytes;

const uint8_t *yv_codebook_address(void) { return bytes; }
