import CBrotli

/// Unpacks Brotli streams (RFC 7932): what a compressed manifest is packed with (C2PA 2.2 §11.1.3.2).
enum BrotliStream {
  private static let chunkCount = 1 << 16

  /// What `bytes` unpack to. Nil when they are no stream, end before it does or go on behind it, or would
  /// unpack to more than `room` bytes. `room` is made less by what was unpacked, in vain too.
  static func unpacked(_ bytes: ArraySlice<UInt8>, room: inout Int) -> [UInt8]? {
    guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
    defer { BrotliDecoderDestroyInstance(state) }
    var unpacked: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkCount)
    return bytes.withUnsafeBufferPointer { input in
      var left = input.count
      var next = input.baseAddress
      while true {
        var free = chunkCount
        let result = chunk.withUnsafeMutableBufferPointer { output in
          var start = output.baseAddress
          return BrotliDecoderDecompressStream(state, &left, &next, &free, &start, nil)
        }
        room -= chunkCount - free
        guard room >= 0 else { return nil }
        unpacked += chunk[..<(chunkCount - free)]
        switch result {
        case BROTLI_DECODER_RESULT_SUCCESS: return left == 0 ? unpacked : nil
        case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT: continue
        default: return nil
        }
      }
    }
  }
}
