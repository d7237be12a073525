#include "CAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char platforms[] = {
#embed "platforms.json"
};

const unsigned char *assets_platforms(size_t *count) {
  *count = sizeof platforms;
  return platforms;
}
