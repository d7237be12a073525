/* How much work a PKCS#12 container (RFC 7292) asks for before it opens: a file of a kilobyte may ask for
   thousands of millions of iterations, and OpenSSL does them. */
#pragma once

/* More than anybody may ask for; so are numbers that cannot be read. */
#define YUANTU_TOO_MANY_ITERATIONS (1L << 40)
#define YUANTU_MOST_NESTED_BAGS 8

static inline long yuantu_iterations_sum(long sum, const ASN1_INTEGER *iterations) {
  long more = iterations ? ASN1_INTEGER_get(iterations) : 1;
  if (more < 0 || more > YUANTU_TOO_MANY_ITERATIONS - sum) return YUANTU_TOO_MANY_ITERATIONS;
  return sum + more;
}

/* `sum` and the iterations of one encryption. Scrypt, which OpenSSL bounds itself, and what OpenSSL does
   not know count nothing. */
static inline long yuantu_encryption_iterations(long sum, const X509_ALGOR *algorithm) {
  if (!algorithm || !algorithm->parameter) return sum;
  if (OBJ_obj2nid(algorithm->algorithm) == NID_pbes2) {
    PBE2PARAM *scheme = (PBE2PARAM *)ASN1_TYPE_unpack_sequence(
        ASN1_ITEM_rptr(PBE2PARAM), algorithm->parameter);
    if (scheme && OBJ_obj2nid(scheme->keyfunc->algorithm) == NID_id_pbkdf2 &&
        scheme->keyfunc->parameter) {
      PBKDF2PARAM *parameters = (PBKDF2PARAM *)ASN1_TYPE_unpack_sequence(
          ASN1_ITEM_rptr(PBKDF2PARAM), scheme->keyfunc->parameter);
      if (parameters) sum = yuantu_iterations_sum(sum, parameters->iter);
      PBKDF2PARAM_free(parameters);
    }
    PBE2PARAM_free(scheme);
    return sum;
  }
  PBEPARAM *parameters = (PBEPARAM *)ASN1_TYPE_unpack_sequence(
      ASN1_ITEM_rptr(PBEPARAM), algorithm->parameter);
  if (parameters) sum = yuantu_iterations_sum(sum, parameters->iter);
  PBEPARAM_free(parameters);
  return sum;
}

static inline long yuantu_bag_iterations(
    long sum, const STACK_OF(PKCS12_SAFEBAG) *bags, int depth) {
  for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); i++) {
    const PKCS12_SAFEBAG *bag = sk_PKCS12_SAFEBAG_value(bags, i);
    int kind = OBJ_obj2nid(PKCS12_SAFEBAG_get0_type(bag));
    if (kind == NID_pkcs8ShroudedKeyBag) {
      const X509_ALGOR *algorithm = NULL;
      if (PKCS12_SAFEBAG_get0_pkcs8(bag))
        X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, NULL);
      sum = yuantu_encryption_iterations(sum, algorithm);
    } else if (kind == NID_safeContentsBag) {
      if (depth == 0) return YUANTU_TOO_MANY_ITERATIONS;
      sum = yuantu_bag_iterations(sum, PKCS12_SAFEBAG_get0_safes(bag), depth - 1);
    }
  }
  return sum;
}

/* The iterations that opening asks for in all, no more than YUANTU_TOO_MANY_ITERATIONS. What is encrypted is
   only opened to be looked into while the sum is at most `most`. */
static inline long yuantu_container_iterations(
    const PKCS12 *container, const char *passphrase, long most) {
  const ASN1_INTEGER *mac = NULL;
  PKCS12_get0_mac(NULL, NULL, NULL, &mac, container);
  long sum = PKCS12_mac_present(container) ? yuantu_iterations_sum(0, mac) : 0;
  STACK_OF(PKCS7) *parts = PKCS12_unpack_authsafes(container);
  for (int i = 0; i < sk_PKCS7_num(parts) && sum <= most; i++) {
    PKCS7 *part = sk_PKCS7_value(parts, i);
    STACK_OF(PKCS12_SAFEBAG) *bags = NULL;
    if (PKCS7_type_is_data(part)) {
      bags = PKCS12_unpack_p7data(part);
    } else if (PKCS7_type_is_encrypted(part) && part->d.encrypted && part->d.encrypted->enc_data) {
      sum = yuantu_encryption_iterations(sum, part->d.encrypted->enc_data->algorithm);
      if (sum <= most) bags = PKCS12_unpack_p7encdata(part, passphrase, -1);
    }
    sum = yuantu_bag_iterations(sum, bags, YUANTU_MOST_NESTED_BAGS);
    sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
  }
  sk_PKCS7_pop_free(parts, PKCS7_free);
  ERR_clear_error();
  return sum;
}
