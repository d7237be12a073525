import Files
import Yuantu

/// A page of one line that leads a browser to the start link. The link itself must not stand on a command line, where
/// every user of the machine could read it.
enum StartPage {
  /// Writes the page into `folder`, for its owner alone; its path.
  static func write(_ address: String, in folder: String) throws(Problem) -> String {
    let path = "\(folder)/start.html"
    let page = """
      <!DOCTYPE html><html><head><meta charset="utf-8"><title>Yuantu</title>\
      <meta http-equiv="refresh" content="0;url=\(address)"></head></html>

      """
    do {
      try AtomicFile.write(Array(page.utf8), to: path, mode: 0o600, replacing: true)
    } catch { throw Problem(any: error, path: path) }
    return path
  }
}
