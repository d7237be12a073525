/// A box of a JUMBF file (ISO/IEC 19566-5): where it stands, and for a superbox what is in it.
struct JUMBFBox: Sendable {
  /// The four characters.
  let type: String
  /// The whole box, header included.
  let range: Range<Int>
  /// The box without its header.
  let payload: Range<Int>
  /// For a superbox its description.
  let description: JUMBFDescription?
  /// For a superbox the boxes after the description.
  let children: [JUMBFBox]

  /// The label of a superbox.
  var label: String? { description?.label }

  /// Whether it is a superbox of this type.
  func isSuperbox(_ type: JUMBFType) -> Bool { description?.type == type }

  /// The superboxes among the children with this label.
  func children(labelled label: String) -> [JUMBFBox] {
    children.filter { $0.label.map { $0.utf8.elementsEqual(label.utf8) } ?? false }
  }
}
