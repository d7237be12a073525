#include "CAssets.h"

#include <string.h>

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char verify_html[] = {
#embed "verify.html"
};
static const unsigned char verify_css[] = {
#embed "verify.css"
};
static const unsigned char verify_bytes[] = {
#embed "verify-bytes.js"
};
static const unsigned char verify_asn1[] = {
#embed "verify-asn1.js"
};
static const unsigned char verify_cbor[] = {
#embed "verify-cbor.js"
};
static const unsigned char verify_zip[] = {
#embed "verify-zip.js"
};
static const unsigned char verify_words[] = {
#embed "verify-words.js"
};
static const unsigned char verify_checks[] = {
#embed "verify-checks.js"
};
static const unsigned char verify_records[] = {
#embed "verify-records.js"
};
static const unsigned char verify_page[] = {
#embed "verify-page.js"
};

static const assets_page_part parts[] = {
    {"verify.html", verify_html, sizeof verify_html},
    {"verify.css", verify_css, sizeof verify_css},
    {"verify-bytes.js", verify_bytes, sizeof verify_bytes},
    {"verify-asn1.js", verify_asn1, sizeof verify_asn1},
    {"verify-cbor.js", verify_cbor, sizeof verify_cbor},
    {"verify-zip.js", verify_zip, sizeof verify_zip},
    {"verify-words.js", verify_words, sizeof verify_words},
    {"verify-checks.js", verify_checks, sizeof verify_checks},
    {"verify-records.js", verify_records, sizeof verify_records},
    {"verify-page.js", verify_page, sizeof verify_page},
};

const assets_page_part *assets_page(const char *name) {
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (strcmp(parts[i].name, name) == 0) return &parts[i];
  }
  return NULL;
}
