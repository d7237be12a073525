import HTTPKit
import Wording

/// A request for a page, with all that a page needs to know about who asks.
struct Visit: Sendable {
  let head: RequestHead
  let say: Words
  /// What the forms of this session carry.
  let formToken: String
  /// The opened shop's name.
  let shopName: String?

  /// The hidden field that shows a form to be of this session.
  var tokenField: HTML { "<input type=\"hidden\" name=\"token\" value=\"\(formToken)\">" }

  /// The address asked for, with its query.
  var address: String {
    let query = head.query.filter { $0.key != "language" }.sorted { $0.key < $1.key }
      .map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }
    let path = "/" + head.path.map(Self.encoded).joined(separator: "/")
    return query.isEmpty ? path : path + "?" + query.joined(separator: "&")
  }

  /// The page of a long list, from 0.
  var page: Int { max(0, min(head.query["page"].flatMap { Int($0) } ?? 0, 1_000_000)) }

  /// A form with one button.
  func button(_ title: String, post action: String, classes: String = "") -> HTML {
    """
    <form method="post" action="\(action)" class="inline">\(tokenField)<button class="\(classes)">\(title)</button></form>
    """
  }

  /// `text` as it may stand in an address (RFC 3986, unreserved characters).
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        result += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return result
  }
}
