#include "CWebAssets.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char style[] = {
#embed "style.css"
};
static const unsigned char script[] = {
#embed "app.js"
};
static const unsigned char icon[] = {
#embed "icon.svg"
};

static const struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} assets[] = {
    {"style.css", style, sizeof style},
    {"app.js", script, sizeof script},
    {"icon.svg", icon, sizeof icon},
};

const unsigned char *web_asset(const char *name, size_t *count) {
  for (size_t i = 0; i < sizeof assets / sizeof assets[0]; i++) {
    if (strcmp(assets[i].name, name) == 0) {
      *count = assets[i].count;
      return assets[i].bytes;
    }
  }
  return NULL;
}
