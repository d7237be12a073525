public import Wording

/// A marketplace with its slots.
public struct Platform: Hashable, Sendable {
  /// Its identifier, for example `pdd`.
  public let id: String
  /// What people call it.
  public let name: LocalizedText
  /// Other words that name it.
  public let aliases: [String]
  /// Its slots; where the shape of a picture decides, the first that fits is taken.
  public let slots: [Slot]

  /// The slot with this identifier.
  public func slot(id: String) -> Slot? { slots.first { $0.id == id } }

  /// Whether `word` names it, in any case.
  func answers(to word: String) -> Bool {
    let word = word.lowercased()
    return ([id] + aliases).contains { $0.lowercased() == word }
  }
}
