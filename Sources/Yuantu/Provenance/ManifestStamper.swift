import Manifests
import Synchronization
public import Trust

/// Gets time stamps for manifests while they are signed, and goes on without when there is none to be had:
/// the next `stamp` catches up.
public final class ManifestStamper: Sendable {
  private struct State {
    var failures: [TimestampFailure] = []
    /// What is kept free for a token: what the last one took.
    var room = 6144
  }

  private let client: TimestampClient
  private let authorities: [TrustedAuthority]
  private let state = Mutex(State())

  /// Stamps by the first of `authorities` that does.
  public init(authorities: [TrustedAuthority], surroundings: Surroundings) {
    client = TimestampClient(
      now: surroundings.now, random: surroundings.random, pause: surroundings.pause)
    self.authorities = authorities
  }

  /// Every stamp that could not be had.
  public var failures: [TimestampFailure] { state.withLock { $0.failures } }

  /// How many bytes a manifest keeps free for a stamp.
  var room: Int { state.withLock { $0.room } }

  /// A signer of `key` whose signatures are stamped.
  func signer(key: SigningKey, chain: [Certificate]) -> ClaimSigner {
    ClaimSigner(
      key: key, chain: chain,
      timestamp: { message in
        do throws(TimestampFailure) {
          let token = try self.client.firstToken(for: message, from: self.authorities).token
          self.state.withLock { $0.room = token.der.count + 256 }
          return token.der
        } catch {
          self.state.withLock { $0.failures.append(error) }
          throw error
        }
      }, tokenRoom: room)
  }
}

extension Shop {
  /// The same shop, whose manifests are stamped while they are signed.
  public func stamping(with stamper: ManifestStamper) -> Shop {
    var shop = self
    shop.stamper = stamper
    return shop
  }

  /// Runs `write` with the shop's signer; once more without time stamps when one cannot be had.
  func sign<Signed>(_ write: (ClaimSigner) throws(ManifestError) -> Signed) throws(ManifestError)
    -> Signed
  {
    let plain = ClaimSigner(key: signingKey, chain: signingChain)
    guard let stamper else { return try write(plain) }
    do throws(ManifestError) {
      return try write(stamper.signer(key: signingKey, chain: signingChain))
    } catch {
      guard error.code == .stampingFailed else { throw error }
      return try write(plain)
    }
  }
}
