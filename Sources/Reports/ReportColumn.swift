/// One half of a side-by-side.
struct ReportColumn {
  let title: String
  let picture: ReportPicture?
  let lines: [String]
}
