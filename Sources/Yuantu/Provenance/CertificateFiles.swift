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

  /// All revocation lists in files of at most 4 MiB each, PEM or DER, in order.
  public static func readRevocations(_ paths: [String]) throws(Problem) -> [RevocationList] {
    var all: [RevocationList] = []
    for path in paths {
      do {
        let bytes = try FileBytes.read(path, atMost: 4 << 20)
        let lists = try RevocationList.all(inPEM: bytes)
        all += lists.isEmpty ? [try RevocationList(der: bytes)] : lists
      } catch { throw Problem(any: error, path: path) }
    }
    return all
  }
}
