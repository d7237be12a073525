import HTTPKit
import Wording
import Yuantu

/// Review: the other side's check of a package, without a shop.
enum ReviewPages {
  static func place(_ visit: Visit, jobs: [Job]) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, Job.Kind.review.name(say), place: .review,
      """
      <p>\(say(
        "不需要店铺、账号或网络。核对每个文件、签名、证书、记录与时间，并用包内公开的单图密钥检测水印。",
        "Needs no shop, account or network. Checks every file, signature, certificate, record and time, and looks for marks with the keys disclosed in the package."))</p>
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/review",
        title: say("把材料包（zip 或文件夹）拖到这里", "Drop a package here: a zip or a folder"),
        hint: say("材料包只用来核对，可随时移除。", "It is only used for this check and can be removed at any time.")
      ).html)\(Pieces.list(jobs, visit))
      """)
  }

  static func result(_ visit: Visit, _ job: Job, _ result: VerdictsResult) -> Response {
    let say = visit.say
    let isSound = result.isSound ?? false
    // The last line is the outcome, which stands on top here.
    let lines = result.lines.dropLast().filter { !say($0.text).isEmpty }
    return PageFrame.page(
      visit, say("核对结果", "Outcome of the check"), place: .review,
      """
      <p class="outcome \(isSound ? "good" : "bad")">\(result.lines.last.map { say($0.text) } ?? "")</p>
      \(result.suspects.enumerated().map { Pieces.verdict($1, index: $0, job, say) })
      \(Pieces.report(job, result, say))
      <section><h2>\(say("逐项", "Item by item"))</h2><ul class="lines">\(lines.map { line -> HTML in "<li>\(say(line.text))</li>" })</ul></section>
      \(visit.button(say("移除这次核对和上传的材料包", "Remove this check and the package"), post: "/review/\(job.id)/remove"))
      """)
  }
}
