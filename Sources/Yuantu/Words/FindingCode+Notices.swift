import Codecs
import Manifests

extension FindingCode {
  init(_ notice: SourceNotice) {
    self =
      switch notice {
      case .truncated: .sourceTruncated
      case .damaged: .sourceDamaged
      case .firstFrameOnly: .sourceFirstFrameOnly
      case .reducedTo8Bits: .sourceReducedTo8Bits
      case .convertedFromCMYK: .sourceConvertedFromCMYK
      case .brokenColorProfile: .sourceBrokenColorProfile
      case .highDynamicRange: .sourceHighDynamicRange
      }
  }

  init(_ finding: RecordFinding) {
    self =
      switch finding.code {
      case .claimSignatureValidated: .signatureValid
      case .claimSignatureMismatch: .signatureMismatch
      case .signingCredentialTrusted: .signerKnown
      case .signingCredentialUntrusted: .signerUnknown
      case .signingCredentialInvalid: .signerInvalid
      case .signingCredentialExpired: .signerExpired
      case .claimMalformed: .recordMalformed
      }
  }
}
