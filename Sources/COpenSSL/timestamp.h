#pragma once
/* Time-stamp tokens: what libcrypto keeps behind macros and typed stacks. Included by shim.h. */
#include <openssl/cms.h>
#include <openssl/ess.h>
#include <openssl/ts.h>

/* The signer's certificate of a token with exactly one signer, found by its identifier among the
   token's own; borrowed. NULL otherwise. */
static inline X509 *yuantu_token_signer(CMS_ContentInfo *token) {
  STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(token);
  X509 *signer = NULL;
  if (sk_CMS_SignerInfo_num(all) != 1) return NULL;
  if (CMS_set1_signers_certs(token, NULL, 0) < 1) return NULL;
  CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(all, 0), NULL, &signer, NULL, NULL);
  return signer;
}

/* The digest algorithm of the only signer, NID_undef when there is none. */
static inline int yuantu_token_digest(CMS_ContentInfo *token) {
  STACK_OF(CMS_SignerInfo) *all = CMS_get0_SignerInfos(token);
  X509_ALGOR *digest = NULL;
  if (sk_CMS_SignerInfo_num(all) != 1) return NID_undef;
  CMS_SignerInfo_get0_algs(sk_CMS_SignerInfo_value(all, 0), NULL, NULL, &digest, NULL);
  return digest ? OBJ_obj2nid(digest->algorithm) : NID_undef;
}

static inline int yuantu_certificates_count(const STACK_OF(X509) *all) { return sk_X509_num(all); }
static inline X509 *yuantu_certificates_at(const STACK_OF(X509) *all, int index) {
  return sk_X509_value(all, index);
}
/* Frees the list and one reference to each certificate in it. */
static inline void yuantu_certificates_release(STACK_OF(X509) *all) {
  sk_X509_pop_free(all, X509_free);
}

/* The contents of the only signer's signed attribute of that kind, NULL unless it is there once and
   is a sequence. */
static inline ASN1_STRING *yuantu_token_attribute(CMS_ContentInfo *token, int kind) {
  CMS_SignerInfo *info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(token), 0);
  return (ASN1_STRING *)CMS_signed_get0_data_by_OBJ(info, OBJ_nid2obj(kind), -3,
                                                    V_ASN1_SEQUENCE);
}

/* 1 when the signed attributes name the signer's certificate, and no certificate that is not in
   `all`, whose first is the signer's (RFC 5035, RFC 5816). */
static inline int yuantu_token_names_signer(CMS_ContentInfo *token, const STACK_OF(X509) *all) {
  ASN1_STRING *first = yuantu_token_attribute(token, NID_id_smime_aa_signingCertificate);
  ASN1_STRING *second = yuantu_token_attribute(token, NID_id_smime_aa_signingCertificateV2);
  ESS_SIGNING_CERT *one = NULL;
  ESS_SIGNING_CERT_V2 *two = NULL;
  int names = 0;
  if (first) {
    const unsigned char *start = ASN1_STRING_get0_data(first);
    one = d2i_ESS_SIGNING_CERT(NULL, &start, ASN1_STRING_length(first));
  }
  if (second) {
    const unsigned char *start = ASN1_STRING_get0_data(second);
    two = d2i_ESS_SIGNING_CERT_V2(NULL, &start, ASN1_STRING_length(second));
  }
  if ((one || two) && !(first && !one) && !(second && !two))
    names = OSSL_ESS_check_signing_certs(one, two, all, 1) > 0;
  ESS_SIGNING_CERT_free(one);
  ESS_SIGNING_CERT_V2_free(two);
  return names;
}

/* The signingTime attribute of the only signer, NULL when there is none; borrowed. */
static inline const ASN1_TIME *yuantu_token_signing_time(CMS_ContentInfo *token) {
  CMS_SignerInfo *info = sk_CMS_SignerInfo_value(CMS_get0_SignerInfos(token), 0);
  int index = info ? CMS_signed_get_attr_by_NID(info, NID_pkcs9_signingTime, -1) : -1;
  X509_ATTRIBUTE *attribute = index < 0 ? NULL : CMS_signed_get_attr(info, index);
  ASN1_TYPE *value = attribute ? X509_ATTRIBUTE_get0_type(attribute, 0) : NULL;
  if (!value || (value->type != V_ASN1_UTCTIME && value->type != V_ASN1_GENERALIZEDTIME))
    return NULL;
  return value->value.utctime;
}

/* A response's own words about a refusal, one buffer of text; empty when it says nothing. */
static inline void yuantu_response_text(TS_STATUS_INFO *info, char *text, int size) {
  const STACK_OF(ASN1_UTF8STRING) *lines = TS_STATUS_INFO_get0_text(info);
  text[0] = 0;
  if (sk_ASN1_UTF8STRING_num(lines) < 1) return;
  ASN1_UTF8STRING *line = sk_ASN1_UTF8STRING_value(lines, 0);
  int count = ASN1_STRING_length(line) < size - 1 ? ASN1_STRING_length(line) : size - 1;
  memcpy(text, ASN1_STRING_get0_data(line), (size_t)count);
  text[count] = 0;
}
