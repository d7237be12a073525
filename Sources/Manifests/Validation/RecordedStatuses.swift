/// What the manifests above an ingredient recorded when they were made: a chain, so that going down costs
/// no copy of what was recorded further up.
final class RecordedStatuses {
  private let statuses: Set<ValidationStatus>
  private let above: RecordedStatuses?

  init(_ statuses: Set<ValidationStatus>, above: RecordedStatuses?) {
    self.statuses = statuses
    self.above = above
  }

  /// Whether this code was recorded for this place, or for no place in particular.
  func contains(_ status: ValidationStatus) -> Bool {
    let (placed, general) = (
      ValidationStatus(status.code, status.url), ValidationStatus(status.code, "")
    )
    var current: RecordedStatuses? = self
    while let node = current {
      if node.statuses.contains(placed) || node.statuses.contains(general) { return true }
      current = node.above
    }
    return false
  }
}
