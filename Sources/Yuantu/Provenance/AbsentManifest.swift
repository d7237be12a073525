/// Says why there is no manifest store to work with. Not a failure of the work.
public struct AbsentManifest: Error, Sendable {
  /// Why.
  public let reason: FoundManifest.Absence

  init(_ reason: FoundManifest.Absence) { self.reason = reason }
}
