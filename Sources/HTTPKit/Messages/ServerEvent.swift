/// One server-sent event (HTML Standard §9.2).
public struct ServerEvent: Sendable {
  /// Its type; line breaks are left away, and an empty name is "message" to the page.
  public let name: String
  /// Its data, of any number of lines.
  public let data: String

  /// An event of both.
  public init(name: String, data: String) {
    self.name = name
    self.data = data
  }

  /// As it is sent.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    let name = self.name.utf8.filter { $0 >= 0x20 }
    if !name.isEmpty { bytes += Array("event: ".utf8) + name + [0x0A] }
    // CR, LF and CR LF each end a line for the reader, so none may stand inside one.
    let lines = data.split(omittingEmptySubsequences: false) {
      $0 == "\r\n" || $0 == "\r" || $0 == "\n"
    }
    for line in lines { bytes += Array("data: ".utf8) + Array(line.utf8) + [0x0A] }
    return bytes + [0x0A]
  }

  /// A comment, which the page never sees.
  static let ping = Array(": \n\n".utf8)
}
