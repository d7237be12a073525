import Codecs
import CommandLineKit
import Wording

/// The options of the commands that read pictures, and of those that mark them.
enum PictureOptions {
  static let keepWhite = Key<Bool>.flag(
    "keep-white",
    help: LocalizedText(
      "纯白像素（255,255,255）保持不变，水印向白色处渐隐；水印会弱一些",
      "leave pure white pixels (255,255,255) as they are; the mark fades towards them and is weaker"
    ))
  static let maximumPixels = Key<Int>.option(
    "max-pixels", valueName: LocalizedText("像素数", "N"),
    help: LocalizedText(
      "文件头声明的像素数超过此值即拒绝解码", "refuse pictures whose header claims more pixels"),
    default: DecodeLimits().maximumPixels, in: 1...2_000_000_000)

  static func limits(_ session: Session) -> DecodeLimits {
    DecodeLimits(maximumPixels: session.arguments[maximumPixels])
  }
}
