import Matching
import Pixels
import Reports
import Wording

extension Correspondence {
  /// Of the three panels, in pixels.
  private static let panelsSide = 1128

  /// Suspect, recorded picture and the classes of change, with their explanation; nil when the map flattens.
  func changeMap(of suspect: Raster) -> (picture: ReportPicture, words: LocalizedText)? {
    guard let comparison = picture(of: suspect),
      let picture = try? ReportPicture(comparison.panels, longestSide: Self.panelsSide),
      let sentence = ComparisonSentence.text(regions, changes: comparison.changes)
    else { return nil }
    let legend = LocalizedText(
      "左：被检图；中：登记图；右：变化分类（绿 相同，橙点 改色，红斜线 改动或遮盖，米色横线 过于平坦，灰 未显示）。",
      "Left: examined; middle: recorded; right: classes (green same, amber dots recoloured, red diagonals "
        + "changed or covered, beige lines too flat, grey not shown). ")
    return (
      picture,
      LocalizedText(
        legend.text(in: .simplifiedChinese) + sentence.text(in: .simplifiedChinese),
        legend.text(in: .english) + sentence.text(in: .english))
    )
  }
}
