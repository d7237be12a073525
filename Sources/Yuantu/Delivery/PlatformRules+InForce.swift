public import Cases
import Files

extension PlatformRules {
  /// The rules in force for the shop in `home`: those of `file`, else of its `platforms.json`, else those
  /// built in. Throws when a file that is there cannot be used at all.
  public static func inForce(home: String, file: String? = nil) throws(Problem) -> PlatformRules {
    let path = file ?? "\(home)/platforms.json"
    guard let bytes = try RulesFile.bytes(path, isOptional: file == nil) else { return .standard }
    do throws(RulesProblem) { return try PlatformRules(bytes) } catch {
      throw Problem(error, path: path)
    }
  }
}

extension CaseForms {
  /// The forms in force for the shop in `home`: those of `file`, else of its `forms.json`, else those built
  /// in. Throws when a file that is there cannot be used at all.
  public static func inForce(home: String, file: String? = nil) throws(Problem) -> CaseForms {
    let path = file ?? "\(home)/forms.json"
    guard let bytes = try RulesFile.bytes(path, isOptional: file == nil) else { return .standard }
    do throws(RulesProblem) { return try CaseForms(bytes) } catch {
      throw Problem(error, path: path)
    }
  }
}

private enum RulesFile {
  private static let mostBytes = 4 << 20

  /// The file's bytes; nil when it may be absent and is.
  static func bytes(_ path: String, isOptional: Bool) throws(Problem) -> [UInt8]? {
    do throws(FilesError) { return try FileBytes.read(path, atMost: mostBytes) } catch {
      if error.code == .notFound, isOptional { return nil }
      throw Problem(any: error, path: path)
    }
  }
}
