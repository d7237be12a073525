import Pixels
import Testing
import Trust
import Typesetting

@testable import Marking

private let picture = Scene.picture(Size(width: 480, height: 400), seed: 8)

private func mark(_ layout: VisibleMark.Layout) throws -> VisibleMark {
  VisibleMark(.text(try TextLine("青禾家居"), .white), layout: layout)
}

private func variation(_ seed: UInt8, isOn: Bool = true, isWarped: Bool = true) -> MarkVariation {
  MarkVariation(
    key: VisibleMarks.key, picture: Digest.sha256([seed]), isOn: isOn, isWarped: isWarped)
}

private func changed(_ one: Raster, _ other: Raster) -> [Bool] {
  (0..<one.size.pixelCount).map { i in
    (0..<3).contains { one.samples[3 * i + $0] != other.samples[3 * i + $0] }
  }
}

@Test func equalKeyAndPictureGiveTheSameMark() throws {
  let marker = VisibleMarker(try mark(.tiled))
  let one = try marker.apply(to: picture, variation: variation(1))
  #expect(one.raster == (try marker.apply(to: picture, variation: variation(1))).raster)
}

@Test func everyPictureAndEveryShopGetsAnotherMark() throws {
  let marker = VisibleMarker(try mark(.tiled))
  let one = try marker.apply(to: picture, variation: variation(1)).raster
  let other = try marker.apply(to: picture, variation: variation(2)).raster
  let stranger = try marker.apply(
    to: picture,
    variation: MarkVariation(
      key: MarkKey(secret: [UInt8](repeating: 9, count: 32)), picture: Digest.sha256([1]))
  ).raster
  #expect(one != other && one != stranger)
}

@Test func warpBendsTheMarkByLessThanAnyoneNotices() throws {
  let plain = Raster(
    size: Size(width: 400, height: 400), samples: [UInt8](repeating: 90, count: 480_000))
  let marker = VisibleMarker(try mark(.corner(.topLeft)))
  let bent = try marker.apply(to: plain, variation: variation(1, isOn: false)).raster
  let straight = try marker.apply(
    to: plain, variation: variation(1, isOn: false, isWarped: false)
  ).raster
  #expect(bent != straight)
  // Outlines move by at most about a tenth of the em: what is inked in one is near ink in the other.
  let (first, second) = (changed(plain, bent), changed(plain, straight))
  let reach = 4
  for y in reach..<400 - reach {
    for x in reach..<400 - reach where first[y * 400 + x] {
      let isNear = (-reach...reach).contains { dy in
        (-reach...reach).contains { dx in second[(y + dy) * 400 + x + dx] }
      }
      #expect(isNear)
      if !isNear { return }
    }
  }
}

@Test func cornerMarkStaysInItsCornerAndItsBounds() throws {
  for (corner, isLeft, isTop) in [
    (VisibleMark.Corner.topLeft, true, true), (.topRight, false, true),
    (.bottomLeft, true, false), (.bottomRight, false, false),
  ] {
    var wide = try mark(.corner(corner))
    wide.size = 0.5
    wide.bounds = VisibleMark.Bounds(width: 0.4, height: 0.2)
    let marked = try VisibleMarker(wide).apply(to: picture, variation: variation(3)).raster
    for (i, isChanged) in changed(picture, marked).enumerated() where isChanged {
      let (x, y) = (i % 480, i / 480)
      #expect((x < 240) == isLeft && (y < 200) == isTop)
    }
  }
}

@Test func automaticCornerIsTheOneWithTheLeastDetail() throws {
  var busy = Raster(
    size: Size(width: 400, height: 400), samples: [UInt8](repeating: 200, count: 480_000))
  var generator = SeededGenerator(seed: 3)
  for y in 0..<400 {
    for x in 0..<400 where x >= 200 || y >= 200 {
      for c in 0..<3 {
        busy.samples[(y * 400 + x) * 3 + c] = UInt8.random(in: 0...255, using: &generator)
      }
    }
  }
  let marked = try VisibleMarker(try mark(.corner(.automatic)))
    .apply(to: busy, variation: variation(4))
  let box = try #require(marked.boxes.first)
  #expect(box.x + box.width <= 260 && box.y + box.height <= 200)
}

@Test func markReadsOnAnyGroundAndStaysTransparentWhereItWasNot() throws {
  for ground in Ground.allCases {
    let before = ground.picture
    for layout in [VisibleMark.Layout.corner(.automatic), .tiled, .band] {
      let after = try VisibleMarker(try mark(layout)).apply(to: before, variation: variation(5))
      let difference = zip(before.luma.samples, after.raster.luma.samples).map { abs($0 - $1) }
      #expect(difference.max()! > 12, "\(ground) \(layout)")
      #expect(!after.boxes.isEmpty)
    }
  }
}

@Test func transparentPicturesGetTheMarkWithItsOpacity() throws {
  let size = Size(width: 200, height: 200)
  let clear = Raster(
    size: size, samples: [UInt8](repeating: 0, count: 120_000),
    alpha: [UInt8](repeating: 0, count: 40_000))
  let marked = try VisibleMarker(try mark(.tiled)).apply(to: clear, variation: variation(6)).raster
  let alpha = try #require(marked.alpha)
  #expect(alpha.contains { $0 > 20 } && alpha.contains(0) && alpha.max()! < 80)
}

@Test func logoDrawnLargerThanItsPixelsIsSaid() throws {
  let small = Resampler(from: Size(width: 240, height: 240), to: Size(width: 40, height: 40))(
    VisibleMarks.logo)
  let mark = VisibleMark(.logo(small), layout: .corner(.topLeft))
  #expect(try VisibleMarker(mark).apply(to: picture, variation: variation(7)).isLogoEnlarged)
}

@Test func colourIsReadFromSixDigitsOnly() {
  #expect(MarkColor("#0a0B0c") == MarkColor(red: 10, green: 11, blue: 12))
  #expect(MarkColor("#0a0B0c")?.text == "#0A0B0C")
  for wrong in ["", "#", "0a0b0c", "#0a0b0", "#0a0b0cd", "#0a0b0g", "#+12345"] {
    #expect(MarkColor(wrong) == nil)
  }
}
