public import Cases

/// What a merchant gives for a case.
public struct CaseRequest: Sendable {
  /// The form it is for.
  public var form: CaseForm
  /// The pictures in question: the other side's for a complaint, one's own for an appeal.
  public var suspects: [String]
  /// Where each of them appears, in the order of `suspects`; may be shorter, and empty where it is not said.
  public var positions: [String] = []
  /// The address of the goods.
  public var goodsLink: String?
  /// The platform's number of the case.
  public var reference: String?
  /// When the notice came, unix milliseconds.
  public var noticeAt: Int64?
  /// Further pictures of the set that are not in the catalogue.
  public var setPictures: [String] = []
  /// Papers: contracts, licences, releases; not checked.
  public var rights: [String] = []
  /// What the merchant has confirmed.
  public var confirmed: Set<ConfirmedFact> = []
  /// The time limit when the form has none of its own.
  public var fallbackDeadline: CaseForm.Deadline?

  /// A case about `suspects`.
  public init(form: CaseForm, suspects: [String]) {
    self.form = form
    self.suspects = suspects
  }

  func position(of suspect: Int) -> String? {
    guard positions.indices.contains(suspect), !positions[suspect].isEmpty else { return nil }
    return positions[suspect]
  }

  /// The shortest known time limit.
  public var deadline: CaseForm.Deadline? {
    form.shortestDeadline ?? (form.kind == .appeal ? fallbackDeadline : nil)
  }

  /// Until when something has to be done, unix milliseconds.
  public var dueAt: Int64? {
    guard let noticeAt, let deadline else { return nil }
    return noticeAt + Int64(deadline.hours) * 3_600_000
  }
}
