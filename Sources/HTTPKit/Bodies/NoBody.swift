/// Where no body is expected.
final class NoBody: BodySink {
  func take(_ piece: UnsafeRawBufferPointer) -> BodyOutcome { .tooLong }

  func finish() throws(BodyFailure) -> Request.Body { .none }
}
