import Foundation

/// A temporary folder, removed with the value.
final class Scratch {
  let folder: String

  init() throws {
    var template = Array("/tmp/yuantu-cases-XXXXXX".utf8CString)
    guard let path = mkdtemp(&template) else { throw Failure.noFolder }
    folder = String(cString: path)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  enum Failure: Error {
    case noFolder
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
