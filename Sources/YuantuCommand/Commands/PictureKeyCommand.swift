import Codecs
import CommandLineKit
import Marking
import Trust
import Wording
import Yuantu

/// `yuantu mark disclose|check`: the layer that one copy has for itself, which a reviewer can look
/// for without the shop's secret.
enum PictureKeyCommand {
  private static let keyLength = 2 * PictureKey.length

  static let pictureKey = Key<String>.requiredOption(
    "picture-key", valueName: LocalizedText("64位十六进制", "HEX"),
    help: LocalizedText(
      "该份图片的公开密钥（\(keyLength) 个十六进制数字）",
      "the copy's disclosed key, \(keyLength) hexadecimal digits"))

  static let disclose = Command(
    "disclose",
    summary: LocalizedText("给出某一份图片的可公开密钥", "show the key of one copy, to be disclosed"),
    parameters: [MarkCommand.payload.parameter, MarkCommand.key.parameter],
    examples: [
      Command.Example(
        "yuantu mark disclose --payload 0123456789abcdef",
        LocalizedText("给审核员验证这一份", "for a reviewer to check this copy with"))
    ])
  static let check = Command(
    "check",
    summary: LocalizedText("用公开密钥检测某一份的水印", "look for one copy's mark with its disclosed key"),
    parameters: [
      MarkCommand.file.parameter, pictureKey.parameter, MarkCommand.original.parameter,
      PictureOptions.maximumPixels.parameter,
    ],
    examples: [
      Command.Example(
        "yuantu mark check suspect.jpg --picture-key $KEY --original original.jpg",
        LocalizedText("不需要店铺密钥", "needs no secret of the shop"))
    ])

  static func runDisclose(_ session: Session) throws(Problem) -> ExitCode {
    let payload = try MarkCommand.wantedPayload(session)
    let key = try MarkCommand.markKey(session).pictureKey(of: payload)
    let digits = Hexadecimal.text(key.bytes)
    session.console.say(
      LocalizedText(
        "编码 \(payload) 的公开密钥：\(digits)", "Key of the copies with payload \(payload): \(digits)"))
    session.console.say(
      LocalizedText(
        "它只能验证这一份图片；存证记录里的承诺值：\(key.commitment.hex)",
        "It serves for these copies alone. Their record's commitment: \(key.commitment.hex)"))
    session.console.emit(DisclosureEvent(pictureKey: digits, commitment: key.commitment.hex))
    return .done
  }

  static func runCheck(_ session: Session) throws(Problem) -> ExitCode {
    guard let bytes = Hexadecimal.bytes(session.arguments[pictureKey]),
      let key = PictureKey(bytes: bytes)
    else {
      throw Problem(
        code: "usage.pictureKey",
        text: LocalizedText(
          "--picture-key 须为 \(keyLength) 个十六进制数字。",
          "--picture-key is \(keyLength) hexadecimal digits."))
    }
    let path = session.arguments[MarkCommand.file]
    do {
      let picture = try MarkCommand.read(path, session).analysisRaster()
      let original = try session.arguments[MarkCommand.original].map {
        try MarkCommand.read($0, session).analysisRaster()
      }
      let result = PictureKeyDetector(key: key).detect(in: picture, original: original)
      session.console.say(result.isDetected ? sentence(result) : MarkCommand.notDetected)
      session.console.emit(
        CheckEvent(
          detected: result.isDetected, statistic: result.statistic,
          falseAlarmLog10: result.falseAlarmLog10, commitment: key.commitment.hex))
      return result.isDetected ? .done : .noMatch
    } catch { throw Problem(any: error, path: path) }
  }

  private static func sentence(_ result: PictureKeyDetector.Result) -> LocalizedText {
    let exponent = Int(result.falseAlarmLog10.rounded(.up))
    return LocalizedText(
      "检出该份图片的水印（不含此水印的图片得到这一结果的概率不超过 10^\(exponent)）",
      "This copy's mark was found (a picture without it gives this with a probability of at most "
        + "10^\(exponent))")
  }
}

private struct DisclosureEvent: Encodable {
  let pictureKey: String
  let commitment: String
}

private struct CheckEvent: Encodable {
  let detected: Bool
  let statistic: Double
  let falseAlarmLog10: Double
  let commitment: String
}
