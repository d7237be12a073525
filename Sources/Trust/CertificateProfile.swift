import COpenSSL

/// What C2PA's certificate profile asks beyond path validation.
enum CertificateProfile {
  private static let documentUsages = [
    Certificate.claimSigning, "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36",
    "1.3.6.1.4.1.311.76.59.1.9",
  ]
  private static let anyUsage = "2.5.29.37.0"
  /// Time stamping and OCSP signing must each be the only usage of their certificates.
  private static let lonelyUsages = ["1.3.6.1.5.5.7.3.8", "1.3.6.1.5.5.7.3.9"]

  static func fault(ofLeaf certificate: Certificate) -> ChainResult.Fault? {
    if let fault = commonFault(certificate) { return fault }
    let pointer = certificate.handle.pointer
    let flags = X509_get_extension_flags(pointer)
    if flags & UInt32(EXFLAG_CA) != 0 { return .leafIsAuthority }
    let isForSigning = X509_get_key_usage(pointer) & UInt32(KU_DIGITAL_SIGNATURE) != 0
    if flags & UInt32(EXFLAG_KUSAGE) == 0 || !isForSigning { return .keyUsage }
    let isForDocuments = documentUsages.contains { has($0, pointer) }
    if !isForDocuments || has(anyUsage, pointer)
      || lonelyUsages.contains(where: { has($0, pointer) })
    {
      return .extendedKeyUsage
    }
    return X509_get0_authority_key_id(pointer) == nil ? .authorityKeyIdentifier : nil
  }

  static func fault(ofAuthority certificate: Certificate) -> ChainResult.Fault? {
    if let fault = commonFault(certificate) { return fault }
    let pointer = certificate.handle.pointer
    if X509_get_extension_flags(pointer) & UInt32(EXFLAG_CA) == 0 { return .authority }
    return X509_get0_subject_key_id(pointer) == nil ? .subjectKeyIdentifier : nil
  }

  private static func commonFault(_ certificate: Certificate) -> ChainResult.Fault? {
    defer { ERR_clear_error() }
    let pointer = certificate.handle.pointer
    if X509_get_version(pointer) != 2 { return .version }
    if X509_get_extension_flags(pointer) & UInt32(EXFLAG_INVALID) != 0 {
      return .criticalExtension
    }
    var issuer: UnsafePointer<ASN1_BIT_STRING>?
    var subject: UnsafePointer<ASN1_BIT_STRING>?
    X509_get0_uids(pointer, &issuer, &subject)
    if issuer != nil || subject != nil { return .uniqueIdentifier }
    if !isAcceptedSignature(pointer) { return .signatureAlgorithm }
    return isAcceptedKey(certificate) ? nil : .publicKey
  }

  private static func has(_ usage: String, _ pointer: OpaquePointer) -> Bool {
    yuantu_has_extended_key_usage(pointer, usage) == 1
  }

  private static func isAcceptedSignature(_ pointer: OpaquePointer) -> Bool {
    let accepted = [
      NID_ecdsa_with_SHA256, NID_ecdsa_with_SHA384, NID_ecdsa_with_SHA512,
      NID_sha256WithRSAEncryption, NID_sha384WithRSAEncryption, NID_sha512WithRSAEncryption,
      NID_ED25519,
    ]
    let number = X509_get_signature_nid(pointer)
    if number == NID_rsassaPss { return yuantu_pss_is_sha2(pointer) == 1 }
    return accepted.contains(number)
  }

  private static func isAcceptedKey(_ certificate: Certificate) -> Bool {
    KeyHandle(publicKeyDER: certificate.publicKeyDER)?.family != nil
  }
}
