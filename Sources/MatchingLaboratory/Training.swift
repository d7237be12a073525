import Files
import Matching
import Pixels
import Trust

/// Trains the codebook on the pictures of a folder: those whose names come first by hash, so that the
/// same pictures are taken everywhere and the rest can be used for measuring.
enum Training {
  static func run(_ words: [String]) async throws {
    guard let count = Int(words[1]), let size = Int(words[2]) else { return }
    let files = FolderWalk.files(under: [words[0]]).files.sorted { $0.name < $1.name }
    let features = try await Pictures.map(Array(files.prefix(count)), jobs: 2) { file in
      let working = WorkingPicture(
        try Pictures.raster(file.path), longSide: WorkingPicture.registeredSide)
      return try FeatureExtractor.features(of: working.luma)
        .balanced(FeatureExtractor.registeredCount)
    }
    let codebook = try Codebook.train(features, size: size, tell: Main.tell)
    try AtomicFile.write(codebook.bytes, to: words[3], replacing: true)
    Main.tell("\(features.count) pictures, \(codebook.bytes.count) bytes, \(codebook.digest.hex)")
  }
}
