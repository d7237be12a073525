import Cases
import CommandLineKit
import Manifests
import Wording
import Yuantu

/// The options of `yuantu case new`.
enum CaseOptions {
  enum Kind: String, CaseIterable, ArgumentValue {
    case complaint, appeal

    var kind: CaseKind { self == .appeal ? .appeal : .complaint }
  }

  enum Fact: String, CaseIterable, ArgumentValue {
    case photographed, licensed
    case noPermission = "no-permission"
    case seenAtLink = "seen-at-link"

    var fact: ConfirmedFact {
      switch self {
      case .photographed: .photographed
      case .licensed: .licensed
      case .noPermission: .noPermission
      case .seenAtLink: .seenAtLink
      }
    }
  }

  enum Form: String, CaseIterable, ArgumentValue {
    case platform, shareable, both

    var forms: [PackageForm] {
      switch self {
      case .platform: [.platform]
      case .shareable: [.shareable]
      case .both: [.platform, .shareable]
      }
    }
  }

  static let platform = Key<String>.requiredOption(
    "platform", "p", valueName: LocalizedText("平台", "PLATFORM"),
    help: LocalizedText("平台（见 yuantu case forms）", "the platform (see yuantu case forms)"))
  static let kind = Key<Kind>.requiredOption(
    "kind", "k", valueName: LocalizedText("类型", "KIND"),
    help: LocalizedText(
      "complaint 投诉别人，appeal 被投诉后申诉", "a complaint of yours, or an appeal against one"))
  static let suspects = Key<[String]>.repeatedOption(
    "suspect", "s", valueName: LocalizedText("图片", "FILE"),
    help: LocalizedText(
      "涉案图片或其文件夹（可多次）", "a picture in question, or a folder of them (may be repeated)"),
    content: .file)
  static let positions = Key<[String]>.repeatedOption(
    "position", valueName: LocalizedText("位置", "TEXT"),
    help: LocalizedText(
      "图片出现的位置，如“轮播第2张”；按 --suspect 的顺序（可多次）",
      "where a picture appears, such as “carousel, 2nd”; in the order of --suspect"))
  static let goodsLink = Key<String?>.option(
    "goods-link", valueName: LocalizedText("网址", "URL"),
    help: LocalizedText("商品链接", "the address of the goods"))
  static let reference = Key<String?>.option(
    "reference", valueName: LocalizedText("编号", "NUMBER"),
    help: LocalizedText("平台的案件编号", "the platform's number of the case"))
  static let noticeTime = Key<String?>.option(
    "notice-time", valueName: LocalizedText("时间", "TIME"),
    help: LocalizedText(
      "收到通知的时间，如 2026-11-24T09:30+08:00（不写时区按本机时区）",
      "when the notice came, such as 2026-11-24T09:30+08:00 (this machine's zone unless it is given)"
    ))
  static let sets = Key<[String]>.repeatedOption(
    "set", valueName: LocalizedText("图片", "FILE"),
    help: LocalizedText(
      "另加的套图或花絮图（可多次）", "a further picture of the set (may be repeated)"), content: .file)
  static let rights = Key<[String]>.repeatedOption(
    "rights", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "合同、授权等，原样附上，不检验（可多次）",
      "a contract, licence or release; added as it is, not checked (may be repeated)"),
    content: .file)
  static let confirm = Key<[Fact]>.repeatedOption(
    "confirm", valueName: LocalizedText("事实", "FACT"),
    help: LocalizedText(
      "由你确认的事实，陈述中只写确认过的（可多次）：photographed 自己拍摄或委托拍摄，licensed 经许可，"
        + "no-permission 未许可对方，seen-at-link 在链接看到",
      "a fact that you confirm; statements say no other (may be repeated): photographed by you or on your "
        + "order, licensed, no-permission given to the other side, seen-at-link"))
  static let form = Key<Form>.option(
    "form", valueName: LocalizedText("用途", "FORM"),
    help: LocalizedText(
      "platform 平台专用（含原图），shareable 可给对方看（只有哈希和小图），both 各做一份，互不混放",
      "for the platform (with originals), shareable with the other side (hashes and small pictures), or "
        + "both, each by itself"), default: .both)
  static let forms = Key<String?>.option(
    "forms", valueName: LocalizedText("文件", "FILE"),
    help: LocalizedText(
      "表格规则文件（默认：店铺文件夹中的 forms.json，否则为内置规则）",
      "file of form rules (default: forms.json in the shop's folder, else those built in)"),
    content: .file)
  static let archive = Key<Bool>.flag(
    "zip", help: LocalizedText("写成 zip 文件，而不是文件夹", "write zip files instead of folders"))
  static let output = Key<String>.requiredOption(
    "out", "o", valueName: LocalizedText("文件夹", "DIR"),
    help: LocalizedText("材料包写入此文件夹", "write the packages into this folder"),
    content: .directory)

  static let parameters = [
    platform.parameter, kind.parameter, suspects.parameter, positions.parameter,
    goodsLink.parameter, reference.parameter, noticeTime.parameter, sets.parameter,
    rights.parameter, confirm.parameter, form.parameter, forms.parameter, archive.parameter,
    output.parameter, PictureOptions.maximumPixels.parameter,
  ]

  /// The forms in force; mistakes in single forms are told and left out.
  static func rules(_ session: Session, count failures: inout Int) throws(Problem) -> CaseForms {
    let path = session.arguments[forms]
    let rules = try CaseForms.inForce(home: session.home, file: path)
    for problem in rules.problems {
      failures += 1
      session.console.report(Problem(problem, path: path ?? "forms.json"))
    }
    return rules
  }

  /// The case that the options describe.
  static func request(
    _ session: Session, count failures: inout Int
  ) throws(Problem) -> CaseRequest {
    let arguments = session.arguments
    let rules = try rules(session, count: &failures)
    let word = arguments[platform]
    let id = PlatformRules.standard.platform(word)?.id ?? word
    guard let form = rules.form(id, arguments[kind].kind) else {
      let known = rules.forms.filter { $0.kind == arguments[kind].kind }.map(\.platform)
      throw Problem(
        code: "case.unknownForm",
        text: LocalizedText(
          "没有这个平台的表格规则；已知：\(known.joined(separator: "、"))。",
          "No form of this platform is known; known are: \(known.joined(separator: ", "))."),
        detail: word)
    }
    guard !arguments[suspects].isEmpty else {
      throw Problem(
        code: "usage.noSuspect",
        text: LocalizedText(
          "请用 --suspect 给出涉案图片。", "Name the pictures in question with --suspect."))
    }
    var request = CaseRequest(form: form, suspects: arguments[suspects])
    request.positions = arguments[positions]
    request.goodsLink = arguments[goodsLink]
    request.reference = arguments[reference]
    request.noticeAt = try arguments[noticeTime].map { text throws(Problem) in
      guard let moment = NoticeTime.unixMilliseconds(text) else {
        throw Problem(
          code: "usage.badTime",
          text: LocalizedText(
            "时间写法不对；请写成 2026-11-24T09:30+08:00。",
            "Not a time; write it like 2026-11-24T09:30+08:00."), detail: text)
      }
      return moment
    }
    request.setPictures = arguments[sets]
    request.rights = arguments[rights]
    request.confirmed = Set(arguments[confirm].map(\.fact))
    request.fallbackDeadline = rules.shortestDeadline
    return request
  }
}
