import CJPEGShim
import Pixels

/// Pixels to JPEG files: Huffman-coded with optimised tables.
enum JPEGEncoder {
  /// What a profile segment holds beside its identifier, number and count.
  static let profileBytesPerSegment =
    JPEGSegments.maximumPayload - JPEGSegments.profileIdentifier.count - 2
  /// libjpeg's bound of either side.
  private static let maximumSide = 65_500
  /// The qualities searched for a byte ceiling.
  private static let ceilingQualities = 40...95

  static func encode(
    _ raster: Raster, metadata: ImageMetadata, settings: EncodeSettings
  ) throws(CodecError) -> [UInt8] {
    guard max(raster.size.width, raster.size.height) <= maximumSide, raster.size.pixelCount > 0
    else { throw CodecError(.encodeFailed, "JPEG: \(raster.size.width)x\(raster.size.height)") }
    let isGrey = settings.colorModel == .grey
    let markers = markers(for: metadata)
    switch settings.jpegQuality {
    case .matching(let source):
      return try write(raster, markers, plan(source.adapted(toGrey: isGrey), quality: 0))
    case .quality(let quality):
      let bounded = min(max(quality, 1), 100)
      let plan = plan(
        Self.settings(
          isGrey: isGrey, isSubsampled: bounded < 90, isProgressive: settings.jpegIsProgressive),
        quality: bounded)
      return try write(raster, markers, plan)
    case .atMost(let ceiling):
      let base = Self.settings(
        isGrey: isGrey, isSubsampled: true, isProgressive: settings.jpegIsProgressive)
      var low = ceilingQualities.lowerBound
      var high = ceilingQualities.upperBound
      var best: [UInt8]?
      while low <= high {
        let middle = (low + high + 1) / 2
        let file = try write(raster, markers, plan(base, quality: middle))
        if file.count <= ceiling {
          best = file
          low = middle + 1
        } else {
          high = middle - 1
        }
      }
      guard let best else {
        throw CodecError(.byteCeilingUnreachable, "JPEG: \(ceiling) bytes")
      }
      return best
    }
  }

  private struct Plan {
    var settings: JPEGSettings
    var quality: Int
    var tables: [UInt16]
  }

  private struct Marker {
    var code: Int32
    var bytes: [UInt8]
  }

  private static func settings(
    isGrey: Bool, isSubsampled: Bool, isProgressive: Bool
  ) -> JPEGSettings {
    let factor = isSubsampled && !isGrey ? 2 : 1
    let luma = JPEGSettings.Component(
      horizontalSampling: factor, verticalSampling: factor, quantizationTable: 0)
    let chroma = JPEGSettings.Component(
      horizontalSampling: 1, verticalSampling: 1, quantizationTable: 1)
    return JPEGSettings(
      components: isGrey ? [luma] : [luma, chroma, chroma], quantizationTables: [:],
      transform: isGrey ? .grey : .yCbCr, isProgressive: isProgressive, isArithmetic: false)
  }

  private static func plan(_ settings: JPEGSettings, quality: Int) -> Plan {
    var tables = [UInt16](repeating: 16, count: 4 * 64)
    for (slot, values) in settings.quantizationTables where (0..<4).contains(slot) {
      for (index, value) in values.prefix(64).enumerated() {
        // A damaged file may hold a zero, and libjpeg divides by eight times the value in 16 bits.
        tables[slot * 64 + index] = min(max(value, 1), 4095)
      }
    }
    return Plan(settings: settings, quality: quality, tables: tables)
  }

  private static func markers(for metadata: ImageMetadata) -> [Marker] {
    var markers: [Marker] = []
    if let exif = metadata.exif {
      markers.append(Marker(code: 0xE1, bytes: JPEGSegments.exifIdentifier + exif))
    }
    if let xmp = metadata.xmp {
      markers.append(Marker(code: 0xE1, bytes: JPEGSegments.xmpIdentifier + xmp))
    }
    if let profile = metadata.iccProfile, !profile.isEmpty {
      let step = profileBytesPerSegment
      let count = (profile.count + step - 1) / step
      for number in 0..<count {
        let part = profile[number * step..<min(profile.count, (number + 1) * step)]
        markers.append(
          Marker(
            code: 0xE2,
            bytes: JPEGSegments.profileIdentifier + [UInt8(number + 1), UInt8(count)] + part))
      }
    }
    return markers
  }

  private static func write(
    _ raster: Raster, _ markers: [Marker], _ plan: Plan
  ) throws(CodecError) -> [UInt8] {
    let components = plan.settings.components.map {
      jpeg_shim_component(
        horizontal_sampling: Int32($0.horizontalSampling),
        vertical_sampling: Int32($0.verticalSampling),
        quantization_table: Int32($0.quantizationTable))
    }
    let color =
      switch plan.settings.transform {
      case .grey: JPEG_SHIM_GREY
      case .rgb: JPEG_SHIM_RGB
      case .yCbCr, .cmyk, .ycck: JPEG_SHIM_YCBCR
      }
    // One buffer holds all segments, so that one pointer keeps them all in place.
    let joined = markers.flatMap(\.bytes)
    var output: UnsafeMutablePointer<UInt8>?
    var count = 0
    var failure = jpeg_shim_failure()
    let status = joined.withUnsafeBufferPointer { joined -> Int32 in
      var entries: [jpeg_shim_marker] = []
      var offset = 0
      for marker in markers {
        guard let start = joined.baseAddress else { break }
        entries.append(
          jpeg_shim_marker(code: marker.code, bytes: start + offset, count: marker.bytes.count))
        offset += marker.bytes.count
      }
      return components.withUnsafeBufferPointer { components in
        plan.tables.withUnsafeBufferPointer { tables in
          entries.withUnsafeBufferPointer { entries -> Int32 in
            guard let first = components.baseAddress, let table = tables.baseAddress else {
              return -1
            }
            var request = jpeg_shim_request(
              width: Int32(raster.size.width), height: Int32(raster.size.height),
              color: Int32(color), is_progressive: plan.settings.isProgressive ? 1 : 0,
              quality: Int32(plan.quality), components: first, tables: table,
              markers: entries.baseAddress, marker_count: entries.count)
            return jpeg_shim_encode(&request, raster.samples, &output, &count, &failure)
          }
        }
      }
    }
    defer { jpeg_shim_free(output) }
    guard status == 0, let output else {
      throw CodecError(.encodeFailed, CodecError(failure).detail)
    }
    return Array(UnsafeBufferPointer(start: output, count: count))
  }
}
