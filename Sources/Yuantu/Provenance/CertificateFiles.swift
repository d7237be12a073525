import Files
public import Trust

/// Certificates that somebody gives in files.
public enum CertificateFiles {
  /// All certificates in PEM files of at most 1 MiB each, in order.
  public static func read(_ paths: [String]) throws(Problem) -> [Certificate] {
    var all: [Certificate] = []
    for path in paths {
      do {
        all += try Certificate.all(inPEM: try FileBytes.read(path, atMost: 1 << 20))
      } catch { throw Problem(any: error, path: path) }
    }
    return all
  }
}
