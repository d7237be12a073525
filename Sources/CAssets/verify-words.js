// Everything that is said, in both languages.
const words = {
  title: ["材料包核对", "Package check"],
  other: ["English", "中文"],
  intro: [
    "本页在您的电脑上核对材料包，不联网，不上传。请把整个文件夹（或原样的 zip 文件）拖到下面。",
    "This page checks the package on your own computer: no network, nothing is uploaded. Drop the whole folder (or the zip as it came) below."],
  drop: ["把文件夹、文件或 zip 拖到这里", "Drop the folder, its files or the zip here"],
  chooseFolder: ["或选择文件夹", "or choose the folder"],
  chooseFiles: ["或选择文件 / zip", "or choose files / the zip"],
  working: ["正在核对……", "Checking …"],
  allPass: [
    "全部文件与签名的清单一致，能检查的项目都通过。",
    "All files agree with the signed list, and everything this page can check passed."],
  someFail: [
    "有文件或签名未通过核对（红色），不应采用。其余文件的结果仍列在下面。",
    "Files or signatures did not pass (red); do not rely on them. The others are listed below."],
  someOpen: [
    "没有发现不一致；但有的签名此浏览器无法检查，请用 yuantu review 或 openssl。",
    "Nothing disagrees, but some signatures cannot be checked in this browser; use yuantu review or openssl."],
  notAPackage: ["这里没有 index.json：不是材料包，或没有把整个文件夹拖进来。", "There is no index.json here: not a package, or not the whole folder."],
  broken: ["清单 index.json 无法读取，材料包不应采用。", "The list index.json cannot be read; do not rely on the package."],
  refused: ["压缩包被拒绝（损坏、过大或文件名不安全）。", "The archive was refused (damaged, too large, or unsafe names)."],
  noCrypto: ["此浏览器不提供 WebCrypto，无法核对；请用较新的浏览器。", "This browser offers no WebCrypto here; use a current one."],
  pass: ["通过", "pass"], fail: ["未通过", "FAIL"], missing: ["缺失", "MISSING"],
  unlisted: ["不在清单中", "NOT LISTED"], open: ["未能检查", "not checked"],
  package: ["材料包", "Package"], madeAt: ["制作时间（制作者的时钟）", "Made at (the maker's clock)"],
  shop: ["店铺名（自称）", "Shop (self-declared)"],
  form: ["形式", "Form"],
  platform: ["仅供平台，含原图与公开的单图密钥", "for the platform only: with originals and disclosed per-picture keys"],
  shareable: ["可出示给对方，不含原图", "may be shown to the other side: no originals"],
  fingerprint: ["由持有此公钥指纹的一方签署", "Signed by the holder of the key with fingerprint"],
  filesTitle: ["文件", "Files"], checksTitle: ["签名与时间", "Signatures and times"],
  indexSignature: ["文件清单的签名", "Signature of the list of files"],
  certificate: ["签署方证书由材料包内的根证书签发", "The signer's certificate was issued by the root in the package"],
  fingerprintFits: ["公钥指纹与清单一致", "The key's fingerprint is the one in the list"],
  record: ["记录", "Record"],
  recordSignature: ["记录的签名", "The record's signature"],
  recordIdentity: ["签名的哈希即记录编号", "The signature's hash is the record's number"],
  recordClaim: ["签名内容与清单文件一致", "What was signed is what the manifest holds"],
  recordStatement: ["记录内容由签名覆盖", "The statement is covered by the signature"],
  recordedAt: ["记录时间（店铺的时钟）", "Recorded at (the shop's clock)"],
  leaf: ["时间证据属于此记录", "The evidence of time is about this record"],
  path: ["Merkle 证明通到批次的根", "The Merkle proof leads to the batch's root"],
  token: ["时间戳盖在此批次上", "The time stamp is over this batch"],
  recordToken: ["时间戳盖在此记录上", "The time stamp is over this record"],
  fileToken: ["时间戳盖在该文件上", "The time stamp is over the file"],
  stamped: ["时间戳所写时间", "time in the stamp"],
  noTime: ["无第三方时间戳，时间仅来自店铺的时钟", "no third party's time stamp: the time is the shop's clock only"],
  limitsTitle: ["本页不能检查的", "What this page cannot check"],
  limits: [
    ["密钥属于谁：请把公钥指纹与店铺在别处公布的比较。", "Whose key it is: compare the fingerprint with one the shop published elsewhere."],
    ["本页随材料包而来，可能被改动：请从项目另取一份，或用 yuantu review。", "This page came with the package and may itself have been changed: take a copy from the project, or use yuantu review."],
    ["时间戳服务自己的签名、证书与吊销：请用 yuantu review，或按 09_verify/how-to-check.txt 用 openssl。", "The time-stamp authority's own signature and certificates, and revocation: use yuantu review, or openssl as in 09_verify/how-to-check.txt."],
    ["隐形水印与画面是否对应、C2PA 的完整规则：请用 yuantu review。", "Invisible marks, whether pictures correspond, and C2PA's full rules: use yuantu review."],
    ["谁拍摄、谁拥有、是否获得授权、谁复制了谁：任何哈希或签名都不能说明。", "Who made a picture, whose it is, what was licensed, who copied whom: no hash or signature can say."],
  ],
};

let chinese = !/^en/i.test(navigator.language ?? "");
const say = key => words[key][chinese ? 0 : 1];
const moment = milliseconds => new Date(milliseconds).toISOString().replace("T", " ").replace(/(\.000)?Z$/, " (UTC)");
