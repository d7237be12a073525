/// What became of a piece of a body.
enum BodyOutcome {
  case taken
  case tooLong
  /// It could not be written.
  case failed
}
