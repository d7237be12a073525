import Cases
import Catalogue
import Files
import Trust

/// What parts of a run that goes on and on know of each other.
struct StandingRun: Sendable {
  /// Where outputs went.
  var plan: OutputPlan
  /// Folders in which nothing of a killed run is left.
  var swept: Set<String> = []
  /// What the shop's keys were like when it was opened.
  let identity: [FileFacts?]

  init(_ shop: Shop, outputFolder: String) {
    plan = OutputPlan(folder: outputFolder)
    identity = shop.home.identityFacts
  }
}

extension ShopHome {
  /// Facts of the files that change when keys are rotated, revoked or brought in.
  var identityFacts: [FileFacts?] {
    [description, revocations, foreignRoots].map { try? FileFacts.of($0) }
  }
}

extension Shop {
  /// Where copies of a picture for a target were delivered to. What the catalogue does not tell now is
  /// not known.
  func outputs(of digest: Digest, for target: DeliveryTarget) -> [String] {
    guard let copies = try? store.copies(pictureSHA256: digest.bytes) else { return [] }
    return copies.filter {
      $0.platform == target.platform?.id ?? "" && $0.recipient == target.recipient
    }.flatMap { copy in ((try? store.outputs(copyID: copy.id)) ?? []).map(\.path) }
  }
}
