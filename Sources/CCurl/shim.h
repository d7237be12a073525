#pragma once
#include <curl/curl.h>

/* Swift imports no variadic functions: each kind of value gets a function here. */

static inline CURLcode yuantu_curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode yuantu_curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode yuantu_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

typedef size_t (*yuantu_curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline CURLcode yuantu_curl_set_sink(CURL *handle, yuantu_curl_sink sink) {
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, sink);
}

static inline CURLcode yuantu_curl_status(CURL *handle, long *status) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

static inline CURLcode yuantu_curl_media_type(CURL *handle, const char **type) {
  return curl_easy_getinfo(handle, CURLINFO_CONTENT_TYPE, type);
}
