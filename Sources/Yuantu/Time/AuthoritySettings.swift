import Network
public import Trust
import Wording

/// Changes of who a shop asks for time stamps. They need no passphrase: roots and URLs are no secrets.
public enum AuthoritySettings {
  /// Who is asked.
  public static func read(shopIn folder: String) throws(Problem) -> AuthorityList {
    let home = ShopHome(folder: folder)
    do {
      _ = try ShopDescription.parse(home.read(home.description), path: folder)
      return try AuthorityList.read(home)
    } catch { throw Problem(any: error, path: folder) }
  }

  /// Adds an authority whose certificates lead to `anchors`, self-signed roots.
  public static func add(
    _ url: String, anchors: [Certificate], policies: [String], shopIn folder: String
  ) throws(Problem) {
    guard HTTPTimestampAuthority(url: url) != nil else {
      throw Problem(
        code: "usage.authorityURL",
        text: LocalizedText(
          "网址须以 http:// 或 https:// 开头，且不含空格、用户名和口令。",
          "The URL begins with http:// or https:// and holds no spaces, user name or password."),
        detail: url)
    }
    guard anchors.contains(where: { $0.subject == $0.issuer }) else {
      throw Problem(
        code: "stamp.noRoot",
        text: LocalizedText(
          "--anchors 文件里没有根证书（自签名证书）。",
          "There is no root (a self-signed certificate) in the --anchors file."))
    }
    var list = try read(shopIn: folder)
    do {
      try list.add(url, anchors: anchors, policies: policies, isAsked: true)
      try list.write(ShopHome(folder: folder))
    } catch { throw Problem(any: error, path: folder) }
  }

  /// Asks an authority no more; false when it was not asked.
  public static func remove(_ url: String, shopIn folder: String) throws(Problem) -> Bool {
    var list = try read(shopIn: folder)
    guard list.remove(url) else { return false }
    try list.write(ShopHome(folder: folder))
    return true
  }
}
