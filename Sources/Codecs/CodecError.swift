/// Why a picture could not be read or written.
public struct CodecError: Error, Hashable, Sendable {
  /// The stable reasons.
  public enum Code: String, CaseIterable, Sendable {
    /// The content is no picture known here: empty, text, another kind of file.
    case notAnImage
    /// A picture of a kind that is not read or written; `detail` names the kind.
    case unsupportedFormat
    /// The header announces more pixels than `DecodeLimits.maximumPixels`.
    case tooManyPixels
    /// The file is larger than `DecodeLimits.maximumFileBytes`.
    case tooLarge
    /// The file ends so early that nothing of it can be used.
    case truncated
    /// The file contradicts its format.
    case corrupt
    /// The system or a decoder's own bound refused the memory.
    case outOfMemory
    /// The picture cannot be written in the wanted format.
    case encodeFailed
    /// No JPEG quality down to 40 gives a file within the wanted number of bytes.
    case byteCeilingUnreachable
    /// No JPEG quality up to 100 gives a file of the wanted number of bytes.
    case byteFloorUnreachable
  }

  /// The reason.
  public let code: Code
  /// A short technical addition, in English; may be empty.
  public let detail: String

  /// An error of this module.
  public init(_ code: Code, _ detail: String = "") {
    self.code = code
    self.detail = detail
  }
}
