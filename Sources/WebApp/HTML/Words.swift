import Wording

/// Says things in one language.
struct Words: Sendable {
  let language: Language

  /// The sentence of this language.
  func callAsFunction(_ chinese: String, _ english: String) -> String {
    language == .english ? english : chinese
  }

  /// The sentence of this language.
  func callAsFunction(_ text: LocalizedText) -> String { text.text(in: language) }

  /// Bytes for people: `812 B`, `38 KB`, `1.4 MB`.
  func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) B" }
    if count < 1_000_000 { return "\((count + 500) / 1000) KB" }
    let tenths = (count + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10) MB"
  }

  /// A number with one place after the point.
  func decimal(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "–" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
