import CPNGShim
import Pixels

/// Pixels to PNG files of 8 bits a sample.
enum PNGEncoder {
  static func encode(
    _ raster: Raster, metadata: ImageMetadata, settings: EncodeSettings
  ) throws(CodecError) -> [UInt8] {
    let isGrey = settings.colorModel == .grey
    let text = metadata.xmp.map(internationalText)
    let pixels: [UInt8]
    let channels: Int
    switch (isGrey, raster.alpha) {
    case (false, nil): (pixels, channels) = (raster.samples, 3)
    case (false, .some): (pixels, channels) = (raster.interleaved, 4)
    case (true, nil): (pixels, channels) = (raster.greySamples, 1)
    case (true, .some(let alpha)):
      (pixels, channels) = (zip(raster.greySamples, alpha).flatMap { [$0, $1] }, 2)
    }
    var output: UnsafeMutablePointer<UInt8>?
    var count = 0
    var failure = png_shim_failure()
    let status = withBytes(metadata.iccProfile) { profile in
      withBytes(metadata.exif) { exif in
        withBytes(text) { text in
          var request = png_shim_request(
            width: UInt32(raster.size.width), height: UInt32(raster.size.height),
            channels: Int32(channels), profile: profile, exif: exif, international_text: text)
          return png_shim_encode(&request, pixels, &output, &count, &failure)
        }
      }
    }
    defer { png_shim_free(output) }
    guard status == 0, let output else {
      throw CodecError(.encodeFailed, CodecError(failure).detail)
    }
    return Array(UnsafeBufferPointer(start: output, count: count))
  }

  /// An iTXt chunk (ISO/IEC 15948 §11.3.4.5): keyword, not compressed, no language, no translation.
  private static func internationalText(_ xmp: [UInt8]) -> [UInt8] {
    Array(PNGDecoder.xmpKeyword.utf8) + [0, 0, 0, 0, 0] + xmp
  }

  private static func withBytes(
    _ bytes: [UInt8]?, body: (png_shim_bytes) -> Int32
  ) -> Int32 {
    guard let bytes, !bytes.isEmpty else { return body(png_shim_bytes(bytes: nil, count: 0)) }
    return bytes.withUnsafeBufferPointer {
      body(png_shim_bytes(bytes: $0.baseAddress, count: $0.count))
    }
  }
}

extension Raster {
  /// Luma of each pixel (ITU-R BT.601), rounded; exactly the common value where R, G and B agree.
  var greySamples: [UInt8] {
    let count = size.pixelCount
    return [UInt8](unsafeUninitializedCapacity: count) { grey, initialized in
      samples.withUnsafeBufferPointer { samples in
        for i in 0..<count {
          let red = Int(samples[3 &* i])
          let green = Int(samples[3 &* i &+ 1])
          let blue = Int(samples[3 &* i &+ 2])
          // The weights add up to 65,536.
          let sum = 19_595 &* red &+ 38_470 &* green &+ 7_471 &* blue &+ 32_768
          grey[i] = UInt8(truncatingIfNeeded: sum >> 16)
        }
      }
      initialized = count
    }
  }
}
