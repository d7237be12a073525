/// How strongly a JPEG is compressed.
public enum JPEGQuality: Sendable, Hashable {
  /// The quantisation tables, sampling and scan order of another file.
  case matching(JPEGSettings)
  /// libjpeg's scale of 1 to 100; chroma is halved both ways below 90 and kept whole from 90 on.
  case quality(Int)
  /// The highest quality from 40 to 95, with chroma halved both ways, whose whole file (metadata
  /// included) has at most so many bytes.
  case atMost(bytes: Int)
}
