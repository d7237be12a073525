import Trust

/// Compares a general box hash with the boxes of a file (C2PA 2.2 §15.12.3).
struct BoxComparison {
  private let binding: BoxHash
  private let bytes: [UInt8]
  private let boxes: [Asset.Box]
  private let store: Range<Int>?

  /// `boxes` are those of `bytes`; `store` is where in them the manifest store is.
  init(_ binding: BoxHash, bytes: [UInt8], boxes: [Asset.Box], store: Range<Int>?) {
    self.binding = binding
    self.bytes = bytes
    self.store = store
    let isRestartListed = binding.entries.contains { $0.names.contains(where: Self.isRestart) }
    self.boxes = isRestartListed ? boxes : Self.withoutRestarts(boxes)
  }

  private static func isRestart(_ name: String) -> Bool { name.hasPrefix("RST") }

  /// With the restart markers of a JPEG in the box of the scan they interrupt: the specification lists them
  /// by themselves, but not every writer does.
  private static func withoutRestarts(_ boxes: [Asset.Box]) -> [Asset.Box] {
    boxes.reduce(into: []) { merged, box in
      if isRestart(box.name), let last = merged.last,
        last.range.upperBound == box.range.lowerBound
      {
        merged[merged.count - 1].range = last.range.lowerBound..<box.range.upperBound
      } else {
        merged.append(box)
      }
    }
  }

  /// Why the list does not hold the file, with what differs.
  enum Fault: Error {
    case mismatch(String)
    case unknownBox(String)
  }

  /// What keeps a match from holding every byte but the store's.
  ///
  /// Throws when the boxes are others, stand in another order, or have another hash.
  func holes() throws(Fault) -> Set<EvidenceState.Hole> {
    var holes: Set<EvidenceState.Hole> = binding.isPaddingZero ? [] : [.bindingPadding]
    // The signature of a PNG is listed under a name of its own, or not at all.
    var index = boxes.first?.name == "PNGh" && binding.entries[0].names[0] != "PNGh" ? 1 : 0
    var held = 0
    for entry in binding.entries {
      let range = try extent(of: entry, from: &index)
      if entry.names == [BoxHash.storeName] {
        guard let padding = padding(of: range) else {
          throw .unknownBox("\(BoxHash.storeName) is not where the store is")
        }
        if bytes[padding].contains(where: { $0 != 0 }) { holes.insert(.unhashedBytes) }
      } else if entry.isExcluded {
        holes.insert(.additionalExclusion)
      } else {
        guard let hash = entry.hash, entry.algorithm.hash(bytes, pieces: [range]) == hash else {
          throw .mismatch(entry.names.joined(separator: " "))
        }
      }
      held += range.count
    }
    guard index >= boxes.count else { throw difference }
    if held != bytes.count { holes.insert(.unhashedBytes) }
    return holes
  }

  /// The byte, at most, by which a box is longer than the store in it; nil when it is not the store's.
  private func padding(of box: Range<Int>) -> Range<Int>? {
    guard let store, box.lowerBound == store.lowerBound,
      (store.upperBound...store.upperBound + 1).contains(box.upperBound)
    else { return nil }
    return store.upperBound..<box.upperBound
  }

  /// The bytes of the boxes that `entry` names, from the first's beginning to the last's end; `index` is
  /// moved behind them.
  private func extent(of entry: BoxHash.Entry, from index: inout Int) throws(Fault) -> Range<Int> {
    var start: Int?
    var end = index > 0 ? boxes[index - 1].range.upperBound : 0
    for name in entry.names {
      if name == BoxHash.afterName {
        start = start ?? end
        end = bytes.count
        index = boxes.count
      } else {
        guard index < boxes.count, boxes[index].name == name else { throw difference }
        start = start ?? boxes[index].range.lowerBound
        end = boxes[index].range.upperBound
        index += 1
      }
    }
    return (start ?? end)..<end
  }

  /// Why the boxes of the file are not those of the list: there is one that is not in it, or else one is
  /// missing or stands elsewhere.
  private var difference: Fault {
    var counts: [String: Int] = [:]
    for name in binding.entries.flatMap(\.names) { counts[name, default: 0] += 1 }
    for box in boxes {
      let left = counts[box.name, default: 0] - 1
      if left < 0, box.name != "PNGh" { return .unknownBox(box.name) }
      counts[box.name] = left
    }
    return .mismatch("boxes are missing, or in another order")
  }
}
