public import Trust
import Wording

extension Problem {
  /// Words for an authority's failure.
  public init(_ failure: TimestampFailure) {
    let text =
      switch failure.code {
      case .noAuthority:
        LocalizedText(
          "没有设置时间戳服务，记录只有本机时钟的时间；请先用 yuantu stamp authority add 添加。",
          "No time-stamp authority is configured, so records have this machine's time only; add one "
            + "with yuantu stamp authority add.")
      case .unreachable:
        LocalizedText(
          "连不上时间戳服务，请检查网络；之后再运行 yuantu stamp 即可补上。",
          "The time-stamp authority cannot be reached; check the network, and run yuantu stamp again "
            + "later.")
      case .timedOut:
        LocalizedText(
          "时间戳服务没有及时答复；之后再运行 yuantu stamp 即可补上。",
          "The time-stamp authority did not answer in time; run yuantu stamp again later.")
      case .httpStatus, .wrongMediaType, .malformed, .tooLarge:
        LocalizedText(
          "答复不是时间戳（网址不对，或被登录页面、代理截住）。",
          "The answer is no time stamp (a wrong URL, or a login page or proxy in between).")
      case .rejected:
        LocalizedText("时间戳服务拒绝了请求。", "The time-stamp authority refused the request.")
      case .wrongImprint, .wrongNonce, .wrongPolicy, .untrusted:
        LocalizedText(
          "收到的时间戳不可信，未采用；请核对服务网址和 --anchors 给出的根证书。",
          "The time stamp received does not hold and was not taken; check the URL and the root "
            + "certificates given with --anchors.")
      case .clockDiffers:
        LocalizedText(
          "本机时钟与时间戳服务相差太多，未采用；请校准本机时钟后再试。",
          "This machine's clock and the authority's are too far apart, so the stamp was not taken; "
            + "set the clock and try again.")
      case .queryFailed: LocalizedText("无法生成时间戳请求。", "The request could not be made.")
      }
    self.init(
      code: "stamp.\(failure.code.rawValue)",
      path: failure.authority.isEmpty ? nil : failure.authority, text: text,
      detail: failure.detail)
  }

  /// Nobody is configured who could stamp.
  public static let noAuthority = Problem(
    TimestampFailure(.noAuthority, authority: "", detail: ""))

  static func anotherStamping(_ folder: String) -> Problem {
    Problem(
      code: "stamp.anotherRun", path: folder,
      text: LocalizedText(
        "这家店铺已有一个 stamp 正在运行，请等它结束。",
        "Another stamp run of this shop is going on; wait for it to end."))
  }

  static func undated(_ path: String) -> Problem {
    Problem(
      code: "stamp.undated", path: path,
      text: LocalizedText(
        "这个文件还没有第三方时间戳；请先运行 yuantu stamp。",
        "There is no third party's time stamp for this file yet; run yuantu stamp first."))
  }

  static func folderNotEmpty(_ path: String) -> Problem {
    Problem(
      code: "output.exists", path: path,
      text: LocalizedText(
        "文件夹里已有东西，未写入；请换一个。",
        "The folder is not empty and nothing was written; choose another."))
  }
}
