import Codecs

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
}
