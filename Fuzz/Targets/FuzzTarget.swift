/// What a fuzzer calls with foreign bytes: nothing may trap, hang, or take memory out of proportion, and
/// what is stated must hold for every input. The same functions run over the regression inputs in the
/// tests.
public struct FuzzTarget: Sendable {
  /// Its name, also that of its folder of regression inputs.
  public let name: String
  /// Examines one input; throws when something that must hold does not.
  public let examine: @Sendable ([UInt8]) throws -> Void

  /// Something that must hold did not.
  struct Broken: Error { let what: String }

  static func expect(_ holds: Bool, _ what: String) throws {
    if !holds { throw Broken(what: what) }
  }

  /// Every target.
  public static let all = [cbor, store, file, trust, picture, package]
}
