import Foundation

/// A temporary folder, removed with the value.
final class Scratch {
  let folder: String

  init() throws {
    folder = "\(NSTemporaryDirectory())/yuantu-cases-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  enum Failure: Error {
    case python(Int32)
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Runs a script of Debian's Python in the folder: its zipfile is the other side of these tests.
  func python(_ script: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure.python(process.terminationStatus)
    }
  }
}
