/// What an upload is for.
enum UploadPart: String, CaseIterable, Sendable {
  /// The pictures that the job is about.
  case main
  /// For a case: further pictures of the set.
  case set
  /// For a case: contracts and licences.
  case rights
}
