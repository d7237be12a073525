import Codecs
import Files
import Trust

/// Files of equal content for one target, found by the scan of a protect run, and where their outputs
/// go.
struct ProtectJob: Sendable {
  /// SHA-256 of the content.
  let digest: Digest
  /// For whom.
  let target: DeliveryTarget
  /// The files, in the order they were found, with their outputs.
  var files: [(source: FoundFile, output: String)]
}
