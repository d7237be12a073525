import CommandLineKit
import Trust

/// The algorithms a signing key can be made for.
enum KeyAlgorithm: String, CaseIterable, ArgumentValue {
  case es256, ed25519, ps256

  var signature: SignatureAlgorithm {
    switch self {
    case .es256: .es256
    case .ed25519: .edDSA
    case .ps256: .ps256
    }
  }
}
