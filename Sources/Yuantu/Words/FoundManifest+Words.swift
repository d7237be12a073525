public import Manifests
public import Wording

extension FoundManifest.Absence {
  /// Why there is no manifest to work with.
  public var text: LocalizedText {
    switch self {
    case .none: LocalizedText("没有 C2PA 清单。", "No C2PA manifest.")
    case .elsewhere(let address):
      LocalizedText(
        "文件自称其清单在 \(address)；本工具不联网，没有取回（manifest.inaccessible）。",
        "The file says that its manifest is at \(address); nothing is fetched "
          + "(manifest.inaccessible).")
    case .several(let count):
      LocalizedText(
        "文件中有 \(count) 份清单，按规范一份都不算数。",
        "\(count) manifest stores in one file: by the specification none of them counts.")
    case .broken(let detail):
      LocalizedText("清单无法读取：\(detail)", "The manifest cannot be read: \(detail)")
    }
  }
}

extension FoundManifest.Place {
  /// Where the manifest was found.
  public var text: LocalizedText {
    switch self {
    case .embedded: LocalizedText("在文件内", "in the file")
    case .sidecar: LocalizedText("在文件旁（.c2pa）", "beside the file (.c2pa)")
    case .alone: LocalizedText("单独的清单文件", "a manifest file by itself")
    case .catalogue: LocalizedText("在店铺目录中", "in the shop's catalogue")
    }
  }
}

extension ValidationReport.State {
  /// The specification's answer.
  public var text: LocalizedText {
    switch self {
    case .invalid: LocalizedText("不合格（违反规范，见下）", "invalid (a rule is broken, see below)")
    case .valid:
      LocalizedText(
        "有效，签名者不在信任名单中（不等于被改动）",
        "valid, the signer is not on the list of trusted roots (which does not mean altered)")
    case .trusted: LocalizedText("有效，签名者在信任名单中", "valid, by a signer on the list of trusted roots")
    }
  }
}

extension EvidenceState.Binding {
  /// Whether the signature holds the file's bytes.
  public var text: LocalizedText {
    switch self {
    case .bound:
      LocalizedText("签名锁定文件的每一个字节", "the signature holds every byte of the file")
    case .boundWithHoles:
      LocalizedText(
        "哈希相符，但有些字节可以被改动而不被发现（见下）",
        "the hash fits, but some bytes could be changed unseen (see below)")
    case .unbound: LocalizedText("签名没有锁定这个文件", "the signature does not hold this file")
    case .notExamined: LocalizedText("未核对文件字节", "the file's bytes were not compared")
    }
  }
}

extension EvidenceState.Time {
  /// What the time rests on.
  public var text: LocalizedText {
    switch self {
    case .dated: LocalizedText("有可信时间戳", "a trusted time stamp")
    case .undated:
      LocalizedText(
        "没有有效时间戳，时间只是签名者自己说的", "no valid time stamp: the time is the signer's own word")
    case .datedUntrusted:
      LocalizedText(
        "有时间戳，但机构不在信任名单中", "a time stamp by an authority that is not on the list")
    }
  }
}

extension EvidenceState.Original {
  /// Whether the original was shown.
  public var text: LocalizedText {
    switch self {
    case .proved:
      LocalizedText(
        "与清单中的原图哈希相符", "the file given is the one the manifest names by its hash")
    case .notSupplied: LocalizedText("未提供原图", "no original was given")
    case .mismatch:
      LocalizedText("提供的文件不是清单所指的原图", "the file given is not the one the manifest names")
    }
  }
}

extension EvidenceState.Hole {
  /// What keeps the file from being held as a whole.
  public var text: LocalizedText {
    switch self {
    case .additionalExclusion:
      LocalizedText(
        "签名者把清单以外的字节也排除在哈希之外，这些字节可以随时更换。",
        "The signer left bytes besides the manifest out of the hash; they can be exchanged at will."
      )
    case .exclusionNotStore:
      LocalizedText(
        "哈希相符，但排除范围与清单位置不一致。",
        "The hash fits, but what it leaves out is not exactly where the manifest is.")
    case .unhashedBytes:
      LocalizedText(
        "分段哈希之间或之后有字节未被任何哈希覆盖。",
        "Between or behind the parts that were hashed there are bytes that no hash covers.")
    case .bindingPadding:
      LocalizedText("哈希断言的填充不是零。", "The padding of the hash assertion is not zero.")
    case .signaturePadding:
      LocalizedText("签名的填充不是零。", "The padding of the signature is not zero.")
    case .unknownHeader:
      LocalizedText(
        "签名的非保护头中有不明内容。", "The signature's unprotected header holds something unknown.")
    case .unsignedBox:
      LocalizedText("清单中有未被签名覆盖的内容。", "The manifest holds boxes that nothing signs.")
    case .unreferencedManifest:
      LocalizedText("有一份清单没有被引用。", "A manifest in the store is referred to by nothing.")
    case .labelRewritten:
      LocalizedText(
        "清单名称在签名后被改过（名称不受签名保护）。",
        "The manifest's label was changed after signing (nothing signs a label).")
    case .signatureNotCanonical:
      LocalizedText(
        "签名是本工具从不使用的另一种写法：有人改写过。",
        "The signature is in a second form this tool never writes: somebody rewrote it.")
    case .carrier:
      LocalizedText(
        "承载清单的数据块校验和或位置不对。",
        "The chunk that carries the manifest has a wrong checksum or place.")
    }
  }
}
