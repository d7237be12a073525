import Files
import Marking
import Wording
import Yuantu

/// A file of payloads a suspect is compared with: sixteen hexadecimal digits a line.
enum CandidatePayloads {
  private static let maximumBytes = 64 << 20

  /// The payloads of the file at `path`, each once, in order. Empty lines say nothing; any other
  /// line that is no payload is an error that names it.
  static func read(_ path: String) throws(Problem) -> [MarkPayload] {
    let bytes: [UInt8]
    do {
      bytes = try FileBytes.read(path, atMost: maximumBytes)
    } catch { throw Problem(any: error, path: path) }
    var payloads: [MarkPayload] = []
    var known: Set<MarkPayload> = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      let text = trimmed(line)
      if text.isEmpty { continue }
      guard let payload = MarkPayload(hexadecimal: String(decoding: text, as: UTF8.self)) else {
        throw Problem(
          code: "mark.badCandidate", path: path,
          text: LocalizedText(
            "第 \(index + 1) 行不是 16 个十六进制数字。",
            "Line \(index + 1) is not 16 hexadecimal digits."))
      }
      if known.insert(payload).inserted { payloads.append(payload) }
    }
    guard !payloads.isEmpty else {
      throw Problem(
        code: "mark.noCandidates", path: path,
        text: LocalizedText("文件里没有编码。", "There is no payload in the file."))
    }
    return payloads
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
    var line = line.drop(while: isSpace)
    while let last = line.last, isSpace(last) { line.removeLast() }
    return line
  }
}
