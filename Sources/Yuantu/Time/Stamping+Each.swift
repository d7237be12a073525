public import Catalogue
import Manifests
import Trust

extension Stamping {
  /// Has the record of one file stamped by itself, by the first authority that does: for pictures that
  /// matter. The stamp is over what a C2PA `sigTst2` is over. Nothing is asked when there is a stamp.
  public func stamp(file path: String) throws(Problem) -> TimeTokenEntry {
    do {
      let standing = try FileStanding.of(path, in: shop)
      let id = standing.record.id
      if let known = try shop.store.timeTokens(subject: id).first(where: { $0.kind == .record }) {
        return known
      }
      let message = try standing.record.countersignatureMessage()
      let (token, authority) = try client.firstToken(for: message, from: authorities)
      let entry = TimeTokenEntry(
        token, .record, subject: id, from: authority, at: surroundings.now())
      _ = try shop.store.addTimeToken(entry)
      return entry
    } catch { throw Problem(any: error, path: path) }
  }
}
