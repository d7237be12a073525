/// One CBOR data item (RFC 8949 §3). What kind of head or chunks carried it is not kept, so two
/// encodings of the same data read as equal values.
public enum CBORValue: Sendable {
  /// Major type 0: the number itself.
  case unsigned(UInt64)
  /// Major type 1: the number is −1 − the argument.
  case negative(UInt64)
  /// Major type 2.
  case byteString([UInt8])
  /// Major type 3: UTF-8 text.
  case textString(String)
  /// Major type 4.
  case array([CBORValue])
  /// Major type 5: the entries in the order read or given. The encoder sorts them.
  case map([CBOREntry])
  /// Major type 6: a tag number and the item it is put on.
  indirect case tag(UInt64, CBORValue)
  /// Simple values 20 and 21.
  case bool(Bool)
  /// Simple value 22.
  case null
  /// Simple value 23.
  case undefined
  /// The other simple values: 0…19 and 32…255.
  case simple(UInt8)
  /// A floating-point number of any width.
  case float(Double)

  /// The item for a signed whole number (major type 0 or 1).
  public static func integer(_ number: Int64) -> CBORValue {
    number >= 0 ? .unsigned(UInt64(number)) : .negative(UInt64(bitPattern: ~number))
  }

  /// The number of an item of major type 0 or 1, or nil when it is another item or does not fit.
  public var integer: Int64? {
    switch self {
    case .unsigned(let number): Int64(exactly: number)
    case .negative(let argument): Int64(exactly: argument).map { ~$0 }
    default: nil
    }
  }

  /// The value of the first entry with exactly this text as its key, when the item is a map.
  /// Keys are compared byte by byte: Swift's own `==` would take the Kelvin sign for the letter K.
  public subscript(key: String) -> CBORValue? {
    guard case .map(let entries) = self else { return nil }
    for entry in entries {
      if case .textString(let text) = entry.key, text.utf8.elementsEqual(key.utf8) {
        return entry.value
      }
    }
    return nil
  }

  /// The value of the first entry with this number as its key, when the item is a map.
  public subscript(label: Int64) -> CBORValue? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key.integer == label }?.value
  }
}

extension CBORValue: Equatable {
  /// Whether both are the same data. Texts are compared byte by byte, numbers that are not a number
  /// are one value, zero and minus zero are two, and the order of map entries matters.
  public static func == (left: CBORValue, right: CBORValue) -> Bool {
    switch (left, right) {
    case (.unsigned(let a), .unsigned(let b)), (.negative(let a), .negative(let b)): a == b
    case (.byteString(let a), .byteString(let b)): a == b
    case (.textString(let a), .textString(let b)): a.utf8.elementsEqual(b.utf8)
    case (.array(let a), .array(let b)): a == b
    case (.map(let a), .map(let b)): a == b
    case (.tag(let a, let itemA), .tag(let b, let itemB)): a == b && itemA == itemB
    case (.bool(let a), .bool(let b)): a == b
    case (.null, .null), (.undefined, .undefined): true
    case (.simple(let a), .simple(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN)
    default: false
    }
  }
}
