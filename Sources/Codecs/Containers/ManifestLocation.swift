/// A C2PA manifest store found inside a file, and the bytes of the file that carry it.
public struct ManifestLocation: Sendable, Equatable {
  /// The store, put together from its segments.
  public let store: [UInt8]
  /// The bytes of the file that belong to the store: segments or chunk with their headers. This is
  /// what a hard binding leaves out.
  public let range: Range<Int>
  /// A number elsewhere in the file that says how long the store is, which a hard binding may leave out too:
  /// the count in a TIFF directory.
  public let length: Range<Int>?
  /// What is wrong with the carrier although the store could be read.
  public let faults: Set<Fault>

  /// Oddities of a carrier.
  public enum Fault: String, Sendable {
    /// A PNG chunk whose checksum is wrong.
    case checksum
    /// A PNG chunk behind the picture's data.
    case behindPicture
  }

  /// A store at `range`.
  public init(
    store: [UInt8], range: Range<Int>, length: Range<Int>? = nil, faults: Set<Fault> = []
  ) {
    self.store = store
    self.range = range
    self.length = length
    self.faults = faults
  }
}
