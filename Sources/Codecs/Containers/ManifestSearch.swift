/// What a look for a C2PA manifest store in a file came to.
public enum ManifestSearch: Sendable, Equatable {
  /// The file carries none, or is of a kind in which none is looked for.
  case none
  /// Exactly one.
  case found(ManifestLocation)
  /// More than one: none of them counts.
  case several(Int)
  /// Parts of one that do not make a whole.
  case broken(String)
}
