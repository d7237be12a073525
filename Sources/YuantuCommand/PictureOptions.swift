import Codecs
import CommandLineKit
import Wording

/// The options of every command that reads pictures.
enum PictureOptions {
  static let maximumPixels = Key<Int>.option(
    "max-pixels", valueName: LocalizedText("像素数", "N"),
    help: LocalizedText(
      "文件头声明的像素数超过此值即拒绝解码", "refuse pictures whose header claims more pixels"),
    default: DecodeLimits().maximumPixels, in: 1...2_000_000_000)

  static func limits(_ session: Session) -> DecodeLimits {
    DecodeLimits(maximumPixels: session.arguments[maximumPixels])
  }
}
