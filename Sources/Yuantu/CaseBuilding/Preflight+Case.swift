import Cases
import Wording

extension Preflight {
  /// What is said about each suspect.
  mutating func check(_ verdict: Verdict, name: String, hasOriginal: Bool) {
    if verdict.relation == .recordInvalid {
      add(
        .red, "record.invalid", name, "对应记录未通过校验，不能使用。",
        "Its record fails the check and cannot be used.")
    } else if verdict.relation == .notExamined {
      add(
        .red, "suspect.notExamined", name, "这张图无法检验；请换更大的版本。",
        "It cannot be examined; get a larger version.")
    } else if !hasOriginal {
      add(
        .red, "original.notFound", name,
        "没有找到它的原图，材料只能算“较弱”；若图来自供应商，请用 --rights 附上授权文件。",
        "No original was found for it, so the package is weak; if the picture came from a supplier, add the "
          + "licence with --rights.")
    } else if verdict.relation == .inconclusive {
      add(
        .amber, "suspect.inconclusive", name, "与登记图的关系不足以得出结论，请人工核对。",
        "How it relates to the recorded picture is not conclusive; compare them yourself.")
    }
  }

  /// What is said about the case as a whole. `recordedAt`, `now`: unix milliseconds.
  mutating func checkCase(recordedAt: Int64?, hasTimeToken: Bool, now: Int64) {
    if let dueAt = request.dueAt, dueAt < now {
      add(
        .red, "deadline.passed", "", "已过最短的已知期限；请立即向平台确认能否补交。",
        "The shortest known deadline has passed; ask the platform at once.")
    }
    if request.form.kind == .appeal, request.noticeAt == nil {
      add(
        .amber, "deadline.unknown", "", "没有给出通知时间（--notice-time），无法计算期限。",
        "No --notice-time was given, so the deadline is not known.")
    }
    if let recordedAt, let noticeAt = request.noticeAt, recordedAt >= noticeAt {
      add(
        .amber, "record.afterNotice", "", "登记在通知之后，证明力较弱。",
        "Recorded after the notice: it carries less weight.")
    }
    if recordedAt != nil, !hasTimeToken {
      add(
        .amber, "record.ownClock", "", "登记时间只有本机时钟；可用 yuantu stamp 加时间戳。",
        "The time of the record is this machine's own; yuantu stamp adds a time stamp.")
    }
    if request.goodsLink == nil {
      add(.amber, "link.missing", "", "没有商品链接（--goods-link）。", "No --goods-link was given.")
    }
    if request.form.kind == .complaint,
      request.positions.count(where: { !$0.isEmpty }) < request.suspects.count
    {
      add(
        .amber, "position.missing", "", "有图片没有写明出现位置（--position，如“轮播第2张”）。",
        "Not every picture has its position (--position, such as “carousel, 2nd”).")
    }
    if request.confirmed.contains(.licensed), request.rights.isEmpty {
      add(
        .red, "rights.missing", "", "确认为授权使用，但没有附授权文件（--rights）。",
        "Confirmed as licensed, but no licence was added (--rights).")
    }
    if request.confirmed.isDisjoint(with: [.photographed, .licensed]) {
      add(
        .amber, "facts.unconfirmed", "", "尚未确认照片来源（--confirm photographed 或 licensed），陈述中不会写。",
        "Where the photographs come from is not confirmed (--confirm photographed or licensed), so the "
          + "statement does not say it.")
    }
    if request.form.uploads.source.grade == .unconfirmed {
      add(
        .amber, "form.unverified", "", "这个表格的限制没有可靠来源，按保守值处理；以平台后台为准。",
        "The limits of this form have no reliable source; cautious ones were used. The platform decides."
      )
    }
  }
}
