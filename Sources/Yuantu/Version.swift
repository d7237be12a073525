import Manifests

/// The program's name and version, as records and `--version` give them.
public enum Version {
  /// Semantic version; 0 while formats may still change.
  public static let number = "0.1.0"
  /// The day of that version, as its manual page gives it.
  public static let date = "2026-11-25"
  /// The program in records.
  static let generator = Generator(name: "yuantu", version: number)
}
