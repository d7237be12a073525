#include "CAssets.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char forms[] = {
#embed "forms.json"
};

const unsigned char *assets_forms(size_t *count) {
  *count = sizeof forms;
  return forms;
}
