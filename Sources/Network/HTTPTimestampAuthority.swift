import CCurl
public import Trust

/// A time-stamp authority reached by HTTP (RFC 3161 §3.4): one POST, one answer of at most 64 KiB, no
/// redirection, 10 s for the connection and 10 s for the answer.
///
/// Plain HTTP does: what comes back is signed, and what goes out is a hash.
public struct HTTPTimestampAuthority: TimestampAuthority {
  private static let queryType = "application/timestamp-query"
  private static let replyType = "application/timestamp-reply"
  private static let connectSeconds = 10
  private static let totalSeconds = 20

  /// Its URL.
  public let name: String

  /// The authority at `url`, which begins with `http://` or `https://` and holds no spaces, no control
  /// characters and no user name or password, for it is shown and handed on; nil for anything else.
  public init?(url: String) {
    let lower = url.lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://"), url.utf8.count <= 2048,
      url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
      !url.drop(while: { $0 != "/" }).dropFirst(2).prefix(while: { $0 != "/" }).contains("@")
    else { return nil }
    name = url
  }

  /// Asks. Throws `unreachable`, `timedOut`, `httpStatus`, `wrongMediaType` or `tooLarge`.
  public func reply(to query: [UInt8]) throws(TimestampFailure) -> [UInt8] {
    guard Self.isReady, let handle = curl_easy_init() else {
      throw failure(.unreachable, "libcurl could not start")
    }
    defer { curl_easy_cleanup(handle) }
    let headers = curl_slist_append(nil, "Content-Type: \(Self.queryType)")
    defer { curl_slist_free_all(headers) }
    let sink = ReplySink(atMost: TimestampToken.mostBytes)
    let result = query.withUnsafeBufferPointer { body in
      set(handle, headers, body, sink)
      return withExtendedLifetime(sink) { curl_easy_perform(handle) }
    }
    if sink.isOverfull { throw failure(.tooLarge, "more than \(TimestampToken.mostBytes) bytes") }
    try check(result)
    var status = 0
    _ = yuantu_curl_status(handle, &status)
    guard status == 200 else {
      throw TimestampFailure(
        .httpStatus, authority: name, detail: "\(status)",
        isTransient: status == 429 || (500...599).contains(status))
    }
    var type: UnsafePointer<CChar>?
    _ = yuantu_curl_media_type(handle, &type)
    let media = type.map { String(cString: $0) } ?? ""
    guard media.prefix(while: { $0 != ";" && $0 != " " }).lowercased() == Self.replyType else {
      throw failure(.wrongMediaType, media.isEmpty ? "none" : String(media.prefix(80)))
    }
    return sink.bytes
  }

  private func set(
    _ handle: UnsafeMutableRawPointer, _ headers: UnsafeMutablePointer<curl_slist>?,
    _ body: UnsafeBufferPointer<UInt8>, _ sink: ReplySink
  ) {
    yuantu_curl_set_text(handle, CURLOPT_URL, name)
    yuantu_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
    yuantu_curl_set_number(handle, CURLOPT_FOLLOWLOCATION, 0)
    yuantu_curl_set_number(handle, CURLOPT_NOSIGNAL, 1)
    yuantu_curl_set_number(handle, CURLOPT_CONNECTTIMEOUT, Self.connectSeconds)
    yuantu_curl_set_number(handle, CURLOPT_TIMEOUT, Self.totalSeconds)
    yuantu_curl_set_number(handle, CURLOPT_POST, 1)
    yuantu_curl_set_number(handle, CURLOPT_POSTFIELDSIZE, body.count)
    yuantu_curl_set_pointer(
      handle, CURLOPT_POSTFIELDS, UnsafeMutableRawPointer(mutating: body.baseAddress))
    yuantu_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers)
    yuantu_curl_set_sink(handle) { bytes, size, count, context in
      guard let bytes, let context else { return 0 }
      let sink = Unmanaged<ReplySink>.fromOpaque(context).takeUnretainedValue()
      let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
      return sink.take(piece) ? piece.count : 0
    }
    yuantu_curl_set_pointer(
      handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(sink).toOpaque())
  }

  private func check(_ result: CURLcode) throws(TimestampFailure) {
    guard result != CURLE_OK else { return }
    let words = curl_easy_strerror(result).map { String(cString: $0) } ?? "\(result.rawValue)"
    if result == CURLE_OPERATION_TIMEDOUT {
      throw TimestampFailure(.timedOut, authority: name, detail: words, isTransient: true)
    }
    throw failure(.unreachable, words)
  }

  private func failure(_ code: TimestampFailure.Code, _ detail: String) -> TimestampFailure {
    TimestampFailure(code, authority: name, detail: detail)
  }

  /// Libcurl is started once in a process.
  private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
}
