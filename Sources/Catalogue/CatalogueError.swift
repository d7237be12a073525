/// The catalogue could not do what was asked.
public struct CatalogueError: Error, Hashable, Sendable {
  /// What went wrong; stable, for scripts and for the words made elsewhere.
  public enum Code: String, CaseIterable, Sendable {
    /// There is no file at the path.
    case notFound = "catalogue-not-found"
    /// A new file was to be made where one is already.
    case alreadyExists = "catalogue-already-exists"
    /// The file is something else.
    case notACatalogue = "catalogue-not-a-catalogue"
    /// The file was written by a later version of the program.
    case newerSchema = "catalogue-newer-schema"
    /// The file is damaged, or holds a value that cannot be.
    case damaged = "catalogue-damaged"
    /// The disk or the quota is full.
    case diskFull = "catalogue-disk-full"
    /// The file or its folder may only be read.
    case readOnly = "catalogue-read-only"
    /// The file may not be opened.
    case cannotOpen = "catalogue-cannot-open"
    /// Another process kept the file to itself for too long.
    case busy = "catalogue-busy"
    /// Reading or writing failed.
    case inputOutput = "catalogue-input-output"
    /// A value is larger than the catalogue stores.
    case tooLarge = "catalogue-too-large"
    /// An entry is not well-formed, for example a digest of the wrong length.
    case invalidEntry = "catalogue-invalid-entry"
    /// An entry refers to one that is not there.
    case unknownReference = "catalogue-unknown-reference"
    /// An entry contradicts one that is there.
    case conflict = "catalogue-conflict"
    /// The copy was issued before, as another file.
    case alreadyIssued = "catalogue-already-issued"
    /// No unused mark payload was offered.
    case payloadsExhausted = "catalogue-payloads-exhausted"
    /// Not the address of a server's database.
    case badAddress = "catalogue-bad-address"
    /// The server did not answer.
    case unreachable = "catalogue-unreachable"
    /// The server answered and let this user not in, or not do what was asked.
    case accessDenied = "catalogue-access-denied"
    /// The connection broke. What was under way happened whole or not at all.
    case connectionLost = "catalogue-connection-lost"
    /// The database holds the catalogue of another shop.
    case foreignShop = "catalogue-foreign-shop"
    /// Not a register that was exported, or not as it was written.
    case notAnExport = "catalogue-not-an-export"
    /// The database refused for another reason.
    case failed = "catalogue-failed"
  }

  /// What went wrong.
  public let code: Code
  /// Technical detail for a log, in English.
  public let detail: String

  /// An error with its technical detail.
  public init(_ code: Code, _ detail: String) {
    self.code = code
    self.detail = detail
  }
}
