import CHTTPShim
import Glibc

/// A response in the library's form.
///
/// Unchecked because it is handed from one owner to the next and changed by none.
final class PreparedResponse: @unchecked Sendable {
  let status: UInt32
  /// What the body counts, 0 for a stream.
  let bytes: Int
  let pointer: OpaquePointer

  private init(status: Int, bytes: Int, pointer: OpaquePointer) {
    self.status = UInt32(status)
    self.bytes = bytes
    self.pointer = pointer
  }

  deinit { http_shim_response_free(pointer) }

  /// Nil for lack of memory. `reader` provides a stream's bytes; without one a stream is left away.
  static func make(
    _ response: Response, for head: RequestHead?, isLast: Bool = false, reader: Exchange?
  ) -> PreparedResponse? {
    let status = (200...599).contains(response.status) ? response.status : 500
    let prepared: PreparedResponse?
    switch response.body {
    case .bytes(let bytes): prepared = make(status, bytes)
    case .file(let path): prepared = make(status, path, head)
    case .events: prepared = reader.map { make(status, $0) } ?? make(status, [])
    }
    guard let prepared else { return nil }
    for (name, value) in response.headers { prepared.add(name, value) }
    if case .events = response.body { prepared.addEventFields(response.headers) }
    if isLast { http_shim_response_add(prepared.pointer, "Connection", "close") }
    return prepared
  }

  private static func make(_ status: Int, _ bytes: [UInt8]) -> PreparedResponse? {
    http_shim_response_of_bytes(bytes, bytes.count).map {
      PreparedResponse(status: status, bytes: bytes.count, pointer: $0)
    }
  }

  private static func make(_ status: Int, _ path: String, _ head: RequestHead?) -> PreparedResponse?
  {
    guard !path.utf8.contains(0) else { return plain(500) }
    // Nothing that a name leads to may keep us waiting.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      return plain(errno == ENOENT || errno == ENOTDIR ? 404 : 500)
    }
    var facts = stat()
    guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      return plain(500)
    }
    let size = Int(facts.st_size)
    let wanted = status == 200 ? head.map { ByteRange.wanted(by: $0, of: size) } ?? .whole : .whole
    let range: Range<Int>
    switch wanted {
    case .whole: range = 0..<size
    case .part(let part): range = part
    case .unsatisfiable:
      close(descriptor)
      let refusal = plain(416)
      refusal?.add("Content-Range", "bytes */\(size)")
      return refusal
    }
    let made = http_shim_response_of_file(
      descriptor, UInt64(range.lowerBound), UInt64(range.count))
    guard let made else { return nil }
    let isPart = if case .part = wanted { true } else { false }
    let prepared = PreparedResponse(
      status: isPart ? 206 : status, bytes: range.count, pointer: made)
    prepared.add("Accept-Ranges", "bytes")
    if isPart {
      prepared.add("Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
    }
    return prepared
  }

  private static func make(_ status: Int, _ reader: Exchange) -> PreparedResponse? {
    let made = http_shim_response_of_reader(
      Unmanaged.passRetained(reader).toOpaque(),
      { context, bytes, most in
        let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
        return exchange.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: most))
      },
      { Unmanaged<Exchange>.fromOpaque($0).release() })
    return made.map { PreparedResponse(status: status, bytes: 0, pointer: $0) }
  }

  private static func plain(_ status: Int) -> PreparedResponse? {
    make(.plain(status), for: nil, reader: nil)
  }

  private static let ours: Set<String> = [
    "connection", "content-length", "date", "keep-alive", "trailer", "transfer-encoding", "upgrade",
  ]

  private func add(_ name: String, _ value: String) {
    guard HeaderFields.isToken(name), !PreparedResponse.ours.contains(name.lowercasedASCII) else {
      return
    }
    let clean = String(decoding: value.utf8.filter { $0 >= 0x20 && $0 != 0x7F }, as: UTF8.self)
    http_shim_response_add(pointer, name, clean)
  }

  private func addEventFields(_ given: [(String, String)]) {
    let names = Set(given.map { $0.0.lowercasedASCII })
    if !names.contains("content-type") { add("Content-Type", "text/event-stream") }
    if !names.contains("cache-control") { add("Cache-Control", "no-store") }
  }
}
