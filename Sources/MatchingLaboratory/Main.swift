import Glibc

/// The workshop of the matching module, for developers: trains the codebook that is shipped, and
/// measures what `Benchmarks/matching` reports. Not installed with the product.
@main
enum Main {
  private static let usage = """
    usage: MatchingLaboratory train FOLDER COUNT SIZE OUTPUT
           MatchingLaboratory search CATALOGUE QUERIES JOBS INDEX-FOLDER
           MatchingLaboratory pairs CATALOGUE JOBS INDEX-FOLDER COUNT
           MatchingLaboratory growth FOLDER LARGEST INDEX-FOLDER

    train   a codebook of SIZE centroids a half from COUNT pictures of a folder
    search  indexes the pictures listed in CATALOGUE (one path a line) and looks up those in QUERIES;
            one JSON object a query on standard output
    pairs   compares the pictures of an index that `search` made: every pair that the index proposes, and
            COUNT random ones; one JSON object a pair
    growth  time and size of the index from 1,000 to LARGEST pictures, synthetic ones beside real
    """

  static func main() async {
    let words = CommandLine.arguments.dropFirst()
    do {
      switch (words.first, words.count) {
      case ("train", 5): try await Training.run(Array(words.dropFirst()))
      case ("search", 5): try await Search.run(Array(words.dropFirst()))
      case ("pairs", 5): try await Pairs.run(Array(words.dropFirst()))
      case ("growth", 4): try await Growth.run(Array(words.dropFirst()))
      default: Self.fail(usage, 2)
      }
    } catch { Self.fail("\(error)", 1) }
  }

  static func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    write(STDERR_FILENO, bytes, bytes.count)
  }

  private static func fail(_ line: String, _ code: Int32) -> Never {
    tell(line)
    exit(code)
  }
}
