#pragma once
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/* Swift imports neither function-like macros nor typed stacks: each gets a function here. */

static inline void yuantu_free(void *memory) { OPENSSL_free(memory); }

static inline EVP_PKEY *yuantu_generate_p256(void) { return EVP_EC_gen("P-256"); }

static inline EVP_PKEY *yuantu_generate_ed25519(void) {
  return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519");
}
static inline EVP_PKEY *yuantu_generate_rsa(size_t bits) { return EVP_RSA_gen(bits); }

/* 1 when the operation now uses PSS with MGF1 over `digest` and a salt as long as the digest. */
static inline int yuantu_use_pss(EVP_PKEY_CTX *operation, const EVP_MD *digest) {
  return EVP_PKEY_CTX_set_rsa_padding(operation, RSA_PKCS1_PSS_PADDING) == 1 &&
         EVP_PKEY_CTX_set_rsa_pss_saltlen(operation, RSA_PSS_SALTLEN_DIGEST) == 1 &&
         EVP_PKEY_CTX_set_rsa_mgf1_md(operation, digest) == 1;
}

/* The bytes a memory BIO holds; they belong to the BIO. */
static inline long yuantu_bio_bytes(BIO *bio, const unsigned char **bytes) {
  char *start = NULL;
  long count = BIO_get_mem_data(bio, &start);
  *bytes = (const unsigned char *)start;
  return count;
}

static inline STACK_OF(X509) *yuantu_certificates_new(void) { return sk_X509_new_null(); }
static inline int yuantu_certificates_push(STACK_OF(X509) *all, X509 *one) {
  return sk_X509_push(all, one);
}
/* Frees the list alone, not what is in it. */
static inline void yuantu_certificates_free(STACK_OF(X509) *all) { sk_X509_free(all); }

/* 1 when the certificate's extended key usage names the dotted OID. */
static inline int yuantu_has_extended_key_usage(const X509 *certificate, const char *oid) {
  int found = 0;
  EXTENDED_KEY_USAGE *usage = (EXTENDED_KEY_USAGE *)X509_get_ext_d2i(
      certificate, NID_ext_key_usage, NULL, NULL);
  ASN1_OBJECT *wanted = OBJ_txt2obj(oid, 1);
  if (usage && wanted)
    for (int i = 0; i < sk_ASN1_OBJECT_num(usage); i++)
      found |= OBJ_cmp(sk_ASN1_OBJECT_value(usage, i), wanted) == 0;
  ASN1_OBJECT_free(wanted);
  EXTENDED_KEY_USAGE_free(usage);
  return found;
}

/* 1 when the RSA-PSS parameters of the signature are SHA-2 with MGF1 over the same digest. */
static inline int yuantu_pss_is_sha2(const X509 *certificate) {
  const X509_ALGOR *algorithm = NULL;
  const ASN1_OBJECT *digest = NULL, *mask = NULL;
  X509_get0_signature(NULL, &algorithm, certificate);
  if (!algorithm || !algorithm->parameter) return 0;
  RSA_PSS_PARAMS *parameters = (RSA_PSS_PARAMS *)ASN1_TYPE_unpack_sequence(
      ASN1_ITEM_rptr(RSA_PSS_PARAMS), algorithm->parameter);
  if (!parameters) return 0;
  int same = 0;
  if (parameters->hashAlgorithm && parameters->maskGenAlgorithm) {
    X509_ALGOR *inner = NULL;
    X509_ALGOR_get0(&digest, NULL, NULL, parameters->hashAlgorithm);
    if (parameters->maskGenAlgorithm->parameter)
      inner = (X509_ALGOR *)ASN1_TYPE_unpack_sequence(
          ASN1_ITEM_rptr(X509_ALGOR), parameters->maskGenAlgorithm->parameter);
    if (inner) X509_ALGOR_get0(&mask, NULL, NULL, inner);
    int nid = OBJ_obj2nid(digest);
    same = mask && OBJ_obj2nid(mask) == nid &&
           (nid == NID_sha256 || nid == NID_sha384 || nid == NID_sha512);
    X509_ALGOR_free(inner);
  }
  RSA_PSS_PARAMS_free(parameters);
  return same;
}

/* The iteration count of an encrypted PKCS#8 key when it is PBES2 with PBKDF2; 0 when it is PBES2
   with scrypt, which OpenSSL bounds itself; -1 for anything else. */
static inline long yuantu_pbes2_iterations(const X509_SIG *encrypted) {
  const X509_ALGOR *algorithm = NULL;
  long iterations = -1;
  X509_SIG_get0(encrypted, &algorithm, NULL);
  if (!algorithm || OBJ_obj2nid(algorithm->algorithm) != NID_pbes2 || !algorithm->parameter)
    return -1;
  PBE2PARAM *scheme = (PBE2PARAM *)ASN1_TYPE_unpack_sequence(
      ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter);
  if (!scheme) return -1;
  int derivation = OBJ_obj2nid(scheme->keyfunc->algorithm);
  if (derivation == NID_id_scrypt) {
    iterations = 0;
  } else if (derivation == NID_id_pbkdf2 && scheme->keyfunc->parameter) {
    PBKDF2PARAM *parameters = (PBKDF2PARAM *)ASN1_TYPE_unpack_sequence(
        ASN1_ITEM_rptr(PBKDF2PARAM), scheme->keyfunc->parameter);
    if (parameters) iterations = ASN1_INTEGER_get(parameters->iter);
    PBKDF2PARAM_free(parameters);
  }
  PBE2PARAM_free(scheme);
  return iterations;
}

#include "key_container.h"
#include "revocation.h"
#include "revocation_list.h"
#include "timestamp.h"
