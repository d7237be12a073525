import CLCMS
import Pixels

/// ICC profiles: judged, and used to convert to sRGB. The only file that calls Little CMS.
enum ColorProfile {
  /// Larger profiles are not looked at: the largest printer profiles have a few megabytes.
  private static let maximumBytes = 32 << 20

  // Little CMS describes a buffer by bit fields (lcms2.h, "Format of pixel is defined by one
  // cmsUInt32Number"); the ready-made constants are macros that Swift does not see.
  private static let grey8 = UInt32(PT_GRAY) << 16 | 1 << 3 | 1
  private static let rgb8 = UInt32(PT_RGB) << 16 | 3 << 3 | 1
  private static let invertedCMYK8 = 1 << 13 | UInt32(PT_CMYK) << 16 | 4 << 3 | 1

  /// The kind of colour a profile's header declares (ISO 15076-1 §7.2.8), or nil.
  static func model(of profile: [UInt8]) -> ColorModel? {
    if profile.hasASCII("RGB ", at: 16) { return .rgb }
    if profile.hasASCII("GRAY", at: 16) { return .grey }
    if profile.hasASCII("CMYK", at: 16) { return .cmyk }
    return nil
  }

  /// Whether Little CMS opens the profile and it is for this kind of colour.
  static func isUsable(_ profile: [UInt8], for wanted: ColorModel) -> Bool {
    guard model(of: profile) == wanted, let opened = open(profile) else { return false }
    cmsCloseProfile(opened)
    return true
  }

  /// The raster in sRGB; nil when the profile cannot be used or the picture is sRGB already.
  static func convertToSRGB(_ raster: Raster, from profile: [UInt8]) -> Raster? {
    switch model(of: profile) {
    case .grey: greyToSRGB(raster, from: profile)
    case .rgb: rgbToSRGB(raster, from: profile)
    case .cmyk, nil: nil
    }
  }

  /// Converts `count` pixels of inverted CMYK (0 is full ink) to sRGB; false when the profile
  /// cannot be used.
  static func convertInvertedCMYK(
    _ source: UnsafePointer<UInt8>, to target: UnsafeMutablePointer<UInt8>, count: Int,
    from profile: [UInt8]
  ) -> Bool {
    guard model(of: profile) == .cmyk else { return false }
    return withTransform(from: profile, input: invertedCMYK8) { transform in
      convert(transform, source, to: target, count: count, inputBytes: 4)
      return true
    } ?? false
  }

  /// A profile with the sRGB curve and the primaries of this code point (ITU-T H.273 table 2); nil
  /// for sRGB's own and for those no camera writes.
  static func make(codedPrimaries: Int) -> [UInt8]? {
    let primaries: [(x: Double, y: Double)]
    switch codedPrimaries {
    case 9: primaries = [(0.708, 0.292), (0.170, 0.797), (0.131, 0.046)]
    case 12: primaries = [(0.680, 0.320), (0.265, 0.690), (0.150, 0.060)]
    default: return nil
    }
    var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
    var triple = cmsCIExyYTRIPLE(
      Red: cmsCIExyY(x: primaries[0].x, y: primaries[0].y, Y: 1),
      Green: cmsCIExyY(x: primaries[1].x, y: primaries[1].y, Y: 1),
      Blue: cmsCIExyY(x: primaries[2].x, y: primaries[2].y, Y: 1))
    // IEC 61966-2-1 in the form of lcms2's parametric curve 4.
    let parameters = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]
    guard let curve = cmsBuildParametricToneCurve(nil, 4, parameters) else { return nil }
    defer { cmsFreeToneCurve(curve) }
    let curves: [OpaquePointer?] = [curve, curve, curve]
    guard let profile = cmsCreateRGBProfile(&white, &triple, curves) else { return nil }
    defer { cmsCloseProfile(profile) }
    var count: cmsUInt32Number = 0
    guard cmsSaveProfileToMem(profile, nil, &count) != 0, count >= 128 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    guard cmsSaveProfileToMem(profile, &bytes, &count) != 0 else { return nil }
    // The date of creation is the one thing that differs from run to run.
    bytes.replaceSubrange(24..<36, with: [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return bytes
  }

  private static func rgbToSRGB(_ raster: Raster, from profile: [UInt8]) -> Raster? {
    withTransform(from: profile, input: rgb8) { transform -> Raster? in
      if isIdentity(transform) { return nil }
      let count = raster.size.pixelCount
      let samples = [UInt8](unsafeUninitializedCapacity: count * 3) { output, initialized in
        raster.samples.withUnsafeBufferPointer { input in
          if let from = input.baseAddress, let to = output.baseAddress {
            convert(transform, from, to: to, count: count, inputBytes: 3)
          }
        }
        initialized = count * 3
      }
      return Raster(size: raster.size, samples: samples, alpha: raster.alpha)
    } ?? nil
  }

  private static func greyToSRGB(_ raster: Raster, from profile: [UInt8]) -> Raster? {
    let levels = (0...255).map { UInt8($0) }
    var table = [UInt8](repeating: 0, count: 256 * 3)
    let isConverted =
      withTransform(from: profile, input: grey8) { transform in
        cmsDoTransform(transform, levels, &table, 256)
        return true
      } ?? false
    guard isConverted else { return nil }
    let isClose = levels.allSatisfy { abs(Int(table[3 * Int($0)]) - Int($0)) <= 1 }
    if isClose { return nil }
    var samples = raster.samples
    samples.withUnsafeMutableBufferPointer { samples in
      for i in samples.indices { samples[i] = table[3 &* Int(samples[i])] }
    }
    return Raster(size: raster.size, samples: samples, alpha: raster.alpha)
  }

  /// Whether the transform moves no colour of a coarse grid by more than one level.
  private static func isIdentity(_ transform: cmsHTRANSFORM) -> Bool {
    let steps: [UInt8] = [0, 32, 64, 128, 192, 255]
    var grid: [UInt8] = []
    for red in steps {
      for green in steps {
        for blue in steps { grid += [red, green, blue] }
      }
    }
    var result = [UInt8](repeating: 0, count: grid.count)
    cmsDoTransform(transform, grid, &result, UInt32(grid.count / 3))
    return zip(grid, result).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
  }

  private static func convert(
    _ transform: cmsHTRANSFORM, _ source: UnsafePointer<UInt8>,
    to target: UnsafeMutablePointer<UInt8>, count: Int, inputBytes: Int
  ) {
    let batch = 1 << 20
    for start in stride(from: 0, to: count, by: batch) {
      cmsDoTransform(
        transform, source + start * inputBytes, target + start * 3,
        UInt32(min(batch, count - start)))
    }
  }

  private static func open(_ profile: [UInt8]) -> cmsHPROFILE? {
    guard profile.count >= 128, profile.count <= maximumBytes else { return nil }
    return profile.withUnsafeBytes {
      cmsOpenProfileFromMem($0.baseAddress, UInt32($0.count))
    }
  }

  /// Runs `body` with a transform to 8-bit sRGB, perceptual; nil when there can be none.
  private static func withTransform<Result>(
    from profile: [UInt8], input: UInt32, body: (cmsHTRANSFORM) -> Result
  ) -> Result? {
    guard let source = open(profile) else { return nil }
    defer { cmsCloseProfile(source) }
    guard let target = cmsCreate_sRGBProfile() else { return nil }
    defer { cmsCloseProfile(target) }
    guard
      let transform = cmsCreateTransform(
        source, input, target, rgb8, UInt32(INTENT_PERCEPTUAL), 0)
    else { return nil }
    defer { cmsDeleteTransform(transform) }
    return body(transform)
  }
}
