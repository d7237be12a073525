/// For whom a package is. The two are never mixed.
public enum PackageForm: String, CaseIterable, Sendable {
  /// For the platform's reviewer alone: originals and the per-picture keys of marks are in it.
  case platform
  /// May be shown to the other side: hashes and small previews, no originals, no keys, no serial numbers,
  /// no places.
  case shareable
}
