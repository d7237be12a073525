import Codecs
import Files
import FoundationEssentials
import Marking
import Pixels
import Trust
import Typesetting

// visible-averaging-marks OUT TEXT PICTURE…: every picture with the visible mark in four forms (as the
// product makes it, without warp, without variation, without both) and two layouts, and where each mark
// lies. The attack itself is a program of its own that shares nothing with this one.

struct Trace: Encodable {
  let picture: String
  let layout: String
  let form: String
  let marked: String
  let mark: String
  let toGrid: [Double]
  let cell: [Double]
  let artwork: [Int]
  let rows: [Int]?
  let columns: [Int]?
  let shifts: [Double]
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count > 2 else { fatalError("usage: OUT TEXT PICTURE…") }
let (folder, text) = (arguments[0], arguments[1])
let key = MarkKey(secret: Digest.sha256(Array("visible-averaging".utf8)).bytes)
let forms = [
  ("product", true, true), ("no warp", true, false), ("no variation", false, true),
  ("fixed", false, false),
]
let line = try TextLine(text)
let layouts: [(String, VisibleMark.Layout)] = [
  ("corner", .corner(.bottomRight)), ("tiled", .tiled),
]

func write(_ raster: Raster, _ name: String) throws {
  try AtomicFile.write(
    try ImageEncoder.encode(
      raster, metadata: ImageMetadata(), settings: EncodeSettings(format: .png)),
    to: "\(folder)/\(name)", replacing: true)
}

for path in arguments.dropFirst(2) {
  let bytes = try FileBytes.read(path, atMost: 1 << 26)
  let raster = try SourceImage.decode(bytes).analysisRaster()
  let grey = Raster(
    size: raster.size, samples: [UInt8](repeating: 128, count: raster.samples.count))
  let name = path.split(separator: "/").last.map(String.init) ?? path
  for (layoutName, layout) in layouts {
    let marker = VisibleMarker(VisibleMark(.text(line, .white), layout: layout))
    for (form, isVaried, isWarped) in forms {
      let variation = MarkVariation(
        key: key, picture: Digest.sha256(bytes), isOn: isVaried, isWarped: isWarped)
      let stem = "\(name)-\(layoutName)-\(form)".replacing(" ", with: "-")
      let lattice = try marker.lattice(on: raster, variation: variation)
      try write(try marker.apply(to: raster, variation: variation).raster, "\(stem).png")
      try write(try marker.apply(to: grey, variation: variation).raster, "\(stem)-mark.png")
      let map = lattice.toGrid
      let trace = Trace(
        picture: path, layout: layoutName, form: form, marked: "\(stem).png",
        mark: "\(stem)-mark.png", toGrid: [map.a, map.b, map.tx, map.c, map.d, map.ty],
        cell: [lattice.cell.width, lattice.cell.height],
        artwork: [lattice.artwork.width, lattice.artwork.height],
        rows: lattice.rows.map { [$0.lowerBound, $0.upperBound] },
        columns: lattice.columns.map { [$0.lowerBound, $0.upperBound] }, shifts: lattice.shifts)
      print(String(decoding: try JSONEncoder().encode(trace), as: UTF8.self))
    }
  }
}
