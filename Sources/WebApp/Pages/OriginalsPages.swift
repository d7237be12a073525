import Catalogue
import HTTPKit
import Wording
import Yuantu

/// Originals: dropping a shoot, and what became of it.
enum OriginalsPages {
  private static let rowsOfPage = 100

  static func place(_ visit: Visit, jobs: [Job], counts: ShopOverview) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, Job.Kind.originals.name(say), place: .originals,
      """
      <p>\(say("已登记 \(counts.counts.originals) 个原图。", "\(counts.counts.originals) originals are taken in."))</p>
      \(Pieces.Drop(
        say: say, token: visit.formToken, create: "/originals",
        title: say("把拍摄文件夹拖到这里", "Drop the folder of a shoot here"),
        hint: say(
          "相机和手机直出的文件（JPEG、HEIC、RAW），整组都要。会逐字节保存一份到店铺文件夹，从不改动。",
          "Files straight from camera or phone (JPEG, HEIC, RAW), all of the shoot. They are kept byte for byte in the shop's folder and never changed.")
      ).html)
      <ul class="advice">
      <li>\(say("相机设为 RAW+JPEG；手机设为“兼容性最佳”（JPEG）。", "Set the camera to RAW+JPEG, the phone to “most compatible” (JPEG)."))</li>
      <li>\(say("用数据线或按“文件”传，不要用聊天软件发图。", "Copy by cable or as a file, never as a chat picture."))</li>
      <li>\(say("整组都留，不只留选中的。", "Keep the whole shoot, not only the picks."))</li></ul>
      \(Pieces.list(jobs, visit))
      """)
  }

  static func job(
    _ visit: Visit, _ job: Job, _ result: OriginalsResult?, rows: (rows: [OriginalRow], count: Int)
  ) -> Response {
    let say = visit.say
    let result = result ?? OriginalsResult()
    let devices = result.devices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20)
      .map { device, count -> HTML in
        "<li>\(device.isEmpty ? say("没有写明设备", "no device named") : device): \(count)</li>"
      }
    let warnings = result.findings.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .compactMap { code, count -> HTML? in
        FindingCode(rawValue: code).map { "<li><b>\(count)</b> · \(say($0.text))</li>" }
      }
    let lines = rows.rows.map { row -> HTML in
      """
      <tr><td>\(row.file)</td><td>\(Self.status(row, say))</td><td>\(row.device ?? "")</td><td>\(Pieces.findings(row.findings, say))</td></tr>
      """
    }
    return PageFrame.page(
      visit, say("登记结果", "What was taken in"), place: .originals,
      """
      <p class="result">\(say(
        "新登记 \(result.added) 个，已登记过 \(result.known) 个，失败 \(result.failed) 个。",
        "\(result.added) added, \(result.known) known already, \(result.failed) failed."))</p>
      <div class="columns"><section><h2>\(say("设备（EXIF 自述）", "Devices (as EXIF says)"))</h2><ul>\(devices)</ul></section>
      <section><h2>\(say("提醒", "Warnings"))</h2>\(warnings.isEmpty ? "<p>\(say("没有。", "None."))</p>" as HTML : "<ul>\(warnings)</ul>")</section></div>
      <p><a class="button main" href="/protect">\(say("下一步：保护要上架的图", "Next: protect what will be listed"))</a></p>
      <h2>\(say("文件", "Files"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(say("文件", "Files"))"><table><thead><tr><th scope="col">\(say("文件", "File"))</th><th scope="col">\(say("状态", "State"))</th><th scope="col">\(say("设备", "Device"))</th><th scope="col">\(say("提醒", "Warnings"))</th></tr></thead><tbody>\(lines)</tbody></table></div>
      \(Pieces.pager(visit, count: rows.count, size: rowsOfPage))
      """)
  }

  static func rows(_ path: String, page: Int) -> (rows: [OriginalRow], count: Int) {
    RowFile<OriginalRow>.read(path, offset: page * rowsOfPage, limit: rowsOfPage)
  }

  private static func status(_ row: OriginalRow, _ say: Words) -> HTML {
    switch row.status {
    case "added": "\(say("新登记", "added"))"
    case "failed":
      "<span class=\"bad\">\(row.trouble.map { say($0.text) } ?? say("失败", "failed"))</span>"
    default: "\(say("已登记过", "known already"))"
    }
  }
}
