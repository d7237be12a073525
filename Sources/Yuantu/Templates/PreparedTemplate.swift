import Marking
import Trust

/// A template whose text, font or logo have been read and judged, ready for any number of pictures.
public struct PreparedTemplate: Sendable {
  /// Its name.
  public let name: String
  /// A digest of the design and its artwork.
  let digest: Digest
  /// The mark.
  let mark: VisibleMark

  /// Prepares a template. Throws when it cannot be used.
  public init(_ template: MarkTemplate) throws(Problem) {
    name = template.name
    digest = template.digest
    mark = try template.visibleMark()
  }
}
