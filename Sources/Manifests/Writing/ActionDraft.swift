/// An action to be written (C2PA 2.2 §18.15).
public struct ActionDraft: Sendable {
  /// Its name, such as "c2pa.opened".
  public var name: String
  /// What kind of source the change came from, an IRI of the IPTC; needed for what can be seen.
  public var digitalSourceType: String?
  /// The places of its ingredients in the draft's list.
  public var ingredients: [Int]
  /// Further parameters; names of our own contain a dot.
  public var parameters: [CBOREntry]
  /// Why, for a redaction.
  public var reason: String?

  /// An action.
  public init(
    _ name: String, digitalSourceType: String? = nil, ingredients: [Int] = [],
    parameters: [CBOREntry] = [], reason: String? = nil
  ) {
    self.name = name
    self.digitalSourceType = digitalSourceType
    self.ingredients = ingredients
    self.parameters = parameters
    self.reason = reason
  }

  func value(when: String, references: [HashedURI]) -> CBORValue {
    var entries = [
      CBOREntry("action", .textString(name)), CBOREntry("when", .tag(0, .textString(when))),
    ]
    if let digitalSourceType {
      entries.append(CBOREntry("digitalSourceType", .textString(digitalSourceType)))
    }
    if let reason { entries.append(CBOREntry("reason", .textString(reason))) }
    var parameters = parameters
    if !ingredients.isEmpty {
      parameters.append(
        CBOREntry("ingredients", .array(ingredients.map { references[$0].value })))
    }
    if !parameters.isEmpty { entries.append(CBOREntry("parameters", .map(parameters))) }
    return .map(entries)
  }
}
