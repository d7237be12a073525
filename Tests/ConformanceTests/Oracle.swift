import Foundation

/// The independent validator: c2pa-rs through its Python package, in a process of its own.
enum Oracle {
  /// The interpreter that has the package; nil when there is none.
  static let python: String? = {
    let named = ProcessInfo.processInfo.environment["YUANTU_ORACLE_PYTHON"]
    let path = named ?? repository + "/.build-oracle/bin/python"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }()

  static let whyNot: String =
    "no c2pa-python; scripts/install-oracle installs it, or set YUANTU_ORACLE_PYTHON"

  /// What it says about one file.
  struct Answer: Decodable, Equatable {
    var state: String
    var success: [String]?
    var informational: [String]?
    var failure: [String]?
    var deltaSuccess: [String]?
    var deltaInformational: [String]?
    var deltaFailure: [String]?
    var error: String?

    private enum CodingKeys: String, CodingKey {
      case state, success, informational, failure, error
      case deltaSuccess = "delta success"
      case deltaInformational = "delta informational"
      case deltaFailure = "delta failure"
    }
  }

  /// Its answers for files, each `FILE` or `FILE=SIDECAR`.
  static func judge(_ files: [String], anchors: [String]) throws -> [Answer] {
    let lines = try run(
      python ?? "", [support("oracle.py"), "--anchors", anchors.joined(separator: ",")] + files)
    return try lines.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
  }

  /// The lines a Python program prints.
  static func run(
    _ program: String, _ arguments: [String], input: String = ""
  ) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let (source, sink) = (Pipe(), Pipe())
    process.standardInput = source
    process.standardOutput = sink
    try process.run()
    try source.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try source.fileHandleForWriting.close()
    let output = sink.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(program: arguments) }
    return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  struct Failure: Error { let program: [String] }

  static func support(_ name: String) -> String {
    repository + "/Tests/ConformanceTests/Support/" + name
  }

  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
}
