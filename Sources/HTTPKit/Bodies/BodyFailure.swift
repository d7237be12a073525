import Glibc

/// A body could not be kept.
struct BodyFailure: Error {
  /// What the client is answered with.
  let status: Int

  init(errno number: CInt) { status = number == ENOSPC || number == EDQUOT ? 507 : 500 }
}
