/// What becomes of a request's body.
public enum BodyPlan: Sendable {
  /// The request is answered at once, by bytes or a file, and its body never read; a connection with
  /// a body is closed.
  case refuse(Response)
  /// No body is expected; a request with one is answered 413.
  case none
  /// Into memory, of at most so many bytes; a longer one is answered 413.
  case memory(atMost: Int)
  /// Into a new file at that path, of at most so many bytes. The file is removed again when the body
  /// stays incomplete or is longer.
  case spool(to: String, atMost: Int)
}
