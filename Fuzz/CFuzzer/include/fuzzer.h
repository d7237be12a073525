#pragma once
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's driver. SwiftPM renames an executable's main, so libFuzzer's own does not link. */
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*call)(const uint8_t *data, size_t size));
