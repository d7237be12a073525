/// What a `c2pa.metadata` assertion may hold (C2PA 2.2 appendix B).
enum MetadataFields {
  /// Schemas that are supported in full (table 15): XMP Basic, Media Management and Paged-Text, Camera
  /// Raw, PDF.
  private static let whole: Set<String> = ["xmp", "xmpMM", "xmpTPg", "crs", "pdf"]

  /// The fields of schemas that are supported in part (§B.2).
  private static let partial: [String: Set<Substring>] = lists.mapValues {
    Set($0.split(whereSeparator: \.isWhitespace))
  }

  /// One name of exifEX is hyphenated in the specification's list and not in the schema itself.
  private static let lists: [String: String] = [
    "dc": """
    coverage date format identifier language relation type
    """,
    "Iptc4xmpCore": """
    Scene
    """,
    "Iptc4xmpExt": """
    DigImageGUID DigitalSourceType EventId Genre ImageRating ImageRegion LocationCreated
    LocationShown MaxAvailHeight MaxAvailWidth RegistryId
    """,
    "exif": """
    ApertureValue BrightnessValue CFAPattern ColorSpace CompressedBitsPerPixel Contrast
    CustomRendered DateTimeDigitized DateTimeOriginal DeviceSettingDescription
    DigitalZoomRatio ExifVersion ExposureBiasValue ExposureIndex ExposureMode
    ExposureProgram ExposureTime FNumber FileSource Flash FlashEnergy FlashpixVersion
    FocalLength FocalLengthIn35mmFilm FocalPlaneResolutionUnit FocalPlaneXResolution
    FocalPlaneYResolution GPSAltitude GPSAltitudeRef GPSDOP GPSDateStamp GPSDestBearing
    GPSDestBearingRef GPSDestDistance GPSDestDistanceRef GPSDestLatitude
    GPSDestLongitude GPSDifferential GPSHPositioningError GPSImgDirection
    GPSImgDirectionRef GPSLatitude GPSLongitude GPSMapDatum GPSMeasureMode
    GPSProcessingMethod GPSSatellites GPSSpeed GPSSpeedRef GPSStatus GPSTimeStamp
    GPSTrack GPSTrackRef GPSVersionID GainControl ISOSpeedRatings ImageUniqueID
    LightSource MaxApertureValue MeteringMode OECF OffsetTimeOriginal PixelXDimension
    PixelYDimension RelatedSoundFile Saturation SceneCaptureType SceneType SensingMethod
    Sharpness ShutterSpeedValue SpatialFrequencyResponse SpectralSensitivity SubjectArea
    SubjectDistance SubjectDistanceRange SubjectLocation WhiteBalance
    """,
    "exifEX": """
    BodySerialNumber Gamma ISOSpeed ISOSpeedLatitudeyyy ISOSpeedLatitudezzz
    InteroperabilityIndex LensMake LensModel LensSerialNumber LensSpecification
    PhotographicSensitivity RecommendedExposureIndex SensitivityType
    StandardOutputSensitivity StandardOutput-Sensitivity
    """,
    "photoshop": """
    Category City ColorMode Country DateCreated DocumentAncestors History ICCProfile
    State SupplementalCategories TextLayers TransmissionReference Urgency
    """,
    "tiff": """
    BitsPerSample Compression DateTime ImageLength ImageWidth Make Model Orientation
    PhotometricInterpretation PlanarConfiguration PrimaryChromaticities
    ReferenceBlackWhite ResolutionUnit SamplesPerPixel Software TransferFunction
    WhitePoint XResolution YCbCrCoefficients YCbCrPositioning YCbCrSubSampling
    YResolution
    """,
    "xmpDM": """
    Tracks absPeakAudioFilePath album altTapeName altTimecode audioChannelType
    audioCompressor audioSampleRate audioSampleType beatSpliceParams cameraAngle
    cameraLabel cameraModel cameraMove comment contributedMedia discNumber duration
    fileDataRate genre good instrument introTime key logComment loop lyrics markers
    numberOfBeats outCue partOfCompilation projectName projectRef pullDown
    relativePeakAudioFilePath relativeTimestamp releaseDate resampleParams scaleType
    scene shotDate shotDay shotLocation shotName shotNumber shotSize speakerPlacement
    startTimecode stretchMode takeNumber tapeName tempo timeScaleParams timeSignature
    trackNumber videoAlphaMode videoAlphaPremultipleColor videoAlphaUnityIsTransparent
    videoColorSpace videoCompressor videoFieldOrder videoFrameRate videoFrameSize
    videoPixelAspectRatio videoPixelDepth
    """,
    "plus": """
    FileNameAsDelivered FirstPublicationDate ImageFileFormatAsDelivered
    ImageFileSizeAsDelivered ImageType Version
    """,
  ]

  /// The first thing that is not allowed: a field off the list, or the missing `@context`.
  static func firstDisallowed(in value: CBORValue) -> String? {
    guard case .map(let entries) = value, case .map? = value["@context"] else {
      return "no @context"
    }
    for entry in entries {
      guard case .textString(let name) = entry.key else { return "a name that is no text" }
      if name.hasPrefix("@") { continue }
      let schema = String(name.prefix { $0 != ":" })
      if whole.contains(schema) { continue }
      guard let fields = partial[schema], fields.contains(name.dropFirst(schema.count + 1)) else {
        return name
      }
    }
    return nil
  }
}
