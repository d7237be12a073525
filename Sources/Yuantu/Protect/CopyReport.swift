import Catalogue
import Trust

/// What became of one file of a protect run.
public struct CopyReport: Sendable {
  /// How the output came to be.
  public enum Status: String, Sendable {
    /// Marked, signed, registered and written now.
    case issued
    /// Done by an earlier run and still as it was.
    case unchanged
    /// Registered by an earlier run whose output was missing: written again, byte for byte.
    case restored
    /// The same bytes as another file of the folder: given the same issued copy.
    case duplicate
  }

  /// How the output came to be.
  public let status: Status
  /// The file that was protected.
  public let path: String
  /// The issued copy's file.
  public let output: String
  /// The issued copy's identity in the catalogue.
  public let copyID: String
  /// The mark's payload, sixteen hexadecimal digits.
  public let payload: String
  /// What the mark cost, when it was made in this run.
  public let quality: Quality?
  /// The original it was paired with.
  public let pairing: Pairing?
  /// What there is to know about it.
  public let findings: [FindingCode]
  /// For whom it was made, and what the file is like.
  public let delivered: Delivered
  /// Time spent on it.
  public let milliseconds: Double

  /// For whom a copy was made, and what its file is like.
  public struct Delivered: Sendable {
    /// The platform, its slot and the recipient; empty where none was named.
    public let platform, slot, recipient: String
    /// The size of the file.
    public let bytes: Int
    /// SHA-256 of the file, hexadecimal.
    public let sha256: String
    /// Columns and rows.
    public let pixelWidth, pixelHeight: Int
    /// How well the visible mark can be read at 500 pixels after JPEG 75, 0…100; nil without one, or
    /// when the copy was not made in this run.
    public let legibility: Double?

    init(_ copy: CopyEntry, legibility: Double? = nil) {
      platform = copy.platform
      slot = copy.slot
      recipient = copy.recipient
      bytes = copy.output?.size ?? 0
      sha256 = copy.output.map { Hexadecimal.text($0.sha256) } ?? ""
      pixelWidth = copy.output?.pixelWidth ?? 0
      pixelHeight = copy.output?.pixelHeight ?? 0
      self.legibility = legibility
    }
  }

  /// The difference between the issued file and the unmarked picture encoded in the same way.
  public struct Quality: Sendable {
    /// The score of SSIMULACRA 2, 100 when equal.
    public let score: Double
    /// Peak signal-to-noise ratio in dB, before encoding.
    public let psnr: Double
    /// Structural similarity of the luma.
    public let ssim: Double
    /// The mark's gain in grey levels.
    public let gain: Double
  }
}

extension CopyReport {
  func took(_ milliseconds: Double) -> CopyReport {
    CopyReport(
      status: status, path: path, output: output, copyID: copyID, payload: payload,
      quality: quality, pairing: pairing, findings: findings, delivered: delivered,
      milliseconds: milliseconds)
  }

  /// The report of another file that was given the same issued copy.
  func repeated(_ status: Status, path: String, output: String) -> CopyReport {
    CopyReport(
      status: status, path: path, output: output, copyID: copyID, payload: payload, quality: nil,
      pairing: pairing, findings: findings, delivered: delivered, milliseconds: 0)
  }
}
