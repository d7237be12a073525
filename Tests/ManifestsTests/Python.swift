import Foundation

/// Runs Debian's Python, whose cbor2 and cryptography are the other side of these tests.
enum Python {
  struct Failure: Error {
    let status: Int32
    let errors: String
  }

  /// The lines `script` prints when `input` is its standard input, one line each.
  static func run(_ script: String, input: [String] = []) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("manifests-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    // Files, not pipes: a full pipe on either side would stop both processes.
    let paths = ["script.py", "in", "out", "err"].map { folder.appendingPathComponent($0) }
    try Data(script.utf8).write(to: paths[0])
    try Data(input.joined(separator: "\n").utf8).write(to: paths[1])
    for path in paths[2...] { try Data().write(to: path) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [paths[0].path]
    process.standardInput = try FileHandle(forReadingFrom: paths[1])
    process.standardOutput = try FileHandle(forWritingTo: paths[2])
    process.standardError = try FileHandle(forWritingTo: paths[3])
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      let errors = try String(contentsOf: paths[3], encoding: .utf8)
      throw Failure(status: process.terminationStatus, errors: errors)
    }
    return try String(contentsOf: paths[2], encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }
}
