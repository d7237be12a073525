import Trust

extension FindingCode {
  /// What a token's verification found; nil for what `timeStampTrusted` says already.
  init?(_ code: TimestampVerification.Code) {
    switch code {
    case .validated: return nil
    case .trusted: self = .timeStampTrusted
    case .malformed: self = .timeStampMalformed
    case .mismatch: self = .timeStampMismatch
    case .outsideValidity: self = .timeStampOutsideValidity
    case .untrusted: self = .timeStampUntrusted
    case .authorityExpired: self = .timeAuthorityExpired
    case .signingTimeDiffers: self = .timeSigningTimeDiffers
    }
  }
}
