import Catalogue
import Files
import Trust

/// Holds the files that a catalogue tells of against what it tells: originals and issued copies where
/// they were seen, packages of cases, and the views of the index.
struct CatalogueFiles {
  private enum State {
    case whole
    case missing
    case changed
  }

  let shop: Shop

  /// What is not as the catalogue has it. Every file is read to its end.
  func problems() throws -> [CatalogueProblem] {
    var problems: [CatalogueProblem] = []
    try shop.store.forEachOriginal { original in
      for path in try shop.store.paths(ofOriginal: original.sha256) {
        switch try state(of: path, original.sha256, size: original.size) {
        case .whole: break
        case .missing: problems.append(problem(.originalMissing, "original", path))
        // Another original may have taken its place since.
        case .changed where try isOriginal(path): break
        case .changed: problems.append(problem(.originalChanged, "original", path))
        }
      }
    }
    try shop.store.forEachCopy { copy in
      guard copy.state == .issued, let output = copy.output else { return }
      for place in try shop.store.outputs(copyID: copy.id) {
        switch try state(of: place.path, output.sha256, size: output.size) {
        case .whole: break
        case .missing: problems.append(problem(.outputMissing, "copy \(copy.id)", place.path))
        // A later copy, of the picture as it is now or with other settings, goes to the same place.
        case .changed where try isIssued(place.path): break
        case .changed: problems.append(problem(.outputChanged, "copy \(copy.id)", place.path))
        }
      }
    }
    for entry in try shop.store.cases() where !Directory.exists(entry.path) {
      if (try? FileFacts.of(entry.path)) == nil {
        problems.append(problem(.packageMissing, "case \(entry.id)", entry.path))
      }
    }
    return problems
  }

  private func problem(
    _ code: CatalogueProblem.Code, _ subject: String, _ path: String
  ) -> CatalogueProblem {
    CatalogueProblem(code: code, subject: subject, detail: path)
  }

  /// A file that cannot be read is as good as missing here: the catalogue is not what is at fault.
  private func state(of path: String, _ sha256: [UInt8], size: Int) throws -> State {
    do throws(FilesError) {
      guard try Int(FileFacts.of(path).size) == size else { return .changed }
      return try Digest.ofFile(path).digest.bytes == sha256 ? .whole : .changed
    } catch {
      return error.code == .changedWhileReading ? .changed : .missing
    }
  }

  private func isOriginal(_ path: String) throws -> Bool {
    guard let digest = try? Digest.ofFile(path).digest else { return false }
    return try shop.store.original(sha256: digest.bytes) != nil
  }

  private func isIssued(_ path: String) throws -> Bool {
    guard let digest = try? Digest.ofFile(path).digest else { return false }
    return try !shop.store.copies(outputSHA256: digest.bytes).isEmpty
  }
}
