/// Something about a decoded file that its owner may want to know; the picture is usable.
public enum SourceNotice: String, CaseIterable, Hashable, Sendable {
  /// The data ends before the picture or its end marker; missing rows are filled in.
  case truncated
  /// The data is damaged in the middle; some pixels may be wrong.
  case damaged
  /// An animation or a sequence: only its first frame was decoded.
  case firstFrameOnly
  /// The file has more than 8 bits a sample.
  case reducedTo8Bits
  /// The file is CMYK or YCCK and was converted to sRGB.
  case convertedFromCMYK
  /// The colour profile is broken or belongs to another kind of colour; it was left out.
  case brokenColorProfile
  /// The brightness curve is an HDR one (PQ or HLG, ITU-R BT.2100), which 8 bits do not hold; the
  /// samples are as coded.
  case highDynamicRange
}
