import Reports
import Trust
import Wording

extension Report {
  /// A report of this program. `subjects` says what it is about: with the moment, they give its number.
  init(
    about subjects: [String], madeAt: String, requester: String, question: LocalizedText,
    particulars: [Row], examinations: [Examination]
  ) {
    let day = madeAt.prefix { $0 != "T" }.filter { $0 != "-" }
    let subject = ([madeAt] + subjects).joined(separator: "\n")
    let code = Digest.sha256(Array(subject.utf8)).hex.prefix(8).uppercased()
    self.init(
      number: "YT-\(day)-\(code)", madeAt: madeAt, generator: "yuantu \(Version.number)",
      requester: requester, question: question, particulars: particulars,
      examinations: examinations)
  }
}
