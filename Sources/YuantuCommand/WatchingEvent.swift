/// A line of JSON when a watch has begun.
struct WatchingEvent: Encodable {
  let event = "watching"
  let paths: [String]
  let output: String
  let folders: Int
  let files: Int
  /// Seconds between two looks at everything.
  let rescan: Int
}
