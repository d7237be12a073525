/// The last part of a path: what pages call a file.
enum FileTitle {
  static func of(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }
}
