import HTTPKit
import Wording
import Yuantu

/// The pages before a shop is open: set-up, backup, passphrase, pass code.
enum EntryPages {
  static func setup(_ visit: Visit, name: String = "", problem: Problem? = nil) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, say("建立店铺", "Set up your shop"), status: problem == nil ? 200 : 422,
      """
      \(problem.map { Pieces.problem($0, say) })
      <p>\(say(
        "只需一分钟。签名密钥和水印密钥在本机生成，只保存在本机。",
        "It takes a minute. The signing key and the mark's secret are made on this machine and stay on it."))</p>
      <form method="post" action="/setup" class="stacked">\(visit.tokenField)
      <label>\(say("店铺名", "Shop name"))<input name="name" value="\(name)" required maxlength="64" autocomplete="organization" autofocus></label>
      <label>\(say("口令（至少 8 个字符）", "Passphrase (at least 8 characters)"))<input name="passphrase" type="password" required minlength="8" autocomplete="new-password"></label>
      <label>\(say("再输入一次口令", "The passphrase once more"))<input name="again" type="password" required minlength="8" autocomplete="new-password"></label>
      <p class="hint">\(say(
        "口令锁住密钥。忘记口令，密钥就无法打开，也无人能恢复：请抄写保存。",
        "The passphrase locks the keys. Nobody can recover it: write it down."))</p>
      <button class="main">\(say("建立店铺", "Make the shop"))</button></form>
      <p><a href="/review">\(say("我没有店铺，只想核对别人给的材料包", "I have no shop and only want to check a package"))</a></p>
      """)
  }

  /// The backup, which is not skipped by accident.
  static func backup(_ visit: Visit, isDownloaded: Bool) -> Response {
    let say = visit.say
    let saved: HTML =
      isDownloaded
      ? "\(visit.button(say("我已把备份文件存到别的设备", "I have kept the backup file on another device"), post: "/setup/backup/saved", classes: "main"))"
      : "<p class=\"hint\">\(say("先保存备份文件，才能继续。", "Save the backup file first, then go on."))</p>"
    return PageFrame.page(
      visit, say("保存备份文件", "Save the backup file"),
      """
      <p>\(say(
        "备份文件里有店铺的密钥和目前的目录，用你的口令加密。电脑损坏或丢失时，要靠它恢复店铺；没有它，就无法再表明记录出自本店。",
        "The backup file holds the shop's keys and the catalogue as it is now, locked with your passphrase. When this machine breaks or is lost, the shop comes back from it; without it you cannot show that the records are yours."))</p>
      <p>\(say(
        "图片不在备份文件里：原图请另外再存一份。登记一批原图之后，请在首页再存一次备份。",
        "Pictures are not in it: keep a second copy of your originals elsewhere. After you have taken originals in, save a new backup from the start page."))</p>
      <form method="post" action="/setup/backup/download" data-download>\(visit.tokenField)<button class="\(isDownloaded ? "" : "main")">\(say("保存备份文件", "Save the backup file"))</button></form>
      \(saved)
      <details><summary>\(say("现在不备份", "No backup now"))</summary>
      <p>\(say("密钥丢失将无法恢复。之后可在首页保存备份。", "Lost keys cannot be recovered. You can save a backup later from the start page."))</p>
      \(visit.button(say("我明白，现在不备份", "I understand, no backup now"), post: "/setup/backup/declined"))</details>
      """)
  }

  static func unlock(_ visit: Visit, shop: String, problem: Problem? = nil) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, say("打开店铺“\(shop)”", "Open the shop “\(shop)”"), status: problem == nil ? 200 : 422,
      """
      \(problem.map { Pieces.problem($0, say) })
      <form method="post" action="/unlock" class="stacked">\(visit.tokenField)
      <label>\(say("店铺口令", "Passphrase of the shop"))<input name="passphrase" type="password" required autocomplete="current-password" autofocus></label>
      <button class="main">\(say("打开", "Open"))</button></form>
      <p><a href="/review">\(say("只核对材料包，不打开店铺", "Only check a package, without the shop"))</a></p>
      """)
  }

  /// For another machine of the same network.
  static func passCode(_ visit: Visit, problem: Problem? = nil) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, say("访问码", "Pass code"), status: problem == nil ? 200 : 403,
      """
      \(problem.map { Pieces.problem($0, say) })
      <p>\(say("访问码显示在运行原图的那台电脑上。", "The pass code is shown on the machine where Yuantu runs."))</p>
      <form method="post" action="/pass-code" class="stacked">
      <label>\(say("访问码", "Pass code"))<input name="code" type="password" required autocomplete="one-time-code" autofocus></label>
      <button class="main">\(say("进入", "Enter"))</button></form>
      """)
  }

  /// Leads on, once there is a session.
  static func entered(_ visit: Visit) -> Response {
    let say = visit.say
    var response = PageFrame.page(
      visit, say("正在打开…", "Opening…"),
      "<p><a href=\"/\" data-go>\(say("继续", "Go on"))</a></p>")
    response.headers.append(("Refresh", "0; url=/"))
    return response
  }

  /// For a browser that did not come by the start link.
  static func startLink(_ visit: Visit) -> Response {
    let say = visit.say
    return PageFrame.page(
      visit, say("请从启动地址打开", "Open the start address"), status: 403,
      """
      <p>\(say(
        "请使用 yuantu serve 启动时给出的完整地址（含 start=…）。这样，本机的其他用户和网页都打不开你的店铺。",
        "Use the whole address that yuantu serve gave at its start (with start=…). That keeps other users of this machine and other web pages out of your shop."))</p>
      """)
  }
}
