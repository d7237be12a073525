public import Cases

/// To whom the copies of a protect run go: one for every platform and recipient, each with a mark of
/// its own, so that a found copy says where it was taken from.
public struct Delivery: Sendable {
  /// When a visible mark is put on.
  public enum VisiblePolicy: String, CaseIterable, Sendable {
    /// Where the platform's rules allow it; everywhere when no platform is named.
    case allowed
    /// Nowhere.
    case never
    /// Everywhere, against the rules of platforms too.
    case everywhere
  }

  /// The platforms; empty for a delivery to none in particular.
  public var platforms: [Platform] = []
  /// The slot of all pictures, when names and shapes are not to decide.
  public var slot: String?
  /// Named recipients; empty for nobody in particular.
  public var recipients: [String] = []
  /// The visible mark, or nil for none.
  public var template: PreparedTemplate?
  /// When it is put on.
  public var visible = VisiblePolicy.allowed

  /// A delivery to nobody in particular, without a visible mark.
  public init() {}

  /// Every copy that is made of one picture.
  func targets(forPath path: String) -> [DeliveryTarget] {
    let platforms: [Platform?] = platforms.isEmpty ? [nil] : self.platforms
    let recipients = recipients.isEmpty ? [""] : self.recipients
    return platforms.flatMap { platform in
      recipients.map { recipient in
        DeliveryTarget(
          platform: platform, slotID: slot ?? platform?.slot(forPath: path)?.id,
          recipient: recipient)
      }
    }
  }

  /// Throws when a recipient's name cannot be the name of a folder.
  func check() throws(Problem) {
    for name in recipients {
      let isPlain = name.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
          .paragraphSeparator:
          false
        default: !"/\\:*?\"<>|".unicodeScalars.contains(scalar)
        }
      }
      guard (1...64).contains(name.count), name.utf8.count <= 200, isPlain, name.first != ".",
        name.first != " ", name.last != " "
      else { throw Problem.badRecipient(name) }
    }
  }
}
