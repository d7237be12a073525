import Files
import Yuantu

/// A secret that stands in the first line of a file.
enum FirstLine {
  private static let mostBytes = 4096

  static func of(_ file: String) throws(Problem) -> String {
    let bytes: [UInt8]
    do throws(FilesError) { bytes = try FileBytes.read(file, atMost: mostBytes) } catch {
      throw Problem(any: error, path: file)
    }
    let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return String(decoding: line, as: UTF8.self)
  }
}
