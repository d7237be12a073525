public import Wording

/// What the check of a package can see besides its files. The raw values are stable and part of every
/// output.
public enum PackageFinding: String, CaseIterable, Sendable {
  /// The list's signature holds.
  case signatureValid = "package.signatureValid"
  /// The list's signature is not there or does not hold.
  case signatureInvalid = "package.signatureInvalid"
  /// The certificate leads to the root in the package.
  case chainHolds = "package.chainHolds"
  /// It does not, or a certificate cannot be read.
  case chainBroken = "package.chainBroken"
  /// The certificate was not valid when the package was made.
  case signerOutsideValidity = "package.signerOutsideValidity"
  /// The certificate leads to a root the reviewer gave.
  case signerKnown = "package.signerKnown"
  /// It does not.
  case signerUnknown = "package.signerUnknown"
  /// The reviewer gave no root: whose key it is stays open.
  case signerNotCompared = "package.signerNotCompared"
  /// The list names another key than the certificate's.
  case fingerprintDiffers = "package.fingerprintDiffers"
  /// The signer's key was taken back.
  case signerRevoked = "package.signerRevoked"
  /// Made later than the time of the question.
  case madeInFuture = "package.madeInFuture"
  /// The page for browsers is not the one this version writes.
  case pageDiffers = "package.pageDiffers"
  /// A record's manifest store cannot be read, or has another signature than the list says.
  case recordDiffers = "package.recordDiffers"
  /// The files for checking a record's signature without a C2PA tool are not those of its manifest.
  case recordFilesDiffer = "package.recordFilesDiffer"
  /// A record later than the time of the question, or than the package that it is in.
  case recordInFuture = "package.recordInFuture"
  /// A record about another file than the list says.
  case recordSubjectDiffers = "package.recordSubjectDiffers"
  /// The reviewer gave no root of time-stamp authorities: those in the package were taken.
  case authorityNotCompared = "package.authorityNotCompared"
  /// The evidence of time is about another record.
  case timeDiffers = "package.timeDiffers"
  /// The disclosed key is the one the record committed itself to.
  case commitmentHolds = "package.commitmentHolds"
  /// It is not.
  case commitmentDiffers = "package.commitmentDiffers"

  /// Whether it means that the package or the record must not be relied on.
  public var isFailure: Bool {
    switch self {
    case .signatureInvalid, .chainBroken, .signerOutsideValidity, .signerUnknown,
      .fingerprintDiffers, .madeInFuture, .recordDiffers, .recordFilesDiffer, .recordInFuture,
      .recordSubjectDiffers, .commitmentDiffers, .signerRevoked, .timeDiffers:
      true
    case .signatureValid, .chainHolds, .signerKnown, .signerNotCompared, .pageDiffers,
      .commitmentHolds, .authorityNotCompared:
      false
    }
  }

  /// What was seen.
  public var text: LocalizedText {
    switch self {
    case .signatureValid:
      LocalizedText("文件清单的签名有效。", "The signature of the list of files is valid.")
    case .signatureInvalid:
      LocalizedText(
        "文件清单没有签名，或签名与清单不符。",
        "The list of files is not signed, or its signature does not fit it.")
    case .chainHolds:
      LocalizedText(
        "签署方的证书由材料包内的根证书签发。",
        "The signer's certificate was issued by the root in the package.")
    case .chainBroken:
      LocalizedText(
        "签署方的证书无法追溯到材料包内的根证书。",
        "The signer's certificate does not lead to the root in the package.")
    case .signerOutsideValidity:
      LocalizedText(
        "制作材料包的时间不在签署方证书的有效期内。",
        "The package was made outside the validity of the signer's certificate.")
    case .signerKnown:
      LocalizedText(
        "签署方的证书由您给定的根证书签发。",
        "The signer's certificate was issued by a root you gave.")
    case .signerUnknown:
      LocalizedText(
        "签署方的证书不是由您给定的根证书签发：这是另一方的材料包。",
        "The signer's certificate was not issued by a root you gave: the package is somebody else's."
      )
    case .signerNotCompared:
      LocalizedText(
        "密钥属于谁未作比较：请把公钥指纹与店铺在别处公布的比较，或用 --anchors 给出其根证书。",
        "Whose key it is was not compared: compare the fingerprint with one the shop published "
          + "elsewhere, or give its root with --anchors.")
    case .fingerprintDiffers:
      LocalizedText(
        "清单所写的公钥指纹与证书不符。", "The list names another key than the certificate's.")
    case .signerRevoked:
      LocalizedText(
        "签署方的密钥已被吊销，由它签署的新材料包不应采用。",
        "The signer's key was revoked: do not rely on a package signed with it.")
    case .authorityNotCompared:
      LocalizedText(
        "时间戳服务的根证书来自材料包，未作比较：请与该服务公布的比较，或用 --tsa-anchors 给出。",
        "The time-stamp authority's root comes from the package and was not compared: compare it with what "
          + "the authority publishes, or give it with --tsa-anchors.")
    case .timeDiffers:
      LocalizedText(
        "时间证据属于另一份记录或文件。", "The evidence of time is about another record or file.")
    case .madeInFuture:
      LocalizedText(
        "材料包所写的制作时间晚于核对时间。", "The package says it was made later than the time of this check.")
    case .pageDiffers:
      LocalizedText(
        "材料包里的 verify.html 不是本版本写出的页面：请不要只凭它判断。",
        "The verify.html in the package is not the page this version writes: do not rely on it alone."
      )
    case .recordDiffers:
      LocalizedText(
        "记录无法读取，或不是清单所写的那一份。",
        "The record cannot be read, or is not the one the list names.")
    case .recordFilesDiffer:
      LocalizedText(
        "signed.bin 或 signed.sig 与记录不符。", "signed.bin or signed.sig is not that of the record.")
    case .recordInFuture:
      LocalizedText(
        "记录时间晚于核对时间或材料包的制作时间。",
        "The record says it was made later than this check, or than the package.")
    case .recordSubjectDiffers:
      LocalizedText(
        "记录所说的文件不是清单所写的文件。", "The record is about another file than the list says.")
    case .commitmentHolds:
      LocalizedText(
        "公开的单图密钥与记录中的承诺值一致：它不是事后选定的。",
        "The disclosed picture key fits the record's commitment: it was not chosen afterwards.")
    case .commitmentDiffers:
      LocalizedText(
        "公开的单图密钥与记录中的承诺值不符。",
        "The disclosed picture key does not fit the record's commitment.")
    }
  }
}
