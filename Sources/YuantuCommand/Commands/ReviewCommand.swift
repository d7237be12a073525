import CommandLineKit
import Wording
import Yuantu

/// `yuantu review`: the other side's check of a package.
enum ReviewCommand {
  static let package = Key<String>.argument(
    "package", valueName: LocalizedText("材料包", "PACKAGE"),
    help: LocalizedText("材料包：文件夹或 zip", "a package: a folder or a zip"), content: .file)

  static let command = Command(
    "review",
    summary: LocalizedText("核对一份材料包（离线）", "check a case package (offline)"),
    discussion: LocalizedText(
      "不需要网络、店铺、账号或密钥。逐一核对文件、签名、证书、记录与时间；用包内公开的单图密钥检测水印，并比对画面。"
        + "给定 --at、--anchors、--tsa-anchors 时，结论在任何机器上都相同。"
        + "核对通过只说明文件未改动、由持有该密钥的一方签署，不说明归属。",
      "Needs no network, shop, account or secret. Checks every file, signature, certificate, record and "
        + "time; looks for marks with the keys disclosed in the package, and compares the pictures. "
        + "With --at, --anchors and --tsa-anchors the outcome is the same on every machine. A package "
        + "that passes is unchanged and signed by the holder of the key; it does not say whose a "
        + "picture is."),
    parameters: [
      package.parameter, ManifestCommand.anchors.parameter,
      ManifestCommand.timestampAnchors.parameter, ManifestCommand.time.parameter,
      WrittenReport.folder.parameter, PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example("yuantu review case.zip", LocalizedText("核对", "check it")),
      Command.Example(
        "yuantu review case.zip --report report",
        LocalizedText("另写一份报告", "and write a report")),
      Command.Example(
        "yuantu review case/ --anchors shop-root.pem --at 2026-11-24T00:00:00Z --json",
        LocalizedText("可复现的结论", "an outcome that can be repeated")),
    ])

  static func run(_ session: Session) throws(Problem) -> ExitCode {
    let time = try QuestionTime.unixMilliseconds(
      session.arguments[ManifestCommand.time], now: session.surroundings.now())
    let limits = PictureOptions.limits(session)
    let reviewer = PackageReviewer(
      anchors: try CertificateFiles.read(session.arguments[ManifestCommand.anchors]),
      timestampAnchors: try CertificateFiles.read(
        session.arguments[ManifestCommand.timestampAnchors]),
      time: time, limits: limits)
    let review = try reviewer.review(session.arguments[package])
    let language = session.console.language
    session.console.say(escaping: ReviewText(review).lines)
    session.console.emit(ReviewEvent(review, language: language))
    if let folder = session.arguments[WrittenReport.folder] {
      let report = try ReviewReport(review, time: time, limits: limits).report()
      try WrittenReport.write(report, shop: nil, to: folder, session.console)
    }
    return review.isSound ? .done : .noMatch
  }
}
