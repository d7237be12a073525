/// How a JPEG file is coded: what is needed to code another picture the same way.
public struct JPEGSettings: Sendable, Hashable {
  /// One component of the frame header (ISO/IEC 10918-1 §B.2.2).
  public struct Component: Sendable, Hashable {
    /// Horizontal sampling factor, 1...4.
    public let horizontalSampling: Int
    /// Vertical sampling factor, 1...4.
    public let verticalSampling: Int
    /// The slot of its quantisation table, 0...3.
    public let quantizationTable: Int
  }

  /// What the components are.
  public enum Transform: String, Sendable, Hashable {
    /// One component of brightness.
    case grey
    /// Luma and two chroma components.
    case yCbCr
    /// Red, green, blue.
    case rgb
    /// Cyan, magenta, yellow, black.
    case cmyk
    /// CMYK with the first three as luma and chroma.
    case ycck
  }

  /// One to four components in the order of the frame header.
  public let components: [Component]
  /// The tables by slot, each of 64 values in natural (row by row) order, not zigzag.
  public let quantizationTables: [Int: [UInt16]]
  /// What the components are.
  public let transform: Transform
  /// Whether the file is progressive.
  public let isProgressive: Bool
  /// Whether the file is arithmetic-coded. Output never is: few programs read it.
  public let isArithmetic: Bool

  /// These settings for a picture of one component or three: a CMYK file lends its first table,
  /// and a subsampling the encoder cannot do (a fraction) becomes none.
  func adapted(toGrey: Bool) -> JPEGSettings {
    let first = components[0]
    var adapted = components
    var newTransform = transform
    if toGrey {
      adapted = [
        Component(
          horizontalSampling: 1, verticalSampling: 1, quantizationTable: first.quantizationTable)
      ]
      newTransform = .grey
    } else if transform == .ycck {
      adapted = Array(components.prefix(3))
      newTransform = .yCbCr
    } else if transform != .yCbCr && transform != .rgb {
      let component = Component(
        horizontalSampling: 1, verticalSampling: 1, quantizationTable: first.quantizationTable)
      adapted = [component, component, component]
      newTransform = .yCbCr
    }
    let widest = adapted.map(\.horizontalSampling).max() ?? 1
    let tallest = adapted.map(\.verticalSampling).max() ?? 1
    let blocks = adapted.reduce(0) { $0 + $1.horizontalSampling * $1.verticalSampling }
    let isCodable =
      blocks <= 10
      && adapted.allSatisfy {
        widest % $0.horizontalSampling == 0 && tallest % $0.verticalSampling == 0
      }
    if !isCodable {
      adapted = adapted.map {
        Component(
          horizontalSampling: 1, verticalSampling: 1, quantizationTable: $0.quantizationTable)
      }
    }
    return JPEGSettings(
      components: adapted, quantizationTables: quantizationTables, transform: newTransform,
      isProgressive: isProgressive, isArithmetic: isArithmetic)
  }
}
