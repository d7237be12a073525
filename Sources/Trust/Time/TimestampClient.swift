/// Asks authorities for time stamps and takes only answers that hold.
public struct TimestampClient: Sendable {
  /// Seconds before the second, third … try at one authority; half as much again is added at random.
  private static let pauses = [1.0, 4.0]
  /// How far the stamped time may be from this machine's clock, beyond the accuracy: milliseconds.
  private static let tolerance: Int64 = 300_000

  private let now: @Sendable () -> Int64
  private let random: any RandomSource
  private let pause: @Sendable (Double) -> Void

  /// `now` gives unix milliseconds, `pause` waits some seconds.
  public init(
    now: @escaping @Sendable () -> Int64, random: any RandomSource,
    pause: @escaping @Sendable (Double) -> Void
  ) {
    self.now = now
    self.random = random
    self.pause = pause
  }

  /// A token over `message` from the first of `authorities` that gives one that holds, and that
  /// authority's name. Throws the last one's failure, or `noAuthority`.
  public func firstToken(
    for message: [UInt8], from authorities: [TrustedAuthority]
  ) throws(TimestampFailure) -> (token: TimestampToken, authority: String) {
    var failure = TimestampFailure(.noAuthority, authority: "", detail: "none is configured")
    for authority in authorities {
      do throws(TimestampFailure) {
        return (try token(for: message, from: authority), authority.authority.name)
      } catch {
        failure = error
      }
    }
    throw failure
  }

  /// A token over `message` from one authority: three tries at most, and another one only after a
  /// timeout, HTTP 429 or 5xx. A token is taken when its imprint, nonce, policy, time, signature and
  /// certificates all hold (RFC 3161 §2.2).
  public func token(
    for message: [UInt8], from authority: TrustedAuthority
  ) throws(TimestampFailure) -> TimestampToken {
    for wait in Self.pauses {
      do throws(TimestampFailure) { return try exchange(message, authority) } catch {
        guard error.isTransient else { throw error }
      }
      let byte = (try? random.bytes(1).first) ?? 0
      pause(wait * (1 + Double(byte) / 510))
    }
    return try exchange(message, authority)
  }

  private func exchange(
    _ message: [UInt8], _ authority: TrustedAuthority
  ) throws(TimestampFailure) -> TimestampToken {
    let name = authority.authority.name
    let query: TimestampQuery
    do throws(TrustError) {
      query = try TimestampQuery(message: message, random: random)
    } catch {
      throw TimestampFailure(.queryFailed, authority: name, detail: error.detail)
    }
    let reply = try authority.authority.reply(to: query.der)
    let response: TimestampResponse
    do throws(TrustError) {
      response = try TimestampResponse(der: reply)
    } catch {
      throw TimestampFailure(
        error.code == .tooLarge ? .tooLarge : .malformed, authority: name, detail: error.detail)
    }
    guard response.isGranted else {
      throw TimestampFailure(.rejected, authority: name, detail: response.status)
    }
    let token: TimestampToken
    do throws(TrustError) {
      token = try TimestampToken(der: try response.grantedToken())
    } catch {
      throw TimestampFailure(.malformed, authority: name, detail: error.detail)
    }
    if let (code, detail) = fault(of: token, query, authority) {
      throw TimestampFailure(code, authority: name, detail: detail)
    }
    return token
  }

  /// Why the token is not taken; nil when it is.
  private func fault(
    of token: TimestampToken, _ query: TimestampQuery, _ authority: TrustedAuthority
  ) -> (TimestampFailure.Code, String)? {
    guard token.imprintAlgorithm == .sha256, token.imprint == query.imprint else {
      return (.wrongImprint, "the token is for other bytes")
    }
    guard token.nonce == query.nonce else {
      return (.wrongNonce, "the token answers another query")
    }
    guard authority.policies.isEmpty || authority.policies.contains(token.policy) else {
      return (.wrongPolicy, token.policy)
    }
    let clock = now()
    let difference = token.generatedAt - clock
    guard abs(difference) <= Self.tolerance + (token.accuracy ?? 0) else {
      return (.clockDiffers, "\(difference / 1000) s")
    }
    let verification = token.verify(
      imprint: query.imprint, anchors: authority.anchors, at: clock / 1000)
    guard verification.isTrusted else {
      let words = verification.findings.map { "\($0.code.rawValue) \($0.detail)" }
      return (.untrusted, words.joined(separator: ", "))
    }
    return nil
  }
}
