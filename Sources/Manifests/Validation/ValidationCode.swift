/// Validation status codes (C2PA 2.2 §15.2), as far as this validator can come to them.
public enum ValidationCode: String, CaseIterable, Sendable {
  case claimSignatureValidated = "claimSignature.validated"
  case claimSignatureInsideValidity = "claimSignature.insideValidity"
  case credentialTrusted = "signingCredential.trusted"
  case credentialNotRevoked = "signingCredential.ocsp.notRevoked"
  case timeStampValidated = "timeStamp.validated"
  case timeStampTrusted = "timeStamp.trusted"
  case hashedURIMatch = "assertion.hashedURI.match"
  case dataHashMatch = "assertion.dataHash.match"
  case boxesHashMatch = "assertion.boxesHash.match"
  case ingredientManifestValidated = "ingredient.manifest.validated"
  case ingredientSignatureValidated = "ingredient.claimSignature.validated"

  case ingredientUnknownProvenance = "ingredient.unknownProvenance"
  case timeStampMalformed = "timeStamp.malformed"
  case timeStampMismatch = "timeStamp.mismatch"
  case timeStampOutsideValidity = "timeStamp.outsideValidity"
  case timeStampUntrusted = "timeStamp.untrusted"
  case revocationSkipped = "signingCredential.ocsp.skipped"
  case additionalExclusions = "assertion.dataHash.additionalExclusionsPresent"
  /// A hard binding of a kind that is not examined here. Not a code of the specification.
  case bindingNotSupported = "binding.notSupported"
  /// A revocation list at hand does not name the signer's certificate, or names it for later. Not a code of
  /// the specification.
  case credentialNotListed = "evidence.credentialNotListed"

  case claimMissing = "claim.missing"
  case claimMultiple = "claim.multiple"
  case claimMalformed = "claim.malformed"
  case claimCBORInvalid = "claim.cbor.invalid"
  case hardBindingsMissing = "claim.hardBindings.missing"
  case claimSignatureMissing = "claimSignature.missing"
  case claimSignatureMismatch = "claimSignature.mismatch"
  case claimSignatureOutsideValidity = "claimSignature.outsideValidity"
  case credentialInvalid = "signingCredential.invalid"
  case credentialUntrusted = "signingCredential.untrusted"
  case credentialExpired = "signingCredential.expired"
  case credentialRevoked = "signingCredential.ocsp.revoked"
  case credentialStatusUnknown = "signingCredential.ocsp.unknown"
  /// A revocation list at hand names the signer's certificate. Not a code of the specification.
  case credentialListed = "evidence.credentialRevoked"
  case algorithmUnsupported = "algorithm.unsupported"
  case referenceMissing = "hashedURI.missing"
  case referenceMismatch = "hashedURI.mismatch"
  case ingredientManifestMissing = "ingredient.manifest.missing"
  case ingredientManifestMismatch = "ingredient.manifest.mismatch"
  case ingredientSignatureMissing = "ingredient.claimSignature.missing"
  case ingredientSignatureMismatch = "ingredient.claimSignature.mismatch"
  case multipleParents = "manifest.multipleParents"
  case updateInvalid = "manifest.update.invalid"
  case updateWrongParents = "manifest.update.wrongParents"
  case manifestInaccessible = "manifest.inaccessible"
  case compressedInvalid = "manifest.compressed.invalid"
  case assertionMissing = "assertion.missing"
  case assertionOutsideManifest = "assertion.outsideManifest"
  case assertionUndeclared = "assertion.undeclared"
  case hashedURIMismatch = "assertion.hashedURI.mismatch"
  case assertionCBORInvalid = "assertion.cbor.invalid"
  case assertionJSONInvalid = "assertion.json.invalid"
  case multipleHardBindings = "assertion.multipleHardBindings"
  case dataHashMismatch = "assertion.dataHash.mismatch"
  case dataHashMalformed = "assertion.dataHash.malformed"
  case boxesHashMismatch = "assertion.boxesHash.mismatch"
  case boxesHashMalformed = "assertion.boxesHash.malformed"
  case boxesHashUnknownBox = "assertion.boxesHash.unknownBox"
  case dataHashRedacted = "assertion.dataHash.redacted"
  case actionMalformed = "assertion.action.malformed"
  case actionIngredientMismatch = "assertion.action.ingredientMismatch"
  case actionRedacted = "assertion.action.redacted"
  case actionRedactionMismatch = "assertion.action.redactionMismatch"
  case actionSoftBindingMissing = "assertion.action.softBindingMissing"
  case ingredientMalformed = "assertion.ingredient.malformed"
  case notRedacted = "assertion.notRedacted"
  case selfRedacted = "assertion.selfRedacted"
  case metadataDisallowed = "assertion.metadata.disallowed"
  case timestampAssertionMalformed = "assertion.timestamp.malformed"
  case generalError = "general.error"

  /// Whether the specification knows the code.
  public var isSpecified: Bool {
    ![.bindingNotSupported, .credentialNotListed, .credentialListed].contains(self)
  }

  /// What a code means for the verdict.
  public enum Kind: String, Sendable {
    case success, informational, failure
  }

  /// What this code means for the verdict.
  public var kind: Kind {
    switch self {
    case .claimSignatureValidated, .claimSignatureInsideValidity, .credentialTrusted,
      .credentialNotRevoked, .timeStampValidated, .timeStampTrusted, .hashedURIMatch,
      .dataHashMatch, .boxesHashMatch, .ingredientManifestValidated,
      .ingredientSignatureValidated:
      .success
    case .ingredientUnknownProvenance, .timeStampMalformed, .timeStampMismatch,
      .timeStampOutsideValidity, .timeStampUntrusted, .revocationSkipped, .additionalExclusions,
      .bindingNotSupported, .credentialNotListed:
      .informational
    default: .failure
    }
  }
}
