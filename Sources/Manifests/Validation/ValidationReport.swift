/// What the validation of a manifest store came to: the specification's answer and, beside it, what the
/// file is worth as evidence when the signer himself is an interested party.
public struct ValidationReport: Sendable {
  /// The specification's states (C2PA 2.2 §14.3), from the worst.
  public enum State: String, Sendable {
    /// A rule is broken.
    case invalid
    /// Signed and unchanged, the signer unknown to the anchors.
    case valid
    /// Signed and unchanged by a signer known to the anchors.
    case trusted
  }

  /// What is different now from what was recorded when an ingredient was taken in.
  public struct IngredientDelta: Sendable {
    /// The ingredient's assertion.
    public let url: String
    /// What was not recorded then.
    public let statuses: [ValidationStatus]
  }

  /// One manifest of the store.
  public struct Summary: Sendable {
    /// Its label, which nothing signs.
    public let label: String
    /// Whether it only adds to the one before it.
    public let isUpdate: Bool
    /// The version of its claim; nil when the claim cannot be read.
    public let claimVersion: Int?
    /// The title the signer gave.
    public let title: String?
    /// The program that made it.
    public let generator: String?
    /// The program's version.
    public let generatorVersion: String?
    /// The labels of its assertions.
    public let assertions: [String]
    /// The labels of the manifests it names as ingredients, with how they belong to it.
    public let ingredients: [(label: String, relationship: String)]
    /// Its signature.
    public let signature: SignatureFacts
    /// All that was seen in it.
    public let statuses: [ValidationStatus]
  }

  /// The label of the manifest that speaks for the asset.
  public let activeLabel: String
  /// All that was seen in the active manifest.
  public let statuses: [ValidationStatus]
  /// What has changed in ingredients, and what is wrong with them.
  public let deltas: [IngredientDelta]
  /// The specification's state.
  public let state: State
  /// What it is worth as evidence.
  public let evidence: EvidenceState
  /// Every manifest that the active one leads to, itself first.
  public let manifests: [Summary]
  /// The shop's own record in the active manifest, when the signature over it is good.
  public let statement: RecordStatement?

  /// The active manifest's signature.
  public var signature: SignatureFacts { manifests.first?.signature ?? SignatureFacts() }

  /// The distinct codes of a kind in the active manifest, sorted.
  public func codes(_ kind: ValidationCode.Kind) -> [ValidationCode] {
    Set(statuses.map(\.code)).filter { $0.kind == kind }.sorted { $0.rawValue < $1.rawValue }
  }

  static func state(
    _ statuses: [ValidationStatus], _ deltas: [IngredientDelta], _ facts: SignatureFacts
  ) -> State {
    let failures = (statuses + deltas.flatMap(\.statuses)).map(\.code).filter {
      $0.kind == .failure
    }
    let isInside = statuses.contains { $0.code == .claimSignatureInsideValidity }
    guard facts.isValid, isInside, failures.allSatisfy({ $0 == .credentialUntrusted }) else {
      return .invalid
    }
    return failures.isEmpty && facts.isTrusted ? .trusted : .valid
  }
}
