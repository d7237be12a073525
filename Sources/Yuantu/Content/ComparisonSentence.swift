import Glibc
public import Matching
public import Wording

/// What a comparison of pictures shows, in words that say no more than was measured.
public enum ComparisonSentence {
  /// The correspondence: how many features agree, how much is shown and what became of it.
  public static func text(
    _ regions: [PictureMatch.Region], changes: ChangeMap?
  ) -> LocalizedText? {
    guard let region = regions.first else { return nil }
    var chinese = "\(region.matches) 个配对点中有 \(region.agreeing) 个位置一致。"
    var english = "\(region.agreeing) of \(region.matches) matched points agree. "
    if let changes {
      let shown = percent(changes.registeredShare)
      let (same, recoloured) = (percent(changes.share(.same)), percent(changes.share(.recoloured)))
      let (changed, flat) = (percent(changes.share(.changed)), percent(changes.share(.flat)))
      chinese +=
        "被检图显示了登记图的 \(shown) %；其中 \(same) % 结构与颜色相同，\(recoloured) % 改了颜色，"
        + "\(changed) % 被改动或遮盖，\(flat) % 过于平坦无法判断。"
      english +=
        "The suspect shows \(shown) % of the recorded picture; of that \(same) % has the same "
        + "structure and colour, \(recoloured) % another colour, \(changed) % is changed or "
        + "covered, \(flat) % is too flat to judge. "
    }
    if let part = region.test?.otherRegion {
      let (left, right) = (percent(part.x), percent(part.x + part.width))
      let (top, bottom) = (percent(part.y), percent(part.y + part.height))
      chinese +=
        "在登记图横向 \(left) %–\(right) %、纵向 \(top) %–\(bottom) % 的范围内，被检图显示的是别的内容。"
      english +=
        "From \(left) to \(right) % of the recorded picture's width and \(top) to \(bottom) % of its "
        + "height, the suspect shows something else. "
    }
    if region.isMirrored {
      chinese += "被检图经过左右镜像。"
      english += "It was mirrored. "
    }
    if regions.count > 1 {
      chinese += "共有 \(regions.count) 个区域对应。"
      english += "\(regions.count) regions correspond. "
    }
    if let direction = direction(region) {
      chinese += direction.text(in: .simplifiedChinese)
      english += direction.text(in: .english)
    }
    return LocalizedText(chinese, english.trimmedEnd)
  }

  /// A crop cannot hold what lies beyond its edge: the one fact about direction that pixels give. It
  /// holds only where the suspect is all inside the recorded picture.
  private static func direction(_ region: PictureMatch.Region) -> LocalizedText? {
    guard region.grade == .samePhotograph, let test = region.test, test.suspectShare > 0.97,
      test.registeredShare < 0.9
    else { return nil }
    let beyond = percent(1 - test.registeredShare)
    return LocalizedText(
      "登记图在被检图画框之外还有 \(beyond) % 的画面，这部分不可能由被检图裁剪得到（生成式补图除外）。",
      "The recorded picture shows \(beyond) % more beyond the suspect's frame, which cannot come "
        + "from the suspect by cropping (generative fill excepted). ")
  }

  private static func percent(_ share: Double) -> Int { Int((share * 100).rounded()) }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
