public import Wording

extension FindingCode {
  /// What was seen, and where it matters what to do.
  public var text: LocalizedText {
    switch self {
    case .exifAbsent:
      LocalizedText(
        "没有 EXIF 信息，平台审核时可能不被视为原图；请核对是否经聊天软件转发或导出。",
        "No EXIF data: a platform may not accept it as an original; check whether it went through "
          + "a chat app or an export.")
    case .cameraAbsent:
      LocalizedText("EXIF 中没有相机厂商和型号。", "EXIF names no camera maker and model.")
    case .timeAbsent:
      LocalizedText("EXIF 中没有拍摄时间。", "EXIF has no capture time.")
    case .timeAfterClock:
      LocalizedText(
        "EXIF 中的拍摄时间晚于本机时钟：请核对本机和相机的时钟；记录的时间取自本机时钟。",
        "The capture time in EXIF lies after this machine's clock: check this clock and the camera's; the "
          + "record's time is this machine's.")
    case .editedBySoftware:
      LocalizedText(
        "“程序名称”显示该文件由图像编辑软件保存，不是相机直出。",
        "The software field names an image editor: not straight from the camera.")
    case .editedHistory:
      LocalizedText(
        "文件中留有编辑软件的历史记录。", "The file carries an editor's history.")
    case .sizeDiffersFromExif:
      LocalizedText(
        "图片尺寸与 EXIF 记录的尺寸不同，可能经过裁剪或缩放。",
        "The picture's size differs from what EXIF says: probably cropped or resized.")
    case .notDecodable:
      LocalizedText(
        "已登记文件哈希；本版本不能解码这种格式，因此不能自动配对导出图。",
        "The file's hash is recorded; this version cannot decode the format, so exports cannot be "
          + "paired with it automatically.")
    case .provenanceFound:
      LocalizedText(
        "文件自带 C2PA 来源清单（相机或软件签署），已一并保留；请妥善保存这个文件，它是很有分量的材料。",
        "The file carries a C2PA manifest of its own, signed by a camera or a program; it was kept. "
          + "Keep this file safe: it carries much weight.")
    case .provenanceInvalid:
      LocalizedText(
        "文件自带 C2PA 来源清单，已一并保留，但按规范校验不合格；详见 yuantu manifest verify。",
        "The file carries a C2PA manifest of its own; it was kept, but does not pass validation; see "
          + "yuantu manifest verify.")
    case .provenanceUnreadable:
      LocalizedText(
        "文件中有无法读取的 C2PA 来源清单，未保留。",
        "The file carries a C2PA manifest that cannot be read; it was not kept.")
    case .sourceTruncated:
      LocalizedText(
        "文件不完整，缺失部分为灰色。", "The file is incomplete; the missing part is grey.")
    case .sourceFirstFrameOnly:
      LocalizedText("动图：只处理第一帧。", "Animation: only the first frame was used.")
    case .sourceReducedTo8Bits:
      LocalizedText(
        "每通道 16 位，交付图已转为 8 位。", "16 bits a channel; the issued copy has 8.")
    case .sourceConvertedFromCMYK:
      LocalizedText("CMYK 图片，已转为 sRGB。", "CMYK picture, converted to sRGB.")
    case .sourceBrokenColorProfile:
      LocalizedText(
        "颜色配置文件损坏，按 sRGB 处理。", "The colour profile is broken; taken as sRGB.")
    case .sourceDamaged:
      LocalizedText(
        "文件中间有损坏，部分像素可能不对。", "The file is damaged inside; some pixels may be wrong.")
    case .sourceHighDynamicRange:
      LocalizedText(
        "HDR 图片：按原样转为 8 位，亮度可能不同。",
        "HDR picture: taken to 8 bits as coded; brightness may differ.")
    case .originalNotFound:
      LocalizedText(
        "没有找到对应的原图；请用 originals add 登记原图。",
        "No original was found for it; add the original with originals add.")
    case .formatChanged:
      LocalizedText(
        "该格式只能读取，交付图已改存为 JPEG。",
        "This format can only be read; the issued copy is a JPEG.")
    case .metadataOmitted:
      LocalizedText(
        "部分元数据过大，未写入交付图。", "Some metadata was too large for the issued copy.")
    case .visibleAgainstRules:
      LocalizedText(
        "平台规则不允许在这个位置加明水印，你选择了照加：可能被驳回、降权或下架。",
        "The platform's rules allow no visible mark in this slot and you chose to put one: the picture may "
          + "be refused, ranked down or taken down.")
    case .visibleInsideBox:
      LocalizedText(
        "平台规则只允许在这个位置的一角放小店标，明水印已缩到该范围内；仍可能被降权。",
        "The platform's rules allow only a small logo in a corner of this slot; the mark was put there. The "
          + "picture may still be ranked down.")
    case .visibleIllegible:
      LocalizedText(
        "明水印缩到 500 像素并压缩后很难看清；请加大字号或不透明度。",
        "The visible mark can hardly be read at 500 pixels after compression; make it larger or less "
          + "transparent.")
    case .visibleRaised:
      LocalizedText(
        "这张图纹理多，可见水印比模板设定的更浓一些，以保证平台压缩后仍可读。",
        "This picture is busy: its visible mark is stronger than the template says, so that it can "
          + "be read after a platform's compression.")
    case .logoEnlarged:
      LocalizedText(
        "店标像素不够，已被放大，可能发虚；请换更大的店标或 SVG。",
        "The logo had to be enlarged and may look blurred; use a larger one or an SVG.")
    case .logoOpaque:
      LocalizedText(
        "店标没有透明背景，会带一个方块；如是白底，可加 --white-is-transparent。",
        "The logo has no transparency and will show its box; if that is white, use "
          + "--white-is-transparent.")
    case .fontLicenceUnknown:
      LocalizedText(
        "这种字体的文件没有写明开放许可，商用可能需要购买授权；请先核实（默认字体可放心使用）。",
        "This font's file names no open licence; a shop may have to buy one. Make sure first (the usual font "
          + "is free to use).")
    case .markStrong:
      LocalizedText(
        "图片较小或压缩较强，水印强度高于常规，请放大查看效果。",
        "Small or heavily compressed: the mark is stronger than usual; look at it enlarged.")
    case .markFragile:
      LocalizedText(
        "水印能从交付图中读出，但缩小压缩后很可能读不出（图片太小、内容太少或压缩太强）；如有更大的图片请改用。",
        "The mark is read from the issued copy, but probably not after it is shrunk and compressed "
          + "(too small, too empty or compressed too hard); use a larger picture if there is one.")
    case .fileIdentical:
      LocalizedText("SHA-256 与登记文件相同。", "SHA-256 equals the recorded file's.")
    case .markRead:
      LocalizedText("读出本店隐形水印。", "This shop's invisible mark was read.")
    case .markMatched:
      LocalizedText(
        "与本店已交付的水印逐一比对后认出其中一个。",
        "One of the marks the shop has issued was recognised by comparing with all of them.")
    case .markNotDetected:
      LocalizedText("未读出本店隐形水印。", "This shop's invisible mark was not read.")
    case .markWithoutRecord:
      LocalizedText(
        "读出本店水印编码，但目录中没有对应的交付记录。",
        "A code of this shop was read, but the catalogue has no issued copy for it.")
    case .contentCorresponds:
      LocalizedText(
        "按水印位置对齐后，画面与登记图对应。",
        "Aligned by the mark, the content corresponds to the recorded picture.")
    case .contentDiffers:
      LocalizedText(
        "水印编码与画面不符：该编码可能被移植到别的图片上。",
        "The code does not fit the content: it may have been copied onto another picture.")
    case .contentTooFlat:
      LocalizedText(
        "画面细节太少，无法比对内容。", "Too little detail in the picture to compare content.")
    case .contentSamePhotograph:
      LocalizedText(
        "内容等级 A：与登记图是同一张照片（可能经过编辑）。匹配不等于归属。",
        "Content grade A: the same photograph as the recorded picture, perhaps edited. A match is "
          + "not ownership.")
    case .contentPartReused:
      LocalizedText(
        "内容等级 B：有一部分与登记图几何对应；请查看标出的区域，由复核人判断。",
        "Content grade B: a part corresponds geometrically to the recorded picture; look at the "
          + "region that is shown, the reviewer decides.")
    case .contentCommonBackdrop:
      LocalizedText(
        "内容等级 C：只有布景、地面或道具相同，是另一张照片；不作为匹配。",
        "Content grade C: only the set, floor or props are shared; a different photograph, and no "
          + "match.")
    case .contentNotFound:
      LocalizedText(
        "按内容比对，未找到对应的登记图。", "By content, no corresponding recorded picture was found.")
    case .contentPlain:
      LocalizedText(
        "对应处细节很少，同款商品的另一张照片也可能如此；降为 R2。",
        "What corresponds has little detail, so that another photo of the same product might agree "
          + "as well; lowered to R2.")
    case .contentOfOtherRecord:
      LocalizedText(
        "水印指向一条记录，画面却与另一条记录的图对应。",
        "The mark points to one record, the content to another.")
    case .contentNotAllIndexed:
      LocalizedText(
        "部分登记图尚未加入特征索引，未参与比对；请运行 yuantu catalogue index。",
        "Some recorded pictures are not in the index of features and were not searched; run yuantu "
          + "catalogue index.")
    case .markOfDisclosedKey:
      LocalizedText(
        "用材料包里公开的单图密钥，检出这一份交付图的水印。",
        "The mark of this issued copy was found with the key disclosed in the package.")
    case .markInformed:
      LocalizedText(
        "扣除登记图画面后，读出本店已交付的隐形水印。",
        "With the recorded picture taken out, an invisible mark that the shop issued was read.")
    case .markSeveral:
      LocalizedText(
        "读出多份交付图的水印。", "Marks of several issued copies were read.")
    case .pictureTooSmall:
      LocalizedText(
        "图片太小，请获取更大的版本（例如去掉网址中的尺寸后缀）。",
        "The picture is too small; get a larger version (for example by removing the size suffix "
          + "from its address).")
    case .signatureValid: LocalizedText("记录签名有效。", "The record's signature is valid.")
    case .signatureMismatch:
      LocalizedText("记录签名与内容不符。", "The record's signature does not fit its content.")
    case .signerKnown:
      LocalizedText("签名证书由本店根证书签发。", "The signing certificate was issued by the shop's root.")
    case .signerUnknown:
      LocalizedText(
        "签名证书不是由本店根证书签发。", "The signing certificate was not issued by the shop's root.")
    case .signerInvalid:
      LocalizedText("签名证书不符合要求。", "The signing certificate does not meet its profile.")
    case .signerExpired:
      LocalizedText(
        "记录时间不在签名证书有效期内。",
        "The recorded time is outside the signing certificate's validity.")
    case .recordMalformed: LocalizedText("记录无法读取。", "The record cannot be read.")
    case .recordContradictsCatalogue:
      LocalizedText(
        "记录内容与目录不一致。", "The record and the catalogue contradict each other.")
    case .manifestOwn:
      LocalizedText(
        "文件带有本店签署的 C2PA 清单，且校验有效。",
        "The file carries a C2PA manifest that this shop signed, and it is valid.")
    case .manifestForeign:
      LocalizedText(
        "文件带有他人签署的 C2PA 清单；详见 yuantu manifest verify。",
        "The file carries a C2PA manifest that somebody else signed; see yuantu manifest verify.")
    case .manifestBroken:
      LocalizedText(
        "文件带有 C2PA 清单，但校验不合格（可能只是签名后又被处理过）；详见 yuantu manifest verify。",
        "The file carries a C2PA manifest that does not hold (it may just have been processed after "
          + "signing); see yuantu manifest verify.")
    case .fileDiffersFromManifest:
      LocalizedText(
        "来源清单中的哈希与文件不符。", "The hash in the manifest does not fit the file.")
    case .timeOwnClock:
      LocalizedText(
        "时间仅来自登记时所用电脑的时钟，没有第三方时间戳。",
        "The time comes only from the clock of the machine that made the record; there is no third "
          + "party's time stamp.")
    case .timeStampTrusted:
      LocalizedText(
        "第三方时间戳（RFC 3161）有效。", "A third party's time stamp (RFC 3161) holds.")
    case .timeStampMalformed:
      LocalizedText("时间戳文件已损坏，未采用。", "A time stamp is damaged and was left aside.")
    case .timeStampMismatch:
      LocalizedText(
        "时间戳与所证内容不符，未采用。", "A time stamp does not fit what it should be over; left aside.")
    case .timeStampOutsideValidity:
      LocalizedText(
        "时间戳的时间不在签发机构证书有效期内，未采用。",
        "A time stamp's time is outside its authority's certificate; left aside.")
    case .timeStampUntrusted:
      LocalizedText(
        "时间戳签发机构的根证书未知或证书不合要求，未采用。",
        "A time stamp's authority is unknown or its certificate unfit; left aside.")
    case .timeAuthorityExpired:
      LocalizedText(
        "时间戳签发机构的证书现已到期，到期前没有续期；时间戳当时有效。",
        "The authority's certificate has ended since and the stamp was not renewed before; it held at "
          + "the time.")
    case .timeRenewed:
      LocalizedText(
        "签发机构的证书现已到期，但到期前已由后来的时间戳续期。",
        "The authority's certificate has ended since, but a later stamp renewed this one in time.")
    case .timeSigningTimeDiffers:
      LocalizedText(
        "时间戳内的两个时间不一致，以 genTime 为准。",
        "The time stamp holds two times that differ; genTime counts.")
    case .timeProofBroken:
      LocalizedText(
        "批次时间证明不完整，未采用。", "A proof of time in a batch does not hold; left aside.")
    case .timeAfterCertificate:
      LocalizedText(
        "时间戳晚于签名证书到期日。",
        "The time stamp is later than the end of the signing certificate.")
    case .keyRevoked:
      LocalizedText(
        "签名密钥已作废，且没有可信时间证明记录早于作废日期。",
        "The signing key was revoked, and no trusted time shows that the record is older than that."
      )
    case .keyRevokedLater:
      LocalizedText(
        "签名密钥后来作废；记录在作废日期之前已有可信时间戳。",
        "The signing key was revoked later; a trusted time stamp shows that the record is older.")
    case .recordCountersigned:
      LocalizedText(
        "本店换用的新密钥为该记录加签过。", "A later key of the shop countersigned the record.")
    }
  }
}
