import CommandLineKit
import Wording
import Yuantu

/// `--stamp`: a time stamp inside every manifest that is signed.
enum StampingOption {
  static let stamp = Key<Bool>.flag(
    "stamp",
    help: LocalizedText(
      "签署时为每张图单独加盖时间戳，写入来源清单（用于重要图片；需先 stamp authority add）",
      "stamp every manifest by itself while it is signed: for pictures that matter (needs stamp "
        + "authority add)"))

  /// The shop, and who stamps its manifests when that is wanted.
  static func open(_ session: Session) throws(Problem) -> (Shop, ManifestStamper?) {
    let shop = try session.openShop()
    guard session.arguments[stamp] else { return (shop, nil) }
    let authorities = shop.authorities.asked
    guard !authorities.isEmpty else { throw Problem.noAuthority }
    let stamper = ManifestStamper(
      authorities: authorities, surroundings: session.surroundings)
    return (shop.stamping(with: stamper), stamper)
  }

  /// How a run ends in which all else was done: partly, when a stamp could not be had.
  static func report(_ stamper: ManifestStamper?, _ session: Session) -> ExitCode {
    guard let failures = stamper?.failures, let last = failures.last else { return .done }
    session.console.report(Problem(last))
    session.console.remark(
      LocalizedText(
        "有 \(failures.count) 份来源清单没有盖上时间戳；之后运行 yuantu stamp 即可补上。",
        "\(failures.count) manifests could not be stamped; yuantu stamp catches up later."))
    return .partlyDone
  }
}
