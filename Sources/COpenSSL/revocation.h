#pragma once
#include <openssl/ocsp.h>
#include <openssl/x509.h>
#include <time.h>

static inline time_t yuantu_seconds(const ASN1_GENERALIZEDTIME *moment) {
  struct tm parts;
  return moment && ASN1_TIME_to_tm(moment, &parts) == 1 ? timegm(&parts) : (time_t)-1;
}

/* What an OCSP response in DER says about `leaf`: 0 good, 1 revoked, 2 unknown, -1 nothing usable.
   The signature is checked against `anchors` at the time the response was made. `*revoked` is set
   when it was revoked. */
static inline int yuantu_ocsp_status(
    const unsigned char *der, long count, X509 *leaf, STACK_OF(X509) *issuers, X509_STORE *anchors,
    time_t at, time_t *revoked) {
  const unsigned char *position = der;
  int answer = -1;
  OCSP_RESPONSE *response = d2i_OCSP_RESPONSE(NULL, &position, count);
  OCSP_BASICRESP *basic = NULL;
  if (!response || position != der + count) goto done;
  if (OCSP_response_status(response) != OCSP_RESPONSE_STATUS_SUCCESSFUL) goto done;
  basic = OCSP_response_get1_basic(response);
  if (!basic) goto done;
  for (int i = 0; i < sk_X509_num(issuers) && answer < 0; i++) {
    const EVP_MD *digests[] = {EVP_sha1(), EVP_sha256()};
    for (int j = 0; j < 2 && answer < 0; j++) {
      OCSP_CERTID *id = OCSP_cert_to_id(digests[j], leaf, sk_X509_value(issuers, i));
      int status = -1, reason = 0;
      ASN1_GENERALIZEDTIME *since = NULL, *made = NULL, *next = NULL;
      int found = id && OCSP_resp_find_status(basic, id, &status, &reason, &since, &made, &next);
      OCSP_CERTID_free(id);
      if (!found || yuantu_seconds(made) < 0) continue;
      X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(anchors), yuantu_seconds(made));
      if (OCSP_basic_verify(basic, issuers, anchors, 0) != 1) continue;
      if (status == V_OCSP_CERTSTATUS_REVOKED) {
        *revoked = yuantu_seconds(since);
        answer = *revoked >= 0 && *revoked > at ? 0 : 1;
      } else if (next && yuantu_seconds(next) < at) {
        continue; /* it had ended by then */
      } else {
        answer = status == V_OCSP_CERTSTATUS_GOOD ? 0 : 2;
      }
    }
  }
done:
  OCSP_BASICRESP_free(basic);
  OCSP_RESPONSE_free(response);
  ERR_clear_error();
  return answer;
}
