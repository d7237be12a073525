/// Takes a body in, up to a bound. Used on one thread only.
protocol BodySink: AnyObject {
  func take(_ piece: UnsafeRawBufferPointer) -> BodyOutcome
  /// The whole body, which is the caller's from then on; fails when a piece was not taken.
  func finish() throws(BodyFailure) -> Request.Body
}
