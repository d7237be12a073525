#pragma once
/* Certificate revocation lists: typed stacks. Included by shim.h. */
#include <openssl/x509.h>
#include <openssl/x509v3.h>

static inline int yuantu_revoked_count(X509_CRL *list) {
  return sk_X509_REVOKED_num(X509_CRL_get_REVOKED(list));
}
static inline X509_REVOKED *yuantu_revoked_at(X509_CRL *list, int index) {
  return sk_X509_REVOKED_value(X509_CRL_get_REVOKED(list), index);
}

/* 1 when the list has a critical extension, which nothing here understands (RFC 5280 §5.2). */
static inline int yuantu_list_has_critical_extension(const X509_CRL *list) {
  return X509_CRL_get_ext_by_critical(list, 1, -1) >= 0;
}
