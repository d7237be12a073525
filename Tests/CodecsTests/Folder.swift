import Foundation

@testable import Codecs

/// A temporary folder that vanishes with its owner, and Debian's Pillow run inside it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "codecs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func read(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: url.appending(path: name)))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: url.appending(path: name))
  }

  func decode(_ name: String) throws -> SourceImage { try SourceImage.decode(read(name)) }

  /// Runs a Python program here; what it prints, line by line. `photo(w, h)` is a smooth picture
  /// with noise, `raw(name, image)` stores its RGB bytes.
  @discardableResult
  func python(_ program: String) throws -> [String] {
    let preamble = """
      import io, struct, sys, zlib
      import numpy as np
      from PIL import Image, ImageCms, ImageOps
      def photo(w, h, seed=1):
          y, x = np.mgrid[0:h, 0:w].astype(float)
          a = np.stack([127 + 90*np.sin(x/9 + y/17), 127 + 90*np.cos(x/13), 255*y/h], -1)
          a += np.random.RandomState(seed).normal(0, 8, a.shape)
          return Image.fromarray(np.clip(a, 0, 255).astype('uint8'))
      def raw(name, image):
          open(name, 'wb').write(image.convert('RGB').tobytes())
      def srgb():
          return ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes()

      """
    return try run("/usr/bin/python3", ["-c", preamble + program]).split(separator: "\n")
      .map(String.init)
  }

  /// Runs a program here; what it prints.
  @discardableResult
  func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    process.currentDirectoryURL = url
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CodecError(.encodeFailed, "\(program) exited with \(process.terminationStatus)")
    }
    return String(decoding: printed, as: UTF8.self)
  }
}
