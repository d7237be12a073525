import Trust

/// What the maps of hard bindings have in common (C2PA 2.2 §18.5 to §18.7).
enum BindingFields {
  /// Why a binding cannot be used.
  enum Fault: Error {
    case malformed(String)
    case algorithm(String)
  }

  /// The name of the hash algorithm in a map; nil when it names none.
  static func algorithmName(_ map: CBORValue) throws(Fault) -> String? {
    switch map["alg"] {
    case nil, .null?: return nil
    case .textString(let name)?: return name
    default: throw .malformed("alg")
    }
  }

  static func algorithm(_ name: String?) throws(Fault) -> HashAlgorithm {
    guard let name, let algorithm = HashAlgorithm(rawValue: name) else {
      throw .algorithm(name ?? "none")
    }
    return algorithm
  }

  static func isPaddingZero(_ map: CBORValue) -> Bool {
    ["pad", "pad2"].allSatisfy { key in
      switch map[key] {
      case nil: true
      case .byteString(let bytes)?: !bytes.contains { $0 != 0 }
      default: false
      }
    }
  }
}
