/// A SQLSTATE: five characters that PostgreSQL and what speaks its protocol give with every error
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
struct SQLState: Hashable {
  let raw: String

  static let undefinedTable = SQLState(raw: "42P01")
  static let duplicateTable = SQLState(raw: "42P07")

  /// The catalogue's code for a failure.
  var code: CatalogueError.Code {
    switch raw {
    case "40001", "40P01", "55P03", "57014": .busy
    case "23503": .unknownReference
    case "23505", "42P07": .conflict
    case "53100": .diskFull
    case "25006": .readOnly
    case "42501": .accessDenied
    case "3D000", "3F000": .notFound
    case "53200", "54000", "22001": .tooLarge
    case "57P01", "57P02", "57P03": .connectionLost
    case "XX001", "XX002": .damaged
    default: codeOfClass
    }
  }

  private var codeOfClass: CatalogueError.Code {
    switch raw.prefix(2) {
    case "08": .connectionLost
    case "22", "23": .invalidEntry
    case "28": .accessDenied
    case "40": .busy
    case "53": .unreachable
    case "58": .inputOutput
    default: .failed
    }
  }
}
