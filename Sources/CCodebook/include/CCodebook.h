/* The shipped codebook, as bytes in the program: see Sources/Matching/Index/Codebook.swift. */
#ifndef CCODEBOOK_H
#define CCODEBOOK_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

const uint8_t *yv_codebook_address(void);

#pragma clang assume_nonnull end

extern const size_t yv_codebook_count;

#endif
