import Catalogue
import Manifests
import Trust

/// A time stamp that was taken in, as a line of JSON.
struct StampEvent: Encodable {
  private let event = "stamp"
  private let kind: String
  private let subject: String
  private let authority: String
  private let generatedAt: String?
  private let certificateEnds: String?

  init(_ token: TimeTokenEntry) {
    kind = token.kind.rawValue
    subject = Hexadecimal.text(token.subject)
    authority = token.authority
    generatedAt = UniversalTime.text(unixMilliseconds: token.generatedAt)
    certificateEnds = token.certificateEnds.flatMap { UniversalTime.text(unixMilliseconds: $0) }
  }
}
