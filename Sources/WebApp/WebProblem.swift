import Wording
import Yuantu

/// What pages complain of, with what to do.
enum WebProblem {
  static let passphraseNeeded = Problem(
    code: "passphrase.needed",
    text: LocalizedText("请输入店铺口令。", "Enter the shop's passphrase."))
  static let passphraseShort = Problem(
    code: "passphrase.short",
    text: LocalizedText(
      "口令至少要 8 个字符；什么都没有写入。", "A passphrase has at least 8 characters; nothing was written."))
  static let passphraseDiffers = Problem(
    code: "passphrase.differs",
    text: LocalizedText("两次输入的口令不同；什么都没有写入。", "The two differ; nothing was written."))
  static let tooManyAttempts = Problem(
    code: "web.tooManyAttempts",
    text: LocalizedText("尝试次数过多，请一分钟后再试。", "Too many attempts; wait a minute."))
  static let wrongPassCode = Problem(
    code: "web.passCode", text: LocalizedText("访问码不对。", "That is not the pass code."))
  static let notFound = Problem(
    code: "web.notFound",
    text: LocalizedText("没有这一页，或它已被移除。", "There is no such page, or it was removed."))
  static let refused = Problem(
    code: "web.refused",
    text: LocalizedText(
      "请求不是由本应用的页面发出，已拒绝。请从启动时给出的地址打开。",
      "The request did not come from a page of this app and was refused. Open the address given at the start."
    ))
  static let malformed = Problem(
    code: "web.malformed",
    text: LocalizedText("请求的内容无法读取。", "The request cannot be read."))
  static let noFiles = Problem(
    code: "web.noFiles",
    text: LocalizedText("还没有收到文件。", "No file has been received yet."))
  static func tooManyFiles(_ most: Int) -> Problem {
    Problem(
      code: "web.tooManyFiles",
      text: LocalizedText(
        "一次最多 \(most) 个文件，请分批。", "At most \(most) files at a time; make several batches."))
  }
  static func tooLarge(_ most: Int) -> Problem {
    Problem(
      code: "web.tooLarge",
      text: LocalizedText(
        "文件太大：最多 \(most >> 20) MiB。", "The file is too large: at most \(most >> 20) MiB."))
  }
  static let locked = Problem(
    code: "web.locked",
    text: LocalizedText(
      "店铺已锁上；请刷新本页并输入口令。", "The shop is locked; reload the page and enter the passphrase."))
  static let unreadableResult = Problem(
    code: "web.unreadableResult",
    text: LocalizedText("这份结果无法读取；请重做一次。", "This result cannot be read; do it once more."))
  static let alreadyServed = Problem(
    code: "serve.alreadyServed",
    text: LocalizedText(
      "这个店铺已有一个 yuantu serve 在运行。", "Another yuantu serve runs for this shop already."))
  static let diskFull = Problem(
    code: "web.diskFull",
    text: LocalizedText(
      "磁盘空间不足，上传已停止；请清理后再试。",
      "The disk is nearly full and the upload was stopped; make room and try again."))
  static let badTime = Problem(
    code: "web.badTime",
    text: LocalizedText("收到通知的时间无法读取。", "The time of the notice cannot be read."))
}

extension Job.Trouble {
  init(_ problem: Problem, below folder: String) {
    let path = problem.path ?? ""
    file =
      path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : FileTitle.of(path)
    code = problem.code
    chinese = problem.message(in: .simplifiedChinese)
    english = problem.message(in: .english)
  }
}
