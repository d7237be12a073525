/// That a record is among those of a countersignature.
public struct CountersignedEntry: Sendable, Equatable {
  /// The record.
  public var recordID: [UInt8]
  /// The countersignature, itself a record.
  public var countersignatureID: [UInt8]
  /// The record's place in the countersignature's tree.
  public var index: Int
  /// How many records the tree has.
  public var size: Int
  /// The path's nodes, 32 bytes each.
  public var path: [UInt8]

  /// A record's place in a countersignature.
  public init(
    recordID: [UInt8], countersignatureID: [UInt8], index: Int, size: Int, path: [UInt8]
  ) {
    self.recordID = recordID
    self.countersignatureID = countersignatureID
    self.index = index
    self.size = size
    self.path = path
  }
}
