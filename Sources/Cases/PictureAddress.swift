/// The address of a picture on a platform's picture server: which part of it asks for a smaller variant (the forms seen in
/// public code of listings; see the design notes on platforms). Text only: nothing is fetched.
public struct PictureAddress: Sendable, Equatable {
  /// The address of the largest stored variant, as far as the address tells.
  public let largest: String
  /// Whether anything was taken away.
  public let isChanged: Bool

  /// The longest address that is looked at, in characters.
  private static let longest = 4096

  /// Reads an `http` or `https` address; nil for other text.
  public init?(_ text: String) {
    let trimmed = text.split(whereSeparator: \.isWhitespace)
    guard trimmed.count == 1, let first = trimmed.first, first.count <= Self.longest else {
      return nil
    }
    let address = first.hasPrefix("//") ? "https:" + first : String(first)
    guard address.hasPrefix("https://") || address.hasPrefix("http://"), address.utf8.count > 10
    else { return nil }
    let larger = Self.larger(address)
    largest = larger
    isChanged = larger != address
  }

  private static func larger(_ address: String) -> String {
    let host =
      address.split(separator: "/", maxSplits: 2).dropFirst().first.map { $0.lowercased() } ?? ""
    func isOf(_ names: String...) -> Bool {
      names.contains { host == $0 || host.hasSuffix("." + $0) }
    }
    if isOf("alicdn.com", "slatic.net", "tbcdn.cn", "taobaocdn.com") { return alicdn(address) }
    if isOf("pddpic.com", "yangkeduo.com", "xhscdn.com") { return withoutQuery(address) }
    if isOf("360buyimg.com") { return jingdong(address) }
    if isOf("susercontent.com") { return shopee(address) }
    if isOf("ebayimg.com") { return address.replacing(/\/s-l\d+\./, with: "/s-l1600.") }
    if isOf("media-amazon.com", "ssl-images-amazon.com") {
      return address.replacing(/\._[A-Za-z0-9_,]+_\.(?<ending>jpg|png|webp)$/) { ".\($0.ending)" }
    }
    return address
  }

  /// `…/name.jpg_760x760q75.jpg_.webp` and `…/name.jpg_.webp` are made from `…/name.jpg`.
  private static func alicdn(_ address: String) -> String {
    withoutQuery(address).replacing(
      /(?<stem>\.(?:jpg|jpeg|png|gif|webp|heic))_[^\/]*$/.ignoresCase()
    ) { String($0.stem) }
  }

  /// Query instructions such as `?imageView2/2/w/112` and `?imageMogr2/…` ask for a variant.
  private static func withoutQuery(_ address: String) -> String {
    guard let mark = address.firstIndex(of: "?") else { return address }
    let query = address[address.index(after: mark)...]
    let isVariant = ["imageView2", "imageMogr2", "x-oss-process=image"].contains {
      query.hasPrefix($0)
    }
    return isVariant ? String(address[..<mark]) : address
  }

  /// `/n5/s450x450_jfs/…` is a smaller one of `/n12/jfs/…`; `!q70.jpg` and `.dpg`, `.avif` say how it is compressed.
  private static func jingdong(_ address: String) -> String {
    address.replacing(/\/n\d+\/(?:s\d+x\d+_)?jfs\//, with: "/n12/jfs/")
      .replacing(/\/s\d+x\d+_jfs\//, with: "/jfs/")
      .replacing(/(?<file>\.(?:jpg|png|jpeg))(?:!q\d+)?(?:\.(?:jpg|dpg|webp|avif))*$/) {
        String($0.file)
      }
  }

  /// `…/name@resize_w320_nl.webp` and `…/name_tn`.
  private static func shopee(_ address: String) -> String {
    address.replacing(/@resize_[^\/]*$/, with: "").replacing(/_tn$/, with: "")
  }
}
